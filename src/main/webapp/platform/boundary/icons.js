import {html, svg} from 'lit';

const PATHS = {
  home: svg`<path d="M3 11 12 4l9 7v9h-6v-6H9v6H3z"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5M16 5a3.5 3.5 0 0 1 0 6.5M18 14c2 .8 3.5 3 3.5 6"/>`,
  note: svg`<path d="M5 3h11l3 3v15H5zM8.5 9h7M8.5 13h7M8.5 17h4"/>`,
  bell: svg`<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4"/>`,
  alarm: svg`<path d="M12 3 2.5 20h19zM12 10v5M12 17.5v.5"/>`,
  disaster: svg`<path d="M3 9 12 3l9 6M6 10v5M18 10v5M2 17.5c2 0 2 1.5 4 1.5s2-1.5 4-1.5 2 1.5 4 1.5 2-1.5 4-1.5 2 1.5 4 1.5"/>`,
  roster: svg`<path d="M4 4h16v17H4zM8 9l1.5 1.5L12 8M14 9.5h3M8 15l1.5 1.5L12 14M14 15.5h3"/>`,
  unsent: svg`<path d="M12 15V4M8 8l4-4 4 4M4 14v6h16v-6"/>`,
  audit: svg`<path d="M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6zM8.5 12l2.5 2.5 4.5-5"/>`,
  status: svg`<path d="M3 13h4l2.5-7 4 13 2.5-6h5"/>`,
  about: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3.5-7.5 8-7.5s8 2.5 8 7.5"/>`,
  phone: svg`<path d="M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4c0 1-1 2-2 2C10.500 21 3 13.500 3 5c0-1 1-2 2-2z"/>`,
  place: svg`<path d="M12 21c-4-5-6.500-8-6.500-11.500a6.500 6.500 0 0 1 13 0C18.500 13 16 16 12 21z"/><circle cx="12" cy="9.500" r="2.300"/>`,
  back: svg`<path d="m14 5-7 7 7 7"/>`,
  next: svg`<path d="m9 5 7 7-7 7"/>`,
  check: svg`<path d="m4.500 12.500 5 5 10-11"/>`,
  close: svg`<path d="m5 5 14 14M19 5 5 19"/>`,
  plus: svg`<path d="M12 4v16M4 12h16"/>`,
  edit: svg`<path d="M4 20l1-5L16 4l4 4L9 19zM13.500 6.500l4 4"/>`,
  down: svg`<path d="m6 9 6 6 6-6"/>`,
  send: svg`<path d="M3 11.500 21 4l-5 16-4.500-6.500zM11.500 13.500 21 4"/>`,
  wall: svg`<path d="M3 5h18v11H3zM9 20h6M12 16v4"/>`,
  print: svg`<path d="M7 9V3h10v6M6 17H3V9h18v8h-3M7 14h10v7H7z"/>`,
};

/** A drawn sign beside a word; it says nothing alone. @param {keyof typeof PATHS} name @param {number} [size] */
export function icon(name, size = 24) {
  return html`<svg class="icon" aria-hidden="true" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`;
}

const MARKS = {
  urgent: svg`<rect x="2" y="2" width="12" height="12" fill="var(--urgent)"/>`,
  look: svg`<path d="M8 1.500 15 14H1z" fill="var(--look-strong)" stroke="var(--look)" stroke-width="1.200"/>`,
  known: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="var(--known)" stroke-width="3"/>`,
  unknown: svg`<rect x="2" y="2" width="12" height="12" fill="none" stroke="var(--text-quiet)" stroke-width="1.600"/>`,
  contradictory: svg`<rect x="2" y="2" width="12" height="12" fill="var(--yellow-100)" stroke="var(--look)" stroke-width="1.200"/><path d="M2 8 8 2M2 14 14 2M8 14l6-6" stroke="var(--look)" stroke-width="1.600"/>`,
  neutral: svg`<path d="M3 8h10" stroke="var(--text-quiet)" stroke-width="3"/>`,
};

/** Red square, amber triangle, green ring, empty box, striped box: the shape tells what the colour tells. */
export function mark(signal, size = 16) {
  return html`<svg class="mark" aria-hidden="true" width=${size} height=${size} viewBox="0 0 16 16">${MARKS[signal] ?? MARKS.neutral}</svg>`;
}
