/** 自動ロック. When a screen nobody touches is locked, and which are not. */

const MINUTE = 60_000;

/**
 * Whether it is time. @param {number} touchedAt @param {number} minutes nought: never @param {number} now
 */
export function isIdle(touchedAt, minutes, now) {
  return minutes > 0 && now - touchedAt >= minutes * MINUTE;
}

/**
 * A wall shows to a room and has no hands; a crew in an open disaster must never stand before a locked list.
 *
 * @param {{wall: boolean, field: boolean, openDisasters: number}} screen
 */
export function isExempt({wall, field, openDisasters}) {
  return wall || (field && openDisasters > 0);
}
