import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Problem} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';

/** 状態: what the server says about its own parts, every ten seconds. */
export class StatusPage extends LightElement {
  #health = new Loader(this, health);

  connectedCallback() {
    super.connectedCallback();
    this.#health.run();
    const timer = setInterval(() => this.#health.run(), 10_000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  updated() {
    pageIs({title: t('nav.status')});
  }

  render() {
    return html`${pageHead({title: t('nav.status')})}
      ${whenLoaded(
        this.#health,
        found => html`<ul class="list card flush">
          ${found.checks.map(check => html`<li class="resident-line"><span class="row middle">${mark(check.status === 'UP' ? 'known' : 'urgent')}<span class="strong">${textOfCode('statusPart', check.name)}</span><span>${t(check.status === 'UP' ? 'status.up' : 'status.down')}</span></span>
            ${check.data ? html`<span class="small quiet">${Object.entries(check.data).map(([name, value]) => `${textOfCode('statusData', name)}: ${value}`).join(' · ')}</span>` : nothing}</li>`)}
        </ul>`,
      )}`;
  }
}

/** A part that is down answers 503 with the same document. */
async function health(signal) {
  try {
    return await (await fetch('/health', {signal, cache: 'no-store'})).json();
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    throw new Problem({status: 0, code: 'unreachable', title: t('problem.unreachable'), detail: t('problem.unreachableDetail')});
  }
}

customElements.define('status-page', StatusPage);
