import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field, keys} from '/platform/boundary/form-parts.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {savingLine} from '/platform/boundary/page-parts.js';
import {t} from '/platform/control/messages.js';
import {take} from '/emergency/control/cases.js';
import {OUTCOMES} from '/emergency/entity/case-steps.js';

/** 結果: how the call ended, for everyone who serves the resident to read. Says `done` when it is recorded. */
export class OutcomeForm extends LightElement {
  static properties = {caseId: {}, closes: {type: Boolean}};
  #outcome = {outcome: '', text: '', destination: ''};
  #errors = [];
  #saving = {state: 'idle'};

  firstUpdated() {
    this.querySelector('h2')?.focus();
  }

  #type(change) {
    this.#outcome = {...this.#outcome, ...change};
    this.requestUpdate();
  }

  async #record(event) {
    event.preventDefault();
    if (!this.#outcome.outcome) {
      this.#errors = [{field: 'outcome', message: t('outcome.choose')}];
      return this.requestUpdate();
    }
    const close = event.submitter?.value === 'close';
    this.#saving = {state: 'saving'};
    this.requestUpdate();
    try {
      const {outcome, text, destination} = this.#outcome;
      const body = {outcome, ...(text.trim() && {text: text.trim()}), ...(outcome === 'transported' && destination.trim() && {destination: destination.trim()})};
      await take(this.caseId, 'outcome', body);
      if (close) await take(this.caseId, 'close');
      this.say('done');
    } catch (problem) {
      this.#errors = errorsOf(problem);
      this.#saving = {state: 'failed'};
    }
    return this.requestUpdate();
  }

  render() {
    const busy = this.#saving.state === 'saving';
    return html`<form class="card stack" novalidate @submit=${event => this.#record(event)}>
      <h2 tabindex="-1">${t('step.outcome')}</h2>
      <error-summary .errors=${this.#errors}></error-summary>
      ${keys({
        name: 'outcome',
        legend: t('outcome.legend'),
        required: true,
        chosen: this.#outcome.outcome,
        options: OUTCOMES.map(value => ({value, text: t(`outcome.${value}`)})),
        choose: outcome => this.#type({outcome}),
        error: this.#errors.find(error => error.field === 'outcome')?.message,
      })}
      ${this.#outcome.outcome === 'transported' ? field({name: 'destination', label: t('outcome.destination'), value: this.#outcome.destination, input: event => this.#type({destination: event.target.value})}) : nothing}
      ${field({name: 'outcome-text', label: t('outcome.text'), rows: 2, value: this.#outcome.text, input: event => this.#type({text: event.target.value})})}
      <div class="buttons">
        ${this.closes ? html`<button class="button primary" type="submit" value="close" ?disabled=${busy}>${t('outcome.recordAndClose')}</button>` : nothing}
        <button class="button ${this.closes ? '' : 'primary'}" type="submit" value="record" ?disabled=${busy}>${t('outcome.record')}</button>
        <button class="button plain" type="button" @click=${() => this.say('cancelled')}>${t('cancel')}</button>
        ${savingLine(this.#saving)}
      </div>
    </form>`;
  }
}

customElements.define('outcome-form', OutcomeForm);
