import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {mark} from '/platform/boundary/icons.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {date, shortDateTime} from '/platform/control/times.js';
import {careLevelText} from '/resident/entity/care-level.js';
import {chosen} from '/resident/entity/face-sheet-edit.js';

/**
 * Somebody else saved in between: both versions side by side, field by field, and I decide for each field both
 * changed. Says `decided` with what the record should say.
 */
export class VersionChoice extends LightElement {
  static properties = {rows: {attribute: false}, theirs: {attribute: false}, by: {attribute: false}, at: {}};
  #choice = {};
  #errors = [];

  async firstUpdated() {
    this.querySelector('h2')?.focus();
  }

  #save(event) {
    event.preventDefault();
    this.#errors = this.rows
      .filter(row => !(this.#choice[row.field] ?? row.decided))
      .map(row => ({field: `choose-${row.field}-mine`, message: t('versions.choose', {field: t(`field.${row.field}`)})}));
    this.requestUpdate();
    if (this.#errors.length === 0) this.say('decided', chosen(this.theirs, this.rows, this.#choice));
  }

  #option(row, whose) {
    const checked = (this.#choice[row.field] ?? row.decided) === whose;
    const id = `choose-${row.field}-${whose}`;
    return html`<label class="version ${checked ? 'chosen' : ''}" for=${id}>
      <span class="row middle"><input type="radio" id=${id} name="choose-${row.field}" .checked=${checked} @change=${() => this.#choose(row.field, whose)} />
        <span class="small quiet">${t(`versions.${whose}`)}</span></span>
      <span class="version-value">${told(row.field, row[whose])}</span>
    </label>`;
  }

  #choose(field, whose) {
    this.#choice[field] = whose;
    this.requestUpdate();
  }

  render() {
    const who = typeof this.by === 'object' ? [this.by?.name, this.by?.organisation?.name ?? this.by?.organisation].filter(Boolean).join(' · ') : this.by;
    return html`<form class="card stack versions" novalidate @submit=${event => this.#save(event)}>
      <div class="notice look">
        ${mark('look', 20)}
        <h2 tabindex="-1">${t('versions.title')}</h2>
        <p>${who ? t('versions.by', {who, at: this.at ? shortDateTime(this.at) : ''}) : nothing} ${t('versions.explain')}</p>
      </div>
      <error-summary .errors=${this.#errors}></error-summary>
      ${this.rows.map(
        row => html`<fieldset class="version-row">
          <legend>${t(`field.${row.field}`)} ${row.decided ? nothing : html`<span class="tag contradictory">${t('versions.both')}</span>`}</legend>
          <div class="version-pair">${this.#option(row, 'mine')}${this.#option(row, 'theirs')}</div>
          <p class="hint">${t('versions.before', {value: told(row.field, row.base)})}</p>
        </fieldset>`,
      )}
      <div class="buttons"><button class="button primary" type="submit">${t('versions.save')}</button></div>
    </form>`;
  }
}

/** A value in words, for two of them to be compared by eye. */
function told(field, value) {
  if (field === 'phones') return value.map(phone => `${t(`phoneUse.${phone.use}`)} ${phone.number}`).join('、') || t('section.empty');
  if (field === 'contacts') {
    const roles = contact => ['keyHolder', 'supporter'].filter(name => contact[name]).map(name => t(`contact.${name}`));
    return value.map(contact => [contact.name, textOfCode('relationship', contact.relationship), contact.phone, ...roles(contact)].filter(Boolean).join(' ')).join('、') || t('section.empty');
  }
  if (field === 'address') return [value.postalCode && `〒${value.postalCode}`, value.text].filter(Boolean).join(' ') || t('section.empty');
  if (field === 'careLevel') return careLevelText(value) || t('careLevel.unknown');
  if (field === 'livingArrangement') return textOfCode('living', value) || t('unknown');
  if (field === 'careLevelSince' && value) return date(value);
  return value || t('section.empty');
}

customElements.define('version-choice', VersionChoice);
