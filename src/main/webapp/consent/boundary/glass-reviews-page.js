import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/consent/boundary/glass-review-form.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {query} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {go} from '/platform/control/navigation.js';
import {pageIs} from '/platform/control/page-state.js';
import {dayOf, fullDateTime} from '/platform/control/times.js';
import {brokenGlass} from '/consent/control/broken-glass.js';

const SIGNALS = {justified: 'known', 'not-justified': 'urgent', unclear: 'look'};

/** 緊急閲覧の点検: every broken glass, those nobody has looked at first, and what the auditor found. */
export class GlassReviewsPage extends LightElement {
  static properties = {state: {}};
  #list = new Loader(this, signal => brokenGlass({state: this.state === 'all' ? '' : this.state}, signal));
  #loadingMore = false;

  connectedCallback() {
    super.connectedCallback();
    live.on(['notification'], data => data.kind === 'break-glass' && this.#list.run(), this.signal);
    live.on(['resync'], () => this.#list.run(), this.signal);
  }

  willUpdate(changed) {
    if (changed.has('state')) this.#list.startAgain();
  }

  updated() {
    pageIs({title: t('glassReview.title')});
  }

  async #more() {
    const page = this.#list.value;
    this.#loadingMore = true;
    this.requestUpdate();
    try {
      const next = await brokenGlass({state: this.state === 'all' ? '' : this.state, cursor: page.nextCursor}, this.signal);
      this.#list.value = {...next, items: [...page.items, ...next.items]};
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #reviewed() {
    announce(t('glassReview.kept'));
    this.#list.run();
  }

  #line(one) {
    const day = dayOf(one.at);
    return html`<li class="glass-line">
      <div class="stack tight">
        <p class="row middle">
          ${one.outcome ? html`<span class="tag ${SIGNALS[one.outcome] ?? 'neutral'}">${mark(SIGNALS[one.outcome] ?? 'neutral', 12)}${textOfCode('glassOutcome', one.outcome)}</span>` : html`<span class="tag look">${mark('look', 12)}${t('glassReview.waiting')}</span>`}
          <span class="strong">${one.name ?? one.user}</span><span class="small quiet">${[one.name && one.user, one.role.split(',').map(code => textOfCode('role', code)).join('・'), one.organisation ?? one.organisationId].filter(Boolean).join(' · ')}</span>
          <span class="small quiet numeric">${fullDateTime(one.at)}</span>
        </p>
        <p><span class="strong">${textOfCode('glassReason', one.reason)}</span>${one.text ? html` — ${one.text}` : nothing}</p>
        <p class="row small"><span>${t('audit.residentId')} <a class="id" href=${query('/audit', {residentId: one.residentId})}>${one.residentId}</a></span>
          <a href=${query('/audit', {residentId: one.residentId, actor: one.user, from: day, to: day})}>${t('glassReview.trail')}</a>
          <a href="/residents/${one.residentId}/access-report">${t('accessReport.title')}</a></p>
        ${one.outcome ? html`<p class="small quiet">${one.reviewText ? html`${one.reviewText} — ` : nothing}${one.reviewerName ?? one.reviewer} ${one.reviewedAt ? fullDateTime(one.reviewedAt) : ''}</p>` : nothing}
      </div>
      ${one.outcome ? nothing : html`<div class="buttons push"><button type="button" class="button primary" @click=${() => /** @type {any} */ (this.querySelector('glass-review-form')).open(one)}>${t('glassReview.do')}</button></div>`}
    </li>`;
  }

  #lines(page) {
    if (page.items.length === 0) return empty(t(this.state === 'open' ? 'glassReview.noneOpen' : 'glassReview.none'), t('glassReview.noneNext'));
    return html`<ul class="list card flush">${repeat(page.items, one => one.id, one => this.#line(one))}</ul>
      ${page.nextCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}`;
  }

  render() {
    const states = ['open', 'reviewed', 'all'];
    return html`${pageHead({title: t('glassReview.title')})}
      <div class="stack">
        <p class="quiet">${t('glassReview.explain')}</p>
        <div class="tabs" role="group" aria-label=${t('glassReview.filter')}>${states.map(state => html`<button type="button" class="tab" aria-pressed=${this.state === state} @click=${() => go(query('/audit/break-glass', {state: state === 'open' ? '' : state}))}>${t(`glassState.${state}`)}</button>`)}</div>
        ${whenLoaded(this.#list, page => this.#lines(page), 5)}
      </div>
      <glass-review-form @done=${() => this.#reviewed()}></glass-review-form>`;
  }
}

customElements.define('glass-reviews-page', GlassReviewsPage);
