import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {field} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, moreButton, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {query, read} from '/platform/control/api.js';
import {Loader} from '/platform/control/loader.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {fullDateTime} from '/platform/control/times.js';

/** 監査: who looked at what, when, with which outcome and on which ground; refusals included. */
export class AuditPage extends LightElement {
  #wanted = wanted();
  #list = new Loader(this, signal => this.#read('', signal));
  #loadingMore = false;

  connectedCallback() {
    super.connectedCallback();
    this.#list.run();
    this.hear(window, 'tsunagi-navigate', () => {
      this.#wanted = wanted();
      this.#list.startAgain();
    });
  }

  updated() {
    pageIs({title: t('nav.audit')});
  }

  #read(cursor, signal) {
    const {actor, residentId, from, to, outcome} = this.#wanted;
    return read(query('/api/audit', {actor: actor.trim(), residentId: residentId.trim(), from, to, outcome, cursor}), signal);
  }

  #find(event) {
    event.preventDefault();
    this.#wanted = /** @type {any} */ (Object.fromEntries(new FormData(event.target)));
    this.#list.startAgain();
    this.requestUpdate();
  }

  async #more() {
    this.#loadingMore = true;
    this.requestUpdate();
    const page = this.#list.value;
    try {
      const next = await this.#read(page.nextCursor, this.signal);
      this.#list.value = {...next, items: [...page.items, ...next.items]};
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    this.requestUpdate();
  }

  #row(entry) {
    const denied = entry.outcome === 'denied';
    const {actor = {}} = entry;
    return html`<tr class=${denied ? 'denied' : ''}>
      <td data-label=${t('audit.at')} class="numeric small">${fullDateTime(entry.at)}</td>
      <td data-label=${t('audit.who')}>${actor.name ?? actor.user}<br /><span class="small quiet">${[actor.user, rolesText(actor.role), actor.organisation?.name ?? actor.organisation].filter(Boolean).join(' · ')}</span></td>
      <td data-label=${t('audit.action')}>${denied ? html`<span class="tag look">${mark('look', 12)}${t('audit.denied')}</span> ` : nothing}${textOfCode('auditAction', entry.action)}${entry.exercise ? html` <span class="tag drill">${t('exercise')}</span>` : nothing}${entry.expiredToken ? html` <span class="tag look">${t('audit.expiredToken')}</span>` : nothing}</td>
      <td data-label=${t('audit.resource')} class="small">${entry.resource ? html`${entry.resource}<br />` : nothing}<span class="quiet">${textOfCode('dataSet', entry.dataSet)}</span></td>
      <td data-label=${t('audit.residents')} class="small numeric">${residents(entry.residentIds)}</td>
      <td data-label=${t('audit.ground')} class="small">${entry.ground?.text ?? textOfCode('groundCode', entry.ground?.code)}${entry.basis?.length ? html`<br /><span class="quiet">${entry.basis.join(' · ')}</span>` : nothing}</td>
    </tr>`;
  }

  #table(page) {
    if (page.items.length === 0) return empty(t('audit.none'), t('audit.noneNext'));
    const head = ['at', 'who', 'action', 'resource', 'residents', 'ground'];
    return html`<div class="card flush scroll" tabindex="0" role="group" aria-label=${t('nav.audit')}><table class="table audit">
        <thead><tr>${head.map(name => html`<th scope="col">${t(`audit.${name}`)}</th>`)}</tr></thead>
        <tbody>${repeat(page.items, entry => entry.id, entry => this.#row(entry))}</tbody>
      </table></div>
      ${page.nextCursor ? moreButton(this.#loadingMore, () => this.#more()) : nothing}`;
  }

  render() {
    const input = (name, more = {}) => field({name, label: t(`audit.${name}`), value: this.#wanted[name], ...more});
    const actions = html`<button type="button" class="button only-desk" @click=${() => print()}>${icon('print', 20)}${t('print')}</button>`;
    return html`${pageHead({title: t('nav.audit'), ground: this.#list.value?.ground, actions})}
      <div class="stack">
        <form class="filters audit-filters" @submit=${event => this.#find(event)}>
          ${input('actor')} ${input('residentId')} ${input('from', {type: 'date'})} ${input('to', {type: 'date'})}
          ${input('outcome', {options: ['', 'permitted', 'denied'].map(value => ({value, text: t(`auditOutcome.${value || 'all'}`)}))})}
          <button class="button primary" type="submit">${icon('search', 20)}${t('search.do')}</button>
        </form>
        ${this.#wanted.residentId ? html`<p><a href="/residents/${encodeURIComponent(this.#wanted.residentId)}/access-report">${t('audit.toReport')}</a></p>` : nothing}
        ${whenLoaded(this.#list, page => this.#table(page), 8)}
      </div>`;
  }
}

/** What the address asks for: other lists lead here with the rows they speak of. */
function wanted() {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(['actor', 'residentId', 'from', 'to', 'outcome'].map(name => [name, asked.get(name) ?? '']));
}

/** A search that listed many is one entry: the first few and how many more. */
function residents(ids = []) {
  const link = id => html`<a class="id" href="/audit?residentId=${id}" title=${id}>${id}</a> `;
  if (ids.length <= 3) return ids.map(link);
  return html`${ids.slice(0, 2).map(link)}<span title=${ids.join(' ')}>${t('audit.moreResidents', {count: ids.length - 2})}</span>`;
}

/** The roles acted in: one code, or several with blanks between. */
function rolesText(role = '') {
  return role
    .split(/[\s,]+/)
    .map(code => textOfCode('role', code))
    .join('・');
}

customElements.define('audit-page', AuditPage);
