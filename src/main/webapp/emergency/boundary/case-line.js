import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {icon, mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {clockTime} from '/platform/control/times.js';
import {nextSteps, signal} from '/emergency/entity/case-steps.js';

/** One case on the board: how long it waits, who it is, where, what to beware of. Says `take` when accepted. */
export class CaseLine extends LightElement {
  static properties = {item: {attribute: false}, roles: {attribute: false}, busy: {type: Boolean}, problem: {attribute: false}};

  #who(item) {
    if (item.residents?.length) {
      return item.residents.map(
        resident => html`<resident-header .resident=${{...resident, area: '', areaName: resident.address?.text ?? resident.address}} href="/cases/${item.caseId}"></resident-header>`,
      );
    }
    return html`<a class="strong id" href="/cases/${item.caseId}">${item.unregistered ? (item.deviceId ?? t('case.open')) : t('case.residents', {count: item.residentIds?.length ?? 0})}</a>`;
  }

  render() {
    const {item} = this;
    const colour = signal(item);
    const by = item.acceptedByName ?? item.acceptedBy;
    return html`<article class="case-line ${colour} ${item.state}">
      <p class="row middle">
        ${mark(colour)} <span class="strong">${textOfCode('emergencyKind', item.kind)}</span>
        ${item.exercise ? html`<span class="tag drill">${t('exercise')}</span>` : nothing}
        ${item.unregistered ? html`<span class="tag look">${t('case.unregisteredDevice')}</span>` : nothing}
        ${item.state === 'received' || item.state === 'closed' ? nothing : html`<span class="tag neutral">${textOfCode('caseState', item.state)}</span>`}
        <span class="push numeric ${item.state === 'received' ? 'strong' : 'quiet'}">
          ${item.state === 'closed' ? html`<time-ago at=${item.receivedAt}></time-ago>` : html`<elapsed-clock since=${item.receivedAt}></elapsed-clock>`}
        </span>
      </p>
      ${this.#who(item)}
      <p class="row middle small quiet">
        <span>${t('case.receivedAt', {at: clockTime(item.receivedAt)})}</span>
        ${item.areaName ?? item.area ? html`<span>${item.areaName ?? item.area}</span>` : nothing} ${by ? html`<span>${t('case.by', {name: by})}</span>` : nothing}
      </p>
      ${this.problem ? html`<p class="field-error" role="alert">${mark('look')}${this.problem.detail || this.problem.title}</p>` : nothing}
      ${nextSteps(item, this.roles ?? [])[0] === 'accept'
        ? html`<button type="button" class="button urgent accept" ?disabled=${this.busy} @click=${() => this.say('take', item)}>${icon('check', 20)}${t(this.busy ? 'saving' : 'step.accept')}</button>`
        : nothing}
    </article>`;
  }
}

customElements.define('case-line', CaseLine);
