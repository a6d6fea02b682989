// @ts-check
/**
 * Lets the browser keep what was read, and Python once it has been used.
 */
const place = new URL("../../sw.js", import.meta.url);

export const offline = {
  /** Keep this page. Called once a visit; the service worker sees the later ones. */
  async read() {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    await tell({ read: [location.href.split("#")[0], ...loaded] });
  },

  /**
   * @param {{version: string, files: string[]}} python what it was started from
   * @param {URL} worker the script that did
   */
  python: (python, worker) => tell({ python, read: [worker.href] }),

  /** @returns {boolean} Who saves data gets what they asked for, and no copy of it. */
  unwanted: () => Boolean(/** @type {any} */ (navigator).connection?.saveData),
};

/** @param {object} message */
async function tell(message) {
  if (offline.unwanted()) return;
  try {
    await navigator.serviceWorker?.register(place);
    const { active } = (await navigator.serviceWorker?.ready) ?? {};
    active?.postMessage(message);
  } catch {
    // Forbidden, or not a place where it may be: the site works as long as there is a network.
  }
}
