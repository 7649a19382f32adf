import {html, nothing} from 'lit';
import '/resident/boundary/resident-header.js';
import {field} from '/platform/boundary/form-parts.js';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {query, read} from '/platform/control/api.js';
import {saveFile} from '/platform/control/download.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {OWN_ROLES, session} from '/platform/control/session.js';
import {date, dateWithEra, daysAgo, fullDateTime, today} from '/platform/control/times.js';
import {faceSheet} from '/resident/control/residents.js';

const QUARTER = 90;

/** 閲覧の記録: who looked at her record, when, why and on which ground, in words she or her proxy can read on paper. */
export class AccessReportPage extends LightElement {
  static properties = {residentId: {}};
  #wanted = {from: daysAgo(QUARTER), to: today()};
  #report = new Loader(this, signal => this.#read(signal));

  willUpdate(changed) {
    if (changed.has('residentId')) this.#report.startAgain();
  }

  updated() {
    pageIs({title: t('accessReport.title')});
  }

  get #path() {
    return `/api/residents/${encodeURIComponent(this.residentId)}/access-report`;
  }

  /** The auditor knows her by the id alone. */
  async #read(signal) {
    const [report, record] = await Promise.all([read(query(this.#path, this.#wanted), signal), this.#person(signal)]);
    return {...report, sheet: record, madeAt: new Date().toISOString(), ...this.#wanted};
  }

  async #person(signal) {
    if (session.is(...OWN_ROLES)) return read(`/api/residents/${encodeURIComponent(this.residentId)}/crew-card`, signal);
    return session.is('city-welfare') ? (await faceSheet(this.residentId, signal)).sheet : undefined;
  }

  #find(event) {
    event.preventDefault();
    this.#wanted = /** @type {any} */ (Object.fromEntries(new FormData(event.target)));
    this.#report.startAgain();
    this.requestUpdate();
  }

  async #save() {
    try {
      await saveFile(query(this.#path, {...this.#wanted, format: 'csv'}), `access-report-${this.residentId}.csv`);
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
  }

  #row(line) {
    const when = line.first === line.last ? line.first.slice(0, 5) : `${line.first.slice(0, 5)}–${line.last.slice(0, 5)}`;
    return html`<tr>
      <td data-label=${t('accessReport.when')} class="numeric">${date(line.date)}<br /><span class="small quiet">${when}${line.times > 1 ? ` · ${t('accessReport.times', {count: line.times})}` : ''}</span></td>
      <td data-label=${t('accessReport.who')}>${line.who}<br /><span class="small quiet">${[line.organisation, line.role].filter(Boolean).join(' · ')}</span></td>
      <td data-label=${t('accessReport.did')}>${line.did}${line.exercise ? html` <span class="tag drill">${t('exercise')}</span>` : nothing}</td>
      <td data-label=${t('accessReport.why')}>${line.why.text}${line.why.article ? html`<br /><span class="small quiet">${line.why.article}</span>` : nothing}</td>
    </tr>`;
  }

  #sheet({items, sheet, from, to, madeAt}) {
    const people = new Set(items.map(line => line.who)).size;
    return html`<div class="report stack">
      <div class="card stack tight">
        ${sheet ? html`<resident-header .resident=${sheet} .level=${2}></resident-header>` : html`<p><span class="quiet">${t('audit.residentId')}</span> <span class="id">${this.residentId}</span></p>`}
        <p>${t('accessReport.period', {from: from ? dateWithEra(from) : t('accessReport.beginning'), to: dateWithEra(to || madeAt)})}</p>
        <p>${t('accessReport.summary', {count: items.length, people})}</p>
        <p class="small quiet">${t('accessReport.madeBy', {at: fullDateTime(madeAt), name: session.person?.name ?? '', office: session.person?.organisation?.name ?? ''})}</p>
      </div>
      ${items.length === 0
        ? empty(t('accessReport.none'), t('accessReport.noneNext'))
        : html`<div class="card flush scroll" tabindex="0" role="group" aria-label=${t('accessReport.title')}><table class="table audit">
            <thead><tr>${['when', 'who', 'did', 'why'].map(name => html`<th scope="col">${t(`accessReport.${name}`)}</th>`)}</tr></thead>
            <tbody>${items.map(line => this.#row(line))}</tbody></table></div>`}
      <p class="small quiet">${t('accessReport.ask')}</p>
    </div>`;
  }

  render() {
    const day = name => field({name, label: t(`audit.${name}`), value: this.#wanted[name], type: 'date'});
    const actions = html`<button type="button" class="button" @click=${() => print()}>${icon('print', 20)}${t('print')}</button><button type="button" class="button" @click=${() => this.#save()}>${icon('down', 20)}${t('saveCsv')}</button>`;
    const back = session.is(...OWN_ROLES) ? html`<a class="back" href="/">${icon('back', 20)}${t('own.back')}</a>` : session.is('city-welfare') ? html`<a class="back" href="/residents/${this.residentId}">${icon('back', 20)}${t('consents.toResident')}</a>` : html`<a class="back" href=${query('/audit', {residentId: this.residentId})}>${icon('back', 20)}${t('nav.audit')}</a>`;
    return html`<p>${back}</p>${pageHead({title: t('accessReport.title'), actions})}
      <div class="stack">
        <p class="quiet">${t(session.is(...OWN_ROLES) ? 'own.lookersExplain' : 'accessReport.explain')}</p>
        <form class="filters audit-filters" @submit=${event => this.#find(event)}>${day('from')} ${day('to')}<button class="button primary" type="submit">${icon('search', 20)}${t('accessReport.make')}</button></form>
        ${whenLoaded(this.#report, report => this.#sheet(report), 6)}
      </div>`;
  }
}

customElements.define('access-report-page', AccessReportPage);
