import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {groundLine} from '/platform/boundary/page-parts.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {hiragana} from '/platform/entity/kana.js';
import {careLevelText} from '/resident/entity/care-level.js';

/**
 * The person, wherever she appears: small kana above the name, age, care level, area, up to three warnings, and
 * why I may see her. One component everywhere.
 *
 * `resident`: `{residentId|id, name, kana, age, careLevel, area, areaName, warnings, ground}`; `level`: which
 * heading it is (1 on her own page, 2 on a card of hers, 0 none, in lists); `href`: makes the name a link.
 */
export class ResidentHeader extends LightElement {
  static properties = {resident: {attribute: false}, level: {type: Number}, href: {}, ground: {attribute: false}};

  constructor() {
    super();
    this.resident = undefined;
    this.level = 0;
    this.href = '';
    this.ground = undefined;
  }

  /** Read aloud or copied, the reading stands in brackets after the name. */
  #name() {
    const {name, kana} = this.resident;
    const written = html`<ruby>${name || t('resident.unnamed')}${kana && kana !== name ? html`<rt><span class="visually-hidden">（</span>${hiragana(kana)}<span class="visually-hidden">）</span></rt>` : nothing}</ruby>`;
    const linked = this.href ? html`<a href=${this.href}>${written}</a>` : written;
    if (this.level === 1) return html`<h1 class="resident-name" tabindex="-1">${linked}</h1>`;
    if (this.level === 2) return html`<h2 class="resident-name">${linked}</h2>`;
    return html`<span class="resident-name">${linked}</span>`;
  }

  render() {
    if (!this.resident) return nothing;
    const {age, careLevel, areaName, area, warnings = [], gender, deceased} = this.resident;
    const known = {
      age: age === undefined ? '' : t('resident.years', {age}),
      gender: gender ? t(`gender.${gender}`) : '',
      level: careLevelText(careLevel),
      place: areaName ?? area ?? '',
    };
    return html`<div class="resident-header">
      ${this.#name()}
      <span class="resident-known">${Object.entries(known).map(([name, text]) => (text ? html`<span class=${name}>${text}</span>` : nothing))}</span>
      ${deceased ? html`<span class="chips"><span class="tag neutral">${t('resident.deceased')}</span></span>` : warningChips(warnings)} ${groundLine(this.ground)}
    </div>`;
  }
}

/** Up to three; the rest as a number that tells them on hover. @param {{code: string, text: string}[]} warnings */
export function warningChips(warnings) {
  if (!warnings?.length) return nothing;
  const rest = warnings.slice(3);
  return html`<span class="chips">
    ${warnings.slice(0, 3).map(warning => html`<span class="chip warning">${mark('look', 12)}${warning.text}</span>`)}
    ${rest.length > 0 ? html`<span class="chip" title=${rest.map(warning => warning.text).join('・')}>+${rest.length}</span>` : nothing}
  </span>`;
}

customElements.define('resident-header', ResidentHeader);
