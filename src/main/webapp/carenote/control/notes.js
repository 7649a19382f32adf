import {call, query, read} from '/platform/control/api.js';

const path = id => `/api/residents/${encodeURIComponent(id)}`;

/** @param {string} residentId @param {{since?: string, cursor?: string}} wanted @param {AbortSignal} [signal] */
export function timeline(residentId, wanted, signal) {
  return read(query(`${path(residentId)}/timeline`, wanted), signal);
}

/** @param {string} residentId @param {{text: string, urgent?: boolean, inResponseTo?: string}} note */
export async function writeNote(residentId, note) {
  return (await call('POST', `${path(residentId)}/notes`, {body: note})).body;
}
