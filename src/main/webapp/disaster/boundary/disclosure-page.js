import {html, nothing} from 'lit';
import {icon} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {announce} from '/platform/control/announcement.js';
import {query} from '/platform/control/api.js';
import {saveFile} from '/platform/control/download.js';
import {Loader} from '/platform/control/loader.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {fullDateTime, shortDateTime} from '/platform/control/times.js';
import {disclosure, disclosurePath} from '/disaster/control/disasters.js';
import {confirmationOf} from '/disaster/entity/emergency-mode.js';

/** How many lines stand on the screen; the file has them all. */
const SHOWN = 500;

/** 開示報告: what an emergency mode opened to whom, when and why; to be read, printed, and kept as a file. */
export class DisclosurePage extends LightElement {
  static properties = {disasterId: {}};
  #report = new Loader(this, async signal => ({...(await disclosure(this.disasterId, signal)), madeAt: new Date().toISOString()}));

  willUpdate(changed) {
    if (changed.has('disasterId')) this.#report.startAgain();
  }

  updated() {
    pageIs({title: t('disclosure.title')});
  }

  async #save(format, ending) {
    try {
      await saveFile(query(disclosurePath(this.disasterId), {format}), `disclosure-report-${this.disasterId}.${ending}`);
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
  }

  #row(line) {
    return html`<tr>
      <td data-label=${t('audit.at')} class="numeric small">${fullDateTime(line.at)}</td>
      <td data-label=${t('audit.who')}>${line.name}<br /><span class="small quiet">${[line.user, (line.role ?? '').split(/[\s,]+/).filter(Boolean).map(code => textOfCode('role', code)).join('・'), line.organisation].filter(Boolean).join(' · ')}</span></td>
      <td data-label=${t('audit.residentId')} class="small">${session.is('auditor') ? html`<a class="id" href=${query('/audit', {residentId: line.residentId})}>${line.residentId}</a>` : html`<span class="id">${line.residentId}</span>`}</td>
      <td data-label=${t('disclosure.what')} class="small">${[textOfCode('dataSet', line.dataSet), textOfCode('auditAction', line.action)].filter(Boolean).join(' · ')}</td>
      <td data-label=${t('audit.ground')} class="small">${line.ground}</td>
    </tr>`;
  }

  #signature(mode) {
    const state = confirmationOf(mode);
    if (state === 'confirmed') return t('mode.confirmed', {name: mode.confirmedByName, at: shortDateTime(mode.confirmedAt)});
    return state === 'none' ? '' : t('disclosure.unconfirmed');
  }

  #sheet({title, mode, people, residents, items, madeAt}) {
    const fact = (name, value) => (value ? html`<dt>${t(`disclosure.${name}`)}</dt><dd>${value}</dd>` : nothing);
    return html`<div class="report stack">
      <section class="card stack tight"><h2>${title}</h2>
        <dl class="facts">
          ${fact('period', `${fullDateTime(mode.from)} – ${fullDateTime(mode.until)}`)} ${fact('ground', mode.legalGround)} ${fact('reason', mode.reason)}
          ${fact('declaredBy', mode.declaredByName)} ${fact('confirmation', this.#signature(mode))} ${fact('seen', t('disclosure.counts', {people, residents, count: items.length}))}
        </dl>
        <p class="small quiet">${t('accessReport.madeBy', {at: fullDateTime(madeAt), name: session.person?.name ?? '', office: session.person?.organisation?.name ?? ''})}</p>
      </section>
      ${items.length === 0
        ? empty(t('disclosure.none'), t('disclosure.noneNext'))
        : html`<div class="card flush scroll" tabindex="0" role="group" aria-label=${t('disclosure.title')}><table class="table audit">
            <thead><tr>${[t('audit.at'), t('audit.who'), t('audit.residentId'), t('disclosure.what'), t('audit.ground')].map(text => html`<th scope="col">${text}</th>`)}</tr></thead>
            <tbody>${items.slice(0, SHOWN).map(line => this.#row(line))}</tbody></table></div>
            ${items.length > SHOWN ? html`<p>${t('disclosure.more', {shown: SHOWN, count: items.length})}</p>` : nothing}`}
    </div>`;
  }

  render() {
    const actions = html`<button type="button" class="button" @click=${() => print()}>${icon('print', 20)}${t('print')}</button><button type="button" class="button" @click=${() => this.#save('csv', 'csv')}>${icon('down', 20)}${t('saveCsv')}</button><button type="button" class="button plain" @click=${() => this.#save('fhir', 'json')}>${t('disclosure.fhir')}</button>`;
    const [back, name] = session.is('auditor') ? ['/audit/disclosures', t('nav.disclosures')] : ['/disasters', t('nav.disasters')];
    return html`<p><a class="back" href=${back}>${icon('back', 20)}${name}</a></p>${pageHead({title: t('disclosure.title'), actions})}
      <div class="stack"><p class="quiet">${t('disclosure.explain')}</p>${whenLoaded(this.#report, report => this.#sheet(report), 6)}</div>`;
  }
}

customElements.define('disclosure-page', DisclosurePage);
