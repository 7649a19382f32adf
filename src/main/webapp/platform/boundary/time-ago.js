import {html, nothing} from 'lit';
import {LightElement} from '/platform/boundary/light-element.js';
import {ago, elapsed, freshness, fullDateTime} from '/platform/control/times.js';

/** The age of a statement: 3時間前, paler as it gets older, exact on hover and in print. */
export class TimeAgo extends LightElement {
  static properties = {at: {}};

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => this.requestUpdate(), 30_000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  render() {
    if (!this.at) return nothing;
    return html`<time class="age ${freshness(this.at)}" datetime=${this.at} title=${fullDateTime(this.at)}>${ago(this.at)}</time>`;
  }
}

/** A running clock since a call came in: 0:03:10. */
export class ElapsedClock extends LightElement {
  static properties = {since: {}};

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => this.requestUpdate(), 1000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  render() {
    return this.since ? html`<span class="numeric" role="timer" aria-live="off">${elapsed(this.since)}</span>` : nothing;
  }
}

customElements.define('time-ago', TimeAgo);
customElements.define('elapsed-clock', ElapsedClock);
