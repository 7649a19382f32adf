import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {savingLine} from '/platform/boundary/page-parts.js';
import {dropDraft, findDraft, keepDraft} from '/platform/control/drafts.js';
import {t} from '/platform/control/messages.js';
import {clockTime} from '/platform/control/times.js';
import {uuid7} from '/platform/entity/uuid7.js';
import {writeNote} from '/carenote/control/notes.js';

const TOPICS = ['', 'report', 'question', 'hand-over', 'change', 'visit', 'plan', 'admission', 'medicine', 'family', 'other'];
const blank = () => ({id: uuid7(), text: '', urgent: false, topic: '', visibleTo: /** @type {string[]} */ ([])});

/**
 * 連絡帳に書く: the words are on the device from the first letter and leave it only when the server has them. A note
 * keeps its id from try to try, so that sending again never makes two. `answers`: the note it replies to.
 */
export class NoteForm extends LightElement {
  static properties = {residentId: {}, answers: {}, offices: {attribute: false}};
  #note = blank();
  #saving = {state: 'idle'};
  #errors = [];

  async willUpdate(changed) {
    if (!changed.has('residentId') && !changed.has('answers')) return;
    const draft = await findDraft(this.#draftName);
    this.#note = draft?.value ?? blank();
    this.#saving = {state: 'idle'};
    this.#errors = [];
    this.requestUpdate();
  }

  get #draftName() {
    return `note/${this.residentId}/${this.answers ?? ''}`;
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
    const {id, text, urgent, topic, visibleTo = []} = this.#note;
    this.#errors = text.trim() ? [] : [{field: 'text', message: t('note.empty')}];
    if (this.#errors.length > 0) return this.requestUpdate();
    this.#saving = {state: 'saving'};
    this.requestUpdate();
    try {
      const note = {id, text: text.trim(), ...(urgent && {urgent}), ...(topic && {topic}), ...(visibleTo.length > 0 && {visibleTo}), ...(this.answers && {inResponseTo: this.answers})};
      const written = await writeNote(this.residentId, note);
      await dropDraft(this.#draftName);
      this.#note = blank();
      this.#saving = {state: 'saved', at: clockTime(written.sentAt ?? new Date().toISOString())};
      this.say('written', written);
    } catch (problem) {
      this.#saving = {state: 'failed', text: t(problem.unanswered ? 'note.unsure' : 'note.notSent')};
      if (!problem.unanswered) this.#errors = errorsOf(problem);
    }
    return this.requestUpdate();
  }

  /** 限定公開: only one's own office and those ticked ever learn that there is such a note. */
  #seal() {
    const {visibleTo = []} = this.#note;
    if (!this.offices?.length) return nothing;
    const tick = (id, chosen) => this.#type({visibleTo: chosen ? [...visibleTo, id] : visibleTo.filter(other => other !== id)});
    return html`<details class="seal" ?open=${visibleTo.length > 0}><summary>${visibleTo.length > 0 ? html`${mark('look', 12)} ` : nothing}${t('seal.choose')}</summary>
      <fieldset class="group"><legend class="small">${t('seal.explain')}</legend>
        <div class="choices">${this.offices.map(one => html`<label class="choice"><input type="checkbox" .checked=${visibleTo.includes(one.id)} @change=${event => tick(one.id, event.target.checked)} />${one.name}</label>`)}</div></fieldset>
      ${visibleTo.length > 0 ? html`<p class="small" role="status">${t('seal.sealed', {names: this.offices.filter(one => visibleTo.includes(one.id)).map(one => one.name).join('・')})}</p>` : nothing}
    </details>`;
  }

  #shortcut(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#send(event);
  }

  render() {
    const error = this.#errors.find(error => error.field === 'text')?.message;
    const name = this.answers ? 'reply-text' : 'note-text';
    return html`<form class="card stack tight note-form" novalidate @submit=${event => this.#send(event)} @keydown=${event => this.#shortcut(event)}>
      <error-summary .errors=${this.#errors.filter(error => error.field !== 'text')}></error-summary>
      ${field({name, label: t(this.answers ? 'note.reply' : 'note.write'), hint: t('note.hint'), rows: 3, value: this.#note.text, error, input: event => this.#type({text: event.target.value})})}
      ${this.#seal()}
      <div class="buttons">
        <button class="button primary" type="submit" ?disabled=${this.#saving.state === 'saving'}>${icon('send', 20)}${t('note.send')}</button>
        <label class="visually-hidden" for="${name}-topic">${t('note.topic')}</label>
        <select class="input topic" id="${name}-topic" @change=${event => this.#type({topic: event.target.value})}>
          ${TOPICS.map(topic => html`<option value=${topic} ?selected=${topic === this.#note.topic}>${topic ? t(`noteTopic.${topic}`) : t('note.noTopic')}</option>`)}
        </select>
        <label class="choice"><input type="checkbox" name="urgent" .checked=${this.#note.urgent} @change=${event => this.#type({urgent: event.target.checked})} />${t('note.urgent')}</label>
        ${this.#saving.state === 'idle' ? nothing : savingLine(this.#saving)}
      </div>
    </form>`;
  }
}

customElements.define('note-form', NoteForm);
