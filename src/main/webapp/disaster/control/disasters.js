import {call, query, read, readAll} from '/platform/control/api.js';

const path = id => `/api/disasters/${encodeURIComponent(id)}`;

export async function disasters(signal) {
  return (await readAll('/api/disasters', {}, signal, 500)).items;
}

export function oneDisaster(id, signal) {
  return read(path(id), signal);
}

export async function openDisaster(command) {
  return (await call('POST', '/api/disasters', {body: command})).body;
}

export async function closeDisaster(id) {
  return (await call('POST', `${path(id)}/close`, {body: {}})).body;
}

/** @param {string} id @param {{until: string, reason: string}} command */
export async function prolongEmergencyMode(id, command) {
  return (await call('POST', `${path(id)}/emergency-mode`, {body: command})).body;
}

/** The second signature under an emergency mode. */
export async function confirmEmergencyMode(id) {
  return (await call('POST', `${path(id)}/emergency-mode/confirm`, {body: {}})).body;
}

export function disclosurePath(id) {
  return `${path(id)}/disclosure-report`;
}

/** Who saw whom while the mode was in force. */
export function disclosure(id, signal) {
  return read(disclosurePath(id), signal);
}

export function board(id, signal) {
  return read(`${path(id)}/board`, signal);
}

/** The whole roster I may see, with the reports themselves: a phone keeps it for where there is no network. */
export function roster(id, signal) {
  return readAll(`${path(id)}/roster`, {facts: 'true'}, signal, 20_000);
}

export function rosterPage(id, wanted, signal) {
  return read(query(`${path(id)}/roster`, {facts: 'true', ...wanted}), signal);
}

/** @param {string} id @param {string[]} residentIds @param {boolean} [release] */
export async function claim(id, residentIds, release = false) {
  return (await call('POST', `${path(id)}/claims`, {body: {residentIds, ...(release && {release})}})).body.results;
}

/** @param {string} id @param {{deviceId: string, deviceNow: string, facts: any[]}} batch */
export async function sendFacts(id, batch) {
  return (await call('POST', `${path(id)}/facts`, {body: batch})).body.results ?? [];
}
