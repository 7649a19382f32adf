import {html} from 'lit';
import {fieldError} from '/platform/boundary/form-parts.js';
import {icon} from '/platform/boundary/icons.js';
import {t} from '/platform/control/messages.js';

const USES = ['home', 'mobile', 'work'];

/** Telephone numbers: use and number, as many as there are. */
export function phoneRows(form, edit, errorOf) {
  return html`<fieldset class="group" id="phones" tabindex="-1">
    <legend>${t('field.phones')}</legend>
    ${fieldError('phones', errorOf('phones'))}
    ${form.phones.map(
      (phone, index) => html`<div class="edit-row">
        <label class="visually-hidden" for="phone-use-${index}">${t('field.phoneUse')}</label>
        <select class="input" id="phone-use-${index}" @change=${event => edit(() => (phone.use = event.target.value))}>
          ${USES.map(use => html`<option value=${use} ?selected=${use === phone.use}>${t(`phoneUse.${use}`)}</option>`)}
        </select>
        <label class="visually-hidden" for="phone-${index}">${t('field.phone')}</label>
        <input class="input numeric" id="phone-${index}" inputmode="tel" autocomplete="off" .value=${phone.number ?? ''} @input=${event => edit(() => (phone.number = event.target.value))} />
        <button type="button" class="button plain" @click=${() => edit(() => form.phones.splice(index, 1))} aria-label=${t('removeLine', {what: phone.number || t('field.phone')})}>${icon('close', 20)}</button>
        ${fieldError(`phone-${index}`, errorOf(`phone-${index}`))}
      </div>`,
    )}
    <button type="button" class="button add" @click=${() => edit(() => form.phones.push({use: 'mobile', number: ''}))}>${icon('plus', 20)}${t('addPhone')}</button>
  </fieldset>`;
}

/** Contacts: who to call, who holds the key, who helps in an evacuation. */
export function contactRows(form, edit, errorOf) {
  const box = (contact, member) => html`<label class="choice"><input type="checkbox" .checked=${Boolean(contact[member])} @change=${event => edit(() => (contact[member] = event.target.checked))} />${t(`contact.${member}`)}</label>`;
  const text = (contact, member, index, more = '') => html`<div class="field">
    <label for="contact-${member}-${index}">${t(`contact.${member}`)}</label>
    <input class="input" id="contact-${member}-${index}" autocomplete="off" inputmode=${more || 'text'} .value=${contact[member] ?? ''} @input=${event => edit(() => (contact[member] = event.target.value))} />
    ${fieldError(`contact-${member}-${index}`, errorOf(`contact-${member}-${index}`))}
  </div>`;
  return html`<fieldset class="group" id="contacts" tabindex="-1">
    <legend>${t('section.contacts')}</legend>
    ${form.contacts.map(
      (contact, index) => html`<div class="contact-row">
        ${text(contact, 'name', index)} ${text(contact, 'relationship', index)} ${text(contact, 'phone', index, 'tel')}
        <div class="choices">${box(contact, 'keyHolder')}${box(contact, 'supporter')}</div>
        <button type="button" class="button plain" @click=${() => edit(() => form.contacts.splice(index, 1))}>${icon('close', 20)}${t('removeLine', {what: contact.name || t('contact.name')})}</button>
      </div>`,
    )}
    <button type="button" class="button add" @click=${() => edit(() => form.contacts.push({name: '', relationship: '', phone: ''}))}>${icon('plus', 20)}${t('addContact')}</button>
  </fieldset>`;
}
