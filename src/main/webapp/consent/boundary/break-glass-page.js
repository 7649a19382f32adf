import {html, nothing} from 'lit';
import '/consent/boundary/break-glass-form.js';
import '/resident/boundary/crew-card.js';
import {repeat} from 'lit/directives/repeat.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {failure, pageHead} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {clockTime} from '/platform/control/times.js';
import {openCards} from '/consent/control/broken-glass.js';
import {BREAKING_ROLES, clockOf, secondsLeft} from '/consent/entity/glass.js';

/** 緊急閲覧: the crew card of somebody without consent, for sixty minutes that are counted down in sight. */
export class BreakGlassPage extends LightElement {
  static properties = {residentId: {}, deviceId: {}};
  #cards = new Loader(this, signal => openCards(signal));
  #ended = false;

  connectedCallback() {
    super.connectedCallback();
    this.#cards.run();
    const timer = setInterval(() => this.#tick(), 1000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  updated() {
    pageIs({title: t('glass.title')});
  }

  /** What has ended leaves the screen at that second. */
  #tick() {
    const cards = this.#cards.value ?? [];
    if (cards.length === 0) return;
    const open = cards.filter(({grant}) => secondsLeft(grant.until) > 0);
    if (open.length < cards.length) {
      this.#cards.value = open;
      this.#ended = true;
      announce(t('glass.ended'));
    }
    this.requestUpdate();
  }

  async #opened(event) {
    const shown = event.detail;
    const ids = shown.map(({grant}) => grant.residentId);
    this.#ended = false;
    this.#cards.value = [...shown, ...(this.#cards.value ?? []).filter(({grant}) => !ids.includes(grant.residentId))];
    this.#cards.state = 'ready';
    announce(t('glass.opened', {at: clockTime(shown[0].grant.until)}));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.glass-card h2')?.scrollIntoView({block: 'center'});
  }

  #card({grant, card}) {
    const left = secondsLeft(grant.until);
    return html`<section class="glass-card stack tight" aria-label=${t('crewCard.of', {name: card.name})}>
      <p class="notice look">${mark('look', 20)}<span class="row middle"><span class="glass-clock numeric" role="timer" aria-live="off" aria-label=${t('glass.leftMinutes', {count: Math.ceil(left / 60)})}>${clockOf(left)}</span><span>${t('glass.until', {at: clockTime(grant.until)})}</span></span></p>
      <crew-card .card=${card}></crew-card>
    </section>`;
  }

  render() {
    if (!session.is(...BREAKING_ROLES)) return failure({status: 403, title: t('glass.title')}, undefined, true);
    const cards = this.#cards.value ?? [];
    return html`${pageHead({title: t('glass.title')})}
      <div class="glass-body ${cards.length > 0 ? 'with-cards' : ''}">
        ${this.#ended ? html`<p class="notice" role="status">${mark('neutral', 20)}<span>${t('glass.ended')}</span></p>` : nothing}
        ${cards.length > 0 ? html`<div class="stack">${repeat(cards, ({grant}) => grant.id, one => this.#card(one))}</div>` : nothing}
        <break-glass-form .residentId=${this.residentId} .deviceId=${this.deviceId} @opened=${event => this.#opened(event)}></break-glass-form>
      </div>`;
  }
}

customElements.define('break-glass-page', BreakGlassPage);
