import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {shortDateTime} from '/platform/control/times.js';
import {disasters} from '/disaster/control/disasters.js';
import {inEmergencyMode, openDisasters} from '/disaster/control/open-disasters.js';
import {areas} from '/resident/control/residents.js';

/** Who sees lists of residents in a disaster. */
export const ROSTER_ROLES = ['fire-dispatch', 'fire-crew', 'welfare-commissioner', 'city-disaster', 'care-manager', 'care-provider', 'hospital'];

/** 災害: those open now, then those that were. */
export class DisastersPage extends LightElement {
  #list = new Loader(this, async signal => {
    const [items, places] = await Promise.all([disasters(signal), areas().catch(() => [])]);
    return {items, names: new Map(places.map(area => [area.code, area.name]))};
  });

  connectedCallback() {
    super.connectedCallback();
    live.on(['disaster', 'resync'], () => this.#list.run(), this.signal);
    this.#list.run();
  }

  updated() {
    pageIs({title: t('nav.disasters')});
  }

  #line(item, names) {
    const open = item.state === 'open';
    const mode = item.emergencyMode;
    return html`<li class="disaster-line">
      <div class="stack tight">
        <p class="row middle">
          ${item.exercise ? html`<span class="tag drill">${t('exercise')}</span>` : nothing}
          <a class="strong" href="/disasters/${item.id}">${item.title}</a>
          <span class="tag ${open ? 'look' : 'neutral'}">${t(`disasterState.${item.state}`)}</span>
        </p>
        <p class="row small quiet">
          <span>${textOfCode('hazard', item.hazard)}</span><span>${item.areas.map(code => names.get(code) ?? code).join('・')}</span>
          <span>${t('disaster.openedAt')} ${item.openedAt ? shortDateTime(item.openedAt) : ''}</span>
        </p>
        ${mode ? html`<p class="small">${t(inEmergencyMode(item) ? 'disaster.modeUntil' : 'disaster.modeEnded', {at: shortDateTime(mode.until)})} <span class="quiet">${mode.legalGround}</span></p>` : nothing}
      </div>
      <div class="buttons push">
        ${session.is(...ROSTER_ROLES) && open ? html`<a class="button" href="/disasters/${item.id}/roster">${icon('roster', 20)}${t('roster.open')}</a>` : nothing}
        ${session.is(...ROSTER_ROLES) ? html`<a class="button" href="/disasters/${item.id}">${icon('status', 20)}${t('board.open')}</a>` : nothing}
        ${mode && session.is('city-disaster', 'auditor') ? html`<a class="button plain" href="/disasters/${item.id}/disclosure">${t('disclosure.title')}</a>` : nothing}
      </div>
    </li>`;
  }

  #lists({items, names}) {
    if (items.length === 0) return empty(t('disasters.none'), t(session.is('city-disaster') ? 'disasters.noneNextCity' : 'disasters.noneNext'));
    const part = (title, part) => (part.length === 0 ? nothing : html`<section class="stack tight"><h2>${title}</h2><ul class="list card flush">${part.map(item => this.#line(item, names))}</ul></section>`);
    return html`${part(t('disasters.open'), items.filter(item => item.state === 'open'))} ${part(t('disasters.closed'), items.filter(item => item.state !== 'open'))}`;
  }

  render() {
    const known = this.#list.state === 'failed' && openDisasters.items.length > 0 ? {items: openDisasters.items, names: new Map()} : undefined;
    const actions = session.is('city-disaster') ? html`<a class="button primary" href="/disasters/new">${icon('plus', 20)}${t('disaster.new')}</a>` : nothing;
    return html`${pageHead({title: t('nav.disasters'), actions})}<div class="stack">${known ? this.#lists(known) : whenLoaded(this.#list, found => this.#lists(found))}</div>`;
  }
}

customElements.define('disasters-page', DisastersPage);
