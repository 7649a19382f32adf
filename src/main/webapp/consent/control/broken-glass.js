import {call, query, read} from '/platform/control/api.js';
import {secondsLeft} from '/consent/entity/glass.js';

const REMEMBERED = 'tsunagi-broken-glass';

/** What the person typed where nothing was found, for the form; kept out of every address. */
let word = '';

export function wordWas(text) {
  word = text;
}

export function takeWord() {
  const taken = word;
  word = '';
  return taken;
}

/** Breaks the glass. @returns {Promise<{grant: any, card: any}[]>} one for each resident the words led to */
export async function breakGlass(command) {
  const {grant, crewCard, grants, crewCards} = (await call('POST', '/api/break-glass', {body: command})).body;
  const opened = (grants ?? [grant]).map((one, index) => ({grant: one, card: (crewCards ?? [crewCard])[index]}));
  sessionStorage.setItem(REMEMBERED, JSON.stringify([...opened.map(({grant}) => grant), ...remembered()]));
  return opened;
}

/** Grants of this tab that still run, by id only: the card itself is read again. */
function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '[]').filter(grant => secondsLeft(grant.until) > 0);
  } catch {
    return [];
  }
}

/** The cards that are still open, after a reload too. */
export async function openCards(signal) {
  const newest = remembered().filter((grant, index, all) => all.findIndex(other => other.residentId === grant.residentId) === index);
  const cards = await Promise.all(newest.map(grant => read(`/api/residents/${encodeURIComponent(grant.residentId)}/crew-card`, signal).then(card => ({grant, card})).catch(unseen)));
  return cards.filter(Boolean);
}

function unseen(problem) {
  if (problem.status === 404 || problem.status === 403) return undefined;
  throw problem;
}

/** For the auditor. @param {{state?: string, cursor?: string}} wanted */
export function brokenGlass(wanted, signal) {
  return read(query('/api/break-glass', wanted), signal);
}

/** @param {string} id @param {{outcome: string, text?: string}} finding */
export async function reviewGlass(id, finding) {
  return (await call('POST', `/api/break-glass/${encodeURIComponent(id)}/review`, {body: finding})).body;
}
