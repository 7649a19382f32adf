import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field, fieldError, requiredMark} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {pageHead, savingLine} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {fromLocalInput, toLocalInput} from '/platform/control/times.js';
import {openDisaster} from '/disaster/control/disasters.js';
import {HAZARDS} from '/disaster/entity/safety.js';
import {areas} from '/resident/control/residents.js';

const DAY = 24 * 3_600_000;

/** 災害を開く: what, where, drill or not, and whether access is widened, on which ground and until when. */
export class DisasterFormPage extends LightElement {
  #areas = new Loader(this, () => areas());
  #form = {title: '', hazard: 'flood', areas: /** @type {string[]} */ ([]), exercise: false, mode: false, legalGround: '', reason: '', until: toLocalInput(Date.now() + DAY)};
  #errors = [];
  #saving = {state: 'idle'};

  connectedCallback() {
    super.connectedCallback();
    this.#form.legalGround = t('mode.groundDefault');
    this.#areas.run();
  }

  updated() {
    pageIs({title: t('disaster.new'), exercise: this.#form.exercise});
  }

  #type(change) {
    Object.assign(this.#form, change);
    this.requestUpdate();
  }

  #faults() {
    const {title, areas: places, mode, legalGround, reason, until} = this.#form;
    const faults = [];
    const fault = (field, message) => faults.push({field, message: t(message)});
    if (!title.trim()) fault('title', 'errors.title-missing');
    if (places.length === 0) fault('areas', 'errors.areas');
    if (mode && !legalGround.trim()) fault('legalGround', 'errors.legalGround');
    if (mode && !reason.trim()) fault('reason', 'errors.reason');
    if (mode && !(Date.parse(fromLocalInput(until)) > Date.now())) fault('until', 'errors.until');
    return faults;
  }

  async #open(event) {
    event.preventDefault();
    this.#errors = this.#faults();
    this.requestUpdate();
    if (this.#errors.length > 0 || this.#saving.state === 'saving') return;
    this.#saving = {state: 'saving'};
    const {title, hazard, areas: places, exercise, mode, legalGround, reason, until} = this.#form;
    const emergencyMode = {legalGround: legalGround.trim(), reason: reason.trim(), until: fromLocalInput(until)};
    try {
      const opened = await openDisaster({title: title.trim(), hazard, areas: places, exercise, ...(mode && !exercise && {emergencyMode})});
      go(`/disasters/${opened.id}`, {replace: true});
    } catch (problem) {
      this.#saving = {state: 'failed'};
      this.#errors = errorsOf(problem, 'disasterField').map(error => ({...error, field: error.field.replace(/^emergencyMode\./, '').replace(/\[\d+\]$/, '')}));
      this.requestUpdate();
    }
  }

  #error(name) {
    return this.#errors.find(error => error.field === name)?.message;
  }

  #text(name, more = {}) {
    return field({name, label: t(`disasterField.${name}`), value: this.#form[name], error: this.#error(name), input: event => this.#type({[name]: event.target.value}), required: true, ...more});
  }

  #places() {
    const mine = (this.#areas.value ?? []).filter(area => area.kind === 'jurisdiction');
    const toggle = (code, chosen) => this.#type({areas: chosen ? [...this.#form.areas, code] : this.#form.areas.filter(other => other !== code)});
    return html`<fieldset class="group" id="areas" tabindex="-1">
      <legend>${t('disasterField.areas')}${requiredMark(true)}</legend>
      <div class="choices">
        ${mine.map(area => html`<label class="choice"><input type="checkbox" name="areas" value=${area.code} .checked=${this.#form.areas.includes(area.code)} @change=${event => toggle(area.code, event.target.checked)} />${area.name}</label>`)}
      </div>
      ${this.#areas.problem ? html`<p class="field-error">${this.#areas.problem.title}</p>` : nothing} ${fieldError('areas', this.#error('areas'))}
    </fieldset>`;
  }

  #mode() {
    const {exercise, mode} = this.#form;
    return html`<fieldset class="group card mode-part">
      <legend class="strong">${t('mode.title')}</legend>
      <p class="hint">${t(exercise ? 'mode.notInDrill' : 'mode.explain')}</p>
      <label class="choice"><input type="checkbox" name="mode" ?disabled=${exercise} .checked=${mode && !exercise} @change=${event => this.#type({mode: event.target.checked})} />${t('mode.use')}</label>
      ${mode && !exercise ? html`${this.#text('legalGround')} ${this.#text('reason', {rows: 2, hint: t('mode.reasonHint')})} ${this.#text('until', {type: 'datetime-local', min: toLocalInput(Date.now()), hint: t('mode.untilHint')})}` : nothing}
    </fieldset>`;
  }

  render() {
    if (!session.is('city-disaster')) return html`${pageHead({title: t('disaster.new')})}<p class="notice look">${mark('look')}<span>${t('problem.forbiddenNext')}</span></p>`;
    return html`${pageHead({title: t('disaster.new')})}
      <form class="stack form-page" novalidate @submit=${event => this.#open(event)}>
        <error-summary .errors=${this.#errors}></error-summary>
        ${this.#text('title', {hint: t('disaster.titleHint')})}
        ${this.#text('hazard', {options: HAZARDS.map(value => ({value, text: t(`hazard.${value}`)})), change: event => this.#type({hazard: event.target.value})})}
        ${this.#places()}
        <label class="choice drill-choice"><input type="checkbox" name="exercise" .checked=${this.#form.exercise} @change=${event => this.#type({exercise: event.target.checked})} /><span><span class="strong">${t('disasterField.exercise')}</span><br /><span class="hint">${t('disaster.exerciseHint')}</span></span></label>
        ${this.#mode()}
        <div class="buttons"><button class="button primary" type="submit">${icon('disaster', 20)}${t(this.#form.exercise ? 'disaster.openDrill' : 'disaster.openNow')}</button>
          <a class="button plain" href="/disasters">${t('cancel')}</a>${savingLine(this.#saving)}</div>
      </form>`;
  }
}

customElements.define('disaster-form-page', DisasterFormPage);
