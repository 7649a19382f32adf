import {html, nothing} from 'lit';
import {field} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {query, read} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {daysAgo, dayOf, shortDateTime, today} from '/platform/control/times.js';

const WEEK = 7;

/** 例外: what stands out in the trail. Each line leads to the rows it was found in; none accuses anybody. */
export class AnomaliesPage extends LightElement {
  #wanted = {from: daysAgo(WEEK - 1), to: today()};
  #list = new Loader(this, signal => read(query('/api/audit/anomalies', this.#wanted), signal));

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
  }

  updated() {
    pageIs({title: t('nav.anomalies')});
  }

  #find(event) {
    event.preventDefault();
    this.#wanted = /** @type {any} */ (Object.fromEntries(new FormData(event.target)));
    this.#list.startAgain();
    this.requestUpdate();
  }

  /** Where to look: the review, the report, or the rows of the trail. */
  #ways(one) {
    const [kind, id] = (one.reference ?? '').split('/');
    const trail = {actor: one.user, from: dayOf(one.from), to: dayOf(one.until)};
    return html`<p class="row small">
      ${kind === 'break-glass' ? html`<a href="/audit/break-glass">${t('anomalies.toReview')}</a>` : nothing}
      ${kind === 'CarePlan' ? html`<a href="/disasters/${id}/disclosure">${t('disclosure.title')}</a>` : nothing}
      ${one.user ? html`<a href=${query('/audit', trail)}>${t('anomalies.toTrail')}</a>` : nothing}
      ${(one.residentIds ?? []).slice(0, 3).map(resident => html`<a class="id" href=${query('/audit', {...trail, residentId: resident})}>${resident}</a>`)}
      ${(one.residentIds?.length ?? 0) > 3 ? html`<span class="quiet">${t('audit.moreResidents', {count: one.residentIds.length - 3})}</span>` : nothing}
    </p>`;
  }

  #line(one) {
    return html`<li class="resident-line stack tight">
      <p class="row middle"><span class="tag look">${mark('look', 12)}${textOfCode('anomalyKind', one.kind)}</span><span class="strong">${one.name || one.user}</span>${one.name && one.user ? html`<span class="small quiet">${one.user}</span>` : nothing}
        <span class="small quiet numeric">${shortDateTime(one.from)}–${shortDateTime(one.until)}</span></p>
      <p>${one.text}</p>
      ${this.#ways(one)}
    </li>`;
  }

  #lines({items}) {
    if (items.length === 0) return empty(t('anomalies.none'), t('anomalies.noneNext'));
    return html`<ul class="list card flush">${items.map(one => this.#line(one))}</ul>`;
  }

  render() {
    const day = name => field({name, label: t(`audit.${name}`), value: this.#wanted[name], type: 'date'});
    const count = this.#list.value?.items.length;
    return html`${pageHead({title: t('nav.anomalies'), ground: {text: t('groundCode.audit-duty')}, beside: count ? html`<span class="quiet">${t('anomalies.count', {count})}</span>` : nothing, actions: html`<button type="button" class="button only-desk" @click=${() => print()}>${icon('print', 20)}${t('print')}</button>`})}
      <div class="stack">
        <p class="quiet">${t('anomalies.explain')}</p>
        <form class="filters audit-filters" @submit=${event => this.#find(event)}>${day('from')} ${day('to')}<button class="button primary" type="submit">${icon('search', 20)}${t('search.do')}</button></form>
        ${whenLoaded(this.#list, list => this.#lines(list), 5)}
      </div>`;
  }
}

customElements.define('anomalies-page', AnomaliesPage);
