import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {call, read} from '/platform/control/api.js';
import {idleLock} from '/platform/control/idle-lock.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {fullDateTime} from '/platform/control/times.js';
import {deviceName} from '/platform/entity/device-name.js';

/** サインイン中の端末: where I am signed in, and the way to sign another device out, such as a lost phone. */
export class MySessionsPage extends LightElement {
  #list = new Loader(this, async signal => (await read('/api/me/sessions', signal)).items);
  #ending = '';

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
  }

  updated() {
    pageIs({title: t('sessions.title')});
  }

  async #end(one) {
    if (!confirm(t('sessions.endConfirm', {device: deviceName(one.device) || t('unknown')}))) return;
    this.#ending = one.id;
    this.requestUpdate();
    try {
      await call('DELETE', `/api/me/sessions/${encodeURIComponent(one.id)}`);
      announce(t('sessions.ended'));
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
    this.#ending = '';
    await this.#list.run();
  }

  #line(one) {
    return html`<li class="glass-line"><div class="stack tight">
        <p class="row middle"><span class="strong">${deviceName(one.device) || t('unknown')}</span>${one.current ? html`<span class="tag known">${mark('known', 12)}${t('sessions.this')}</span>` : nothing}</p>
        <p class="small quiet">${t('sessions.seen')} <time-ago at=${one.lastSeen}></time-ago> · ${t('sessions.since', {at: fullDateTime(one.since)})}${one.address ? ` · ${one.address}` : ''}</p>
      </div>
      ${one.current ? nothing : html`<div class="buttons push"><button type="button" class="button" ?disabled=${this.#ending === one.id} @click=${() => this.#end(one)}>${t('sessions.end')}</button></div>`}
    </li>`;
  }

  render() {
    const minutes = session.person?.idleLockMinutes ?? 0;
    return html`${pageHead({title: t('sessions.title')})}
      <div class="stack">
        <p class="quiet">${t('sessions.explain')}</p>
        ${whenLoaded(this.#list, items => (items.length === 0 ? empty(t('sessions.none')) : html`<ul class="list card flush">${items.map(one => this.#line(one))}</ul>`), 3)}
        <section class="card stack tight" aria-labelledby="sessions-lock"><h2 id="sessions-lock">${t('lock.heading')}</h2>
          <p>${minutes > 0 ? t('lock.after', {count: minutes}) : t('lock.never')}</p>
          <div class="buttons"><button type="button" class="button" @click=${() => idleLock.lock()}>${t('lock.now')}</button></div></section>
      </div>`;
  }
}

customElements.define('my-sessions-page', MySessionsPage);
