import {html} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/disaster/boundary/roster-line.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {newsBar} from '/platform/boundary/page-parts.js';
import {t} from '/platform/control/messages.js';
import {keepInPlace} from '/platform/entity/list-keeping.js';

/** How long after the last touch somebody still reads. */
const READING = 8000;

/**
 * One list of the board. While somebody reads in it nothing moves: lines that left turn pale, new ones wait behind a
 * bar; a board nobody touches takes the fresh order by itself.
 */
export class BoardList extends LightElement {
  static properties = {name: {}, lines: {attribute: false}, sides: {type: Boolean}, count: {type: Number}, more: {attribute: false}};
  #shown = [];
  #waiting = 0;
  #touchedAt = 0;

  connectedCallback() {
    super.connectedCallback();
    for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focusin']) {
      this.addEventListener(event, () => (this.#touchedAt = Date.now()), {signal: this.signal, passive: true});
    }
    const timer = setInterval(() => this.#waiting > 0 && this.requestUpdate(), 2000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  willUpdate() {
    this.#keep(Date.now() - this.#touchedAt > READING);
  }

  #keep(settled) {
    const {lines, waiting} = keepInPlace(this.#shown, this.lines ?? [], line => line.residentId, settled);
    this.#shown = lines;
    this.#waiting = waiting;
  }

  #settle() {
    this.#touchedAt = 0;
    this.requestUpdate();
  }

  render() {
    return html`<section class="board-list ${this.name}" id=${this.name} aria-labelledby="${this.name}-title" tabindex="-1">
      <h2 id="${this.name}-title">${t(`boardList.${this.name}`)} <span class="count">${(this.count ?? (this.lines ?? []).length).toLocaleString()}</span></h2>
      ${newsBar(this.#waiting, () => this.#settle())}
      ${this.#shown.length === 0 ? html`<p class="quiet card">${t(`boardList.${this.name}Empty`)}</p>` : html`<ol class="roster">
        ${repeat(this.#shown, line => line.key, line => html`<li><roster-line .line=${line.value} ?sides=${this.sides} ?gone=${line.gone} @details=${() => this.say('line-details', line.value)}></roster-line></li>`)}
      </ol>`}
      ${this.more}
    </section>`;
  }
}

customElements.define('board-list', BoardList);
