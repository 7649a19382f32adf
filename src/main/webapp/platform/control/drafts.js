import {durably, get, remove} from '/platform/control/local-store.js';

/**
 * What was typed and not saved yet, kept on the device until it is saved or thrown away.
 *
 * @typedef {{name: string, value: any, savedAt: string}} Draft
 */

/** @param {string} name @param {any} value */
export function keepDraft(name, value) {
  return durably(['drafts'], drafts => drafts.put({name, value, savedAt: new Date().toISOString()}));
}

/** @param {string} name @returns {Promise<Draft|undefined>} */
export function findDraft(name) {
  return get('drafts', name);
}

/** @param {string} name */
export function dropDraft(name) {
  return remove('drafts', name);
}
