import {call, query, read} from '/platform/control/api.js';

const path = id => `/api/residents/${encodeURIComponent(id)}`;

/** @param {{query?: string, area?: string, cursor?: string}} wanted @param {AbortSignal} [signal] */
export function searchResidents(wanted, signal) {
  return read(query('/api/residents', wanted), signal);
}

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<{sheet: any, etag: string}>} */
export async function faceSheet(id, signal) {
  const {body, etag} = await call('GET', path(id), {signal});
  return {sheet: body, etag};
}

/** @param {string} id @param {string} etag @param {object} changes @param {AbortSignal} [signal] */
export async function saveFaceSheet(id, etag, changes, signal) {
  const answer = await call('PATCH', path(id), {etag, body: changes, signal});
  return {sheet: answer.body, etag: answer.etag};
}

/** @param {string} id @param {AbortSignal} [signal] */
export function crewCard(id, signal) {
  return read(`${path(id)}/crew-card`, signal);
}

const REMEMBERED = 'tsunagi-areas';
/** @type {Promise<any[]>|undefined} */
let areasRead;

/** The places of the city. They hardly ever change, and their names are wanted without a network too. */
export function areas() {
  areasRead ??= read('/api/areas').then(
    ({items}) => {
      localStorage.setItem(REMEMBERED, JSON.stringify(items));
      return items;
    },
    problem => {
      areasRead = undefined;
      const kept = localStorage.getItem(REMEMBERED);
      if (problem.status !== 0 || !kept) throw problem;
      return JSON.parse(kept);
    },
  );
  return areasRead;
}
