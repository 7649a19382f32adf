/* The shell on the device, so that the application opens without a network. One complete version at a time: the
   list of files with its version comes from the server, is fetched whole before it is used, and replaces the one
   before it only then. Answers of /api and /fhir are never kept here. */
importScripts('/shell-files.js');

const {version, files} = self.shellFiles;
/* Those of the library files that the pages import; their addresses carry their versions. */
const LIBRARIES = [
  '/_static/lit/3.3.3/index.js',
  '/_static/lit/3.3.3/directives/if-defined.js',
  '/_static/lit/3.3.3/directives/repeat.js',
  '/_static/lit-element/4.2.2/lit-element.js',
  '/_static/lit-html/3.3.3/directive-helpers.js',
  '/_static/lit-html/3.3.3/directive.js',
  '/_static/lit-html/3.3.3/directives/if-defined.js',
  '/_static/lit-html/3.3.3/directives/repeat.js',
  '/_static/lit-html/3.3.3/is-server.js',
  '/_static/lit-html/3.3.3/lit-html.js',
  '/_static/reactive-element/2.1.2/css-tag.js',
  '/_static/reactive-element/2.1.2/reactive-element.js',
  '/webjars/idb/7.0.1/build/index.js',
  '/webjars/idb/7.0.1/build/wrap-idb-value.js',
];
const PREFIX = 'tsunagi-shell-';
const CURRENT = PREFIX + version;
const SERVER = /^\/(api|fhir|login|logout|callback|openapi|health|metrics)(\/|$)/;

self.addEventListener('install', event => {
  event.waitUntil(
    caches.open(CURRENT).then(async cache => {
      await Promise.all(
        [...files, ...LIBRARIES].map(async file => {
          const response = await fetch(file, {cache: 'no-cache', credentials: 'same-origin'});
          if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`);
          await cache.put(file, response);
        }),
      );
      await self.skipWaiting();
    }),
  );
});

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== CURRENT).map(name => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', event => {
  const {request} = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin || SERVER.test(address.pathname)) return;
  const wanted = request.mode === 'navigate' && !files.includes(address.pathname) ? '/index.html' : address.pathname;
  event.respondWith(caches.open(CURRENT).then(async cache => (await cache.match(wanted)) ?? fetch(request)));
});
