import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/emergency/boundary/case-line.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {openCases} from '/emergency/control/cases.js';
import {noteLine} from '/carenote/boundary/note-line.js';
import {byWaiting} from '/emergency/entity/case-steps.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {read, readAll} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {paced} from '/platform/control/paced.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {dateWithEra} from '/platform/control/times.js';
import {byTime} from '/platform/entity/by-time.js';

/** 今日: what needs me now, what I have not read, and my residents with the newest change first. */
export class TodayPage extends LightElement {
  #residents = new Loader(this, signal => readAll('/api/residents', {}, signal, 500));
  #cases = new Loader(this, signal => openCases(signal));
  #today = new Loader(this, signal => read('/api/today', signal));

  connectedCallback() {
    super.connectedCallback();
    const cases = paced(() => this.#cases.run(), 700);
    const residents = paced(() => this.#residents.run(), 2000);
    const today = paced(() => this.#today.run(), 1000);
    live.on(['emergency-case', 'resync'], cases, this.signal);
    live.on(['note', 'resync'], today, this.signal);
    live.on(['note', 'emergency-case', 'resync'], residents, this.signal);
    this.hear(window, 'tsunagi-notes-read', today);
    cases();
    today();
    residents();
  }

  updated() {
    pageIs({title: t('nav.today')});
  }

  #now({items}) {
    if (items.length === 0) return html`<p class="quiet card">${t('today.noCases')}</p>`;
    return html`<ul class="case-list">${repeat([...items].sort(waitingFirst), item => item.caseId, item => html`<li><case-line .item=${item} .roles=${session.person?.roles}></case-line></li>`)}</ul>`;
  }

  #unread({notes}) {
    if (!notes?.items.length) return html`<p class="quiet card">${t('today.noUnread')}</p>`;
    return html`<ul class="list card flush">${repeat(notes.items, note => note.id, note => html`<li class="note-line">${noteLine(note)}</li>`)}</ul>
      ${notes.count > notes.items.length ? html`<p><a href="/notes">${t('today.allNotes', {count: notes.count})}</a></p>` : nothing}`;
  }

  #mine({items}) {
    if (items.length === 0) return empty(t('residents.noneAtAll'), t('residents.noneAtAllNext'));
    const newest = [...items].sort((a, b) => byTime(b.lastChangeAt, a.lastChangeAt));
    return html`<ul class="list card flush wide-lines">
      ${repeat(
        newest.slice(0, 40),
        resident => resident.id,
        resident => html`<li class="resident-line"><resident-header .resident=${resident} href="/residents/${resident.id}"></resident-header>
          <span class="resident-line-end small quiet">${resident.lastChangeAt ? html`${t('residents.changed')} <time-ago at=${resident.lastChangeAt}></time-ago>` : nothing}</span></li>`,
      )}
    </ul>
    ${newest.length > 40 ? html`<p><a href="/residents">${t('today.allResidents', {count: newest.length})}</a></p>` : nothing}`;
  }

  render() {
    const part = (name, content) => html`<section class="stack tight ${name}" aria-labelledby="today-${name}"><h2 id="today-${name}">${t(`today.${name}`)}</h2>${content}</section>`;
    return html`${pageHead({title: t('nav.today'), beside: html`<span class="quiet">${dateWithEra(new Date().toISOString())}</span>`, ground: this.#residents.value?.ground})}
      <div class="today">
        ${part('now', whenLoaded(this.#cases, cases => this.#now(cases), 1))} ${part('unread', whenLoaded(this.#today, today => this.#unread(today), 2))}
        ${part('mine', whenLoaded(this.#residents, residents => this.#mine(residents), 6))}
      </div>`;
  }
}

/** What nobody has taken yet, then what runs. */
function waitingFirst(left, right) {
  return Number(right.state === 'received') - Number(left.state === 'received') || byWaiting(left, right);
}

customElements.define('today-page', TodayPage);
