import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {t} from '/platform/control/messages.js';
import {signalOf} from '/disaster/entity/safety.js';

/** How many somebody still has to look for. */
export function unconfirmedCount(counts) {
  return ['unconfirmed', 'being-checked', 'recheck', 'unreachable'].reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** How many are confirmed, in whatever state. */
export function confirmed(counts) {
  return Math.max(0, (counts.total ?? 0) - unconfirmedCount(counts));
}

/** 要救助 · 矛盾 · 未確認 · 確認: the four numbers one sees from four metres. */
export function bigCounts(counts) {
  const tile = (signal, label, count, href) => html`<a class="count-tile ${signal} ${count > 0 ? 'some' : ''}" href=${href}>${mark(signal, 24)}<span>${label}</span><span class="count-number numeric">${count.toLocaleString()}</span></a>`;
  return html`<div class="count-tiles">
    ${tile('urgent', t('safety.rescue-needed'), counts['rescue-needed'] ?? 0, '#rescue')} ${tile('contradictory', t('safety.conflict'), counts.conflict ?? 0, '#conflicts')}
    ${tile('unknown', t('board.unconfirmed'), unconfirmedCount(counts), '#unconfirmed')} ${tile('known', t('board.confirmed'), confirmed(counts), '#districts')}
  </div>`;
}

const DETAIL = ['safe', 'minor-injury', 'deceased', 'not-applicable', 'unreachable', 'being-checked', 'recheck'];

export function smallCounts(counts) {
  return html`<ul class="small-counts row">
    ${DETAIL.map(name => html`<li class="row middle small">${mark(signalOf(name), 12)}${t(`safety.${name}`)} <span class="numeric strong">${(counts[name] ?? 0).toLocaleString()}</span></li>`)}
    <li class="row small">${t('board.total')} <span class="numeric strong">${(counts.total ?? 0).toLocaleString()}</span></li>
  </ul>`;
}

/** A bar drawn with attributes only: confirmed, rescue, the rest empty. */
function bar(counts) {
  const total = counts.total || 1;
  const done = (confirmed(counts) / total) * 100;
  const rescue = ((counts['rescue-needed'] ?? 0) / total) * 100;
  return html`<svg class="progress" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=${t('board.progress', {done: confirmed(counts), total: counts.total ?? 0})}>
    <rect x="0" y="0" width="100" height="10" fill="var(--gray-100)"></rect><rect x="0" y="0" width=${done} height="10" fill="var(--known-strong)"></rect>
    <rect x="0" y="0" width=${rescue} height="10" fill="var(--urgent)"></rect>
  </svg>`;
}

export function districtTable(districts) {
  return html`<section class="card" id="districts" aria-labelledby="districts-title" tabindex="-1">
    <h2 id="districts-title">${t('board.districts')}</h2>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('board.progressTitle')}><table class="table districts">
      <thead><tr><th scope="col">${t('board.district')}</th><th scope="col">${t('board.progressTitle')}</th><th scope="col" class="end">${t('board.confirmedOf')}</th><th scope="col" class="end">${t('safety.rescue-needed')}</th><th scope="col" class="end">${t('safety.conflict')}</th></tr></thead>
      <tbody>
        ${districts.map(
          ({name, area, counts}) => html`<tr><th scope="row">${name ?? area}</th><td>${bar(counts)}</td><td class="end numeric">${confirmed(counts)} / ${counts.total ?? 0}</td>
            <td class="end numeric">${counts['rescue-needed'] ? html`<span class="row middle end-row">${mark('urgent', 12)}<span class="strong">${counts['rescue-needed']}</span></span>` : '0'}</td><td class="end numeric">${counts.conflict || '0'}</td></tr>`,
        )}
      </tbody>
    </table></div>
    ${districts.length === 0 ? html`<p class="quiet">${t('board.noDistricts')}</p>` : nothing}
  </section>`;
}
