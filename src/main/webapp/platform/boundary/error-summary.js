import {html, nothing} from 'lit';
import {LightElement} from '/platform/boundary/light-element.js';
import {t, textOfCode} from '/platform/control/messages.js';

/** Says above a form what is to be mended, takes the focus, and leads to each field. */
export class ErrorSummary extends LightElement {
  static properties = {errors: {attribute: false}, heading: {}};

  constructor() {
    super();
    /** @type {{field: string, message: string}[]} */
    this.errors = [];
    this.heading = '';
  }

  updated(changed) {
    if (changed.has('errors') && this.errors.length > 0) this.querySelector('.error-summary')?.focus();
  }

  #lead(event, name) {
    event.preventDefault();
    const target = document.getElementById(name) ?? document.querySelector(`[name="${CSS.escape(name)}"]`);
    target?.focus();
    target?.scrollIntoView({block: 'center'});
  }

  render() {
    if (this.errors.length === 0) return nothing;
    return html`<div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">${this.heading || t('errors.title')}</h2>
      <ul>
        ${this.errors.map(error =>
          error.field
            ? html`<li><a href="#${error.field}" @click=${event => this.#lead(event, error.field)}>${error.message}</a></li>`
            : html`<li>${error.message}</li>`,
        )}
      </ul>
    </div>`;
  }
}

customElements.define('error-summary', ErrorSummary);

/**
 * What a refused request says, as the summary shows it: each rule with the name of its field.
 *
 * @param {import('/platform/control/api.js').Problem} problem
 * @param {string} [labels] prefix of the messages that name the fields
 */
export function errorsOf(problem, labels = 'field') {
  if (problem.errors.length === 0) return [{field: '', message: problem.detail || problem.title}];
  return problem.errors.map(({field = '', message}) => {
    const label = textOfCode(labels, field.replace(/[[.].*$/, ''));
    return {field, message: label ? `${label}: ${message}` : message};
  });
}
