import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field, keys} from '/platform/boundary/form-parts.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {fullDateTime} from '/platform/control/times.js';
import {reviewGlass} from '/consent/control/broken-glass.js';

const OUTCOMES = ['justified', 'unclear', 'not-justified'];

/** The auditor's finding on one broken glass; made once, it stays. Opened by `open(line)`; says `done`. */
export class GlassReviewForm extends LightElement {
  #line = undefined;
  #outcome = '';
  #text = '';
  #errors = /** @type {{field: string, message: string}[]} */ ([]);
  #busy = false;

  async open(line) {
    this.#line = line;
    this.#outcome = '';
    this.#text = '';
    this.#errors = [];
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  #flaws() {
    if (!this.#outcome) return [{field: 'review-outcome', message: t('glassReview.chooseOutcome')}];
    if (this.#outcome !== 'justified' && !this.#text.trim()) return [{field: 'review-text', message: t('glassReview.sayWhy')}];
    return [];
  }

  async #keep(event) {
    event.preventDefault();
    this.#errors = this.#flaws();
    if (this.#errors.length > 0 || this.#busy) return this.requestUpdate();
    this.#busy = true;
    this.requestUpdate();
    try {
      await reviewGlass(this.#line.id, {outcome: this.#outcome, ...(this.#text.trim() && {text: this.#text.trim()})});
      this.querySelector('dialog')?.close();
      this.say('done');
    } catch (problem) {
      this.#errors = errorsOf(problem, 'glassReviewField').map(error => ({...error, field: error.field && `review-${error.field}`}));
    }
    this.#busy = false;
    return this.requestUpdate();
  }

  render() {
    const line = this.#line;
    const error = name => this.#errors.find(error => error.field === name)?.message;
    return html`<dialog aria-labelledby="review-title">${line
      ? html`<form class="stack" novalidate @submit=${event => this.#keep(event)}>
          <h2 id="review-title">${t('glassReview.title')}</h2>
          <error-summary .errors=${this.#errors}></error-summary>
          <dl class="facts"><dt>${t('audit.who')}</dt><dd>${line.name ? `${line.name} (${line.user})` : line.user}</dd><dt>${t('audit.at')}</dt><dd>${fullDateTime(line.at)}</dd><dt>${t('glassField.reason')}</dt><dd>${textOfCode('glassReason', line.reason)}</dd>${line.text ? html`<dt>${t('glassField.text')}</dt><dd>${line.text}</dd>` : nothing}</dl>
          ${keys({name: 'review-outcome', legend: t('glassReview.outcome'), required: true, options: OUTCOMES.map(value => ({value, text: t(`glassOutcome.${value}`)})), chosen: this.#outcome, error: error('review-outcome'), choose: outcome => ((this.#outcome = outcome), this.requestUpdate())})}
          ${field({name: 'review-text', label: t('glassReview.text'), rows: 3, value: this.#text, hint: t('glassReview.textHint'), error: error('review-text'), input: event => (this.#text = event.target.value)})}
          <p class="small quiet">${t('glassReview.stays')}</p>
          <div class="buttons sticky-actions"><button class="button primary" type="submit" ?disabled=${this.#busy}>${t(this.#busy ? 'saving' : 'glassReview.keep')}</button>
            <button class="button plain" type="button" @click=${() => this.querySelector('dialog')?.close()}>${t('cancel')}</button></div>
        </form>`
      : nothing}</dialog>`;
  }
}

customElements.define('glass-review-form', GlassReviewForm);
