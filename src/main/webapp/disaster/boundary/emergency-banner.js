import {html, nothing} from 'lit';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {shortDateTime} from '/platform/control/times.js';
import {confirmationOf} from '/disaster/entity/emergency-mode.js';
import {inEmergencyMode, openDisasters} from '/disaster/control/open-disasters.js';
import {areas} from '/resident/control/residents.js';

/** While an emergency mode is in force: which, where, until when, on which ground; always in sight. */
export class EmergencyBanner extends LightElement {
  #names = new Map();

  connectedCallback() {
    super.connectedCallback();
    this.hear(openDisasters, 'change', () => this.#show());
    this.#show();
  }

  async #show() {
    this.requestUpdate();
    if (this.#names.size > 0 || !openDisasters.items.some(told)) return;
    try {
      this.#names = new Map((await areas()).map(area => [area.code, area.name]));
      this.requestUpdate();
    } catch {
      // Without the names the codes stand; the rest of the banner matters more.
    }
  }

  render() {
    const now = openDisasters.items.filter(told);
    return now.map(item => {
      const mode = item.emergencyMode;
      return html`<aside class="emergency-banner ${item.exercise ? 'drill' : ''}" aria-label=${t('banner.label')}>
        <span class="strong">${t(item.exercise ? 'exercise' : 'banner.mode')}</span>
        <a class="strong" href="/disasters/${item.id}">${item.title}</a>
        <span>${item.areas.map(code => this.#names.get(code) ?? code).join('・')}</span>
        ${mode ? html`<span>${t('banner.until', {at: shortDateTime(mode.until)})}</span><span class="ground-text">${mode.legalGround}</span>` : nothing}
        ${unsigned(mode)}
      </aside>`;
    });
  }
}

/** Nobody has signed beside the one who declared it: said until somebody does. */
function unsigned(mode) {
  const state = confirmationOf(mode);
  return state === 'pending' || state === 'overdue' ? html`<span class="tag ${state === 'overdue' ? 'urgent' : 'look'}">${t(`mode.${state}Short`)}</span>` : nothing;
}

/** A widened access must be in everybody's sight, and a drill too. */
function told(disaster) {
  return inEmergencyMode(disaster) || disaster.exercise;
}

customElements.define('emergency-banner', EmergencyBanner);
