import {html, nothing} from 'lit';
import {confirmationOf} from '/disaster/entity/emergency-mode.js';
import {disasters} from '/disaster/control/disasters.js';
import {field} from '/platform/boundary/form-parts.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {pageIs} from '/platform/control/page-state.js';
import {shortDateTime} from '/platform/control/times.js';

/** 開示報告: the way to each report: of an emergency mode, or of one resident's record. */
export class DisclosuresPage extends LightElement {
  #list = new Loader(this, async signal => (await disasters(signal)).filter(one => one.emergencyMode));

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
  }

  updated() {
    pageIs({title: t('nav.disclosures')});
  }

  #open(event) {
    event.preventDefault();
    const id = String(new FormData(event.target).get('report-resident')).trim();
    if (id) go(`/residents/${encodeURIComponent(id)}/access-report`);
  }

  #line(one) {
    const overdue = confirmationOf(one.emergencyMode) === 'overdue';
    return html`<li class="resident-line"><p class="row middle"><a class="strong" href="/disasters/${one.id}/disclosure">${one.title}</a>
      ${overdue ? html`<span class="tag look">${mark('look', 12)}${t('mode.overdueShort')}</span>` : nothing}
      <span class="small quiet numeric">${shortDateTime(one.emergencyMode.from)}–${shortDateTime(one.emergencyMode.until)}</span></p></li>`;
  }

  render() {
    return html`${pageHead({title: t('nav.disclosures')})}
      <div class="stack">
        <section class="stack tight" aria-labelledby="disclosures-modes"><h2 id="disclosures-modes">${t('disclosures.modes')}</h2>
          ${whenLoaded(this.#list, items => (items.length === 0 ? empty(t('disclosures.none')) : html`<ul class="list card flush">${items.map(one => this.#line(one))}</ul>`), 3)}</section>
        <section class="card stack tight" aria-labelledby="disclosures-resident"><h2 id="disclosures-resident">${t('accessReport.title')}</h2>
          <p class="quiet">${t('disclosures.resident')}</p>
          <form class="filters audit-filters" @submit=${event => this.#open(event)}>${field({name: 'report-resident', label: t('audit.residentId')})}<button class="button primary" type="submit">${t('accessReport.make')}</button></form></section>
      </div>`;
  }
}

customElements.define('disclosures-page', DisclosuresPage);
