/**
 * Nothing jumps: puts fresh data into a list that is being read without moving any line under the finger.
 * Lines keep their place, take over fresh values, and stay (marked gone) when they left the list; new lines wait.
 *
 * @template T
 * @param {{key: string, value: T, gone: boolean}[]} shown
 * @param {T[]} fresh
 * @param {(item: T) => string} keyOf
 * @param {boolean} settled whether nobody is reading, so that the fresh order may be taken as it is
 * @returns {{lines: {key: string, value: T, gone: boolean}[], waiting: number}}
 */
export function keepInPlace(shown, fresh, keyOf, settled) {
  if (settled || shown.length === 0) {
    return {lines: fresh.map(value => ({key: keyOf(value), value, gone: false})), waiting: 0};
  }
  const byKey = new Map(fresh.map(value => [keyOf(value), value]));
  const lines = shown.map(line => {
    const value = byKey.get(line.key);
    byKey.delete(line.key);
    return value === undefined ? {...line, gone: true} : {key: line.key, value, gone: false};
  });
  return {lines, waiting: byKey.size};
}
