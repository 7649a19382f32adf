import {network} from '/platform/control/network.js';
import {currentLanguage, t} from '/platform/control/messages.js';

/** What went wrong, in the words of the server's problem document or, without an answer, of the network. */
export class Problem extends Error {
  /** @param {{status: number, code: string, title?: string, detail?: string, errors?: object[], body?: object, etag?: string}} answer */
  constructor(answer) {
    super(answer.detail || answer.title || answer.code);
    this.status = answer.status;
    this.code = answer.code;
    this.title = answer.title ?? '';
    this.detail = answer.detail ?? '';
    /** @type {{field: string, rule: string, message: string}[]} */
    this.errors = answer.errors ?? [];
    this.body = answer.body ?? {};
    this.etag = answer.etag ?? '';
  }

  /** Whether the request may never have arrived: nothing is known about its effect. */
  get unanswered() {
    return this.status === 0;
  }
}

const PATIENCE = 20_000;

/** @param {BodyInit} [body] @param {AbortSignal} [outer] */
async function answered(method, path, headers, body, outer) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const stop = () => patience.abort();
  outer?.addEventListener('abort', stop, {once: true});
  try {
    const response = await fetch(path, {method, headers, body, signal: patience.signal, cache: 'no-store', redirect: 'manual'});
    const content = await response.blob();
    network.heard();
    return {response, content, text: response.ok && headers.Accept === '*/*' ? '' : await content.text()};
  } catch {
    if (outer?.aborted) throw new DOMException('left', 'AbortError');
    network.missed();
    throw new Problem({status: 0, code: 'unreachable', title: t('problem.unreachable'), detail: t('problem.unreachableDetail')});
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

/**
 * One call of /api. Resolves with what the server said, rejects with a Problem.
 *
 * @param {string} method
 * @param {string} path
 * @param {{body?: object, etag?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<{status: number, body: any, etag: string, location: string}>}
 */
export async function call(method, path, {body, etag, signal} = {}) {
  const headers = headersFor('application/json');
  if (body !== undefined) headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  if (etag) headers['If-Match'] = etag;
  return said(await answered(method, path, headers, body === undefined ? undefined : JSON.stringify(body), signal));
}

/** Sends a file as it is. @param {string} method @param {string} path @param {File} file */
export async function upload(method, path, file) {
  return said(await answered(method, path, {...headersFor('application/json'), 'Content-Type': file.type}, file));
}

/** An answer that is a file. @param {string} path @returns {Promise<Blob>} */
export async function fetched(path) {
  const answer = await answered('GET', path, headersFor('*/*'));
  said(answer);
  return answer.content;
}

function headersFor(accept) {
  return {Accept: accept, 'Accept-Language': currentLanguage(), 'X-Requested-With': 'tsunagi'};
}

function said({response, text}) {
  const answer = {status: response.status, body: parsed(text), etag: response.headers.get('ETag') ?? '', location: response.headers.get('Location') ?? ''};
  if (response.ok) return answer;
  // An opaque redirect is the sign-in page: the session is over.
  const status = response.type === 'opaqueredirect' ? 401 : response.status;
  if (status === 401) dispatchEvent(new CustomEvent(answer.body.code === 'session-locked' ? 'tsunagi-session-locked' : 'tsunagi-signed-out'));
  throw new Problem({
    status,
    code: answer.body.code ?? `http-${status}`,
    title: answer.body.title ?? t(status >= 500 ? 'problem.server' : 'problem.refused'),
    detail: answer.body.detail,
    errors: answer.body.errors,
    body: answer.body,
    etag: answer.etag,
  });
}

/** @param {string} path @param {AbortSignal} [signal] */
export async function read(path, signal) {
  return (await call('GET', path, {signal})).body;
}

/** A query string of the members that say something. */
export function query(path, members) {
  const said = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

/** Every page of a list, to the end. */
export async function readAll(path, members, signal, most = 10_000) {
  const first = await read(query(path, members), signal);
  const items = [...(first.items ?? [])];
  let cursor = first.nextCursor;
  while (cursor && items.length < most) {
    const next = await read(query(path, {...members, cursor}), signal);
    items.push(...(next.items ?? []));
    cursor = next.nextCursor;
  }
  return {...first, items, nextCursor: cursor};
}
