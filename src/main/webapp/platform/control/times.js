import {currentLanguage, t} from '/platform/control/messages.js';

const ZONE = 'Asia/Tokyo';
const formats = new Map();

function format(options, calendar = '') {
  const locale = (currentLanguage() === 'ja' ? 'ja-JP' : 'en-GB') + calendar;
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, {timeZone: ZONE, ...options}));
  return formats.get(key);
}

/** A pure date (1942-03-15) must not move by a day in any zone. */
function instant(value) {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+09:00` : value);
}

export function clockTime(value) {
  return format({hour: '2-digit', minute: '2-digit'}).format(instant(value));
}

export function shortDateTime(value) {
  return format({month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit'}).format(instant(value));
}

export function fullDateTime(value) {
  return format({year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit'}).format(
    instant(value),
  );
}

export function date(value) {
  return format({year: 'numeric', month: 'numeric', day: 'numeric'}).format(instant(value));
}

/** 1942年3月15日 (昭和17年): the western year first, the era beside it. */
export function dateWithEra(value) {
  const western = format({year: 'numeric', month: 'long', day: 'numeric'}).format(instant(value));
  if (currentLanguage() !== 'ja') return western;
  const era = format({era: 'long', year: 'numeric'}, '-u-ca-japanese').format(instant(value));
  return `${western}（${era}）`;
}

/** How long ago, in the words people use: たった今, 3分前, 3時間前, 2日前, then the date. */
export function ago(value, now = Date.now()) {
  const minutes = Math.floor((now - instant(value).getTime()) / 60_000);
  if (minutes < 1) return t('time.now');
  if (minutes < 60) return t('time.minutes', {count: minutes});
  if (minutes < 24 * 60) return t('time.hours', {count: Math.floor(minutes / 60)});
  if (minutes < 7 * 24 * 60) return t('time.days', {count: Math.floor(minutes / 1440)});
  return date(value);
}

/** Old is paler: fresh within a day, then aging, after a week old. */
export function freshness(value, now = Date.now()) {
  const hours = (now - instant(value).getTime()) / 3_600_000;
  return hours < 24 ? 'fresh' : hours < 168 ? 'aging' : 'old';
}

/** 0:03:10 since an instant, for a call that is waiting. */
export function elapsed(value, now = Date.now()) {
  const seconds = Math.max(0, Math.floor((now - instant(value).getTime()) / 1000));
  const two = number => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What an input of type datetime-local holds, for an instant, in Japanese time. */
export function toLocalInput(instantValue) {
  return new Date(new Date(instantValue).getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}

export function fromLocalInput(text) {
  return text ? `${text}:00+09:00` : '';
}

/** The day it is in Japan, or was at an instant: 2026-04-01. */
export function dayOf(value) {
  return toLocalInput(value).slice(0, 10);
}

export function today(now = Date.now()) {
  return dayOf(now);
}

export function daysAgo(days, now = Date.now()) {
  return dayOf(now - days * 86_400_000);
}
