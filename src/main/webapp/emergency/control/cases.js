import {call, query, read, readAll} from '/platform/control/api.js';

const path = id => `/api/emergency-cases/${encodeURIComponent(id)}`;

/** Every open case I may see, to the end of the list: none may be missed because it was long. */
export function openCases(signal) {
  return readAll('/api/emergency-cases', {state: 'open'}, signal, 5000);
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
