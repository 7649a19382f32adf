import {html, nothing} from 'lit';
import {icon, mark} from '/platform/boundary/icons.js';
import {t} from '/platform/control/messages.js';
import {signInAddress} from '/platform/control/session.js';

/** The head of every page: what it is, the ground of access under it, its actions beside it. */
export function pageHead({title, ground, actions = nothing, exercise = false, beside = nothing}) {
  return html`<div class="page-head">
    <div class="page-title">
      <h1 tabindex="-1">${exercise ? html`<span class="tag drill">${t('exercise')}</span> ` : nothing}${title}</h1>
      ${beside}
    </div>
    <div class="buttons push">${actions}</div>
    ${groundLine(ground)}
  </div>`;
}

/** Why I may see this, in one line. */
export function groundLine(ground) {
  return ground?.text ? html`<p class="ground small quiet">${t('ground')}: ${ground.text}</p>` : nothing;
}

export function skeleton(lines = 4) {
  return html`<div class="skeleton" role="status"><span class="visually-hidden">${t('loading')}</span>${Array.from({length: lines}, () => html`<span></span>`)}</div>`;
}

/** An empty state says what to do next. */
export function empty(title, next = '', action = nothing) {
  return html`<div class="empty"><div class="empty-title">${title}</div>${next ? html`<p>${next}</p>` : nothing}${action}</div>`;
}

/** Refused says whom to ask; failed says what happened to the input and offers the next step. */
export function failure(problem, again, wholePage = false) {
  const title = problem.status === 404 ? t('problem.notFound') : problem.title;
  const refused = problem.status === 403 || problem.status === 404;
  return html`<div class="notice look" role="alert">
    ${mark('look', 20)}
    ${wholePage ? html`<h1 tabindex="-1">${title}</h1>` : html`<p class="strong">${title}</p>`}
    <p>${refused ? t(problem.status === 404 ? 'problem.notFoundNext' : 'problem.forbiddenNext') : problem.detail}</p>
    <p class="buttons">
      ${problem.status === 401 ? html`<a class="button primary" href=${signInAddress()}>${t('signIn')}</a>` : nothing}
      ${again && !refused ? html`<button class="button" type="button" @click=${again}>${t('tryAgain')}</button>` : nothing}
    </p>
  </div>`;
}

/**
 * Loading, failed, or the value; a failed refresh keeps the last value and says so above it.
 *
 * @param {import('/platform/control/loader.js').Loader<any>} loader
 * @param {(value: any) => unknown} ready
 * @param {number} [lines]
 * @param {boolean} [wholePage] whether the value is all there is on the page
 */
export function whenLoaded(loader, ready, lines, wholePage = false) {
  if (loader.state === 'failed') return failure(loader.problem, () => loader.startAgain(), wholePage);
  if (loader.value === undefined) return skeleton(lines);
  return html`${loader.problem ? staleLine(loader) : nothing}${ready(loader.value)}`;
}

function staleLine(loader) {
  return html`<p class="notice look" role="status">${mark('look')}<span>${t('stale')} ${loader.problem.detail}</span></p>`;
}

/** Saving is visible: 保存中 → 保存済 12:03, and a failure stays. @param {{state: string, at?: string, text?: string}} saving */
export function savingLine(saving) {
  if (!saving || saving.state === 'idle') return nothing;
  const text = {saving: t('saving'), saved: t('saved', {at: saving.at ?? ''}), failed: saving.text || t('notSaved')}[saving.state];
  return html`<p class="saving ${saving.state}" role="status">${saving.state === 'saved' ? mark('known') : saving.state === 'failed' ? mark('look') : nothing}${text}</p>`;
}

/** 「3件の新着」: new lines wait until the reader asks for them. */
export function newsBar(waiting, show) {
  return waiting > 0 ? html`<button type="button" class="news-bar" @click=${show}>${t('news', {count: waiting})}</button>` : nothing;
}

/** A telephone number one can press. */
export function phoneLink(number) {
  return number ? html`<a class="phone numeric" href="tel:${number.replace(/[^\d+]/g, '')}">${number}</a>` : nothing;
}

export function moreButton(loading, load) {
  return html`<button type="button" class="button" ?disabled=${loading} @click=${load}>${icon('down', 20)}${t(loading ? 'loading' : 'more')}</button>`;
}
