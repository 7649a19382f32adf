import {html, nothing} from 'lit';
import {icon, mark} from '/platform/boundary/icons.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {date, fullDateTime, today} from '/platform/control/times.js';
import {proofAddress} from '/consent/control/consents.js';
import {isForFamily, standing} from '/consent/entity/consent-standing.js';

const SIGNALS = {given: 'known', limited: 'known', refused: 'look', withdrawn: 'look', expired: 'look', 'not-yet': 'neutral', none: 'unknown'};

/** The word and the shape for where a decision stands. */
export function standingTag(consent) {
  const state = standing(consent, today());
  return html`<span class="tag ${SIGNALS[state]}">${mark(SIGNALS[state], 12)}${t(`consentStanding.${state}`)}</span>`;
}

/** Who decided, how, when, until when, and for whom. @param {any} consent @param {Map<string, string>} names of organisations and relatives */
export function consentFacts(consent, names) {
  const listed = ids => ids.map(id => names.get(id) ?? id).join('、');
  const only = [...(consent.onlyOrganisations ?? []), ...(consent.onlyRelatives ?? [])];
  const scope = only.length
    ? t('consents.only', {names: listed(only)})
    : consent.exceptOrganisations?.length
      ? t('consents.except', {names: listed(consent.exceptOrganisations)})
      : t(isForFamily(consent.purpose) ? 'own.whom.family-view' : 'consents.everybody');
  const by = consent.givenBy === 'proxy' ? t('consents.byProxy', {name: consent.proxyName ?? '', relation: textOfCode('relationship', consent.proxyRelation)}) : t(`consentGivenBy.${consent.givenBy}`);
  const row = (name, value) => (value ? html`<dt>${t(`consentFact.${name}`)}</dt><dd>${value}</dd>` : nothing);
  return html`<dl class="facts">
    ${row('by', by)} ${row('how', t(`consentHow.${consent.how}`))} ${row('on', consent.decidedOn && date(consent.decidedOn))}
    ${consent.state === 'refused' ? nothing : html`${row('until', consent.validUntil ? t('until', {date: date(consent.validUntil)}) : t('consents.noEnd'))} ${row('scope', scope)}`}
    ${row('withdrawn', consent.withdrawnAt && fullDateTime(consent.withdrawnAt))}
    ${consent.how === 'paper' ? row('proof', consent.proof ? html`<a href=${proofAddress(consent.id)} download>${icon('down', 16)} ${t('consents.paper')}</a>` : html`<span class="tag look">${mark('look', 12)}${t('consents.noPaper')}</span>`) : nothing}
  </dl>`;
}

/**
 * One purpose: what it is for, the decision that counts, what can be done, and what was decided before.
 *
 * @param {{purpose: string, current: any, earlier: any[], supporters: any[]}} part
 * @param {{names: Map<string, string>, awaited: {id: string, name: string}[], writes: boolean, record: (limit: boolean) => void, withdraw: (consent: any) => void, attach: (consent: any, file: File) => void}} page
 */
export function consentCard(part, {names, awaited, writes, record, withdraw, attach}) {
  const {purpose, current, earlier, supporters} = part;
  const inForce = current?.state === 'given';
  const more = [...earlier, ...supporters.slice(1)];
  return html`<section class="card section consent" aria-labelledby="consent-${purpose}">
    <div class="row middle"><h2 id="consent-${purpose}">${t(`consentPurpose.${purpose}`)}</h2><span class="push">${standingTag(current)}</span></div>
    <p class="small quiet">${t(`consentExplain.${purpose}`)}</p>
    ${current ? consentFacts(current, names) : html`<p>${t('consents.undecided')}</p>`}
    ${purpose === 'evacuation-plan-advance' && awaited.length > 0
      ? html`<div class="notice look">${mark('look', 20)}<p class="strong">${t('consents.awaited', {names: awaited.map(one => one.name).join('、')})}</p><p>${t('consents.awaitedExplain')}</p></div>`
      : nothing}
    ${supporters.length > 0 ? html`<h3>${t('consents.supporters')}</h3>${consentFacts(supporters[0], names)}` : nothing}
    ${writes
      ? html`<div class="buttons">
          <button type="button" class="button" @click=${() => record(false)}>${icon('edit', 20)}${t(current ? 'consents.change' : 'consents.record')}</button>
          ${inForce ? html`<button type="button" class="button" @click=${() => record(true)}>${t(isForFamily(purpose) ? 'consents.limitRelatives' : 'consents.limit')}</button>` : nothing}
          ${inForce ? html`<button type="button" class="button neutral" @click=${() => withdraw(current)}>${t('consents.withdraw')}</button>` : nothing}
          ${current?.how === 'paper' && !current.proof ? scanButton(current, attach) : nothing}
        </div>`
      : nothing}
    ${more.length > 0
      ? html`<details class="earlier"><summary>${t('consents.earlier', {count: more.length})}</summary>
          <ul class="lines">${more.map(old => html`<li>${standingTag(old)}${consentFacts(old, names)}</li>`)}</ul></details>`
      : nothing}
  </section>`;
}

function scanButton(consent, attach) {
  return html`<label class="button file-button">${icon('plus', 20)}${t('consents.attach')}<input class="visually-hidden" type="file" accept=".pdf,.jpg,.jpeg,.png" @change=${event => event.target.files[0] && attach(consent, event.target.files[0])} /></label>`;
}
