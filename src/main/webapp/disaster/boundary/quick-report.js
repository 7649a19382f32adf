import {html} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {HOW, signalOf} from '/disaster/entity/safety.js';

const QUICK = ['safe', 'rescue-needed', 'unreachable'];
/** The second tap of a nervous double tap is not an answer. */
const BOUNCE = 350;

/** [無事][要救助][会えない][詳しく], then how it is known: two taps, a report. Says `report` or `details`. */
export class QuickReport extends LightElement {
  static properties = {name: {}};
  #safety = '';
  #since = 0;

  #first(safety) {
    this.#safety = safety;
    this.#since = performance.now();
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('button')?.focus());
  }

  #second(how) {
    if (performance.now() - this.#since < BOUNCE) return;
    this.say('report', {safety: this.#safety, how});
    this.#back();
  }

  #back() {
    this.#safety = '';
    this.requestUpdate();
  }

  render() {
    if (!this.#safety) {
      return html`<div class="quick" role="group" aria-label=${t('report.of', {name: this.name})}>
        ${QUICK.map(safety => html`<button type="button" class="button neutral ${safety}" @click=${() => this.#first(safety)}>${mark(signalOf(safety), 14)}${t(`safetyShort.${safety}`)}</button>`)}
        <button type="button" class="button neutral" @click=${() => this.say('details')}>${t('report.details')}</button>
      </div>`;
    }
    const hows = this.#safety === 'unreachable' ? ['seen', 'phone'] : HOW;
    return html`<div class="quick second" role="group" aria-label=${t('report.how')}>
      <p class="row middle">${mark(signalOf(this.#safety))}<span class="strong">${t(`safety.${this.#safety}`)}</span><span>${t('report.how')}</span></p>
      ${hows.map(how => html`<button type="button" class="button primary" @click=${() => this.#second(how)}>${t(this.#safety === 'unreachable' ? `howUnreachable.${how}` : `how.${how}`)}</button>`)}
      <button type="button" class="button neutral" @click=${() => this.#back()}>${t('back')}</button>
    </div>`;
  }
}

customElements.define('quick-report', QuickReport);
