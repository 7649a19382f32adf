import {announce} from '/platform/control/announcement.js';
import {t} from '/platform/control/messages.js';
import {outbox} from '/disaster/control/outbox.js';
import {standingFacts} from '/disaster/entity/safety.js';

/**
 * Reports on a resident: into the box of this device first. The reports on the screen at this moment are named as
 * replaced; one the reporter could not have seen is never taken back by it.
 *
 * @param {{id: string, title?: string, exercise?: boolean}} disaster
 * @param {any} line of the roster
 * @param {{safety?: string, whereabouts?: string, support?: string[], how: string, note?: string, place?: object, withdraws?: string}} report
 */
export async function reportOn(disaster, line, report) {
  const mine = outbox.about(line.residentId, disaster.id);
  const supersedes = standingFacts(line, mine).filter(id => id !== report.withdraws);
  const said = Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
  const fact = {...said, residentId: line.residentId, observedAt: new Date().toISOString(), ...(supersedes.length > 0 && {supersedes})};
  await outbox.add(disaster.id, fact, {name: line.name, disaster: disaster.title, exercise: Boolean(disaster.exercise)});
  announce(t('report.kept', {name: line.name, safety: report.safety ? t(`safety.${report.safety}`) : t('report.report')}));
}

/** Where the reporter stands; refused or unknown is no reason to lose a report. */
export function placeNow() {
  return new Promise(resolve => {
    if (!navigator.geolocation) return resolve(undefined);
    return navigator.geolocation.getCurrentPosition(
      ({coords}) => resolve({latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy)}),
      () => resolve(undefined),
      {enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000},
    );
  });
}
