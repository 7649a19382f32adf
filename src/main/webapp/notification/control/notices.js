import {call, query, read} from '/platform/control/api.js';

/** What my organization or my duty was told, newest first. @param {string} cursor @param {AbortSignal} [signal] */
export function notices(cursor, signal) {
  return read(query('/api/notifications', {cursor}), signal);
}

/** Keeps that I took note. */
export async function takeNote(id) {
  return (await call('POST', `/api/notifications/${encodeURIComponent(id)}/read`, {body: {}})).body;
}
