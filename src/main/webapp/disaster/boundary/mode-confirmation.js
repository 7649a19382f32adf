import {html, nothing} from 'lit';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';
import {clockTime, shortDateTime} from '/platform/control/times.js';
import {confirmEmergencyMode} from '/disaster/control/disasters.js';
import {confirmationOf, mayConfirm} from '/disaster/entity/emergency-mode.js';

/** 二人目の確認: who signed, who still has to, and the button for the second person. Says `done`. */
export class ModeConfirmation extends LightElement {
  static properties = {disaster: {attribute: false}};
  #problem = undefined;
  #busy = false;

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => this.requestUpdate(), 30_000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  async #confirm() {
    this.#busy = true;
    this.#problem = undefined;
    this.requestUpdate();
    try {
      await confirmEmergencyMode(this.disaster.id);
      this.say('done');
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  render() {
    const mode = this.disaster?.emergencyMode;
    const state = confirmationOf(mode);
    if (state === 'none') return nothing;
    if (state === 'confirmed') return html`<p class="row middle">${mark('known')}<span>${t('mode.confirmed', {name: mode.confirmedByName, at: shortDateTime(mode.confirmedAt)})}</span></p>`;
    const second = mayConfirm(this.disaster, session.person?.user, session.person?.roles ?? []);
    return html`<div class="notice ${state === 'overdue' ? 'urgent' : 'look'}">${mark(state === 'overdue' ? 'urgent' : 'look', 20)}
      <p class="strong">${t(`mode.${state}`, {at: clockTime(mode.confirmBy)})}</p>
      <p>${t(second ? 'mode.confirmAsk' : mode.declaredBy === session.person?.user ? 'mode.confirmOther' : 'mode.confirmCity', {name: mode.declaredByName ?? ''})}</p>
      ${second ? html`<p class="small">${mode.legalGround} — ${mode.reason}（${t('until', {date: shortDateTime(mode.until)})}）</p>` : nothing}
      ${this.#problem ? html`<p class="field-error" role="alert">${mark('look')}<span>${this.#problem.detail || this.#problem.title}</span></p>` : nothing}
      ${second ? html`<p><button type="button" class="button primary" ?disabled=${this.#busy} @click=${() => this.#confirm()}>${icon('check', 20)}${t(this.#busy ? 'saving' : 'mode.confirm')}</button></p>` : nothing}
    </div>`;
  }
}

customElements.define('mode-confirmation', ModeConfirmation);
