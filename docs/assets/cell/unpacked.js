// @ts-check
/**
 * What was unpacked once, kept for the next visit in files of this site's own: reading one
 * takes a tenth of the time that fetching its pack from the browser's cache, checking and
 * unpacking it takes.
 *
 * A name tells the content, so that what lies here under a pack's name is right; and a
 * storage that is full, forbidden or not there costs nothing but time.
 */
const FOLDER = "nnnotes-unpacked";

export class Unpacked {
  constructor() {
    this.folder = this.open();
    /** @type {Record<string, Promise<Uint8Array | null>>} packs that were asked for */
    this.asked = {};
  }

  async open() {
    try {
      const root = await navigator.storage.getDirectory();
      return await root.getDirectoryHandle(FOLDER, { create: true });
    } catch {
      return null;
    }
  }

  /** @param {string} pack */
  async has(pack) {
    return (await this.get(pack)) !== null;
  }

  /**
   * @param {string} pack
   * @returns {Promise<Uint8Array | null>} its content, if it is here
   */
  get(pack) {
    return (this.asked[pack] ??= this.read(pack));
  }

  /** @param {string} pack */
  async read(pack) {
    try {
      const file = await (await this.folder)?.getFileHandle(pack);
      return file ? await content(file) : null;
    } catch {
      return null;
    }
  }

  /** Hold on to nothing: Python has started. */
  release() {
    this.asked = {};
  }

  /** Forget all: Python does not start from it. */
  async forget() {
    this.release();
    const folder = await this.folder;
    for (const name of await listed(folder)) await folder?.removeEntry(name);
  }

  /**
   * Keep these, and none of which only another version of the site had use.
   * @param {string[]} packs
   * @param {string[]} known all packs of this version
   * @param {(pack: string) => Promise<Uint8Array>} unpack
   * @returns {Promise<boolean>} whether there was anything new
   */
  async keep(packs, known, unpack) {
    const folder = await this.folder;
    if (!folder) return false;
    const here = await listed(folder);
    for (const name of here) if (!known.includes(name)) await folder.removeEntry(name);
    const missing = packs.filter((pack) => !here.includes(pack));
    for (const pack of missing) {
      const bytes = await unpack(pack);
      const file = await folder.getFileHandle(`${pack}.part`, { create: true });
      const writing = await file.createWritable();
      await writing.write(/** @type {BufferSource} */ (bytes));
      await writing.close();
      // Under its name there is never half of it.
      await /** @type {any} */ (file).move(pack);
    }
    return missing.length > 0;
  }
}

/**
 * @param {FileSystemDirectoryHandle | null} folder
 * @returns {Promise<string[]>} the names of its files
 */
async function listed(folder) {
  const names = [];
  for await (const name of /** @type {any} */ (folder)?.keys() ?? []) names.push(name);
  return names;
}

/** @param {FileSystemFileHandle} file */
async function content(file) {
  /** @type {any} two visits may read at once, where the browser knows the mode */
  const reading = await /** @type {any} */ (file).createSyncAccessHandle({ mode: "read-only" });
  try {
    const bytes = new Uint8Array(reading.getSize());
    reading.read(bytes, { at: 0 });
    return bytes;
  } finally {
    reading.close();
  }
}
