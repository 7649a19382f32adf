import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/platform/boundary/time-ago.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {live} from '/platform/control/live-events.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {shortDateTime} from '/platform/control/times.js';
import {notices, takeNote} from '/notification/control/notices.js';
import {wayOf} from '/notification/entity/notice.js';

/** お知らせ: what I was told, the newest first; each leads to its fact and is taken note of by hand. */
export class NoticesPage extends LightElement {
  #list = new Loader(this, signal => notices('', signal));
  #busy = '';

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
    live.on(['notification', 'resync'], () => this.#list.run(), this.signal);
  }

  updated() {
    pageIs({title: t('notices.title')});
  }

  async #more() {
    const page = this.#list.value;
    await this.#doing('more', async () => {
      const next = await notices(page.nextCursor, this.signal);
      this.#list.value = {...next, items: [...page.items, ...next.items]};
    });
  }

  async #note(one) {
    await this.#doing(one.id, async () => {
      const noted = await takeNote(one.id);
      const page = this.#list.value;
      this.#list.value = {...page, items: page.items.map(other => (other.id === one.id ? noted : other))};
    });
  }

  async #doing(what, act) {
    this.#busy = what;
    this.requestUpdate();
    try {
      await act();
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
    this.#busy = '';
    this.requestUpdate();
  }

  #line(one) {
    const auditor = session.is('auditor');
    const way = wayOf(one, auditor);
    return html`<li class="glass-line">
      <div class="stack tight">
        <p class="row middle">${one.readAt ? nothing : html`<span class="tag look">${mark('look', 12)}${t('notices.unread')}</span>`}${one.exercise ? html`<span class="tag drill">${t('exercise')}</span>` : nothing}
          <span class="small quiet"><time-ago at=${one.at}></time-ago> · ${shortDateTime(one.at)}</span></p>
        <p class="strong">${one.title}</p>
        <p class="row small">${one.by?.name ? html`<span class="quiet">${[one.by.name, one.by.organisation].filter(Boolean).join(' · ')}</span>` : nothing}
          ${way ? html`<a href=${way.href}>${t(way.key)}</a>` : nothing}
          ${auditor && one.residentId ? html`<a class="id" href="/audit?residentId=${encodeURIComponent(one.residentId)}">${one.residentId}</a>` : nothing}</p>
      </div>
      ${one.readAt ? nothing : html`<div class="buttons push"><button type="button" class="button" ?disabled=${this.#busy === one.id} @click=${() => this.#note(one)}>${t('notices.takeNote')}</button></div>`}
    </li>`;
  }

  #lines(page) {
    if (page.items.length === 0) return empty(t('notices.none'), t('notices.noneNext'));
    return html`<ul class="list card flush">${repeat(page.items, one => one.id, one => this.#line(one))}</ul>
      ${page.nextCursor ? moreButton(this.#busy === 'more', () => this.#more()) : nothing}`;
  }

  render() {
    return html`${pageHead({title: t('notices.title'), ground: this.#list.value?.ground})}
      <div class="stack">${whenLoaded(this.#list, page => this.#lines(page), 5)}</div>`;
  }
}

customElements.define('notices-page', NoticesPage);
