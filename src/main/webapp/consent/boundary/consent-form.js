import {html, nothing} from 'lit';
import '/platform/boundary/error-summary.js';
import {errorsOf} from '/platform/boundary/error-summary.js';
import {field, fieldError, keys} from '/platform/boundary/form-parts.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {today} from '/platform/control/times.js';
import {attachProof, recordConsent} from '/consent/control/consents.js';
import {commandOf, flaws, formOf, isForFamily, supportersOf} from '/consent/entity/consent-standing.js';

const RELATIONS = ['spouse', 'son', 'daughter', 'son-in-law', 'daughter-in-law', 'grandchild', 'sibling', 'guardian', 'relative', 'other'];

/**
 * 同意の登録: what was decided, by whom, how, when, until when and for whom. Opened over the page by
 * `open({purpose, current, limit})`; says `done` with a sentence when the decision is in the record.
 */
export class ConsentForm extends LightElement {
  static properties = {residentId: {}, contacts: {attribute: false}, awaited: {attribute: false}, organisations: {attribute: false}};
  #form = formOf('notebook-sharing');
  #scan = /** @type {File|undefined} */ (undefined);
  #errors = /** @type {{field: string, message: string}[]} */ ([]);
  #busy = false;

  async open({purpose, current = undefined, limit = false}) {
    const form = formOf(purpose, current);
    this.#form = {...form, decidedOn: today(), scope: limit && form.scope === 'all' ? 'only' : form.scope};
    this.#scan = undefined;
    this.#errors = [];
    this.requestUpdate();
    await this.updateComplete;
    const file = /** @type {HTMLInputElement|null} */ (this.querySelector('input[type=file]'));
    if (file) file.value = '';
    this.querySelector('dialog')?.showModal();
  }

