/** Says a short sentence at the foot of the screen and to the reader of a screen. @param {string} text */
export function announce(text) {
  dispatchEvent(new CustomEvent('tsunagi-announce', {detail: text}));
}
