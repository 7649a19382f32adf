import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {glassOffer} from '/consent/boundary/glass-offer.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {pageIs} from '/platform/control/page-state.js';
import {query} from '/platform/control/api.js';
import {areas, searchResidents} from '/resident/control/residents.js';

/** 利用者: those I may see, found by name, kana, part of it, address, telephone or device number, and by area. */
export class ResidentsPage extends LightElement {
  static properties = {query: {}, area: {}};
  #list = new Loader(this, signal => searchResidents({query: this.query, area: this.area}, signal));
  #areas = new Loader(this, () => areas());
  #loadingMore = false;

  connectedCallback() {
    super.connectedCallback();
    this.#areas.run();
  }

  willUpdate(changed) {
    if (changed.has('query') || changed.has('area')) this.#list.startAgain();
  }

  updated() {
    pageIs({title: t('nav.residents')});
  }

  async #more() {
    const page = this.#list.value;
    this.#loadingMore = true;
    this.requestUpdate();
    try {
      const next = await searchResidents({query: this.query, area: this.area, cursor: page.nextCursor}, this.signal);
      this.#list.value = {...next, items: [...page.items, ...next.items]};
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #filters() {
    const districts = (this.#areas.value ?? []).filter(area => area.kind === 'jurisdiction' || area.kind === 'district');
    return html`<form class="filters" @submit=${event => event.preventDefault()}>
      <label for="area">${t('area')}</label>
      <select class="input" id="area" name="area" @change=${event => go(query('/residents', {query: this.query, area: event.target.value}))}>
        <option value="">${t('residents.allAreas')}</option>
        ${districts.map(area => html`<option value=${area.code} ?selected=${area.code === this.area}>${area.kind === 'district' ? '　' : ''}${area.name}</option>`)}
      </select>
      ${this.query ? html`<a class="button plain" href=${query('/residents', {area: this.area})}>${icon('close', 20)}${t('residents.clear', {query: this.query})}</a>` : nothing}
    </form>`;
  }

  #line(resident) {
    return html`<li class="resident-line">
      <resident-header .resident=${resident} .ground=${resident.ground} href="/residents/${resident.id}"></resident-header>
      <span class="resident-line-end small quiet">
        ${resident.unread ? html`<span class="tag look">${t('residents.unread', {count: resident.unread})}</span>` : nothing}
        ${resident.lastChangeAt ? html`<span>${t('residents.changed')} <time-ago at=${resident.lastChangeAt}></time-ago></span>` : nothing}
      </span>
    </li>`;
  }

  #found(page) {
    if (page.items.length === 0) {
      return this.query ? html`${empty(t('residents.none', {query: this.query}), t('residents.noneNext'))}${glassOffer({word: this.query})}` : empty(t('residents.noneAtAll'), t('residents.noneAtAllNext'));
    }
    return html`<ul class="list card flush wide-lines" aria-label=${t('nav.residents')}>
        ${repeat(page.items, resident => resident.id, resident => this.#line(resident))}
      </ul>
      ${page.nextCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}`;
  }

  render() {
    const count = this.#list.value?.items?.length;
    const total = this.#list.value?.total ?? (this.#list.value?.nextCursor ? undefined : count);
    const beside = count ? html`<span class="quiet">${total === undefined ? t('residents.first', {count}) : t('residents.count', {count: total})}</span>` : nothing;
    return html`${pageHead({title: this.query ? t('residents.found', {query: this.query}) : t('nav.residents'), beside, ground: this.#list.value?.ground})}
      <div class="stack">${this.#filters()}${whenLoaded(this.#list, page => this.#found(page), 8)}</div>`;
  }
}

customElements.define('residents-page', ResidentsPage);
