// @ts-check
/**
 * Pages that were read can be read again without a network, and their cells run once
 * Python has been used.
 *
 * Pages and their files come from the network while there is one, and are kept. The
 * files of Python come from the browser's own cache, which also holds them compiled;
 * what is kept here is for the time without a network. All of them are kept or none is,
 * and those of an earlier version go only when that is done. Scripts and Python's files
 * are named by their content, so that a kept page can only meet its own.
 */
const PAGES = "nnnotes-pages";
const PYTHON = "nnnotes-python-";
/** Stands in a cache that holds all it should. */
const WHOLE = new URL("assets/runtime/whole", self.registration.scope).href;
const runtime = new URL("assets/runtime/", self.registration.scope).href;
/** Names that tell the content: what is kept under them is right for ever. */
const LASTING = /[-.][0-9a-zA-Z]{8,}\.(?:min\.)?(?:js|css|svg|woff2)$/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, href, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (href.startsWith(runtime)) {
    if (search === "?kept") event.respondWith(kept(request));
  } else if (LASTING.test(pathname)) event.respondWith(keptOrFetched(request));
  else event.respondWith(fetchedOrKept(request));
});

self.addEventListener("message", (event) => {
  const { read, python } = event.data;
  if (read) event.waitUntil(keepRead(read));
  if (python) event.waitUntil(keepPython(python));
});

/** @param {Request} request */
async function kept(request) {
  const found = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  return found ?? Response.error();
}

/** @param {Request} request */
async function keptOrFetched(request) {
  const found = await caches.match(request, { ignoreVary: true });
  return found ?? keep(request, await fetch(request));
}

/** @param {Request} request */
async function fetchedOrKept(request) {
  try {
    return await keep(request, await fetch(request));
  } catch (error) {
    const found = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

/**
 * @param {Request} request
 * @param {Response} response
 */
async function keep(request, response) {
  if (response.ok && response.type === "basic" && !request.headers.has("Range")) {
    const copy = response.clone();
    // A full or forbidden storage must not cost the reader the page.
    void caches.open(PAGES).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return response;
}

/**
 * Keep the page that was read before this worker was there, and its files.
 * @param {string[]} addresses
 */
async function keepRead(addresses) {
  const cache = await caches.open(PAGES);
  const here = addresses.filter((address) => {
    const { origin, href } = new URL(address);
    return origin === self.location.origin && !href.startsWith(runtime);
  });
  // Each for itself: one that is gone is no reason to lose the others.
  await Promise.allSettled(here.map(async (address) => {
    if (!(await cache.match(address))) await cache.add(address);
  }));
}

/**
 * @param {{version: string, files: string[]}} python
 */
async function keepPython({ version, files }) {
  const name = PYTHON + version;
  const cache = await caches.open(name);
  if (await cache.match(WHOLE)) return;
  try {
    // All of them, or an error and none.
    const requests = files.map((file) => new Request(runtime + file, { cache: "force-cache" }));
    await cache.addAll(requests);
    // The browser may have been closed in between: only this says that it is done.
    await cache.put(WHOLE, new Response());
  } catch {
    await caches.delete(name);
    return;
  }
  for (const other of await caches.keys()) {
    if (other.startsWith(PYTHON) && other !== name) await caches.delete(other);
  }
}
