import {html, nothing} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import '/resident/boundary/resident-header.js';
import {glassOffer} from '/consent/boundary/glass-offer.js';
import {composing} from '/platform/boundary/form-parts.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {query} from '/platform/control/api.js';
import {t} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {searchResidents} from '/resident/control/residents.js';

const PAUSE = 250;
const MOST = 8;

/** Two actions to anybody: type a part of a name, kana, address, telephone or device number, and take her. */
export class GlobalSearch extends LightElement {
  #found = undefined;
  #word = '';
  #active = -1;
  #timer = 0;
  #turn = 0;

  connectedCallback() {
    super.connectedCallback();
    this.hear(window, 'tsunagi-navigate', () => this.#shut());
    this.hear(this, 'focusout', event => !this.contains(event.relatedTarget) && this.#shut());
  }

  #shut() {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#found = undefined;
    this.#active = -1;
    this.requestUpdate();
  }

  updated() {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({block: 'nearest'});
  }

  #type(event) {
    this.#word = event.target.value.trim();
    clearTimeout(this.#timer);
    if (event.isComposing || this.#word === '') {
      if (this.#word === '') this.#shut();
      return;
    }
    this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  async #look() {
    const turn = ++this.#turn;
    try {
      const page = await searchResidents({query: this.#word}, this.signal);
      if (turn !== this.#turn) return;
      this.#found = page.items.slice(0, MOST);
      this.#active = -1;
      this.requestUpdate();
    } catch (problem) {
      // Enter leads to the list, which tells what is wrong.
      if (problem.status === undefined && problem.name !== 'AbortError') throw problem;
    }
  }

  #key(event) {
    if (composing(event)) return;
    const count = this.#found?.length ?? 0;
    if (event.key === 'Escape') this.#shut();
    else if (event.key === 'ArrowDown' && count > 0) this.#active = (this.#active + 1) % count;
    else if (event.key === 'ArrowUp' && count > 0) this.#active = (this.#active - 1 + count) % count;
    else return;
    event.preventDefault();
    this.requestUpdate();
  }

  #submit(event) {
    event.preventDefault();
    const chosen = this.#found?.[this.#active];
    if (chosen) this.#take(chosen);
    else this.#leave(query('/residents', {query: this.#word}));
  }

  #take(resident) {
    /** @type {HTMLInputElement} */ (this.querySelector('input')).value = '';
    this.#leave(`/residents/${resident.id}`);
  }

  #leave(address) {
    this.#shut();
    this.querySelector('input')?.blur();
    go(address);
  }

  /** The list is chosen from by arrows and Enter, or pressed; focus never leaves the field. */
  #option(resident, index) {
    return html`<li role="option" id="search-${index}" aria-selected=${index === this.#active} @mousedown=${event => event.preventDefault()} @click=${() => this.#take(resident)}>
      <resident-header .resident=${resident}></resident-header>
    </li>`;
  }

  #list() {
    if (!this.#found) return nothing;
    if (this.#found.length === 0) return html`<div class="search-list"><p class="quiet" role="status">${t('residents.none', {query: this.#word})}</p>${glassOffer({word: this.#word})}</div>`;
    return html`<ul class="search-list" id="search-list" role="listbox" aria-label=${t('search.label')}>
      ${this.#found.map((resident, index) => this.#option(resident, index))}
    </ul>`;
  }

  render() {
    const listed = Boolean(this.#found?.length);
    return html`<form class="global-search" role="search" @submit=${event => this.#submit(event)}>
      <label class="visually-hidden" for="global-search">${t('search.label')}</label>
      ${icon('search', 20)}
      <input id="global-search" type="search" autocomplete="off" placeholder=${t('search.hint')} role="combobox" aria-autocomplete="list" aria-expanded=${listed} aria-controls=${ifDefined(listed ? 'search-list' : undefined)}
        aria-activedescendant=${ifDefined(this.#active >= 0 ? `search-${this.#active}` : undefined)} @input=${event => this.#type(event)} @compositionend=${event => this.#type(event)} @keydown=${event => this.#key(event)} />
      <kbd class="only-desk" aria-hidden="true">/</kbd>
      ${this.#list()}
    </form>`;
  }
}

customElements.define('global-search', GlobalSearch);
