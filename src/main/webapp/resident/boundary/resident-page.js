import {html, nothing} from 'lit';
import '/carenote/boundary/note-form.js';
import '/carenote/boundary/timeline-list.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/face-sheet-form.js';
import '/resident/boundary/face-sheet-sections.js';
import '/resident/boundary/resident-header.js';
import {glassOffer} from '/consent/boundary/glass-offer.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {whenLoaded} from '/platform/boundary/page-parts.js';
import {findDraft} from '/platform/control/drafts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {CARE_ROLES, session} from '/platform/control/session.js';
import {faceSheet} from '/resident/control/residents.js';

/** 利用者: one person. Who she is, what is known, and beside it what happened and the notes of the team. */
export class ResidentPage extends LightElement {
  static properties = {residentId: {}};
  #record = new Loader(this, signal => faceSheet(this.residentId, signal));
  #editing = false;
  #saved = '';

  connectedCallback() {
    super.connectedCallback();
    live.on(['resync', 'emergency-case'], () => !this.#editing && this.#record.run(), this.signal);
  }

  async willUpdate(changed) {
    if (!changed.has('residentId')) return;
    this.#editing = false;
    this.#saved = '';
    this.#record.startAgain();
    this.#editing = Boolean(await findDraft(`face-sheet/${this.residentId}`));
    this.requestUpdate();
  }

  updated() {
    pageIs({title: this.#record.value?.sheet.name ?? t('nav.residents')});
  }

  #edit(editing) {
    this.#editing = editing;
    this.requestUpdate();
  }

  async #done(event) {
    this.#record.value = {sheet: event.detail.sheet, etag: event.detail.etag};
    this.#saved = event.detail.savedAt;
    this.#edit(false);
    this.querySelector('timeline-list')?.refresh();
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }

  #write() {
    const text = this.querySelector('note-form textarea');
    text?.scrollIntoView({block: 'center'});
    text?.focus();
  }

  #actions(sheet, writes) {
    const phone = sheet.phones?.[0]?.number;
    return html`<div class="buttons thumb-actions">
      ${phone ? html`<a class="button" href="tel:${phone.replace(/[^\d+]/g, '')}">${icon('phone', 20)}<span>${t('call')}</span><span class="numeric">${phone}</span></a>` : nothing}
      ${writes && !this.#editing ? html`<button class="button" type="button" @click=${() => this.#edit(true)}>${icon('edit', 20)}${t('edit')}</button>` : nothing}
      ${writes ? html`<button class="button primary only-phone" type="button" @click=${() => this.#write()}>${icon('note', 20)}${t('note.write')}</button>` : nothing}
    </div>`;
  }

  #page({sheet, etag}) {
    // What one's own office wrote stays readable when the consent has been withdrawn.
    const record = sheet.view === 'care-record' || sheet.view === 'own-entry';
    const edits = sheet.view === 'care-record' && session.is(...CARE_ROLES, 'city-welfare');
    return html`<div class="page-head resident-head">
        <resident-header .resident=${sheet} .level=${1} .ground=${sheet.ground}></resident-header>
        ${this.#actions(sheet, edits)}
        <p class="small quiet changed">
          ${sheet.changedAt ? html`<span>${t('resident.changed')} <time-ago at=${sheet.changedAt}></time-ago>${sheet.changedBy ? ` · ${sheet.changedBy.name ?? sheet.changedBy}` : ''}</span>` : nothing}
          ${this.#saved ? html`<span class="tag known" role="status">${t('saved', {at: this.#saved})}</span>` : nothing}
        </p>
      </div>
      <div class="resident-body ${record ? '' : 'single'}">
        <div class="stack">
          ${this.#editing && edits
            ? html`<face-sheet-form .residentId=${this.residentId} .sheet=${sheet} .etag=${etag} @done=${event => this.#done(event)} @cancelled=${() => this.#edit(false)}></face-sheet-form>`
            : html`<face-sheet-sections .sheet=${sheet}></face-sheet-sections>`}
        </div>
        ${record
          ? html`<section class="stack" aria-labelledby="timeline-title">
              <h2 id="timeline-title">${t('timeline.title')}</h2>
              ${edits ? html`<note-form .residentId=${this.residentId} .offices=${officesOf(sheet)} @written=${() => this.querySelector('timeline-list')?.refresh()}></note-form>` : nothing}
              <timeline-list .residentId=${this.residentId}></timeline-list>
            </section>`
          : nothing}
      </div>`;
  }

  render() {
    const unknown = this.#record.state === 'failed' && this.#record.problem?.status === 404;
    return html`${whenLoaded(this.#record, record => this.#page(record), 6, true)}${unknown ? glassOffer({residentId: this.residentId}) : nothing}`;
  }
}

/** The offices of her team besides mine: those a note can be limited to. */
function officesOf({team = []}) {
  const named = team.filter(member => member.organisationId && member.organisationId !== session.person?.organisation?.id);
  return [...new Map(named.map(member => [member.organisationId, {id: member.organisationId, name: member.organisation}])).values()];
}

customElements.define('resident-page', ResidentPage);
