import {all, durably, get} from '/platform/control/local-store.js';

/** As long as a field token is honoured without the issuer: three days. */
const KEPT = 72 * 3_600_000;

const nameOf = disasterId => `roster/${disasterId}`;

/** Keeps a roster on the device, to be read where there is no network. */
export function keepRoster(disasterId, roster) {
  return durably(['slices'], slices => slices.put({name: nameOf(disasterId), roster, savedAt: Date.now()}));
}

/** @returns {Promise<{roster: any, savedAt: number}|undefined>} */
export async function keptRoster(disasterId) {
  const slice = await get('slices', nameOf(disasterId));
  return slice && Date.now() - slice.savedAt < KEPT ? slice : undefined;
}

/** Lists of residents do not stay on a phone longer than they may: the expired and those of closed disasters go. */
export async function dropOldRosters(openIds) {
  const slices = await all('slices');
  const old = slices.filter(slice => Date.now() - slice.savedAt >= KEPT || (openIds && slice.name.startsWith('roster/') && !openIds.includes(slice.name.slice(7))));
  if (old.length > 0) await durably(['slices'], store => old.forEach(slice => store.delete(slice.name)));
}
