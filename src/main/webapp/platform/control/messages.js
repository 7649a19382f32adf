import en from '/messages/en.js';
import ja from '/messages/ja.js';

const catalogues = {ja, en};
const STORED = 'tsunagi-language';
let language = localStorage.getItem(STORED) === 'en' ? 'en' : 'ja';
document.documentElement.lang = language;

/** @returns {'ja'|'en'} */
export function currentLanguage() {
  return /** @type {'ja'|'en'} */ (language);
}

/** Switches every text on the page at once; each element hears it and renders again. */
export function switchLanguage(next) {
  language = next === 'en' ? 'en' : 'ja';
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  dispatchEvent(new CustomEvent('tsunagi-language'));
}

/**
 * The text of a key, with {names} replaced. A key ending in #one is taken for one thing where the language tells
 * one from many.
 *
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  const catalogue = catalogues[language];
  const form = typeof values.count === 'number' ? `${key}#${new Intl.PluralRules(language).select(values.count)}` : key;
  const text = catalogue[form] ?? catalogue[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The text of a code: its own entry, or the code as it came when this browser does not know it yet. */
export function textOfCode(prefix, code) {
  if (code === undefined || code === null || code === '') return '';
  return catalogues[language][`${prefix}.${code}`] ?? String(code);
}
