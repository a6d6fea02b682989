// @ts-check
/**
 * Puts the packages' files into Python's file system. Each is there from the start, with
 * its name and size; its content is a part of a pack, which may come later.
 *
 * @typedef {Record<string, [string, number][]>} Tables names and sizes of each pack's files
 * @typedef {{head: any, content: Uint8Array}} Pack taken apart
 */

/**
 * Take apart a pack that begins with the length of a JSON.
 * @param {Uint8Array} pack
 * @returns {Pack}
 */
export function opened(pack) {
  const size = new DataView(pack.buffer, pack.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(pack.subarray(4, 4 + size)));
  return { head, content: pack.subarray(4 + size) };
}

/**
 * @param {any} FS Emscripten's file system
 * @param {string} root
 * @param {[string, number][]} table
 * @param {() => Uint8Array} pack called when a file is read first
 */
export function plant(FS, root, table, pack) {
  /** @type {Record<string, any>} */
  const folders = {};
  let at = 0;
  for (const [name, size] of table) {
    const path = `${root}${name}`;
    const slash = path.lastIndexOf("/");
    const folder = path.slice(0, slash);
    folders[folder] ??= made(FS, folder);
    leaf(FS, folders[folder], path.slice(slash + 1), size, part(pack, at, size));
    at += size;
  }
}

/**
 * One file that is fetched when it is read first.
 * @param {any} FS
 * @param {string} path
 * @param {number} size
 * @param {() => Uint8Array} content
 */
export function later(FS, path, size, content) {
  if (FS.analyzePath(path).exists) FS.unlink(path);
  const slash = path.lastIndexOf("/");
  leaf(FS, made(FS, path.slice(0, slash)), path.slice(slash + 1), size, content);
}

/**
 * @param {any} FS
 * @param {string} folder
 */
function made(FS, folder) {
  FS.mkdirTree(folder);
  return FS.lookupPath(folder).node;
}

/**
 * @param {() => Uint8Array} pack
 * @param {number} at
 * @param {number} size
 */
const part = (pack, at, size) => () => pack().subarray(at, at + size);

/**
 * @param {any} FS
 * @param {any} folder
 * @param {string} name
 * @param {number} size
 * @param {() => Uint8Array} content
 */
function leaf(FS, folder, name, size, content) {
  const node = folder.node_ops.mknod(folder, name, 0o100644, 0);
  /** @type {Uint8Array | null} */
  let bytes = null;
  node.usedBytes = size;
  Object.defineProperty(node, "contents", {
    get() {
      try {
        return (bytes ??= content());
      } catch {
        throw new FS.ErrnoError(29); // to Python it is an input/output error
      }
    },
    set(value) {
      bytes = value;
    },
  });
}
