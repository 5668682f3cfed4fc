// Keeps the page for use without a network. One version at a time: its files are fetched together, each is
// compared with its digest, and a page that is open keeps its version until it is closed. Filled in by scripts/page.mjs.
const VERSION = '%VERSION%';
const FILES = JSON.parse('%FILES%');

const scope = self.registration.scope;
// Several copies of the page can live on one server, and they share its caches.
const family = `anchorlight ${scope} `;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const name = nameOf(event.request);
  if (name !== undefined) event.respondWith(answer(name, event.request));
});

async function fill() {
  const cache = await caches.open(family + VERSION);
  await Promise.all(Object.keys(FILES).map((name) => keep(cache, name)));
}

async function keep(cache, name) {
  const response = await fetch(new URL(name, scope), { cache: 'no-cache' });
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Caught in the middle of an update: the version that is there stays, and the browser tries again later.
  if (hex !== FILES[name]) throw new Error(`${name} is of another version`);
  await cache.put(name, response);
}

async function takeOver() {
  for (const name of await caches.keys())
    if (name.startsWith(family) && name !== family + VERSION) await caches.delete(name);
  await self.clients.claim();
}

/** The name of one of our own files; nothing else is touched. */
function nameOf(request) {
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return undefined;
  const name = request.url.slice(scope.length).split(/[?#]/)[0] || 'index.html';
  return Object.hasOwn(FILES, name) ? name : undefined;
}

async function answer(name, request) {
  const cache = await caches.open(family + VERSION);
  return (await cache.match(name)) ?? fetch(request);
}
