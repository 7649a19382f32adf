import {html, nothing} from 'lit';
import '/shell/boundary/global-search.js';
import '/shell/boundary/person-menu.js';
import {caseBell, CASE_ROLES} from '/emergency/control/case-bell.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {announce} from '/platform/control/announcement.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';
import {SEARCHING} from '/shell/boundary/routes.js';

/** Mark, search, case bell, and who I am. */
export class TopBar extends LightElement {
  connectedCallback() {
    super.connectedCallback();
    this.hear(caseBell, 'change', event => this.#ring(event.detail));
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
      <person-menu></person-menu>
    </header>`;
  }
}

customElements.define('top-bar', TopBar);
