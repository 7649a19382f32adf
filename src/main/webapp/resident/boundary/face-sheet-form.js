import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import '/resident/boundary/version-choice.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {savingLine} from '/platform/boundary/page-parts.js';
import {dropDraft, findDraft, keepDraft} from '/platform/control/drafts.js';
import {t} from '/platform/control/messages.js';
import {clockTime, shortDateTime, toLocalInput} from '/platform/control/times.js';
import {faceSheet, saveFaceSheet} from '/resident/control/residents.js';
import {careLevelOptions, livingOptions} from '/resident/entity/care-level.js';
import {changes, compare, editableOf, faults, fieldOf, same, tidied} from '/resident/entity/face-sheet-edit.js';
import {contactRows, phoneRows} from '/resident/boundary/face-sheet-rows.js';

/**
 * Changing the face sheet. What is typed is kept on this device at once; if somebody else saved in between, both
 * versions are shown and nothing of either is lost. Says `done` with the new sheet, or `cancelled`.
 */
export class FaceSheetForm extends LightElement {
  static properties = {residentId: {}, sheet: {attribute: false}, etag: {}};
  #base;
  #form;
  #errors = [];
  #rows = undefined;
  #theirs;
  #saving = {state: 'idle'};
  #draftFrom = '';

  async connectedCallback() {
    super.connectedCallback();
    this.#base = editableOf(this.sheet);
    this.#form = editableOf(this.sheet);
    const draft = await findDraft(this.#draftName);
    if (draft) {
      // The draft's own base and ETag come back with it, so that a change saved meanwhile is noticed.
      ({base: this.#base, form: this.#form, etag: this.etag} = draft.value);
      this.#draftFrom = draft.savedAt;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  get #draftName() {
    return `face-sheet/${this.residentId}`;
  }

  #type(change) {
    change(this.#form);
    keepDraft(this.#draftName, {base: this.#base, form: this.#form, etag: this.etag});
    this.requestUpdate();
  }

  async #throwAway() {
    await dropDraft(this.#draftName);
    this.say('cancelled');
  }

  async #save(event) {
    event.preventDefault();
    this.#form = tidied(this.#form);
    this.#errors = faults(this.#form).map(fault => ({...fault, message: t(fault.message)}));
    this.requestUpdate();
    if (this.#errors.length === 0) await this.#send(this.#base, this.#form, this.etag);
  }

  async #send(from, to, etag) {
    if (same(from, to)) return this.#done({sheet: {...this.sheet, ...this.#theirs}, etag});
    this.#saving = {state: 'saving'};
    this.#errors = [];
    this.requestUpdate();
    try {
      return await this.#done(await saveFaceSheet(this.residentId, etag, changes(from, to), this.signal));
    } catch (problem) {
      if (problem.name === 'AbortError') return undefined;
      this.#saving = {state: 'failed', text: t('notSaved')};
      if (problem.status === 412) await this.#sideBySide(problem);
      else this.#errors = errorsOf(problem).map(error => ({...error, field: fieldOf(error.field)}));
    }
    return this.requestUpdate();
  }

  async #done(saved) {
    await dropDraft(this.#draftName);
    this.say('done', {...saved, savedAt: clockTime(new Date().toISOString())});
  }

  async #sideBySide(problem) {
    let {current, etag} = {current: problem.body.current, etag: problem.etag};
    if (!current || !etag) ({sheet: current, etag} = await faceSheet(this.residentId, this.signal));
    this.#theirs = current;
    this.etag = etag;
    this.#rows = compare(this.#base, this.#form, editableOf(current));
    this.#saving = {state: 'idle'};
  }

  #decided(event) {
    const theirs = editableOf(this.#theirs);
    this.#base = theirs;
    this.#form = event.detail;
    this.#rows = undefined;
    this.#send(theirs, this.#form, this.etag);
  }

  /** A new level begins today unless another day is given; the old level's day would be wrong for it. */
  #level(form, level) {
    form.careLevel = level;
    form.careLevelSince = level === this.#base.careLevel ? this.#base.careLevelSince : toLocalInput(Date.now()).slice(0, 10);
  }

  #error(name) {
    return this.#errors.find(error => error.field === name)?.message;
  }

  #plainField(name, more = {}) {
    return field({name, label: t(`field.${name}`), value: this.#form[name], error: this.#error(name), input: event => this.#type(form => (form[name] = event.target.value)), ...more});
  }

  #address(member, more) {
    return field({name: member === 'text' ? 'address' : member, value: this.#form.address[member] ?? '', error: this.#error(member === 'text' ? 'address' : member), input: event => this.#type(form => (form.address[member] = event.target.value)), label: t(`field.${member === 'text' ? 'address' : member}`), ...more});
  }

  render() {
    if (!this.#form) return nothing;
    if (this.#rows) return html`<version-choice .rows=${this.#rows} .theirs=${editableOf(this.#theirs)} .by=${this.#theirs.changedBy} .at=${this.#theirs.changedAt} @decided=${event => this.#decided(event)}></version-choice>`;
    const edit = change => this.#type(change);
    return html`<form class="card stack face-sheet-form" novalidate @submit=${event => this.#save(event)}>
      <h2>${t('edit.title')}</h2>
      ${this.#draftFrom ? html`<p class="notice look">${mark('look')}<span>${t('draft.found', {at: shortDateTime(this.#draftFrom)})}</span></p>` : nothing}
      <error-summary .errors=${this.#errors}></error-summary>
      <div class="columns">${this.#plainField('name', {required: true})}${this.#plainField('kana')}</div>
      ${phoneRows(this.#form, edit, name => this.#error(name))}
      <div class="columns narrow-first">${this.#address('postalCode', {inputmode: 'numeric', hint: t('hint.postalCode')})}${this.#address('text', {autocomplete: 'off'})}</div>
      <div class="columns">
        ${this.#plainField('careLevel', {options: careLevelOptions(this.#base.careLevel), change: event => this.#type(form => this.#level(form, event.target.value))})} ${this.#plainField('careLevelSince', {type: 'date'})}
        ${this.#plainField('livingArrangement', {options: livingOptions(this.#form.livingArrangement)})}
      </div>
      ${contactRows(this.#form, edit, name => this.#error(name))}
      <div class="buttons sticky-actions">
        <button class="button primary" type="submit" ?disabled=${this.#saving.state === 'saving'}>${icon('check', 20)}${t('save')}</button>
        <button class="button plain" type="button" @click=${() => this.#throwAway()}>${t(this.#draftFrom ? 'draft.drop' : 'cancel')}</button>
        ${savingLine(this.#saving)}
      </div>
    </form>`;
  }
}

customElements.define('face-sheet-form', FaceSheetForm);
