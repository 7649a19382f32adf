import {call, query, read, readAll} from '/platform/control/api.js';
import {OPEN_STATES} from '/emergency/entity/case-steps.js';

const path = id => `/api/emergency-cases/${encodeURIComponent(id)}`;

/** Every open case I may see, each state to its end: none may be missed because a list was long. */
export async function openCases(signal) {
  const lists = await Promise.all(OPEN_STATES.map(state => readAll('/api/emergency-cases', {state}, signal, 2000)));
  return {ground: lists[0].ground, items: lists.flatMap(list => list.items)};
}

/** The newest closed ones. */
export async function closedCases(signal, cursor = '') {
  return read(query('/api/emergency-cases', {state: 'closed', cursor}), signal);
}

export async function waitingCases(signal) {
  return (await readAll('/api/emergency-cases', {state: 'received'}, signal, 500)).items;
}

export function oneCase(id, signal) {
  return read(path(id), signal);
}

/** @param {string} id @param {string} step accept|dispatch|arrive|outcome|close @param {object} [body] */
export async function take(id, step, body = {}) {
  return (await call('POST', `${path(id)}/${step}`, {body})).body;
}
