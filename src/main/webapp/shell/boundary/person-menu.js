import {html, nothing} from 'lit';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {announce} from '/platform/control/announcement.js';
import {call} from '/platform/control/api.js';
import {openDisasters} from '/disaster/control/open-disasters.js';
import {wipeLocalStore} from '/platform/control/local-store.js';
import {idleLock} from '/platform/control/idle-lock.js';
import {currentLanguage, switchLanguage, t, textOfCode} from '/platform/control/messages.js';
import {BREAKING_ROLES} from '/consent/entity/glass.js';
import {TOLD_ROLES} from '/notification/entity/notice.js';
import {session} from '/platform/control/session.js';
import {unsent} from '/platform/control/unsent.js';

/** Who I am, in which office and role; language, sources, and the way out, which leaves nothing on the device. */
export class PersonMenu extends LightElement {
  connectedCallback() {
    super.connectedCallback();
    this.hear(window, 'tsunagi-navigate', () => this.#shut());
    this.hear(document, 'click', event => !this.contains(event.target) && this.#shut());
    this.hear(this, 'keydown', event => event.key === 'Escape' && this.#shut(true));
  }

  #shut(focus = false) {
    const details = this.querySelector('details');
    if (!details?.open) return;
    details.open = false;
    if (focus) details.querySelector('summary')?.focus();
  }

  /** What the server says comes in the language of the request: the page is read anew, drafts stay. */
  #speak(language) {
    switchLanguage(language);
    location.reload();
  }

  /** Acts in another post of mine; everything on the screen was seen in the old one. */
  async #takePost(id) {
    try {
      await call('POST', '/api/me/post', {body: {id}});
      location.assign('/');
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
  }

  #posts(posts = []) {
    if (posts.length < 2) return nothing;
    return html`<p class="small quiet">${t('person.posts')}</p>
      ${posts.map(
        post => html`<button type="button" class="menu-item" aria-pressed=${post.active} ?disabled=${post.active} @click=${() => this.#takePost(post.id)}>
          ${post.active ? icon('check', 20) : nothing}${[post.organisation?.name, textOfCode('role', post.role)].filter(Boolean).join(' · ')}
        </button>`,
      )}
      <hr />`;
  }

  async #leave() {
    const kept = unsent.waiting + unsent.attention;
    if (kept > 0 && !confirm(t('leave.unsent', {count: kept}))) return;
    await wipeLocalStore();
    openDisasters.forget();
    session.forget();
    location.assign('/logout');
  }

  render() {
    const {name, organisation, roles, posts} = session.person;
    const other = currentLanguage() === 'ja' ? 'en' : 'ja';
    const known = roles.filter(role => t(`role.${role}`) !== `role.${role}`).map(role => t(`role.${role}`));
    return html`<details class="person-menu">
      <summary aria-label=${t('person.menu', {name})}>${icon('person')}<span class="only-desk person-summary"><span class="strong">${name}</span><span class="small">${[organisation?.name, known[0]].filter(Boolean).join(' · ')}</span></span></summary>
      <div class="menu card">
        <p class="strong">${name}</p>
        ${organisation ? html`<p class="small">${organisation.name}</p>` : nothing}
        <p class="small quiet">${known.join('・')}</p>
        <hr />
        ${this.#posts(posts)}
        <button type="button" class="menu-item" lang=${other} @click=${() => this.#speak(other)}>${other === 'en' ? 'English' : '日本語'}</button>
        ${session.is(...BREAKING_ROLES) ? html`<a class="menu-item" href="/break-glass">${t('glass.title')}</a>` : nothing}
        ${session.is(...TOLD_ROLES) ? html`<a class="menu-item" href="/notices">${t('notices.title')}</a>` : nothing}
        <a class="menu-item" href="/my-sessions">${t('sessions.title')}</a>
        <a class="menu-item" href="/about">${t('nav.about')}</a>
        <button type="button" class="menu-item" @click=${() => idleLock.lock()}>${t('lock.now')}</button>
        <button type="button" class="menu-item" @click=${() => this.#leave()}>${t('signOut')}</button>
      </div>
    </details>`;
  }
}

customElements.define('person-menu', PersonMenu);
