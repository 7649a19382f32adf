/** 自動ロック. When a screen nobody touches is locked, and which are not. */

const MINUTE = 60_000;

/**
 * Whether it is time. @param {number} touchedAt @param {number} minutes nought: never @param {number} now
 */
export function isIdle(touchedAt, minutes, now) {
  return minutes > 0 && now - touchedAt >= minutes * MINUTE;
}

const TOLD_EVERY = MINUTE / 2;

/**
 * Whether the server is to be told that somebody is there: touched since it was told, or put on a wall or taken off it.
 *
 * @param {{touchedAt: number, wall: boolean}} screen @param {{at: number, wall: boolean}} told @param {number} now
 */
export function isToBeTold({touchedAt, wall}, told, now) {
  return (now - told.at >= TOLD_EVERY && touchedAt > told.at) || wall !== told.wall;
}

/**
 * A wall shows to a room and has no hands; a crew in an open disaster must never stand before a locked list.
 *
 * @param {{wall: boolean, field: boolean, openDisasters: number}} screen
 */
export function isExempt({wall, field, openDisasters}) {
  return wall || (field && openDisasters > 0);
}
