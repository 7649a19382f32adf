import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/carenote/boundary/note-form.js';
import '/carenote/boundary/timeline-list.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {readAll} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {paced} from '/platform/control/paced.js';
import {pageIs} from '/platform/control/page-state.js';

/** 連絡帳: residents with the newest change first; on a desk the notes of the chosen one beside the list. */
export class NotebookPage extends LightElement {
  #list = new Loader(this, signal => readAll('/api/residents', {}, signal, 300));
  #chosen = '';

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
    live.on(['note', 'resync'], paced(() => this.#list.run(), 2000), this.signal);
  }

  updated() {
    pageIs({title: t('nav.notes')});
  }

  #choose(event, resident) {
    // A phone has no room for two: there the link leads to the resident's own page.
    if (!matchMedia('(min-width: 64rem)').matches || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#chosen = resident.id;
    this.requestUpdate();
  }

  #line(resident, current) {
    return html`<li class="notebook-line ${resident.id === current ? 'current' : ''}" @click=${event => event.target.closest('a') && this.#choose(event, resident)}>
      <resident-header .resident=${{...resident, warnings: []}} href="/residents/${resident.id}"></resident-header>
      <span class="row small quiet">
        ${resident.unread ? html`<span class="tag look">${t('residents.unread', {count: resident.unread})}</span>` : nothing}
        <time-ago class="push" at=${resident.lastChangeAt ?? ''}></time-ago>
      </span>
    </li>`;
  }

  #page(page) {
    if (page.items.length === 0) return empty(t('residents.noneAtAll'), t('residents.noneAtAllNext'));
    const items = [...page.items].sort((a, b) => (b.lastChangeAt ?? '').localeCompare(a.lastChangeAt ?? ''));
    const chosen = items.find(resident => resident.id === this.#chosen) ?? items[0];
    return html`<div class="list-and-detail">
      <ul class="list card flush">${repeat(items, resident => resident.id, resident => this.#line(resident, chosen.id))}</ul>
      <section class="stack detail" aria-label=${chosen.name}>
        <div class="card"><resident-header .resident=${chosen} .level=${2} href="/residents/${chosen.id}"></resident-header></div>
        <note-form .residentId=${chosen.id} @written=${() => this.querySelector('timeline-list')?.refresh()}></note-form>
        <timeline-list .residentId=${chosen.id}></timeline-list>
      </section>
    </div>`;
  }

  render() {
    return html`${pageHead({title: t('nav.notes'), ground: this.#list.value?.ground})} ${whenLoaded(this.#list, page => this.#page(page), 8)}`;
  }
}

customElements.define('notebook-page', NotebookPage);
