/**
 * How long to wait before the next try: doubles from half a second to the ceiling, with full jitter, so that
 * five hundred phones coming back into coverage do not knock together.
 *
 * @param {number} attempt 0 for the first repetition
 * @param {{floor?: number, ceiling?: number, random?: () => number}} [limits]
 * @returns {number} milliseconds
 */
export function backOff(attempt, {floor = 500, ceiling = 30_000, random = Math.random} = {}) {
  const most = Math.min(ceiling, floor * 2 ** Math.min(attempt, 16));
  return Math.round(floor / 2 + random() * (most - floor / 2));
}
