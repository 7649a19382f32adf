import {html, nothing} from 'lit';
import '/consent/boundary/consent-form.js';
import '/resident/boundary/resident-header.js';
import {consentCard} from '/consent/boundary/consent-card.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {attachProof, consentsOf, withdrawConsent} from '/consent/control/consents.js';
import {byPurpose} from '/consent/entity/consent-standing.js';
import {organisations} from '/organization/control/organisations.js';
import {faceSheet} from '/resident/control/residents.js';

/** 同意: what one resident decided on sharing, purpose by purpose; the city's welfare office records, limits, withdraws. */
export class ConsentsPage extends LightElement {
  static properties = {residentId: {}};
  #record = new Loader(this, signal => this.#read(signal));
  #leaving = undefined;
  #problem = undefined;
  #busy = false;

  willUpdate(changed) {
    if (changed.has('residentId')) this.#record.startAgain();
  }

  updated() {
    const name = this.#record.value?.sheet.name;
    pageIs({title: name ? `${t('consents.title')} ${name}` : t('consents.title')});
  }

  async #read(signal) {
    const [{sheet}, {items, awaitedSupporters}, places] = await Promise.all([faceSheet(this.residentId, signal), consentsOf(this.residentId, signal), organisations(signal)]);
    const team = new Set((sheet.team ?? []).map(member => member.organisation));
    // Those who work with her stand first.
    const sorted = [...places].sort((a, b) => Number(team.has(b.name)) - Number(team.has(a.name)));
    return {sheet, items, awaited: awaitedSupporters ?? [], organisations: sorted, names: new Map([...places, ...(sheet.contacts ?? [])].map(one => [one.id, one.name]))};
  }

  #form(part, limit) {
    /** @type {any} */ (this.querySelector('consent-form')).open({purpose: part.purpose, current: part.current, limit});
  }

  async #ask(consent) {
    this.#leaving = consent;
    this.#problem = undefined;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog.withdraw')).showModal();
  }

  async #withdraw(event) {
    event.preventDefault();
    this.#busy = true;
    this.requestUpdate();
    try {
      await withdrawConsent(this.#leaving.id);
      /** @type {HTMLDialogElement} */ (this.querySelector('dialog.withdraw')).close();
      await this.#told(t('consents.withdrawn'));
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.requestUpdate();
  }

  async #attach(consent, file) {
    try {
      await attachProof(consent.id, file);
      await this.#told(t('consents.attached'));
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
  }

  async #told(sentence) {
    announce(sentence);
    await this.#record.run();
  }

  #dialog() {
    const purpose = this.#leaving?.purpose ?? 'notebook-sharing';
    return html`<dialog class="withdraw" aria-labelledby="withdraw-title"><form class="stack" @submit=${event => this.#withdraw(event)}>
      <h2 id="withdraw-title">${t('consents.withdrawOf', {purpose: t(`consentPurpose.${purpose}`)})}</h2>
      <div class="notice look">${mark('look', 20)}<p class="strong">${t(`withdrawal.${purpose}`)}</p><p>${t('withdrawal.always')}</p></div>
      ${this.#problem ? html`<p class="field-error" role="alert">${mark('look')}<span>${this.#problem.detail || this.#problem.title}</span></p>` : nothing}
      <div class="buttons"><button class="button primary" type="submit" ?disabled=${this.#busy}>${t('consents.withdrawNow')}</button>
        <button class="button plain" type="button" @click=${() => /** @type {HTMLDialogElement} */ (this.querySelector('dialog.withdraw')).close()}>${t('cancel')}</button></div>
    </form></dialog>`;
  }

  #page({sheet, items, awaited, names, organisations: places}) {
    const writes = session.is('city-welfare');
    return html`<p><a class="back" href="/residents/${this.residentId}">${icon('back', 20)}${t('consents.toResident')}</a></p>
      ${pageHead({title: t('consents.title'), ground: sheet.ground})}
      <div class="stack">
        <div class="card"><resident-header .resident=${sheet} .level=${2} href="/residents/${this.residentId}"></resident-header></div>
        ${writes ? nothing : html`<p class="quiet">${t('consents.readOnly')}</p>`}
        <div class="consents">
          ${byPurpose(items).map(part => consentCard(part, {names, awaited, writes, record: limit => this.#form(part, limit), withdraw: consent => this.#ask(consent), attach: (consent, file) => this.#attach(consent, file)}))}
        </div>
      </div>
      ${writes ? html`<consent-form .residentId=${this.residentId} .contacts=${sheet.contacts} .awaited=${awaited} .organisations=${places} @done=${event => this.#told(event.detail)}></consent-form>${this.#dialog()}` : nothing}`;
  }

  render() {
    return whenLoaded(this.#record, record => this.#page(record), 6, true);
  }
}

customElements.define('consents-page', ConsentsPage);
