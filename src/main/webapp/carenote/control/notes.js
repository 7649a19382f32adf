import {call, query, read} from '/platform/control/api.js';

const path = id => `/api/residents/${encodeURIComponent(id)}`;

/** @param {string} residentId @param {{since?: string, cursor?: string}} wanted @param {AbortSignal} [signal] */
export function timeline(residentId, wanted, signal) {
  return read(query(`${path(residentId)}/timeline`, wanted), signal);
}

/** The notebook over all residents, newest first. @param {{unread?: boolean, cursor?: string}} wanted */
export function notebook(wanted, signal) {
  return read(query('/api/notes', {unread: wanted.unread ? 'true' : '', cursor: wanted.cursor}), signal);
}

/** One note with its replies and who has read it. */
export function oneNote(id, signal) {
  return read(`/api/notes/${encodeURIComponent(id)}`, signal);
}

/**
 * Writes a note. The id was made on this device: sent twice it has one effect.
 *
 * @param {string} residentId
 * @param {{id: string, text: string, topic?: string, urgent?: boolean, inResponseTo?: string}} note
 */
export async function writeNote(residentId, note) {
  return (await call('POST', `${path(residentId)}/notes`, {body: note})).body;
}

/** Takes back what I wrote; with a text another note follows it. @param {string} id @param {string} [text] */
export function correctNote(id, text) {
  return call('POST', `/api/notes/${encodeURIComponent(id)}/correction`, {body: text ? {text} : {}});
}

const told = new Set();

/** Tells once that these were on my screen; a lost telling is told again on the next visit. @param {string[]} ids */
export async function markRead(ids) {
  const news = ids.filter(id => !told.has(id));
  if (news.length === 0) return;
  news.forEach(id => told.add(id));
  try {
    await call('POST', '/api/notes/read', {body: {ids: news}});
    dispatchEvent(new CustomEvent('tsunagi-notes-read'));
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    news.forEach(id => told.delete(id));
  }
}
