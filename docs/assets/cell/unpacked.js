// @ts-check
/**
 * What was unpacked once, kept for the next visit: the browser reads it back in a third of
 * the time that fetching the pack from its cache, checking and unpacking it takes.
 *
 * A name tells the content, so that what lies here under a pack's name is right; and a
 * storage that is full, forbidden or not there costs nothing but time.
 */
const NAME = "nnnotes-unpacked";

export class Unpacked {
  /** @param {(pack: string) => string} key the address of a pack */
  constructor(key) {
    this.key = (/** @type {string} */ pack) => `${key(pack)}?unpacked`;
    /** @type {Promise<Cache | null>} */
    this.cache = this.open();
    this.keys = this.listed();
  }

  async open() {
    try {
      return await caches.open(NAME);
    } catch {
      return null;
    }
  }

  /** @returns {Promise<Set<string>>} the addresses that are here */
  async listed() {
    const cache = await this.cache;
    const found = cache ? await cache.keys().catch(() => []) : [];
    return new Set(found.map(({ url }) => url));
  }

  /** @param {string} pack */
  async has(pack) {
    return (await this.keys).has(this.key(pack));
  }

  /**
   * @param {string} pack
   * @returns {Promise<Uint8Array | null>} its content, if it is here
   */
  async get(pack) {
    if (!(await this.has(pack))) return null;
    try {
      const found = await (await this.cache)?.match(this.key(pack));
      return found ? new Uint8Array(await found.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  /**
   * Keep these, and no others of which another version of the site had use.
   * @param {string[]} packs
   * @param {string[]} known all packs of this version
   * @param {(pack: string) => Promise<Uint8Array>} unpack
   */
  async keep(packs, known, unpack) {
    const cache = await this.cache;
    if (!cache) return;
    const right = new Set(known.map(this.key));
    for (const { url } of await cache.keys()) if (!right.has(url)) await cache.delete(url);
    for (const pack of packs) {
      if (await cache.match(this.key(pack))) continue;
      await cache.put(this.key(pack), new Response(/** @type {BodyInit} */ (await unpack(pack))));
    }
  }
}
