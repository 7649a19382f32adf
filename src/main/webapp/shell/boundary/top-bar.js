import {html, nothing} from 'lit';
import '/shell/boundary/global-search.js';
import '/shell/boundary/person-menu.js';
import {caseBell, CASE_ROLES} from '/emergency/control/case-bell.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {announce} from '/platform/control/announcement.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {TOLD_ROLES} from '/notification/entity/notice.js';
import {session} from '/platform/control/session.js';
import {SEARCHING} from '/shell/boundary/routes.js';

/** Mark, search, case bell, notices, and who I am. */
export class TopBar extends LightElement {
  #told = false;

  connectedCallback() {
    super.connectedCallback();
    this.hear(caseBell, 'change', event => this.#ring(event.detail));
    this.hear(window, 'tsunagi-navigate', () => location.pathname === '/notices' && this.#mark(false));
    live.on(['notification'], data => this.#tell(data), this.signal);
  }

  /** A call has its own bell; what else happened is said once and marked until it is looked at. */
  #tell({kind}) {
    if (!session.is(...TOLD_ROLES) || kind.startsWith('emergency-case')) return;
    if (kind === 'emergency-mode-unconfirmed') announce(t('notices.modeUnconfirmed'));
    this.#mark(location.pathname !== '/notices');
  }

  #mark(told) {
    this.#told = told;
    this.requestUpdate();
  }

  #ring(news) {
    this.requestUpdate();
    for (const item of news) announce(t('bell.news', {kind: textOfCode('emergencyKind', item.kind), name: item.residents?.map(resident => resident.name).join('・') ?? ''}));
  }

  #bell() {
    const count = caseBell.waiting.length;
    return html`<a class="bell ${count > 0 ? 'ringing' : ''}" href="/cases" aria-label=${t('bell.label', {count})}>${icon('bell')}${count > 0 ? html`<span class="badge urgent">${count}</span>` : nothing}</a>`;
  }

  render() {
    return html`<header class="top-bar">
      <a class="product" href="/" aria-label=${t('product')}><img src="/icons/mark.svg" alt="" width="32" height="32" /><span>${t('product')}</span></a>
      ${session.is(...SEARCHING) ? html`<global-search></global-search>` : html`<span class="push"></span>`}
      ${session.is(...CASE_ROLES) ? this.#bell() : nothing}
      ${session.is(...TOLD_ROLES) ? html`<a class="bell only-desk" href="/notices" aria-label=${t(this.#told ? 'notices.new' : 'notices.title')}>${icon('note')}${this.#told ? html`<span class="badge urgent">!</span>` : nothing}</a>` : nothing}
      <person-menu></person-menu>
    </header>`;
  }
}

customElements.define('top-bar', TopBar);
