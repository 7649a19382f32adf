import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/carenote/boundary/note-thread.js';
import {noteLine} from '/carenote/boundary/note-line.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, newsBar, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {paced} from '/platform/control/paced.js';
import {pageIs} from '/platform/control/page-state.js';
import {notebook} from '/carenote/control/notes.js';

/** 連絡帳: the notes of all my residents, newest first; on a desk the chosen one beside the list. */
export class NotebookPage extends LightElement {
  static properties = {noteId: {}};
  #unread = false;
  #list = new Loader(this, signal => this.#read(signal));
  #waiting = undefined;
  #loadingMore = false;

  connectedCallback() {
    super.connectedCallback();
    const look = paced(() => this.#list.run(), 1000);
    live.on(['note', 'resync'], look, this.signal);
    this.hear(window, 'tsunagi-notes-read', look);
    look();
  }

  updated() {
    const unread = this.#list.value?.unread ?? 0;
    pageIs({title: unread > 0 ? `(${unread}) ${t('nav.notes')}` : t('nav.notes')});
  }

  /** What is on the screen keeps its place: new notes wait behind a bar once somebody has scrolled or chosen one. */
  async #read(signal) {
    const page = await notebook({unread: this.#unread}, signal);
    const shown = this.#list.value;
    if (!shown || (scrollY < 40 && !this.noteId)) return page;
    const fresh = new Map(page.items.map(note => [note.id, note]));
    const items = shown.items.map(note => fresh.get(note.id) ?? {...note, unread: this.#unread ? false : note.unread});
    this.#waiting = page.items.some(note => !shown.items.some(old => old.id === note.id)) ? page : undefined;
    return {...shown, items, unread: page.unread};
  }

  #show(page) {
    this.#list.value = page;
    this.#waiting = undefined;
    this.requestUpdate();
  }

  #filter(unread) {
    this.#unread = unread;
    this.#waiting = undefined;
    this.#list.startAgain();
    this.requestUpdate();
  }

  async #more() {
    this.#loadingMore = true;
    this.requestUpdate();
    const page = this.#list.value;
    try {
      const next = await notebook({unread: this.#unread, cursor: page.nextCursor}, this.signal);
      this.#list.value = {...page, nextCursor: next.nextCursor, items: [...page.items, ...next.items]};
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #items(page) {
    if (page.items.length === 0) return empty(t(this.#unread ? 'notes.noneUnread' : 'notes.none'), t('notes.noneNext'));
    const waiting = this.#waiting?.items.filter(note => !page.items.some(old => old.id === note.id)).length ?? 0;
    return html`${newsBar(waiting, () => this.#show(this.#waiting))}
      <ul class="list card flush">${repeat(page.items, note => note.id, note => html`<li class="note-line ${note.id === this.noteId ? 'current' : ''}">${noteLine(note)}</li>`)}</ul>
      ${page.nextCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}`;
  }

  render() {
    const unread = this.#list.value?.unread ?? 0;
    const tab = (wanted, text) => html`<button type="button" class="tab" aria-pressed=${this.#unread === wanted} @click=${() => this.#filter(wanted)}>${text}</button>`;
    return html`${pageHead({title: t('nav.notes'), ground: this.#list.value?.ground})}
      <div class="list-and-detail ${this.noteId ? 'chosen' : ''}">
        <div class="stack tight master">
          <div class="tabs" role="group" aria-label=${t('nav.notes')}>${tab(false, t('notes.all'))}${tab(true, `${t('notes.unread')} ${unread}`)}</div>
          ${whenLoaded(this.#list, page => this.#items(page), 8)}
        </div>
        <section class="detail stack tight" aria-label=${t('note.one')}>
          ${this.noteId ? html`<p class="only-narrow"><a class="back" href="/notes">${icon('back', 20)}${t('nav.notes')}</a></p><note-thread .noteId=${this.noteId}></note-thread>` : html`<div class="card">${empty(t('notes.choose'), t('notes.chooseNext'))}</div>`}
        </section>
      </div>`;
  }
}

customElements.define('notebook-page', NotebookPage);
