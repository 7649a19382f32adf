/** 安否 as one can report it, the most used first. */
export const SAFETY = ['safe', 'rescue-needed', 'minor-injury', 'unreachable', 'deceased', 'not-applicable'];
export const WHEREABOUTS = ['home', 'home-isolated', 'preparing', 'moving', 'shelter', 'welfare-shelter', 'relatives', 'hospital', 'facility', 'unknown'];
export const SUPPORT = ['oxygen', 'power', 'dialysis', 'medicine', 'transport', 'watch'];
export const HOW = ['seen', 'phone', 'family'];
export const HAZARDS = ['flood', 'landslide', 'earthquake', 'fire', 'wind', 'snow', 'power-loss', 'other'];

const SIGNALS = {
  safe: 'known',
  'minor-injury': 'look',
  'rescue-needed': 'urgent',
  deceased: 'neutral',
  unreachable: 'look',
  'not-applicable': 'neutral',
  unconfirmed: 'unknown',
  'being-checked': 'unknown',
  recheck: 'look',
  conflict: 'contradictory',
};

/** Red, amber, green; unknown is outlined, contradictory is striped. @param {string} safety */
export function signalOf(safety) {
  return SIGNALS[safety] ?? 'unknown';
}

/**
 * What a roster line shows: the newest report of this device that is still on it counts for the one who made it,
 * everybody else's as the server derived it.
 *
 * @param {{safety: string, whereabouts?: string, conflict?: boolean, lastFactAt?: string}} line
 * @param {{fact: any, state: string}[]} mine reports of this device on that resident, not sent yet
 */
export function shownStatus(line, mine = []) {
  const newest = mine.filter(item => item.fact.safety).sort((a, b) => b.fact.seq - a.fact.seq)[0];
  if (newest) {
    return {safety: newest.fact.safety, whereabouts: newest.fact.whereabouts, conflict: false, at: newest.fact.observedAt, unsent: true, attention: newest.state === 'attention'};
  }
  return {safety: line.safety, whereabouts: line.whereabouts, conflict: Boolean(line.conflict), at: line.lastFact?.at ?? line.lastFactAt, unsent: mine.length > 0, attention: false};
}

const UNCONFIRMED = new Set(['unconfirmed', 'being-checked', 'recheck', 'unreachable']);

/** Whether somebody still has to go. */
export function unconfirmed({safety, conflict}) {
  return conflict || UNCONFIRMED.has(safety);
}

/** The reports on a resident that still stand: what a new one replaces. @param {{facts?: any[]}} line @param {{fact: any}[]} mine */
export function standingFacts(line, mine = []) {
  const known = (line.facts ?? []).filter(fact => !fact.superseded).map(fact => fact.id);
  return [...new Set([...known, ...mine.map(item => item.fact.id)])];
}
