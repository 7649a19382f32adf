import {html, nothing} from 'lit';
import {LightElement} from '/platform/boundary/light-element.js';
import {phoneLink} from '/platform/boundary/page-parts.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';
import {date, dateWithEra} from '/platform/control/times.js';
import {careLevelText} from '/resident/entity/care-level.js';

/** The face sheet, section by section; a section outside my view is absent, an empty one says that nothing is recorded. */
export class FaceSheetSections extends LightElement {
  static properties = {sheet: {attribute: false}};

  #section(name, known, content) {
    if (known === undefined) return nothing;
    const nothingRecorded = Array.isArray(known) && known.length === 0;
    return html`<section class="card section" aria-labelledby="section-${name}">
      <h2 id="section-${name}">${t(`section.${name}`)}</h2>
      ${nothingRecorded ? html`<p class="quiet">${t('section.empty')}</p>` : content}
    </section>`;
  }

  #pair(label, value) {
    return value ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing;
  }

  #basics(sheet) {
    const level = careLevelText(sheet.careLevel);
    return html`<dl class="facts">
      ${this.#pair(t('field.birthDate'), sheet.birthDate && dateWithEra(sheet.birthDate))}
      ${this.#pair(t('field.address'), sheet.address && html`${sheet.address.postalCode ? html`<span class="quiet numeric">〒${sheet.address.postalCode}</span> ` : nothing}${sheet.address.text}`)}
      ${(sheet.phones ?? []).map(phone => this.#pair(t(`phoneUse.${phone.use}`), phoneLink(phone.number)))}
      ${this.#pair(t('field.careLevel'), level && html`${level}${sheet.careLevelSince ? html` <span class="quiet small">${t('since', {date: date(sheet.careLevelSince)})}</span>` : nothing}`)}
      ${this.#pair(t('field.livingArrangement'), textOfCode('living', sheet.livingArrangement))}
    </dl>`;
  }

  #contacts(contacts) {
    return html`<ul class="lines">
      ${contacts.map(
        contact => html`<li class="row">
          <span class="strong">${contact.name}</span><span class="quiet">${textOfCode('relationship', contact.relationship)}</span>
          ${contact.keyHolder ? html`<span class="chip">${t('contact.keyHolder')}</span>` : nothing}
          ${contact.supporter ? html`<span class="chip">${t('contact.supporter')}</span>` : nothing}
          <span class="push">${phoneLink(contact.phone)}</span>
        </li>`,
      )}
    </ul>`;
  }

  #health(sheet) {
    const texts = items => (items ?? []).map(item => html`<li>${item.text}${item.since ? html` <span class="quiet small">${t('since', {date: date(item.since)})}</span>` : nothing}${item.criticality === 'high' ? html` <span class="tag look">${t('allergy.high')}</span>` : nothing}</li>`);
    const list = (label, items) => html`<dt>${label}</dt><dd>${items?.length ? html`<ul class="lines">${texts(items)}</ul>` : html`<span class="quiet">${t('section.empty')}</span>`}</dd>`;
    return html`<dl class="facts">${list(t('field.conditions'), sheet.conditions)}${list(t('field.medications'), sheet.medications)}${list(t('field.allergies'), sheet.allergies)}</dl>`;
  }

  #devices(devices) {
    return html`<ul class="lines">
      ${devices.map(device => html`<li class="row"><span class="strong">${device.text || textOfCode('device', device.kind)}</span>${device.power ? html`<span>${device.power}</span>` : nothing}${device.identifier ? html`<span class="quiet small push">${device.identifier}</span>` : nothing}</li>`)}
    </ul>`;
  }

  #plan(plan) {
    return html`<dl class="facts">
      ${this.#pair(t('plan.shelter'), plan.shelter)} ${this.#pair(t('plan.route'), plan.route)}
      ${this.#pair(t('plan.supporters'), plan.supporters?.map(supporter => (typeof supporter === 'string' ? supporter : [supporter.name, supporter.phone].filter(Boolean).join(' '))).join('、'))}
      ${this.#pair(t('plan.notes'), plan.notes)} ${this.#pair(t('plan.updatedAt'), plan.updatedAt && date(plan.updatedAt))}
    </dl>
    <p class="hint">${t('plan.noGuarantee')}</p>`;
  }

  #team(team) {
    return html`<ul class="lines">
      ${team.map(member => html`<li class="row"><span class="strong">${member.member || member.organisation}</span><span class="quiet">${[textOfCode('teamRole', member.role), member.member ? member.organisation : ''].filter(Boolean).join(' · ')}</span><span class="push">${phoneLink(member.phone)}</span></li>`)}
    </ul>`;
  }

  /** What she decided, and the way to the whole of it; for the city also to who looked. */
  #consents({id, consents = [], view}) {
    const lines = html`<ul class="lines">
      ${consents.map(
        consent => html`<li class="row"><span>${textOfCode('consentPurpose', consent.purpose)}</span>
          <span class="tag ${consent.state === 'active' ? 'known' : 'look'}">${t(`consentState.${consent.state}`)}</span>
          <span class="quiet small push">${consent.since ? t('since', {date: date(consent.since)}) : nothing} ${consent.until ? t('until', {date: date(consent.until)}) : nothing}</span></li>`,
      )}
    </ul>`;
    return html`${consents.length > 0 ? lines : html`<p class="quiet">${t('section.empty')}</p>`}
      ${view === 'care-record'
        ? html`<p class="buttons"><a class="button" href="/residents/${id}/consents">${t(session.is('city-welfare') ? 'consents.manage' : 'consents.details')}</a>
            ${session.is('city-welfare') ? html`<a class="button plain" href="/residents/${id}/access-report">${t('accessReport.title')}</a>` : nothing}</p>`
        : nothing}`;
  }

  render() {
    const {sheet} = this;
    if (!sheet) return nothing;
    const health = sheet.conditions ?? sheet.allergies ?? sheet.medications;
    return html`<div class="sections">
      ${this.#section('basics', sheet.birthDate ?? sheet.address ?? '', this.#basics(sheet))}
      ${this.#section('contacts', sheet.contacts, this.#contacts(sheet.contacts ?? []))}
      ${this.#section('health', health && true, this.#health(sheet))}
      ${this.#section('devices', sheet.devices, this.#devices(sheet.devices ?? []))}
      ${this.#section('plan', sheet.evacuationPlan ?? (sheet.view === 'care-record' ? [] : undefined), sheet.evacuationPlan ? this.#plan(sheet.evacuationPlan) : nothing)}
      ${this.#section('wishes', sheet.wishes, html`<ul class="lines">${(sheet.wishes ?? []).map(wish => html`<li>${wish.text}</li>`)}</ul>`)}
      ${this.#section('team', sheet.team, this.#team(sheet.team ?? []))}
      ${this.#section('consents', sheet.consents && true, this.#consents(sheet))}
    </div>`;
  }
}

customElements.define('face-sheet-sections', FaceSheetSections);
