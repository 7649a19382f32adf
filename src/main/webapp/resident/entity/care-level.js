import {t, textOfCode} from '/platform/control/messages.js';

/** 要介護状態区分, in the order of growing need. */
export const CARE_LEVELS = ['01', '06', '12', '13', '21', '22', '23', '24', '25'];

export function careLevelText(code) {
  return textOfCode('careLevel', code);
}

/** Choices of a form; once assessed there is no way back to unknown. @param {string} [now] */
export function careLevelOptions(now) {
  return [...(now ? [] : [{value: '', text: t('careLevel.unknown')}]), ...CARE_LEVELS.map(value => ({value, text: careLevelText(value)}))];
}

const LIVING = ['', 'alone', 'couple', 'family', 'daytime-alone', 'facility', 'hospital'];

/** 住まい方, a value this browser does not know included. @param {string} [now] */
export function livingOptions(now = '') {
  return [...new Set([...LIVING, now])].map(value => ({value, text: value ? textOfCode('living', value) : t('unknown')}));
}
