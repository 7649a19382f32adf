import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {mark} from '/platform/boundary/icons.js';
import {t} from '/platform/control/messages.js';

/** A note in a list: about whom, the first words, from whom and when; unread ones stand out in weight and word. */
export function noteLine(note) {
  return html`<p class="row middle">
      <resident-header .resident=${{id: note.residentId, ...note.resident}} href="/notes/${note.id}"></resident-header>
      ${note.unread ? html`<span class="tag look">${t('notes.unread')}</span>` : nothing}
      ${note.urgent ? html`<span class="tag look">${mark('look', 12)}${t('note.urgent')}</span>` : nothing}
      ${note.visibleTo ? html`<span class="tag neutral">${t('seal.tag')}</span>` : nothing}
      <span class="small quiet push"><time-ago at=${note.sentAt}></time-ago></span>
    </p>
    <p class="note-first ${note.unread ? 'strong' : ''} ${note.corrected ? 'taken-back' : ''}">${note.text}</p>
    <p class="small quiet">${[note.by?.name, note.by?.organisation, note.topic?.text].filter(Boolean).join(' · ')}</p>`;
}
