import {html, nothing} from 'lit';
import '/disaster/boundary/quick-report.js';
import '/platform/boundary/time-ago.js';
import '/resident/boundary/resident-header.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {byText, safetyTag} from '/disaster/boundary/safety-tag.js';
import {factList} from '/disaster/boundary/fact-list.js';
import {shownStatus} from '/disaster/entity/safety.js';

/**
 * One resident on the roster: her rank and the reasons for it, how she is and since when, who goes there, and, in the
 * field, the report. Says `report` {safety, how} and `details`.
 */
export class RosterLine extends LightElement {
  static properties = {line: {attribute: false}, mine: {attribute: false}, field: {type: Boolean}, sides: {type: Boolean}, gone: {type: Boolean}};

  constructor() {
    super();
    this.mine = [];
    this.field = false;
    this.sides = false;
    this.gone = false;
  }

  #status(line) {
    const status = shownStatus(line, this.mine);
    const by = status.unsent ? '' : byText(line.lastFact?.by);
    return html`<p class="row middle roster-status">
      ${safetyTag(status)}
      ${status.whereabouts && status.whereabouts !== 'unknown' ? html`<span>${textOfCode('whereabouts', status.whereabouts)}</span>` : nothing}
      ${(line.support ?? []).map(need => html`<span class="chip warning">${textOfCode('support', need)}</span>`)}
      ${status.at ? html`<span class="small quiet"><time-ago at=${status.at}></time-ago>${by ? ` · ${by}` : ''}${line.lastFact?.how && !status.unsent ? `（${textOfCode('how', line.lastFact.how)}）` : ''}</span>` : nothing}
      ${status.attention ? html`<a class="tag look" href="/unsent">${t('report.attention')}</a>` : status.unsent ? html`<span class="tag unknown">${t('report.unsent')}</span>` : nothing}
      ${this.field ? nothing : html`<button type="button" class="button neutral small-button push" @click=${() => this.say('details')}>${t('report.make')}</button>`}
    </p>`;
  }

  render() {
    const {line} = this;
    if (!line) return nothing;
    return html`<article class="roster-line ${this.gone ? 'gone' : ''}">
      <div class="row middle">
        <span class="rank numeric" aria-label=${t('roster.rank', {rank: line.rank})}>${line.rank}</span>
        <resident-header .resident=${line}></resident-header>
        ${line.mark ? html`<span class="tag neutral">${textOfCode('rosterMark', line.mark)}</span>` : nothing}
      ${line.emergency ? html`<a class="tag ${line.emergency.state === 'received' ? 'urgent' : 'look'}" href="/cases/${line.emergency.caseId}">${mark('urgent', 12)}${t('roster.call')} ${textOfCode('emergencyKind', line.emergency.kind)} ${textOfCode('caseState', line.emergency.state)}</a>` : nothing}
      </div>
      ${line.reasons?.length ? html`<p class="small reasons"><span class="quiet">${t('roster.reasons')}:</span> ${line.reasons.join('・')}</p>` : nothing}
      ${line.address ? html`<p class="small quiet">${line.address.text ?? line.address}</p>` : nothing}
      ${this.#status(line)}
      ${line.assignee ? html`<p class="small">${t('roster.assignee', {name: line.assigneeName ?? line.assignee})}</p>` : nothing}
      ${this.sides && line.facts?.length ? html`<div class="side-by-side">${factList(line.facts.filter(fact => !fact.superseded))}</div>` : nothing}
      ${this.field ? html`<quick-report .name=${line.name}></quick-report>` : nothing}
    </article>`;
  }
}

customElements.define('roster-line', RosterLine);
