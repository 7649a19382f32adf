const HALF_SPACE = /[\u3000\s]+/g;

/** Full-width digits, letters, brackets and hyphens as a hurried hand types them, folded to the plain ones. */
export function plain(text) {
  return text.normalize('NFKC').replace(HALF_SPACE, ' ').trim();
}

/** A telephone number as the record keeps it: digits and hyphens, whatever was typed. */
export function telephone(text) {
  return plain(text)
    .replace(/[ー―‐‑–—−ｰ]/g, '-')
    .replace(/[^\d+-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
}

/** A Japanese postal code, 303-0034, from 3030034, ３０３－００３４ or 〒303-0034. */
export function postalCode(text) {
  const digits = plain(text).replace(/\D/g, '');
  return digits.length === 7 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : plain(text);
}

/** Katakana shown as hiragana, the small reading above a name. */
export function hiragana(text) {
  return text
    .normalize('NFKC')
    .replace(/[\u30a1-\u30f6]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
