import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/platform/boundary/time-ago.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, newsBar, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {markRead, timeline} from '/carenote/control/notes.js';

const ICONS = {note: 'note', 'emergency-case': 'alarm', 'safety-fact': 'roster', change: 'edit', observation: 'status'};

/**
 * What happened with a resident, newest first, as it happens: news slips in at the top while the top is in view,
 * and waits behind a bar when somebody is reading further down.
 */
export class TimelineList extends LightElement {
  static properties = {residentId: {}};
  #list = new Loader(this, signal => this.#read(signal));
  #older = [];
  #olderCursor = undefined;
  #loadingMore = false;
  #waiting = undefined;

  connectedCallback() {
    super.connectedCallback();
    live.on(['note', 'safety-status'], data => data.residentId === this.residentId && this.#list.run(), this.signal);
    live.on(['emergency-case'], data => data.residentIds?.includes(this.residentId) && this.#list.run(), this.signal);
    live.on(['resync'], () => this.#list.run(), this.signal);
  }

  willUpdate(changed) {
    if (!changed.has('residentId')) return;
    this.#older = [];
    this.#waiting = undefined;
    this.#list.startAgain();
  }

  /** Reads afresh and shows the newest at once: the person here has just written. */
  refresh() {
    this.#waiting = undefined;
    return this.#list.run();
  }

  async #read(signal) {
    const page = await timeline(this.residentId, {}, signal);
    const shown = this.#list.value;
    if (this.#older.length === 0) this.#olderCursor = page.nextCursor;
    const news = shown ? page.items.filter(item => !shown.items.some(old => old.id === item.id)).length : 0;
    if (news === 0 || this.#topInView()) return page;
    this.#waiting = {page, news};
    return {...shown, items: shown.items.map(old => page.items.find(item => item.id === old.id) ?? old)};
  }

  /** What was on the screen for a moment counts as read. */
  updated() {
    const notes = (this.#list.value?.items ?? []).filter(item => item.kind === 'note').map(item => item.id);
    if (notes.length > 0 && document.visibilityState === 'visible') this.#seen(notes);
  }

  #seen(notes) {
    const timer = setTimeout(() => markRead(notes), 1500);
    this.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  #topInView() {
    const box = this.getBoundingClientRect();
    return box.bottom > 0 && box.top > -80;
  }

  #show() {
    this.#list.value = this.#waiting.page;
    this.#waiting = undefined;
    this.requestUpdate();
    this.scrollIntoView({block: 'start'});
  }

  async #more() {
    this.#loadingMore = true;
    this.requestUpdate();
    try {
      const page = await timeline(this.residentId, {cursor: this.#olderCursor}, this.signal);
      this.#older = [...this.#older, ...page.items];
      this.#olderCursor = page.nextCursor;
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #item(item) {
    const by = [item.by?.name, item.by?.organisation?.name ?? item.by?.organisation].filter(Boolean).join(' · ');
    const signal = {red: 'urgent', amber: 'look'}[item.urgency] ?? '';
    return html`<li class="timeline-item ${signal} ${item.kind}">
      <span class="timeline-kind">${icon(ICONS[item.kind] ?? 'about', 20)}</span>
      <div class="timeline-what">
        <p class="row small">
          ${item.exercise ? html`<span class="tag drill">${t('exercise')}</span>` : nothing}
          <span class="strong">${item.title || textOfCode('timelineKind', item.kind)}</span>
          ${item.state && item.kind === 'emergency-case' ? html`<span class="tag neutral">${textOfCode('caseState', item.state)}</span>` : nothing}
          ${item.state === 'sealed' ? html`<span class="tag neutral">${t('seal.tag')}</span>` : nothing}
          <span class="quiet"><time-ago at=${item.at}></time-ago>${by ? ` · ${by}` : ''}</span>
        </p>
        ${item.text ? html`<p class="timeline-text">${item.text}</p>` : nothing}
        ${item.kind === 'note' ? html`<a class="small" href="/notes/${item.id}">${t('note.toThread')}</a>` : nothing}
        ${item.caseId ? html`<a href="/cases/${item.caseId}">${t('case.open')}</a>` : nothing}
      </div>
    </li>`;
  }

  #page(page) {
    const items = [...page.items, ...this.#older.filter(old => !page.items.some(item => item.id === old.id))];
    if (items.length === 0) return empty(t('timeline.empty'), t('timeline.emptyNext'));
    return html`${newsBar(this.#waiting?.news ?? 0, () => this.#show())}
      <ol class="timeline" aria-live="polite" aria-relevant="additions">
        ${repeat(items, item => `${item.kind}/${item.id}`, item => this.#item(item))}
      </ol>
      ${this.#olderCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}`;
  }

  render() {
    return whenLoaded(this.#list, page => this.#page(page), 4);
  }
}

customElements.define('timeline-list', TimelineList);
