import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/emergency/boundary/case-line.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {paced} from '/platform/control/paced.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {closedCases, openCases, take} from '/emergency/control/cases.js';
import {byWaiting, column} from '/emergency/entity/case-steps.js';

const COLUMNS = ['waiting', 'running', 'done'];

/** 通報: what waits, what runs, what is done. New calls come in below the longest waiting; nothing moves away under the hand. */
export class CasesPage extends LightElement {
  #open = new Loader(this, signal => openCases(signal));
  #closed = new Loader(this, signal => closedCases(signal));
  #busy = new Set();
  #problems = new Map();
  #shown = 'waiting';
  #loadingMore = false;

  connectedCallback() {
    super.connectedCallback();
    const look = paced(() => Promise.all([this.#open.run(), this.#closed.run()]), 500);
    live.on(['emergency-case', 'resync'], look, this.signal);
    look();
  }

  updated() {
    const waiting = this.#in('waiting').length;
    pageIs({title: waiting > 0 ? `(${waiting}) ${t('nav.cases')}` : t('nav.cases')});
  }

  #in(name) {
    const items = this.#open.value?.items ?? [];
    if (name === 'done') return this.#closed.value?.items ?? [];
    return items.filter(item => column(item.state) === name).sort(byWaiting);
  }

  async #take(item) {
    this.#busy.add(item.caseId);
    this.#problems.delete(item.caseId);
    this.requestUpdate();
    try {
      await take(item.caseId, 'accept');
      go(`/cases/${item.caseId}`);
    } catch (problem) {
      this.#problems.set(item.caseId, problem);
      this.#open.run();
    }
    this.#busy.delete(item.caseId);
    this.requestUpdate();
  }

  async #more() {
    this.#loadingMore = true;
    this.requestUpdate();
    const next = await closedCases(this.signal, this.#closed.value.nextCursor).catch(problem => {
      this.#closed.problem = problem;
      return {items: [], nextCursor: this.#closed.value.nextCursor};
    });
    this.#closed.value = {...next, items: [...this.#closed.value.items, ...next.items]};
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #show(name) {
    this.#shown = name;
    this.requestUpdate();
  }

  #column(name) {
    const items = this.#in(name);
    return html`<section class="case-column ${name} ${this.#shown === name ? 'shown' : ''}" aria-labelledby="column-${name}">
      <h2 id="column-${name}">${t(`cases.${name}`)} <span class="count">${items.length}</span></h2>
      ${items.length === 0
        ? html`<p class="quiet card">${t(`cases.${name}Empty`)}</p>`
        : html`<ul class="case-list">
            ${repeat(
              items,
              item => item.caseId,
              item => html`<li><case-line .item=${item} .roles=${session.person?.roles} ?busy=${this.#busy.has(item.caseId)} .problem=${this.#problems.get(item.caseId)} @take=${() => this.#take(item)}></case-line></li>`,
            )}
          </ul>`}
      ${name === 'done' && this.#closed.value?.nextCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}
    </section>`;
  }

  #board() {
    if (this.#open.value.items.length === 0 && this.#in('done').length === 0) return empty(t('cases.none'), t('cases.noneNext'));
    return html`<div class="tabs only-phone" role="group" aria-label=${t('nav.cases')}>
        ${COLUMNS.map(name => html`<button type="button" class="tab" aria-pressed=${this.#shown === name} @click=${() => this.#show(name)}>${t(`cases.${name}`)} ${this.#in(name).length}</button>`)}
      </div>
      <div class="case-board">${COLUMNS.map(name => this.#column(name))}</div>`;
  }

  render() {
    return html`${pageHead({title: t('nav.cases'), ground: this.#open.value?.ground})} ${whenLoaded(this.#open, () => this.#board(), 6)}`;
  }
}

customElements.define('cases-page', CasesPage);
