import {html, nothing} from 'lit';
import '/emergency/boundary/outcome-form.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/crew-card.js';
import '/resident/boundary/resident-header.js';
import {glassOffer} from '/consent/boundary/glass-offer.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead, whenLoaded} from '/platform/boundary/page-parts.js';
import {Loader} from '/platform/control/loader.js';
import {live} from '/platform/control/live-events.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {pageIs} from '/platform/control/page-state.js';
import {session} from '/platform/control/session.js';
import {fullDateTime} from '/platform/control/times.js';
import {oneCase, take} from '/emergency/control/cases.js';
import {nextSteps, signal, stateAfter} from '/emergency/entity/case-steps.js';
import {byTime} from '/platform/entity/by-time.js';

/** 通報の一件: who calls, the crew card, what happened and what comes next. */
export class CasePage extends LightElement {
  static properties = {caseId: {}};
  #case = new Loader(this, signal => oneCase(this.caseId, signal));
  #busy = '';
  #problem = undefined;
  #outcome = false;
  #seen = '';

  connectedCallback() {
    super.connectedCallback();
    live.on(['emergency-case'], data => data.caseId === this.caseId && this.#case.run(), this.signal);
    live.on(['resync'], () => this.#case.run(), this.signal);
  }

  willUpdate(changed) {
    if (changed.has('caseId')) this.#case.startAgain();
  }

  updated() {
    const found = this.#case.value;
    if (found) this.#seen = this.caseId;
    pageIs({title: found ? `${textOfCode('emergencyKind', found.kind)} ${found.residents?.[0]?.name ?? ''}` : t('nav.cases'), exercise: Boolean(found?.exercise)});
  }

  async #step(step) {
    if (step === 'outcome') return this.#ask(true);
    this.#busy = step;
    this.#problem = undefined;
    this.requestUpdate();
    try {
      await take(this.caseId, step);
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = '';
    await this.#case.run();
    return this.requestUpdate();
  }

  #ask(outcome) {
    this.#outcome = outcome;
    this.#problem = undefined;
    this.requestUpdate();
  }

  #done() {
    this.#ask(false);
    this.#case.run();
  }

  #actions(found) {
    const steps = found.mayTake ?? nextSteps(found, session.person?.roles ?? []);
    if (steps.length === 0 || this.#outcome) return nothing;
    return html`<div class="buttons thumb-actions">
      ${steps.map(
        (step, index) => html`<button type="button" class="button ${index > 0 ? '' : step === 'accept' ? 'first urgent' : 'first primary'}" ?disabled=${this.#busy !== ''} @click=${() => this.#step(step)}>
          ${index === 0 ? icon('check', 20) : nothing}${t(this.#busy === step ? 'saving' : `step.${step}`)}
        </button>`,
      )}
    </div>`;
  }

  #history(found) {
    const steps = (found.steps ?? []).map(step => ({at: step.at, what: textOfCode('caseState', stateAfter(step.step)), by: [step.by?.name, step.by?.organisation?.name ?? step.by?.organisation]}));
    const events = (found.events ?? []).map(event => ({at: event.occurredAt, what: textOfCode('emergencyKind', event.kind), text: event.text, by: [event.code ? `${event.code.system} ${event.code.value}` : '']}));
    const lines = [...events, ...steps].sort((a, b) => byTime(a.at, b.at));
    return html`<section class="card section" aria-labelledby="case-history"><h2 id="case-history">${t('case.history')}</h2>
      <ol class="lines">${lines.map(line => html`<li><span class="numeric quiet small">${fullDateTime(line.at)}</span> <span class="strong">${line.what}</span> <span class="quiet small">${line.by.filter(Boolean).join(' · ')}</span>${line.text ? html`<br />${line.text}` : nothing}</li>`)}</ol>
    </section>`;
  }

  #result({outcome}) {
    if (!outcome) return nothing;
    return html`<div class="notice known">${mark('known', 20)}<p class="strong">${t('step.outcome')}: ${textOfCode('outcome', outcome.outcome)}${outcome.destination ? `（${outcome.destination}）` : ''}</p>
      ${outcome.text ? html`<p>${outcome.text}</p>` : nothing}<p class="small quiet">${outcome.by?.name ?? outcome.by ?? ''} ${outcome.at ? html`<time-ago at=${outcome.at}></time-ago>` : nothing}</p></div>`;
  }

  #residents(found) {
    // The page has said its ground already; a card says its own where that differs.
    const card = one => (one.ground?.text === found.ground?.text ? {...one, ground: undefined} : one);
    if (found.crewCards?.length) return found.crewCards.map(one => html`<crew-card .card=${card(one)}></crew-card>`);
    if (!found.residents?.length) return html`<p class="notice look">${mark('look')}<span>${t(found.unregistered ? 'case.unregisteredExplain' : 'case.noResident')} ${found.deviceId ? html`<span class="strong id">${found.deviceId}</span>` : nothing}</span></p>${found.unregistered ? glassOffer({deviceId: found.deviceId}) : nothing}`;
    return found.residents.map(resident => html`<div class="card stack tight"><resident-header .resident=${resident} .level=${2} href="/residents/${resident.residentId}"></resident-header><p>${resident.address?.text ?? resident.address ?? ''}</p></div>`);
  }

  #page(found) {
    const beside = html`<span class="row middle"><span class="tag ${signal(found)}">${textOfCode('caseState', found.state)}</span>
      ${found.state === 'closed' ? html`<time-ago at=${found.receivedAt}></time-ago>` : html`<elapsed-clock since=${found.receivedAt}></elapsed-clock>`}
      ${found.acceptedBy ? html`<span class="small quiet">${t('case.by', {name: found.acceptedBy.name ?? found.acceptedBy})}</span>` : nothing}</span>`;
    return html`${pageHead({title: textOfCode('emergencyKind', found.kind), ground: found.ground, exercise: found.exercise, beside})}
      <div class="case-body">
        <div class="stack">
          ${this.#actions(found)}
          ${this.#problem ? html`<div class="notice look" role="alert">${mark('look', 20)}<p class="strong">${this.#problem.title}</p><p>${this.#problem.detail}</p></div>` : nothing}
          ${this.#result(found)}
          ${this.#outcome ? html`<outcome-form .caseId=${this.caseId} ?closes=${session.is('fire-dispatch')} @done=${() => this.#done()} @cancelled=${() => this.#ask(false)}></outcome-form>` : nothing}
          ${this.#residents(found)}
        </div>
        ${this.#history(found)}
      </div>`;
  }

  /** Who may see a case only while it runs is told that it ended, not that there never was one. */
  #body() {
    const ended = this.#seen === this.caseId && this.#case.state === 'failed' && this.#case.problem?.status === 404;
    if (ended) return empty(html`<h1 tabindex="-1">${t('case.ended')}</h1>`, t('case.endedNext'), html`<a class="button" href="/cases">${t('nav.cases')}</a>`);
    return whenLoaded(this.#case, found => this.#page(found), 5, true);
  }

  render() {
    return html`<p><a class="back" href="/cases">${icon('back', 20)}${t('nav.cases')}</a></p>${this.#body()}`;
  }
}

customElements.define('case-page', CasePage);
