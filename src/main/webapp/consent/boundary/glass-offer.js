import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {query} from '/platform/control/api.js';
import {t} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';
import {wordWas} from '/consent/control/broken-glass.js';
import {BREAKING_ROLES} from '/consent/entity/glass.js';

/**
 * The way to the crew card where the ordinary way ends: a search without a find, an unknown resident or device.
 *
 * @param {{residentId?: string, deviceId?: string, word?: string}} known
 */
export function glassOffer({residentId, deviceId, word = ''} = {}) {
  if (!session.is(...BREAKING_ROLES)) return nothing;
  return html`<div class="notice look glass-offer">${mark('look', 20)}<p class="strong">${t('glass.offer')}</p><p>${t('glass.offerExplain')}</p>
    <p><a class="button" href=${query('/break-glass', {residentId, deviceId})} @click=${() => wordWas(word)}>${t('glass.open')}</a></p></div>`;
}
