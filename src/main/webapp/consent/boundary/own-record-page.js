import {html, nothing} from 'lit';
import '/resident/boundary/resident-header.js';
import {standingTag} from '/consent/boundary/consent-card.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, groundLine, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {date} from '/platform/control/times.js';
import {lookersOf, myRecords, recordOf} from '/consent/control/own-records.js';
import {byPurpose} from '/consent/entity/consent-standing.js';

/** わたしの記録・ご家族の記録: what is written, who helps, what was agreed, and who looked; in large plain words. */
export class OwnRecordPage extends LightElement {
  #chosen = '';
  #mine = new Loader(this, signal => this.#read(signal));

  connectedCallback() {
    super.connectedCallback();
    this.#mine.startAgain();
  }

  async #read(signal) {
    const items = await myRecords(signal);
    const record = items.find(item => item.residentId === this.#chosen) ?? items[0];
    return {items, record, ...(record && (await recordOf(record, signal))), looked: record ? await lookersOf(record, signal) : []};
  }

  #choose(id) {
    this.#chosen = id;
    this.#mine.startAgain();
  }

  #choice(items, chosen) {
    if (items.length < 2) return nothing;
    return html`<div class="buttons" role="group" aria-label=${t('own.choose')}>
      ${items.map(({residentId, name}) => html`<button type="button" class="button" aria-pressed=${residentId === chosen.residentId} @click=${() => this.#choose(residentId)}>${name}</button>`)}
    </div>`;
  }

  #section(name, content) {
    return html`<section class="card stack tight" aria-labelledby="own-${name}"><h2 id="own-${name}">${t(`own.${name}`)}</h2>${content}</section>`;
  }

  #helper(name, role, number) {
    return html`<li class="own-helper"><span><span class="strong">${name}</span>${role ? html`<br /><span class="quiet">${role}</span>` : nothing}</span>
      ${number ? html`<a class="button numeric" href="tel:${number.replace(/[^\d+]/g, '')}" aria-label=${t('own.call', {name, number})}>${icon('phone', 20)}${number}</a>` : nothing}</li>`;
  }

  #helpers({contacts = [], team = []}) {
    return this.#section(
      'helpers',
      html`<ul class="own-helpers">
        ${team.map(member => this.#helper(member.organisation, textOfCode('teamRole', member.role), member.phone))}
        ${contacts.map(contact => this.#helper(contact.name, [textOfCode('relationship', contact.relationship), contact.keyHolder ? t('contact.keyHolder') : ''].filter(Boolean).join('・'), contact.phone))}
      </ul>`,
    );
  }

  #written(card) {
    const list = (label, items) => (items?.length ? html`<div><dt>${label}</dt>${items.map(item => html`<dd>${item.text ?? item}${item.power ? html` <span class="quiet">${item.power}</span>` : nothing}</dd>`)}</div>` : nothing);
    return this.#section(
      'written',
      html`<dl class="own-facts">
          ${list(t('field.conditions'), card.conditions)} ${list(t('field.allergies'), card.allergies)} ${list(t('field.medications'), card.medications)}
          ${list(t('section.devices'), card.devices)} ${list(t('section.wishes'), card.wishes)} ${list(t('crewCard.hospital'), card.hospital ? [card.hospital] : [])}
        </dl>
        <p class="quiet">${t('own.mistake')}</p>`,
    );
  }

  #consents({relation}, {consents, names}) {
    if (relation === 'family') return this.#section('consents', html`<p>${t('own.byConsent')}</p>`);
    const whom = (purpose, consent) => {
      const named = ids => ids.map(id => names.get(id) ?? id).join('、');
      if (consent?.state !== 'given') return t('own.nobody');
      if (consent.onlyRelatives?.length) return t('own.whom.chosenRelatives', {count: consent.onlyRelatives.length});
      if (consent.onlyOrganisations?.length) return t('consents.only', {names: named(consent.onlyOrganisations)});
      return consent.exceptOrganisations?.length ? t('consents.except', {names: named(consent.exceptOrganisations)}) : t(`own.whom.${purpose}`);
    };
    return this.#section(
      'consents',
      html`<ul class="own-lines">
          ${byPurpose(consents).map(
            ({purpose, current}) => html`<li><span class="row middle"><span class="strong">${t(`consentPurpose.${purpose}`)}</span><span class="push">${standingTag(current)}</span></span>
              <span class="quiet">${t(`consentExplain.${purpose}`)}</span><br />${t('own.towards', {whom: whom(purpose, current)})}${current?.decidedOn ? html` · ${date(current.decidedOn)}` : nothing}</li>`,
          )}
        </ul>
        <p class="quiet">${t('own.change')}</p>`,
    );
  }

  #lookers({residentId}, looked) {
    return this.#section(
      'lookers',
      html`<p>${t('own.lookersExplain')} ${t('own.withoutMine')}</p>
        ${looked.length === 0
          ? html`<p>${t('own.nobodyLooked')}</p>`
          : html`<ul class="own-lines">
              ${looked.map(
                line => html`<li><span class="strong">${line.who}</span> <span class="quiet">${[line.organisation, line.role].filter(Boolean).join(' · ')}</span><br />
                  ${date(line.date)} ${line.first.slice(0, 5)} · ${line.did}<br /><span class="quiet">${line.why.text}</span></li>`,
              )}
            </ul>`}
        <p class="buttons"><a class="button primary" href="/residents/${residentId}/access-report">${icon('audit', 20)}${t('own.allLookers')}</a></p>`,
    );
  }

  #page({items, record, card, looked, ...rest}) {
    if (!record) return html`${pageHead({title: t('own.title')})}${empty(t('own.none'), t('own.noneNext'))}`;
    const title = record.relation === 'self' ? t('own.title') : t('own.titleFamily');
    pageIs({title});
    return html`<div class="own-record stack">
      ${pageHead({title})} ${this.#choice(items, record)}
      <div class="card stack tight"><resident-header .resident=${{...card, id: card.residentId}} .level=${2}></resident-header>
        ${card.address?.text ? html`<p>${icon('place', 20)} ${card.address.text}</p>` : nothing} ${groundLine(record.ground)}</div>
      ${this.#helpers(card)} ${this.#written(card)} ${this.#consents(record, rest)} ${this.#lookers(record, looked)}
      <p class="notice neutral">${mark('neutral', 20)}<span>${t('own.ask')}</span></p>
    </div>`;
  }

  render() {
    return whenLoaded(this.#mine, mine => this.#page(mine), 8, true);
  }
}

customElements.define('own-record-page', OwnRecordPage);
