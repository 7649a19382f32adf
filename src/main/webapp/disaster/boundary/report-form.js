import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import '/resident/boundary/resident-header.js';
import {field, keys} from '/platform/boundary/form-parts.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {factList} from '/disaster/boundary/fact-list.js';
import {placeNow} from '/disaster/control/reporting.js';
import {HOW, SAFETY, signalOf, SUPPORT, WHEREABOUTS} from '/disaster/entity/safety.js';

const FRESH = {safety: '', whereabouts: '', support: /** @type {string[]} */ ([]), how: 'seen', note: '', withdraws: ''};

/**
 * 詳しく: the whole report, with what others reported in sight. Opened over the list by `open(line)`; says `report`.
 */
export class ReportForm extends LightElement {
  static properties = {user: {}, claimable: {type: Boolean}};
  #line = undefined;
  #report = structuredClone(FRESH);
  #place = undefined;
  #errors = [];

  /** @param {any} line */
  async open(line) {
    this.#line = line;
    this.#report = structuredClone(FRESH);
    this.#place = undefined;
    this.#errors = [];
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  #type(change) {
    Object.assign(this.#report, change);
    this.requestUpdate();
  }

  async #locate() {
    this.#place = await placeNow();
    this.requestUpdate();
  }

  #send(event) {
    event.preventDefault();
    const {safety, whereabouts, support} = this.#report;
    if (!safety && !whereabouts && support.length === 0) {
      this.#errors = [{field: 'safety', message: t('report.nothing')}];
      return this.requestUpdate();
    }
    this.dispatchEvent(new CustomEvent('report', {detail: {line: this.#line, report: {...this.#report, note: this.#report.note.trim(), place: this.#place, withdraws: this.#report.withdraws || undefined}}}));
    return this.#close();
  }

  #claim(release) {
    this.dispatchEvent(new CustomEvent('claim', {detail: {line: this.#line, release}}));
    this.#close();
  }

  #mine() {
    const own = (this.#line.facts ?? []).filter(fact => !fact.superseded && (fact.by?.user ?? fact.by) === this.user).at(-1);
    if (!own) return nothing;
    return html`<label class="choice"><input type="checkbox" .checked=${this.#report.withdraws === own.id} @change=${event => this.#type({withdraws: event.target.checked ? own.id : ''})} />${t('report.withdraw')}</label>`;
  }

  #support() {
    const {support} = this.#report;
    const toggle = (need, wanted) => this.#type({support: wanted ? [...support, need] : support.filter(other => other !== need)});
    return html`<fieldset class="group"><legend>${t('report.support')}</legend><div class="keys">
      ${SUPPORT.map(need => html`<label class="key"><input type="checkbox" value=${need} .checked=${support.includes(need)} @change=${event => toggle(need, event.target.checked)} /><span>${t(`support.${need}`)}</span></label>`)}
    </div></fieldset>`;
  }

  #form(line) {
    const choice = (name, legend, values, prefix, more = {}) => keys({name, legend, chosen: this.#report[name], options: values.map(value => ({value, text: prefix === 'safety' ? html`${mark(signalOf(value), 14)}${t(`safety.${value}`)}` : t(`${prefix}.${value}`)})), choose: value => this.#type({[name]: value}), ...more});
    return html`<form class="stack" novalidate @submit=${event => this.#send(event)}>
      <resident-header .resident=${line} .level=${2}></resident-header>
      <button type="button" class="button plain dismiss" @click=${() => this.#close()} aria-label=${t('close')}>${icon('close')}</button>
      ${line.facts?.length ? html`<details><summary>${t('report.others', {count: line.facts.length})}</summary>${factList(line.facts)}</details>` : nothing}
      <error-summary .errors=${this.#errors}></error-summary>
      ${choice('safety', t('report.safety'), SAFETY, 'safety')} ${choice('how', t('report.how'), HOW, 'how', {required: true})}
      ${choice('whereabouts', t('report.whereabouts'), WHEREABOUTS, 'whereabouts')} ${this.#support()}
      ${field({name: 'note', label: t('report.note'), rows: 2, value: this.#report.note, input: event => this.#type({note: event.target.value})})}
      ${this.#mine()}
      <div class="buttons"><button type="button" class="button neutral" @click=${() => this.#locate()}>${icon('place', 20)}${t(this.#place ? 'report.placed' : 'report.place')}</button>
        ${this.claimable ? html`<button type="button" class="button neutral" @click=${() => this.#claim(Boolean(line.assignee))}>${t(line.assignee ? 'claim.release' : 'claim.take')}</button>` : nothing}</div>
      <div class="buttons sticky-actions"><button type="submit" class="button primary">${t('report.send')}</button>
        <button type="button" class="button plain" @click=${() => this.#close()}>${t('cancel')}</button></div>
    </form>`;
  }

  render() {
    return html`<dialog aria-label=${t('report.title')}>${this.#line ? this.#form(this.#line) : nothing}</dialog>`;
  }
}

customElements.define('report-form', ReportForm);
