import {html, nothing} from 'lit';
import '/carenote/boundary/note-form.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {groundLine, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {correctNote, markRead, oneNote} from '/carenote/control/notes.js';

/** One note with its answers, who has read it, and the place to answer. Being shown marks it read. */
export class NoteThread extends LightElement {
  static properties = {noteId: {}};
  #note = new Loader(this, signal => this.#read(signal));

  connectedCallback() {
    super.connectedCallback();
    live.on(['note'], data => data.residentId === this.#note.value?.residentId && this.#note.run(), this.signal);
    live.on(['resync'], () => this.#note.run(), this.signal);
  }

  willUpdate(changed) {
    if (changed.has('noteId')) this.#note.startAgain();
  }

  async #read(signal) {
    const note = await oneNote(this.noteId, signal);
    const unread = [note, ...(note.replies ?? [])].filter(one => one.unread && !one.mine).map(one => one.id);
    if (document.visibilityState === 'visible') markRead(unread);
    return note;
  }

  async #takeBack(note) {
    if (!confirm(t('note.takeBackConfirm'))) return;
    try {
      await correctNote(note.id);
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
    this.#note.run();
  }

  #one(note, first) {
    return html`<article class="note-card ${note.urgent ? 'look' : ''}">
      <p class="row middle small">
        ${note.urgent ? html`<span class="tag look">${mark('look', 12)}${t('note.urgent')}</span>` : nothing}
        ${note.topic ? html`<span class="tag neutral">${note.topic.text}</span>` : nothing}
        ${note.visibleTo ? html`<span class="tag neutral">${t('seal.tag')}</span>` : nothing}
        <span class="strong">${note.by.name}</span><span class="quiet">${note.by.organisation ?? ''}</span>
        <span class="quiet push"><time-ago at=${note.sentAt}></time-ago></span>
      </p>
      <p class="timeline-text ${note.corrected ? 'taken-back' : ''}">${note.text}</p>
      ${note.corrected ? html`<p class="small">${t('note.takenBack')}</p>` : nothing}
      <p class="row middle small quiet">
        ${note.visibleTo ? html`<span>${t('note.visibleTo', {names: note.visibleTo.map(office => office.name).join('・')})}</span>` : nothing}
        ${first && note.readBy?.length ? html`<span>${t('note.readBy', {names: note.readBy.map(reading => reading.name).join('・')})}</span>` : nothing}
        ${note.mine && !note.corrected ? html`<button type="button" class="button plain small-button push" @click=${() => this.#takeBack(note)}>${t('note.takeBack')}</button>` : nothing}
      </p>
    </article>`;
  }

  #thread(note) {
    return html`<div class="card stack tight">
        <resident-header .resident=${{id: note.residentId, ...note.resident}} .level=${2} href="/residents/${note.residentId}"></resident-header>
        ${groundLine(note.ground)}
      </div>
      ${note.thread && note.thread !== note.id ? html`<p><a class="back" href="/notes/${note.thread}">${icon('back', 20)}${t('note.toFirst')}</a></p>` : nothing}
      ${this.#one(note, true)} ${(note.replies ?? []).map(reply => html`<div class="reply">${this.#one(reply, false)}</div>`)}
      <note-form .residentId=${note.residentId} .answers=${note.id} @written=${() => this.#note.run()}></note-form>`;
  }

  render() {
    return html`<div class="stack">${whenLoaded(this.#note, note => this.#thread(note), 3)}</div>`;
  }
}

customElements.define('note-thread', NoteThread);
