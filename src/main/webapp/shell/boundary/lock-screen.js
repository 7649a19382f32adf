import {html} from 'lit';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {signInAgain} from '/platform/control/idle-lock.js';
import {t} from '/platform/control/messages.js';
import {session} from '/platform/control/session.js';

/** ロック中: nothing of anybody is left on the page; one button leads back to the same place. */
export class LockScreen extends LightElement {
  firstUpdated() {
    document.title = `${t('lock.title')} - ${t('product')}`;
    this.querySelector('button')?.focus();
  }

  render() {
    return html`<main id="main" class="page lock-screen" tabindex="-1"><div class="card stack">
      <img src="/icons/mark.svg" alt="" width="48" height="48" />
      <h1>${t('lock.title')}</h1>
      <p>${t('lock.explain')}</p>
      ${session.person ? html`<p class="quiet">${t('lock.who', {name: session.person.name})}</p>` : ''}
      <div class="buttons"><button type="button" class="button primary" @click=${signInAgain}>${icon('person', 20)}${t('lock.signIn')}</button></div>
    </div></main>`;
  }
}

customElements.define('lock-screen', LockScreen);
