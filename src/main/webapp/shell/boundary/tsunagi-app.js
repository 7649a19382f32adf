import {html, nothing} from 'lit';
import '/disaster/boundary/emergency-banner.js';
import '/platform/boundary/network-bar.js';
import '/shell/boundary/lock-screen.js';
import '/shell/boundary/navigation-bar.js';
import '/shell/boundary/top-bar.js';
import {outbox} from '/disaster/control/outbox.js';
import {openDisasters} from '/disaster/control/open-disasters.js';
import {CASE_ROLES, caseBell} from '/emergency/control/case-bell.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, failure, skeleton} from '/platform/boundary/page-parts.js';
import {live} from '/platform/control/live-events.js';
import {openLocalStore} from '/platform/control/local-store.js';
import {idleLock, takeReturn} from '/platform/control/idle-lock.js';
import {t} from '/platform/control/messages.js';
import {followLinks} from '/platform/control/navigation.js';
import {FIELD_ROLES, OWN_ROLES, session, signInAddress} from '/platform/control/session.js';
import {isExempt} from '/platform/entity/idle.js';
import {pageOf} from '/shell/boundary/routes.js';

/** The frame around every page: who I am, where I can go, the network, what is going on, and the page itself. */
export class TsunagiApp extends LightElement {
  #problem = undefined;
  #page = undefined;
  #path = '';
  #said = '';
  #silence = 0;
  #locked = new AbortController();

  connectedCallback() {
    super.connectedCallback();
    followLinks(this.signal);
    this.hear(window, 'popstate', () => this.#go());
    this.hear(window, 'tsunagi-navigate', () => this.#go(true));
    this.hear(window, 'tsunagi-page', event => this.#frame(event.detail));
    this.hear(window, 'tsunagi-announce', event => this.#announce(event.detail));
    this.hear(window, 'keydown', event => this.#shortcut(event));
    this.hear(window, 'tsunagi-locked', () => this.#lock());
    this.hear(openDisasters, 'change', () => this.requestUpdate());
    this.#start();
  }

  async #start() {
    this.#problem = undefined;
    this.requestUpdate();
    try {
      const person = await session.open();
      if (!person) return location.replace(signInAddress(takeReturn()));
      await openLocalStore(person.user);
      await outbox.open(person.user);
      idleLock.start(person.idleLockMinutes ?? 0, () => this.#needsNoLock(), this.signal);
      if (!session.is(...OWN_ROLES)) this.#listen(person);
      return await this.#go();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.code === 'session-locked') return this.#lock();
      this.#problem = problem;
      return this.requestUpdate();
    }
  }

  /** What happens meanwhile is the staff's business. */
  #listen(person) {
    const open = AbortSignal.any([this.signal, this.#locked.signal]);
    live.start(person, this.#locked.signal);
    openDisasters.start(open);
    if (session.is(...CASE_ROLES)) caseBell.start(open);
  }

  #needsNoLock() {
    const wall = document.documentElement.hasAttribute('data-wall');
    return isExempt({wall, field: session.is(...FIELD_ROLES), openDisasters: openDisasters.items.length});
  }

  /** The page and all it knew are gone; drafts are on the device. */
  #lock() {
    this.#locked.abort();
    this.#page = undefined;
    this.#said = '';
    this.requestUpdate();
  }

  async #go(forward = false) {
    const address = new URL(location.href);
    const page = pageOf(address);
    const samePage = this.#path === address.pathname;
    this.#path = address.pathname;
    try {
      await page?.load();
      this.#problem = undefined;
    } catch {
      this.#problem = {status: 0, title: t('problem.unreachable'), detail: t('problem.pageMissing')};
    }
    if (this.#path !== address.pathname) return;
    this.#page = page ?? {template: () => empty(html`<h1 tabindex="-1">${t('problem.noPage')}</h1>`, t('problem.noPageNext'), html`<a class="button" href="/">${t('toStart')}</a>`)};
    this.requestUpdate();
    await this.updateComplete;
    if (!forward || samePage) return;
    scrollTo(0, 0);
    requestAnimationFrame(() => (this.querySelector('main h1') ?? this.querySelector('main'))?.focus({preventScroll: true}));
  }

  /** A drill looks different: frame and title, on every page of it. */
  #frame({title, exercise}) {
    document.title = `${exercise ? `【${t('exercise')}】` : ''}${title} - ${t('product')}`;
    document.documentElement.toggleAttribute('data-exercise', exercise);
  }

  #announce(text) {
    clearTimeout(this.#silence);
    this.#said = text;
    this.#silence = setTimeout(() => this.#announce(''), 6000);
    this.requestUpdate();
  }

  #shortcut(event) {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const search = this.querySelector('#global-search');
    if (!search) return;
    event.preventDefault();
    search.focus();
  }

  render() {
    if (this.#locked.signal.aborted) return html`<lock-screen></lock-screen>`;
    if (!session.person) {
      return html`<main id="main" class="page" tabindex="-1">${this.#problem ? failure(this.#problem, () => this.#start()) : skeleton()}</main>`;
    }
    // Who has one page needs no way to it.
    const alone = session.is(...OWN_ROLES);
    return html`<top-bar></top-bar>
      <network-bar></network-bar>
      <emergency-banner></emergency-banner>
      <div class="frame ${alone ? 'alone' : ''}">
        ${alone ? nothing : html`<navigation-bar .path=${this.#path}></navigation-bar>`}
        <main id="main" class="page" tabindex="-1">${this.#problem ? failure(this.#problem, () => this.#go()) : (this.#page?.template() ?? skeleton())}</main>
      </div>
      <div class="announcements" role="status" aria-live="polite">${this.#said ? html`<p class="toast">${this.#said}</p>` : nothing}</div>`;
  }
}

customElements.define('tsunagi-app', TsunagiApp);
