/** 緊急閲覧. Who may break the glass, what the form needs, and how long a grant still lasts. */

export const BREAKING_ROLES = ['hospital', 'fire-dispatch', 'fire-crew'];
export const REASONS = ['unconscious', 'cannot-speak', 'found-wandering', 'life-threatening', 'disaster-rescue', 'other'];
export const WAYS = ['name', 'device', 'id'];

/** @param {{residentId?: string, deviceId?: string, word?: string}} [known] */
export function formOf({residentId = '', deviceId = '', word = ''} = {}) {
  return {way: residentId ? 'id' : deviceId ? 'device' : 'name', name: word, birthDate: '', deviceId, residentId, reason: '', text: ''};
}

/** What is missing: the fields, in the order of the form. */
export function flaws(form) {
  const wanted = {name: ['name', 'birthDate'], device: ['deviceId'], id: ['residentId']}[form.way];
  return [...wanted, 'reason', 'text'].filter(field => !form[field].trim());
}

/** The form as the server takes it. */
export function commandOf(form) {
  const named = {name: {name: form.name.trim(), birthDate: form.birthDate}, device: {deviceId: form.deviceId.trim()}, id: {residentId: form.residentId.trim()}}[form.way];
  return {...named, reason: form.reason, text: form.text.trim()};
}

/** Seconds a grant still lasts; none when it has ended. @param {string} until */
export function secondsLeft(until, now = Date.now()) {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}

/** 59:03 */
export function clockOf(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
