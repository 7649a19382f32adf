import {html, nothing} from 'lit';
import '/disaster/boundary/mode-confirmation.js';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field} from '/platform/boundary/form-parts.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {fromLocalInput, shortDateTime, toLocalInput} from '/platform/control/times.js';
import {closeDisaster, prolongEmergencyMode} from '/disaster/control/disasters.js';
import {confirmationOf} from '/disaster/entity/emergency-mode.js';
import {inEmergencyMode} from '/disaster/control/open-disasters.js';

/** For the city: prolong the emergency mode with a reason, or close the disaster. Says `done`. */
export class ModeActions extends LightElement {
  static properties = {disaster: {attribute: false}};
  #asking = '';
  #form = {until: '', reason: ''};
  #errors = [];
  #busy = false;

  async #ask(what) {
    const until = Math.max(Date.now(), Date.parse(this.disaster.emergencyMode?.until ?? '') || 0) + 12 * 3_600_000;
    this.#asking = what;
    this.#form = {until: toLocalInput(until), reason: ''};
    this.#errors = [];
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  async #confirm(event) {
    event.preventDefault();
    if (this.#asking === 'prolong' && !this.#form.reason.trim()) {
      this.#errors = [{field: 'mode-reason', message: t('errors.reason')}];
      return this.requestUpdate();
    }
    this.#busy = true;
    this.requestUpdate();
    try {
      if (this.#asking === 'prolong') await prolongEmergencyMode(this.disaster.id, {until: fromLocalInput(this.#form.until), reason: this.#form.reason.trim()});
      else await closeDisaster(this.disaster.id);
      this.querySelector('dialog')?.close();
      this.say('done');
    } catch (problem) {
      this.#errors = errorsOf(problem, 'disasterField').map(error => ({...error, field: error.field && `mode-${error.field}`}));
    }
    this.#busy = false;
    return this.requestUpdate();
  }

  #part(name, more) {
    return field({name: `mode-${name}`, label: t(`disasterField.${name}`), value: this.#form[name], required: true, input: event => (this.#form[name] = event.target.value), error: this.#errors.find(error => error.field === `mode-${name}`)?.message, ...more});
  }

  render() {
    const mode = this.disaster.emergencyMode;
    return html`<section class="card stack tight" aria-labelledby="mode-actions-title">
        <h2 id="mode-actions-title">${t('disaster.manage')}</h2>
        ${mode ? html`<p>${t(inEmergencyMode(this.disaster) ? 'disaster.modeUntil' : 'disaster.modeEnded', {at: shortDateTime(mode.until)})}</p><p class="small quiet">${mode.legalGround} — ${mode.reason}</p>${confirmationOf(mode) === 'confirmed' ? html`<mode-confirmation .disaster=${this.disaster}></mode-confirmation>` : nothing}` : nothing}
        <div class="buttons">
          ${mode ? html`<button type="button" class="button" @click=${() => this.#ask('prolong')}>${t('mode.prolong')}</button>` : nothing}
          <button type="button" class="button neutral" @click=${() => this.#ask('close')}>${t('disaster.close')}</button>
          ${mode ? html`<a class="button plain" href="/disasters/${this.disaster.id}/disclosure">${t('disclosure.title')}</a>` : nothing}
        </div>
      </section>
      <dialog aria-labelledby="mode-dialog-title"><form class="stack" novalidate @submit=${event => this.#confirm(event)}>
        <h2 id="mode-dialog-title">${t(this.#asking === 'prolong' ? 'mode.prolong' : 'disaster.close')}</h2>
        <error-summary .errors=${this.#errors}></error-summary>
        ${this.#asking === 'prolong' ? html`${this.#part('until', {type: 'datetime-local', min: toLocalInput(Date.now())})}${this.#part('reason', {rows: 2})}` : html`<p>${t('disaster.closeExplain')}</p>`}
        <div class="buttons"><button class="button primary" type="submit" ?disabled=${this.#busy}>${t(this.#asking === 'prolong' ? 'mode.prolong' : 'disaster.close')}</button>
          <button class="button plain" type="button" @click=${() => this.querySelector('dialog')?.close()}>${t('cancel')}</button></div>
      </form></dialog>`;
  }
}

customElements.define('mode-actions', ModeActions);