  #type(change) {
    this.#form = {...this.#form, ...change};
    this.requestUpdate();
  }

  #error(name) {
    return this.#errors.find(error => error.field === `consent-${name}`)?.message;
  }

  async #save(event) {
    event.preventDefault();
    this.#errors = flaws(this.#form, today(), this.#scan).map(({field, code}) => ({field: `consent-${field}`, message: t(`consentFlaw.${code}`)}));
    if (this.#errors.length > 0 || this.#busy) return this.requestUpdate();
    this.#busy = true;
    this.requestUpdate();
    try {
      const recorded = await recordConsent(this.residentId, commandOf(this.#form));
      this.querySelector('dialog')?.close();
      this.say('done', await this.#attached(recorded.id));
    } catch (problem) {
      this.#errors = errorsOf(problem, 'consentField').map(error => ({...error, field: error.field && `consent-${error.field.replace('proxy.n', 'proxyN').replace('proxy.r', 'proxyR').replace(/(only|except)Organisations.*/, 'organisations').replace(/onlyRelatives.*/, 'relatives')}`}));
    }
    this.#busy = false;
    return this.requestUpdate();
  }

  /** The decision is in the record even when its paper did not get through. */
  async #attached(id) {
    if (!this.#scan || this.#form.how !== 'paper') return t('consents.recorded');
    try {
      await attachProof(id, this.#scan);
      return t('consents.recorded');
    } catch (problem) {
      return t('consents.recordedWithoutScan', {why: problem.detail || problem.title});
    }
  }

  #part(name, more) {
    return field({name: `consent-${name}`, label: t(`consentField.${name}`), value: this.#form[name], error: this.#error(name), input: event => this.#type({[name]: event.target.value}), ...more});
  }

  #keys(name, codes, required = true) {
    return keys({name: `consent-${name}`, legend: t(`consentField.${name}`), required, chosen: this.#form[name], options: codes.map(value => ({value, text: t(`consent${name[0].toUpperCase()}${name.slice(1)}.${value}`)})), choose: value => this.#type({[name]: value})});
  }

  #who() {
    const supporters = supportersOf(this.contacts, this.awaited);
    const by = this.#form.purpose === 'evacuation-plan-advance' && supporters.length > 0 ? ['person', 'proxy', 'supporter'] : ['person', 'proxy'];
    return html`${this.#keys('givenBy', by)}
      ${this.#form.givenBy === 'proxy'
        ? html`${this.#part('proxyName', {required: true})}${this.#part('proxyRelation', {required: true, options: [{value: '', text: t('choose')}, ...RELATIONS.map(code => ({value: t(`relationship.${code}`), text: t(`relationship.${code}`)}))]})}`
        : nothing}
      ${this.#form.givenBy === 'supporter' ? this.#part('supporterId', {required: true, options: [{value: '', text: t('choose')}, ...supporters.map(contact => ({value: contact.id, text: contact.name}))]}) : nothing}`;
  }

  #scope() {
    if (!isForFamily(this.#form.purpose)) {
      return html`${this.#keys('scope', ['all', 'only', 'except'], false)}
        ${this.#form.scope === 'all' ? nothing : this.#choice('organisations', t(`consentOrganisations.${this.#form.scope}`), this.organisations ?? [])}`;
    }
    const relatives = (this.contacts ?? []).map(({id, name, relationship}) => ({id, name: relationship ? `${name}（${relationship}）` : name}));
    if (relatives.length === 0) return html`<p class="notice quiet">${t('consents.noRelatives')}</p>`;
    return html`${keys({name: 'consent-scope', legend: t('consentField.scope'), required: false, chosen: this.#form.scope, options: ['all', 'only'].map(value => ({value, text: t(`consentRelatives.${value}`)})), choose: scope => this.#type({scope})})}
      ${this.#form.scope === 'all' ? nothing : this.#choice('relatives', t('consentRelatives.who'), relatives)}`;
  }

  /** Ticks in a list of the form. @param {'organisations'|'relatives'} list @param {string} legend @param {{id: string, name: string}[]} all */
  #choice(list, legend, all) {
    const tick = (id, chosen) => this.#type({[list]: chosen ? [...this.#form[list], id] : this.#form[list].filter(other => other !== id)});
    return html`<fieldset class="group" id="consent-${list}" tabindex="-1"><legend>${legend}</legend>
      ${fieldError(`consent-${list}`, this.#error(list))}
      <div class="choice-box">${all.map(one => html`<label class="choice"><input type="checkbox" .checked=${this.#form[list].includes(one.id)} @change=${event => tick(one.id, event.target.checked)} />${one.name}</label>`)}</div>
    </fieldset>`;
  }

  render() {
    const given = this.#form.decision === 'given';
    return html`<dialog aria-labelledby="consent-form-title"><form class="stack" novalidate @submit=${event => this.#save(event)}>
      <h2 id="consent-form-title" tabindex="-1">${t('consents.recordOf', {purpose: t(`consentPurpose.${this.#form.purpose}`)})}</h2>
      <p class="small quiet">${t(`consentExplain.${this.#form.purpose}`)}</p>
      <error-summary .errors=${this.#errors}></error-summary>
      ${this.#keys('decision', ['given', 'refused'])} ${this.#who()} ${this.#keys('how', ['paper', 'screen'])}
      ${this.#form.how === 'paper' ? this.#part('scan', {type: 'file', accept: '.pdf,.jpg,.jpeg,.png', value: '', hint: t('consents.scanHint'), input: undefined, change: event => (this.#scan = event.target.files[0])}) : nothing}
      ${this.#part('decidedOn', {type: 'date', required: true})} ${given ? this.#part('validUntil', {type: 'date', hint: t('consents.untilHint')}) : nothing} ${given ? this.#scope() : nothing}
      <div class="buttons sticky-actions"><button class="button primary" type="submit" ?disabled=${this.#busy}>${t(this.#busy ? 'saving' : 'consents.record')}</button>
        <button class="button plain" type="button" @click=${() => this.querySelector('dialog')?.close()}>${t('cancel')}</button></div>
    </form></dialog>`;
  }
}

customElements.define('consent-form', ConsentForm);
