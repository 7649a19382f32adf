const OUTSIDE = ['/api/', '/fhir', '/login', '/logout', '/openapi', '/health', '/metrics'];

/** Goes to a page of this application without loading it anew. */
export function go(path, {replace = false} = {}) {
  if (path === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState']({}, '', path);
  dispatchEvent(new CustomEvent('tsunagi-navigate'));
}

/** Ordinary links become page changes; new tabs, downloads and other sites stay what they are. */
export function followLinks(signal) {
  document.addEventListener(
    'click',
    event => {
      const link = /** @type {Element} */ (event.target).closest?.('a[href]');
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const address = new URL(link.getAttribute('href') ?? '', location.href);
      if (address.origin !== location.origin || link.hasAttribute('download') || link.getAttribute('target')) return;
      if (OUTSIDE.some(start => address.pathname.startsWith(start)) || link.getAttribute('href')?.startsWith('#')) return;
      event.preventDefault();
      go(address.pathname + address.search);
    },
    {signal},
  );
}

/**
 * Matches /residents/{id} and the like.
 *
 * @param {string} pattern
 * @param {string} path
 * @returns {Record<string, string>|undefined}
 */
export function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return undefined;
  const found = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name && given[index]) found[name] = decodeURIComponent(given[index]);
    else if (part !== given[index]) return undefined;
  }
  return found;
}
