/**
 * UUID version 7 (RFC 9562): sorts by the time it was made, unique without asking anybody.
 *
 * @param {number} [millis] milliseconds since 1970
 * @param {(bytes: Uint8Array) => Uint8Array} [fill] source of randomness
 * @returns {string}
 */
export function uuid7(millis = Date.now(), fill = bytes => crypto.getRandomValues(bytes)) {
  const bytes = fill(new Uint8Array(16));
  let rest = Math.floor(millis);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
