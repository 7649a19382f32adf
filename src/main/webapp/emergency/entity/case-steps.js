import {byTime} from '/platform/entity/by-time.js';

/** The life of a case, in order. */
export const STATES = ['received', 'accepted', 'dispatched', 'on-scene', 'outcome', 'closed'];
export const OUTCOMES = ['transported', 'resolved', 'false-alarm', 'unreachable', 'deceased'];

const STEPS = [
  {step: 'accept', to: 'accepted', roles: ['fire-dispatch']},
  {step: 'dispatch', to: 'dispatched', roles: ['fire-dispatch']},
  {step: 'arrive', to: 'on-scene', roles: ['fire-dispatch', 'fire-crew']},
  {step: 'outcome', to: 'outcome', roles: ['fire-dispatch', 'fire-crew']},
  {step: 'close', to: 'closed', roles: ['fire-dispatch']},
];

/**
 * What I may do next: first the step that follows, then those it may skip to. A case nobody accepted can only be
 * accepted. The city sees through what nobody knows the place of.
 *
 * @param {{state: string, unregistered?: boolean}} item
 * @param {string[]} roles
 * @returns {string[]} names of steps
 */
export function nextSteps({state, unregistered}, roles) {
  const now = STATES.indexOf(state);
  const city = unregistered && roles.includes('city-disaster');
  const mine = STEPS.filter(({to, roles: who}) => STATES.indexOf(to) > now && (city || who.some(role => roles.includes(role))));
  const possible = state === 'received' ? mine.filter(({step}) => step === 'accept') : mine;
  return possible.map(({step}) => step);
}

/** In which column of the board a case stands. @param {string} state @returns {'waiting'|'running'|'done'} */
export function column(state) {
  if (state === 'received') return 'waiting';
  return state === 'closed' ? 'done' : 'running';
}

const RED = new Set(['emergency', 'fire', 'fall', 'no-movement', 'wandering', 'unknown']);

/** Red is act now: an alarm nobody has taken yet. Running is amber, done is known. */
export function signal({state, kind}) {
  if (state === 'closed' || state === 'outcome') return 'known';
  if (state === 'received') return RED.has(kind) ? 'urgent' : 'look';
  return 'look';
}

/** The longest waiting first, so that a new case comes in below and moves nothing. */
export function byWaiting(left, right) {
  return byTime(left.receivedAt, right.receivedAt);
}

const AFTER = {accept: 'accepted', dispatch: 'dispatched', arrive: 'on-scene', outcome: 'outcome', close: 'closed'};

/** The state a case has after a step. @param {string} step @returns {string} */
export const stateAfter = step => AFTER[step] ?? step;
