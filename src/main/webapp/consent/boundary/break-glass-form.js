import {html} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field, keys} from '/platform/boundary/form-parts.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {today} from '/platform/control/times.js';
import {breakGlass, takeWord} from '/consent/control/broken-glass.js';
import {commandOf, flaws, formOf, REASONS, WAYS} from '/consent/entity/glass.js';

/** Who it is about and why: said before anything is shown. Says `opened` with the cards. */
export class BreakGlassForm extends LightElement {
  static properties = {residentId: {}, deviceId: {}};
  #form = formOf();
  #errors = /** @type {{field: string, message: string}[]} */ ([]);
  #busy = false;

  willUpdate(changed) {
    if (changed.has('residentId') || changed.has('deviceId')) this.#form = formOf({residentId: this.residentId, deviceId: this.deviceId, word: takeWord()});
  }

  #type(change) {
    this.#form = {...this.#form, ...change};
    this.requestUpdate();
  }

  async #open(event) {
    event.preventDefault();
    if (this.#busy) return;
    this.#errors = flaws(this.#form).map(name => ({field: `glass-${name}`, message: t(`glassFlaw.${name}`)}));
    if (this.#errors.length === 0) await this.#send();
    this.requestUpdate();
  }

  async #send() {
    this.#busy = true;
    this.requestUpdate();
    try {
      const opened = await breakGlass(commandOf(this.#form));
      this.#form = formOf();
      this.say('opened', opened);
    } catch (problem) {
      this.#errors = problem.status === 404 ? [{field: '', message: t('glass.nobody')}] : errorsOf(problem, 'glassField').map(error => ({...error, field: error.field && `glass-${error.field}`}));
    }
    this.#busy = false;
  }

  #part(name, more = {}) {
    return field({name: `glass-${name}`, label: t(`glassField.${name}`), required: true, value: this.#form[name], error: this.#errors.find(error => error.field === `glass-${name}`)?.message, input: event => this.#type({[name]: event.target.value}), ...more});
  }

  #who() {
    const parts = {
      name: html`${this.#part('name', {hint: t('glass.nameHint')})}${this.#part('birthDate', {type: 'date', max: today()})}`,
      device: this.#part('deviceId', {hint: t('glass.deviceHint')}),
      id: this.#part('residentId'),
    };
    return html`${keys({name: 'glass-way', legend: t('glassField.way'), options: WAYS.map(value => ({value, text: t(`glassWay.${value}`)})), chosen: this.#form.way, choose: way => this.#type({way})})}${parts[this.#form.way]}`;
  }

  render() {
    return html`<form class="card stack" novalidate autocomplete="off" @submit=${event => this.#open(event)}>
      <error-summary .errors=${this.#errors} heading=${this.#errors.some(error => !error.field) ? t('problem.refused') : ''}></error-summary>
      <div class="notice look">${mark('look', 20)}<p class="strong">${t('glass.warning')}</p>
        <ul class="plain-list"><li>${t('glass.told')}</li><li>${t('glass.reviewed')}</li><li>${t('glass.bounded')}</li></ul></div>
      ${this.#who()}
      ${keys({name: 'glass-reason', legend: t('glassField.reason'), required: true, options: REASONS.map(value => ({value, text: t(`glassReason.${value}`)})), chosen: this.#form.reason, error: this.#errors.find(error => error.field === 'glass-reason')?.message, choose: reason => this.#type({reason})})}
      ${this.#part('text', {rows: 3, hint: t('glass.textHint')})}
      <div class="buttons"><button class="button primary" type="submit" ?disabled=${this.#busy}>${t(this.#busy ? 'glass.opening' : 'glass.show')}</button></div>
    </form>`;
  }
}

customElements.define('break-glass-form', BreakGlassForm);
