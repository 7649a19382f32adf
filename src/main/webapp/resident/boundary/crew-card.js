import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {groundLine} from '/platform/boundary/page-parts.js';
import {t, textOfCode} from '/platform/control/messages.js';

/**
 * 救急カード: what a crew must know at the door, readable at arm's length: where, who has the key, what kills, whom
 * to call, which hospital, what she wishes.
 */
export class CrewCard extends LightElement {
  static properties = {card: {attribute: false}};

  #caller(label, name, number, role = '') {
    if (!name && !number) return nothing;
    return html`<li class="crew-call">
      <span class="quiet small crew-label">${label}</span><span class="crew-who"><span class="strong">${name}</span>${role ? html`<br /><span class="quiet small">${role}</span>` : nothing}</span>
      ${number ? html`<a class="button numeric" href="tel:${number.replace(/[^\d+]/g, '')}">${icon('phone', 20)}${number}</a>` : nothing}
    </li>`;
  }

  #danger(label, items, signal, wide = false) {
    return items?.length ? html`<div class="crew-danger ${wide ? 'wide' : ''}"><h3>${mark(signal)} ${label}</h3><ul>${items.map(item => html`<li>${item.text ?? item}${item.power ? html` <span class="crew-power">${item.power}</span>` : nothing}</li>`)}</ul></div>` : nothing;
  }

  #place(address) {
    if (!address) return nothing;
    const located = address.latitude !== undefined && address.longitude !== undefined;
    return html`<p class="crew-place">
      ${icon('place', 20)}<span><span class="strong">${address.text}</span>${address.entry ? html`<br />${address.entry}` : nothing}</span>
      ${located ? html`<a class="button push only-phone" href="geo:${address.latitude},${address.longitude}?q=${address.latitude},${address.longitude}">${t('map')}</a>` : nothing}
    </p>`;
  }

  render() {
    const {card} = this;
    if (!card) return nothing;
    const {key, contacts = [], team = []} = card;
    const holder = key?.holder ?? key?.text;
    return html`<article class="crew-card card" aria-label=${t('crewCard.of', {name: card.name})}>
      <resident-header .resident=${{...card, id: card.residentId}} .level=${2}></resident-header>
      ${this.#place(card.address)}
      <div class="crew-dangers">
        ${this.#danger(t('field.allergies'), card.allergies, 'urgent')} ${this.#danger(t('section.devices'), card.devices, 'look')}
        ${this.#danger(t('field.medications'), card.medications, 'look')} ${this.#danger(t('field.conditions'), card.conditions, 'neutral')}
        ${this.#danger(t('section.wishes'), card.wishes, 'look', true)}
      </div>
      <ul class="crew-calls">
        ${this.#caller(t('crewCard.key'), holder, key?.phone, key?.holder && key?.text ? key.text : '')}
        ${(card.phones ?? []).map(phone => this.#caller(t('crewCard.resident'), textOfCode('phoneUse', phone.use), phone.number))}
        ${contacts.filter(contact => !key?.phone || contact.phone !== key.phone).map(contact => this.#caller(contact.keyHolder ? t('contact.keyHolder') : t('crewCard.contact'), contact.name, contact.phone, textOfCode('relationship', contact.relationship)))}
        ${team.map(member => this.#caller(textOfCode('teamRole', member.role), member.member ?? member.organisation, member.phone))}
      </ul>
      ${card.hospital ? html`<p class="row"><span class="quiet small">${t('crewCard.hospital')}</span><span class="strong">${card.hospital.name ?? card.hospital}</span></p>` : nothing}
      <p class="small quiet">${card.asOf ? html`${t('asOf')} <time-ago at=${card.asOf}></time-ago>` : nothing}</p>
      ${groundLine(card.ground)}
    </article>`;
  }
}

customElements.define('crew-card', CrewCard);
