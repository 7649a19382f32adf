import {html} from 'lit';
import {match} from '/platform/control/navigation.js';
import {CARE_ROLES, session} from '/platform/control/session.js';
import {openDisasters} from '/disaster/control/open-disasters.js';

/** Pages by address, each fetched when it is first wanted. */
const PAGES = [
  ['/residents', () => import('/resident/boundary/residents-page.js'), (_, query) => html`<residents-page .query=${query.get('query') ?? ''} .area=${query.get('area') ?? ''}></residents-page>`],
  ['/residents/{id}', () => import('/resident/boundary/resident-page.js'), ({id}) => html`<resident-page .residentId=${id}></resident-page>`],
  ['/residents/{id}/consents', () => import('/consent/boundary/consents-page.js'), ({id}) => html`<consents-page .residentId=${id}></consents-page>`],
  ['/residents/{id}/access-report', () => import('/consent/boundary/access-report-page.js'), ({id}) => html`<access-report-page .residentId=${id}></access-report-page>`],
  ['/my-record', () => import('/consent/boundary/own-record-page.js'), () => html`<own-record-page></own-record-page>`],
  ['/break-glass', () => import('/consent/boundary/break-glass-page.js'), (_, query) => html`<break-glass-page .residentId=${query.get('residentId') ?? ''} .deviceId=${query.get('deviceId') ?? ''}></break-glass-page>`],
  ['/notes', () => import('/carenote/boundary/notebook-page.js'), () => html`<notebook-page .noteId=${''}></notebook-page>`],
  ['/notes/{id}', () => import('/carenote/boundary/notebook-page.js'), ({id}) => html`<notebook-page .noteId=${id}></notebook-page>`],
  ['/cases', () => import('/emergency/boundary/cases-page.js'), () => html`<cases-page></cases-page>`],
  ['/cases/{id}', () => import('/emergency/boundary/case-page.js'), ({id}) => html`<case-page .caseId=${id}></case-page>`],
  ['/disasters', () => import('/disaster/boundary/disasters-page.js'), () => html`<disasters-page></disasters-page>`],
  ['/disasters/new', () => import('/disaster/boundary/disaster-form-page.js'), () => html`<disaster-form-page></disaster-form-page>`],
  ['/disasters/{id}', () => import('/disaster/boundary/board-page.js'), ({id}, query) => html`<board-page .disasterId=${id} .wall=${query.get('view') === 'wall'}></board-page>`],
  ['/disasters/{id}/roster', () => import('/disaster/boundary/roster-page.js'), ({id}) => html`<roster-page .disasterId=${id}></roster-page>`],
  ['/disasters/{id}/disclosure', () => import('/disaster/boundary/disclosure-page.js'), ({id}) => html`<disclosure-page .disasterId=${id}></disclosure-page>`],
  ['/unsent', () => import('/disaster/boundary/unsent-page.js'), () => html`<unsent-page></unsent-page>`],
  ['/audit', () => import('/audit/boundary/audit-page.js'), () => html`<audit-page></audit-page>`],
  ['/audit/anomalies', () => import('/audit/boundary/anomalies-page.js'), () => html`<anomalies-page></anomalies-page>`],
  ['/audit/break-glass', () => import('/consent/boundary/glass-reviews-page.js'), (_, query) => html`<glass-reviews-page .state=${query.get('state') || 'open'}></glass-reviews-page>`],
  ['/audit/disclosures', () => import('/audit/boundary/disclosures-page.js'), () => html`<disclosures-page></disclosures-page>`],
  ['/notices', () => import('/notification/boundary/notices-page.js'), () => html`<notices-page></notices-page>`],
  ['/my-sessions', () => import('/platform/boundary/my-sessions-page.js'), () => html`<my-sessions-page></my-sessions-page>`],
  ['/status', () => import('/shell/boundary/status-page.js'), () => html`<status-page></status-page>`],
  ['/about', () => import('/shell/boundary/about-page.js'), () => html`<about-page></about-page>`],
  ['/today', () => import('/shell/boundary/today-page.js'), () => html`<today-page></today-page>`],
];

/**
 * The page of an address.
 *
 * @param {URL} address
 * @returns {{load: () => Promise<unknown>, template: () => unknown}|undefined}
 */
export function pageOf(address) {
  const path = address.pathname === '/' ? startOf(session.role) : address.pathname;
  for (const [pattern, load, template] of PAGES) {
    const found = match(pattern, path);
    if (found) return {load, template: () => template(found, address.searchParams)};
  }
  return undefined;
}

/** The first page of the day, by role: what the person is here for. */
function startOf(role) {
  if (CARE_ROLES.includes(role)) return '/today';
  return itemsOf(role)[0]?.path ?? '/about';
}

/** The roster of the disaster that is open, or the list of disasters. */
function rosterPath() {
  const [only, ...more] = openDisasters.items;
  return only && more.length === 0 ? `/disasters/${only.id}/roster` : '/disasters';
}

const ITEMS = {
  today: () => ({path: '/', icon: 'home'}),
  residents: () => ({path: '/residents', icon: 'people'}),
  notes: () => ({path: '/notes', icon: 'note'}),
  cases: () => ({path: '/cases', icon: 'alarm'}),
  disasters: () => ({path: '/disasters', icon: 'disaster'}),
  roster: () => ({path: rosterPath(), icon: 'roster'}),
  unsent: () => ({path: '/unsent', icon: 'unsent'}),
  audit: () => ({path: '/audit', icon: 'audit'}),
  anomalies: () => ({path: '/audit/anomalies', icon: 'alarm'}),
  glass: () => ({path: '/audit/break-glass', icon: 'person'}),
  disclosures: () => ({path: '/audit/disclosures', icon: 'roster'}),
  status: () => ({path: '/status', icon: 'status'}),
  own: () => ({path: '/my-record', icon: 'person'}),
};

const CARE_ITEMS = ['today', 'residents', 'notes', 'cases', 'disasters'];
const NAVIGATION = {
  'care-manager': CARE_ITEMS,
  'care-provider': CARE_ITEMS,
  hospital: CARE_ITEMS,
  'fire-dispatch': ['cases', 'disasters', 'residents'],
  'fire-crew': ['roster', 'cases', 'unsent'],
  'welfare-commissioner': ['roster', 'residents', 'unsent'],
  'emergency-centre': ['cases'],
  'city-disaster': ['disasters', 'residents', 'cases'],
  'city-welfare': ['residents', 'disasters'],
  auditor: ['audit', 'anomalies', 'glass', 'disclosures'],
  'system-admin': ['status'],
  resident: ['own'],
  family: ['own'],
};

/** What the role's navigation shows: only what is there and works. @param {string} role */
export function itemsOf(role) {
  return (NAVIGATION[role] ?? []).map(name => ({name, ...ITEMS[name]()}));
}

/** Whose search box finds residents. */
export const SEARCHING = ['care-manager', 'care-provider', 'hospital', 'fire-dispatch', 'fire-crew', 'welfare-commissioner', 'city-disaster', 'city-welfare'];
