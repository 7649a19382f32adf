import {html, nothing} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {mark} from '/platform/boundary/icons.js';
import {t} from '/platform/control/messages.js';

/**
 * One field: label above, 「※必須」 in words, hint and error tied to the control.
 *
 * @typedef {{name: string, label: string, value?: string, hint?: string, error?: string, required?: boolean, type?: string,
 *   autocomplete?: string, inputmode?: string, options?: {value: string, text: string}[], rows?: number, min?: string, max?: string, accept?: string,
 *   input?: (event: Event) => void, change?: (event: Event) => void}} Field
 * @param {Field} field
 */
export function field(field) {
  const described = [field.hint ? `${field.name}-hint` : '', field.error ? `${field.name}-error` : ''].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${field.name}>${field.label}${requiredMark(field.required)}</label>
    ${field.hint ? html`<p class="hint" id="${field.name}-hint">${field.hint}</p>` : nothing}
    ${control(field, described || undefined)}
    ${fieldError(field.name, field.error)}
  </div>`;
}

export function requiredMark(required) {
  return required ? html`<span class="required">${t('required')}</span>` : nothing;
}

export function fieldError(name, error) {
  return error ? html`<p class="field-error" id="${name}-error">${mark('look')}<span>${error}</span></p>` : nothing;
}

function control(field, described) {
  const invalid = field.error ? 'true' : undefined;
  if (field.options) {
    return html`<select class="input" id=${field.name} name=${field.name} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} ?required=${field.required} @change=${field.change ?? field.input}>
      ${field.options.map(option => html`<option value=${option.value} ?selected=${option.value === (field.value ?? '')}>${option.text}</option>`)}
    </select>`;
  }
  if (field.rows) {
    return html`<textarea class="input" id=${field.name} name=${field.name} rows=${field.rows} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} aria-required=${field.required ? 'true' : 'false'} .value=${field.value ?? ''} @input=${field.input}></textarea>`;
  }
  return html`<input class="input" id=${field.name} name=${field.name} type=${field.type ?? 'text'} autocomplete=${field.autocomplete ?? 'off'}
    inputmode=${ifDefined(field.inputmode)} min=${ifDefined(field.min)} max=${ifDefined(field.max)} accept=${ifDefined(field.accept)} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)}
    aria-required=${field.required ? 'true' : 'false'} .value=${field.value ?? ''} @input=${field.input} @change=${field.change} />`;
}

/** One tap each, on a phone. @param {{name: string, legend: string, options: {value: string, text: unknown}[], chosen?: string, required?: boolean, error?: string, choose: (value: string) => void}} group */
export function keys({name, legend, options, chosen, required, error, choose}) {
  return html`<fieldset class="group" id=${name} tabindex="-1">
    <legend>${legend}${requiredMark(required)}</legend>
    <div class="keys">
      ${options.map(
        option => html`<label class="key"><input type="radio" name=${name} value=${option.value} .checked=${option.value === chosen} @change=${() => choose(option.value)} /><span>${option.text}</span></label>`,
      )}
    </div>
    ${fieldError(name, error)}
  </fieldset>`;
}

/** Enter pressed to take over a word of the input method is not Enter pressed to send. @param {KeyboardEvent} event */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}
