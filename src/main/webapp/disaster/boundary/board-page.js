import {html, nothing} from 'lit';
import '/disaster/boundary/board-list.js';
import '/disaster/boundary/mode-actions.js';
import '/disaster/boundary/mode-confirmation.js';
import '/disaster/boundary/report-form.js';
import '/platform/boundary/time-ago.js';
import {bigCounts, districtTable, smallCounts, unconfirmedCount} from '/disaster/boundary/board-parts.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {paced} from '/platform/control/paced.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {board} from '/disaster/control/disasters.js';
import {reportOn} from '/disaster/control/reporting.js';
import {confirmationOf} from '/disaster/entity/emergency-mode.js';

/** How many of those to look for next the board lists; the roster has them all. */
const NEXT = 10;

/** 災害ボード: unknown and contradictory first, true to the second; on a desk, a phone, or a wall four metres away. */
export class BoardPage extends LightElement {
  static properties = {disasterId: {}, wall: {type: Boolean}};
  #board = new Loader(this, signal => board(this.disasterId, signal));

  connectedCallback() {
    super.connectedCallback();
    const look = paced(() => this.#board.run(), 800);
    live.on(['safety-status', 'disaster'], data => (data.disasterId === this.disasterId ? look() : undefined), this.signal);
    live.on(['emergency-case', 'resync'], look, this.signal);
  }

  willUpdate(changed) {
    if (changed.has('disasterId')) this.#board.startAgain();
  }

  updated() {
    const disaster = this.#board.value?.disaster;
    document.documentElement.toggleAttribute('data-wall', this.wall);
    pageIs({title: disaster?.title ?? t('nav.disasters'), exercise: Boolean(disaster?.exercise)});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.documentElement.removeAttribute('data-wall');
  }

  #actions(disaster) {
    const address = `/disasters/${disaster.id}`;
    return html`${this.wall ? html`<a class="button" href=${address}>${t('board.leaveWall')}</a>` : html`<a class="button only-desk" href="${address}?view=wall">${icon('wall', 20)}${t('board.wall')}</a>`}
      ${this.wall ? nothing : html`<a class="button" href="${address}/roster">${icon('roster', 20)}${t('roster.open')}</a>`}`;
  }

  #page(found) {
    const {disaster, counts, districts = [], rescueNeeded = [], conflicts = [], unconfirmed = [], asOf} = found;
    const beside = html`<span class="row middle small"><span class="tag ${disaster.state === 'open' ? 'look' : 'neutral'}">${t(`disasterState.${disaster.state}`)}</span><span>${textOfCode('hazard', disaster.hazard)}</span>
      ${disaster.openedAt && disaster.state === 'open' ? html`<span>${t('board.elapsed')} <elapsed-clock since=${disaster.openedAt}></elapsed-clock></span>` : nothing}
      ${asOf ? html`<span class="quiet">${t('asOf')} <time-ago at=${asOf}></time-ago></span>` : nothing}</span>`;
    const details = event => /** @type {any} */ (this.querySelector('report-form')).open(event.detail);
    const list = (name, lines, count, more = nothing, sides = false) => html`<board-list name=${name} .lines=${lines} .count=${count} ?sides=${sides} .more=${more} @line-details=${details}></board-list>`;
    const manages = session.is('city-disaster') && disaster.state === 'open' && !this.wall;
    const all = html`<a href="/disasters/${disaster.id}/roster">${t('board.wholeRoster')}</a>`;
    return html`${pageHead({title: disaster.title, ground: found.ground, exercise: disaster.exercise, beside, actions: this.#actions(disaster)})}
      <div class="stack board">
        ${manages && confirmationOf(disaster.emergencyMode) !== 'confirmed' ? html`<mode-confirmation .disaster=${disaster} @done=${() => this.#board.run()}></mode-confirmation>` : nothing}
        ${bigCounts(counts)} ${smallCounts(counts)}
        <div class="board-lists">
          ${list('rescue', rescueNeeded, counts['rescue-needed'])} ${list('conflicts', conflicts, counts.conflict, nothing, true)}
          ${this.wall ? districtTable(districts) : list('unconfirmed', unconfirmed.slice(0, NEXT), unconfirmedCount(counts), all)}
        </div>
        ${this.wall ? nothing : districtTable(districts)}
        ${manages ? html`<mode-actions .disaster=${disaster} @done=${() => this.#board.run()}></mode-actions>` : nothing}
      </div>
      <report-form .user=${session.person?.user} @report=${event => reportOn(disaster, event.detail.line, event.detail.report)}></report-form>`;
  }

  render() {
    return whenLoaded(this.#board, found => this.#page(found), 8, true);
  }
}

customElements.define('board-page', BoardPage);
