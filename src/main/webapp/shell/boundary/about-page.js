import {html} from 'lit';
import {LightElement} from '/platform/boundary/light-element.js';
import {pageHead} from '/platform/boundary/page-parts.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';

const SOURCES = [
  {what: 'about.towns', credit: 'geolonia/japanese-addresses', terms: 'CC BY 4.0', href: 'https://creativecommons.org/licenses/by/4.0/deed.ja'},
  {what: 'about.shelters', credit: '国土地理院「指定緊急避難場所・指定避難所データ」（2025-10-27）', terms: '国土地理院コンテンツ利用規約', href: 'https://www.gsi.go.jp/kikakuchousei/kikakuchousei40182.html'},
  {what: 'about.boundary', credit: '国土交通省 国土数値情報（行政区域データ）を加工して作成', terms: '国土数値情報ダウンロードサイト 利用規約', href: 'https://nlftp.mlit.go.jp/ksj/other/agreement.html'},
  {what: 'about.design', credit: 'デジタル庁デザインシステム（デザイントークン）', terms: 'MIT License', href: 'https://design.digital.go.jp/'},
];

/** このシステムについて: where the data comes from, on which terms, and what a roster is not. */
export class AboutPage extends LightElement {
  updated() {
    pageIs({title: t('nav.about')});
  }

  render() {
    return html`${pageHead({title: t('nav.about')})}
      <div class="stack about">
        <p>${t('about.what')}</p>
        <section class="card stack tight">
          <h2>${t('about.data')}</h2>
          <p>${t('about.people')}</p>
          <ul class="list">
            ${SOURCES.map(source => html`<li class="about-line"><span class="strong">${t(source.what)}</span><span>${t('about.source')}: ${source.credit}</span><a href=${source.href} rel="noreferrer">${source.terms}</a></li>`)}
          </ul>
        </section>
        <section class="card stack tight"><h2>${t('about.handling')}</h2><p>${t('about.handlingText')}</p><p>${t('plan.noGuarantee')}</p></section>
      </div>`;
  }
}

customElements.define('about-page', AboutPage);
