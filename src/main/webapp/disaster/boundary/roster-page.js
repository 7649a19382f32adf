import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/disaster/boundary/report-form.js';
import '/disaster/boundary/roster-line.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, newsBar, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {shortDateTime} from '/platform/control/times.js';
import {reportOn} from '/disaster/control/reporting.js';
import {outbox} from '/disaster/control/outbox.js';
import {RosterState} from '/disaster/control/roster-state.js';

const FILTERS = ['open', 'rescue', 'conflict', 'mine', 'all'];
const PAGE = 60;

/**
 * 担当: whom to check next, in order, with the reasons; two taps report, with or without a network. The order stands
 * still while somebody works on it; what changed waits behind a bar.
 */
export class RosterPage extends LightElement {
  static properties = {disasterId: {}};
  #roster = new RosterState(this);
  #filter = 'open';
  #word = '';
  #most = PAGE;

  connectedCallback() {
    super.connectedCallback();
    this.#roster.start();
    this.hear(outbox, 'change', () => this.requestUpdate());
  }

  willUpdate(changed) {
    if (!changed.has('disasterId')) return;
    this.#most = PAGE;
    this.#roster.load(this.disasterId, () => this.#lines());
  }

  updated() {
    const {disaster} = this.#roster;
    pageIs({title: t('roster.title'), exercise: Boolean(disaster?.exercise)});
  }

  #lines() {
    return this.#roster.matching(this.#filter, this.#word, session.person?.user ?? '');
  }

  #choose(filter) {
    this.#filter = filter;
    this.#most = PAGE;
    this.#roster.settle(this.#lines());
  }

  #search(event) {
    if (event.isComposing) return;
    this.#word = event.target.value;
    this.#roster.settle(this.#lines());
  }

  async #report(line, report) {
    await reportOn(this.#roster.disaster, line, report);
    this.requestUpdate();
  }

  #tools() {
    const count = filter => this.#roster.matching(filter, '', session.person?.user ?? '').length;
    return html`<div class="roster-tools">
      <div class="tabs" role="group" aria-label=${t('roster.filter')}>
        ${FILTERS.map(filter => html`<button type="button" class="tab" aria-pressed=${this.#filter === filter} @click=${() => this.#choose(filter)}>${t(`rosterFilter.${filter}`)} <span class="numeric">${count(filter)}</span></button>`)}
      </div>
      <label class="visually-hidden" for="roster-word">${t('roster.find')}</label>
      <input class="input" id="roster-word" type="search" autocomplete="off" placeholder=${t('roster.find')} .value=${this.#word} @input=${event => this.#search(event)} @compositionend=${event => this.#search(event)} />
    </div>`;
  }

  #line(id) {
    const line = this.#roster.line(id);
    const details = () => /** @type {any} */ (this.querySelector('report-form')).open(line);
    return html`<li><roster-line .line=${line} .mine=${outbox.about(id, this.disasterId)} ?field=${this.#roster.open} @report=${event => this.#report(line, event.detail)} @details=${details}></roster-line></li>`;
  }

  #list() {
    const {shown} = this.#roster;
    const waiting = this.#lines().filter(id => !shown.includes(id)).length;
    return html`${this.#tools()} ${newsBar(waiting, () => this.#roster.settle(this.#lines()))}
      ${shown.length === 0 ? empty(t(this.#filter === 'open' ? 'roster.allConfirmed' : 'roster.none'), this.#word ? t('roster.noneWord') : '') : html`<ol class="roster">${repeat(shown.slice(0, this.#most), id => id, id => this.#line(id))}</ol>`}
      ${shown.length > this.#most ? html`<button type="button" class="button" @click=${() => ((this.#most += PAGE), this.requestUpdate())}>${icon('down', 20)}${t('roster.more', {count: shown.length - this.#most})}</button>` : nothing}`;
  }

  render() {
    const {loader, disaster, savedAt, ground} = this.#roster;
    const open = this.#roster.matching('open', '', '').length;
    const beside = loader.value ? html`<span class="strong numeric">${t('roster.count', {open, total: this.#roster.size})}</span>` : nothing;
    const actions = html`<a class="button compact" href="/disasters/${this.disasterId}">${icon('status', 20)}<span>${t('board.open')}</span></a>`;
    return html`${pageHead({title: disaster?.title ?? t('roster.title'), ground, exercise: disaster?.exercise, beside, actions})}
      <div class="stack">
        ${savedAt ? html`<p class="notice look" role="status">${mark('look')}<span>${t('roster.kept', {at: shortDateTime(savedAt)})}</span></p>` : nothing}
        ${whenLoaded(loader, () => this.#list(), 6)}
      </div>
      <report-form .user=${session.person?.user} claimable @report=${event => this.#report(event.detail.line, event.detail.report)} @claim=${event => this.#roster.claim(event.detail.line, event.detail.release)}></report-form>`;
  }
}

customElements.define('roster-page', RosterPage);
