import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {signalOf} from '/disaster/entity/safety.js';

/** 安否 as a word with its shape; contradiction is a state of its own. @param {{safety: string, conflict?: boolean}} status */
export function safetyTag({safety, conflict}) {
  const signal = conflict ? 'contradictory' : signalOf(safety);
  return html`<span class="tag ${signal}">${signal === 'urgent' ? nothing : mark(signal, 12)}${conflict ? `${t('safety.conflict')} · ` : ''}${textOfCode('safety', safety)}</span>`;
}

/** A report in one line: what, how seen, by whom. */
export function reportText(fact) {
  const support = fact.support?.length ? fact.support.map(need => textOfCode('support', need)).join('・') : '';
  return [textOfCode('safety', fact.safety), textOfCode('whereabouts', fact.whereabouts), support].filter(Boolean).join(' · ');
}

/** Who says so: the person and the office. */
export function byText(by) {
  const said = [by?.name ?? (typeof by === 'string' ? by : ''), by?.organisation?.name ?? by?.organisation];
  // A system bears the name of its office.
  return [...new Set(said)].filter(Boolean).join(' · ');
}
