import {query, read} from '/platform/control/api.js';
import {session} from '/platform/control/session.js';
import {daysAgo, today} from '/platform/control/times.js';
import {organisations} from '/organization/control/organisations.js';
import {consentsOf} from '/consent/control/consents.js';

const LATELY = 30;
const SHOWN = 8;

const of = (id, what) => `/api/residents/${encodeURIComponent(id)}/${what}`;

/** Whose record I may look at, each with her name: my own first. */
export async function myRecords(signal) {
  const {items} = await read('/api/my-records', signal);
  const cards = await Promise.all(items.map(item => read(of(item.residentId, 'crew-card'), signal)));
  return items.map((item, i) => ({...item, name: cards[i].name, card: cards[i]}));
}

/** What the page shows of one: the card, and of my own what I agreed to. */
export async function recordOf({residentId, relation, card}, signal) {
  if (relation !== 'self') return {card, consents: [], names: new Map()};
  const [{items}, places] = await Promise.all([consentsOf(residentId, signal), organisations(signal)]);
  return {card, consents: items, names: new Map(places.map(place => [place.id, place.name]))};
}

/** Who looked lately besides me, the newest lines. */
export async function lookersOf({residentId}, signal) {
  const {items} = await read(query(of(residentId, 'access-report'), {from: daysAgo(LATELY), to: today()}), signal);
  return items.filter(line => line.who !== session.person?.name).slice(0, SHOWN);
}
