import {html, nothing} from 'lit';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';
import {unsent} from '/platform/control/unsent.js';
import {openDisasters} from '/disaster/control/open-disasters.js';
import {itemsOf} from '/shell/boundary/routes.js';

/** At most five ways, by role: beside the page on a desk, under the thumb on a phone. */
export class NavigationBar extends LightElement {
  static properties = {path: {}};

  connectedCallback() {
    super.connectedCallback();
    this.hear(openDisasters, 'change', () => this.requestUpdate());
    this.hear(unsent, 'change', () => this.requestUpdate());
  }

  #current(item) {
    const items = itemsOf(session.role);
    if (this.path === '/') return item === items[0]?.name;
    const chosen = items
      .filter(({path}) => path !== '/' && (this.path === path || this.path.startsWith(`${path}/`)))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (chosen) return chosen.name === item;
    return item === 'roster' && /^\/disasters(\/|$)/.test(this.path);
  }

  render() {
    const items = itemsOf(session.role);
    return html`<nav class="navigation" aria-label=${t('nav.label')}>
      <ul>
        ${items.map(
          item => html`<li><a href=${item.path} aria-current=${this.#current(item.name) ? 'page' : 'false'}>${icon(item.icon)}<span>${t(`nav.${item.name}`)}</span>
            ${item.name === 'unsent' && unsent.waiting + unsent.attention > 0 ? html`<span class="badge">${unsent.waiting + unsent.attention}</span>` : nothing}</a></li>`,
        )}
      </ul>
    </nav>`;
  }
}

customElements.define('navigation-bar', NavigationBar);
