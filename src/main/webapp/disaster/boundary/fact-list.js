import {html, nothing} from 'lit';
import '/platform/boundary/time-ago.js';
import {mark} from '/platform/boundary/icons.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {byText, reportText} from '/disaster/boundary/safety-tag.js';
import {signalOf} from '/disaster/entity/safety.js';
import {byTime} from '/platform/entity/by-time.js';

/** Reports beside each other, the newest first; a replaced one is struck, never gone. @param {any[]} facts */
export function factList(facts) {
  const newest = [...facts].sort((a, b) => byTime(b.observedAt, a.observedAt));
  return html`<ul class="fact-list">
    ${newest.map(
      fact => html`<li class="fact ${fact.superseded ? 'superseded' : ''}">
        <p class="row middle">${mark(signalOf(fact.safety))}<span class="strong">${reportText(fact) || t('report.report')}</span>${fact.superseded ? html`<span class="chip">${t('report.superseded')}</span>` : nothing}</p>
        <p class="small quiet">${textOfCode('how', fact.how)} · ${byText(fact.by)} · <time-ago at=${fact.observedAt}></time-ago></p>
        ${fact.late ? html`<p class="small">${t('report.late')}</p>` : nothing} ${fact.clockDoubtful ? html`<p class="small">${t('report.clockDoubtful')}</p>` : nothing}
        ${fact.note ? html`<p class="small">${fact.note}</p>` : nothing}
      </li>`,
    )}
  </ul>`;
}
