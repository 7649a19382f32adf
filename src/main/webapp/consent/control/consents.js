import {call, read, upload} from '/platform/control/api.js';

const path = id => `/api/consents/${encodeURIComponent(id)}`;
const ofResident = id => `/api/residents/${encodeURIComponent(id)}/consents`;

/** Every decision of a resident on sharing, newest first, and whose consent the plan waits for. */
export function consentsOf(residentId, signal) {
  return read(ofResident(residentId), signal);
}

export async function recordConsent(residentId, command) {
  return (await call('POST', ofResident(residentId), {body: command})).body;
}

/** It counts from the next request on. */
export async function withdrawConsent(id) {
  return (await call('POST', `${path(id)}/withdraw`, {body: {}})).body;
}

/** The scanned paper beside the decision. @param {string} id @param {File} file */
export function attachProof(id, file) {
  return upload('PUT', `${path(id)}/proof`, file);
}

export function proofAddress(id) {
  return `${path(id)}/proof`;
}
