import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field} from '/platform/boundary/form-parts.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {savingLine} from '/platform/boundary/page-parts.js';
import {dropDraft, findDraft, keepDraft} from '/platform/control/drafts.js';
import {t} from '/platform/control/messages.js';
import {clockTime} from '/platform/control/times.js';
import {writeNote} from '/carenote/control/notes.js';

/** 連絡帳に書く: the words are on the device from the first letter and leave it only when the server has them. */
export class NoteForm extends LightElement {
  static properties = {residentId: {}};
  #note = {text: '', urgent: false};
  #saving = {state: 'idle'};
  #errors = [];

  async willUpdate(changed) {
    if (!changed.has('residentId')) return;
    const draft = await findDraft(this.#draftName);
    this.#note = draft?.value ?? {text: '', urgent: false};
    this.#saving = {state: 'idle'};
    this.#errors = [];
    this.requestUpdate();
  }

  get #draftName() {
    return `note/${this.residentId}`;
  }

  #type(change) {
    this.#note = {...this.#note, ...change};
    if (this.#note.text.trim()) keepDraft(this.#draftName, this.#note);
    else dropDraft(this.#draftName);
    if (this.#saving.state !== 'saving') this.#saving = {state: 'idle'};
    this.requestUpdate();
  }

  async #send(event) {
    event.preventDefault();
    if (this.#saving.state === 'saving') return;
    const {text, urgent} = this.#note;
    if (!text.trim()) {
      this.#errors = [{field: 'note-text', message: t('note.empty')}];
      return this.requestUpdate();
    }
    this.#errors = [];
    this.#saving = {state: 'saving'};
    this.requestUpdate();
    try {
      const written = await writeNote(this.residentId, {text: text.trim(), ...(urgent && {urgent})});
      await dropDraft(this.#draftName);
      this.#note = {text: '', urgent: false};
      this.#saving = {state: 'saved', at: clockTime(written.sentAt ?? new Date().toISOString())};
      this.say('written', written);
    } catch (problem) {
      this.#saving = {state: 'failed', text: t(problem.unanswered ? 'note.unsure' : 'note.notSent')};
      if (!problem.unanswered) this.#errors = errorsOf(problem).map(error => ({...error, field: error.field === 'text' ? 'note-text' : ''}));
      this.say('written', undefined);
    }
    return this.requestUpdate();
  }

  #shortcut(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#send(event);
  }

  render() {
    const error = this.#errors.find(error => error.field === 'note-text')?.message;
    return html`<form class="card stack tight note-form" novalidate @submit=${event => this.#send(event)} @keydown=${event => this.#shortcut(event)}>
      ${this.#errors.some(error => !error.field) ? html`<error-summary .errors=${this.#errors}></error-summary>` : nothing}
      ${field({name: 'note-text', label: t('note.write'), hint: t('note.hint'), rows: 3, value: this.#note.text, error, input: event => this.#type({text: event.target.value})})}
      <div class="buttons">
        <button class="button primary" type="submit" ?disabled=${this.#saving.state === 'saving'}>${icon('send', 20)}${t('note.send')}</button>
        <label class="choice"><input type="checkbox" name="urgent" .checked=${this.#note.urgent} @change=${event => this.#type({urgent: event.target.checked})} />${t('note.urgent')}</label>
        ${savingLine(this.#saving)}
      </div>
    </form>`;
  }
}

customElements.define('note-form', NoteForm);
