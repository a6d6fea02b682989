// @ts-check
/**
 * Puts the packages' files into Python's file system. Each is there from the start, with
 * its name and size; its content is a part of a pack, which may come later. A folder is
 * filled when somebody looks into it: there are two thousand files, of which few are read.
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
 * @typedef {{files: [string, number, () => Uint8Array][], folders: Map<string, Folder>}} Folder
 *
 * @param {any} FS Emscripten's file system
 * @param {string} root
 * @param {Tables} tables
 * @param {(pack: string) => Uint8Array} content called when a file of a pack is read first
 */
export function plant(FS, root, tables, content) {
  const top = empty();
  for (const [pack, table] of Object.entries(tables)) {
    let at = 0;
    for (const [name, size] of table) {
      const parts = name.split("/");
      const file = /** @type {string} */ (parts.pop());
      let folder = top;
      for (const part of parts) folder = inner(folder, part);
      folder.files.push([file, size, part(content, pack, at, size)]);
      at += size;
    }
  }
  wait(FS, made(FS, root.slice(0, -1)), top);
}

/** @returns {Folder} */
const empty = () => ({ files: [], folders: new Map() });

/**
 * @param {Folder} folder
 * @param {string} name
 */
function inner(folder, name) {
  const found = folder.folders.get(name) ?? empty();
  folder.folders.set(name, found);
  return found;
}

/**
 * Fill a folder, and those in it, when somebody looks into them.
 * @param {any} FS
 * @param {any} node
 * @param {Folder} folder
 */
function wait(FS, node, { files, folders }) {
  const { node_ops } = node;
  const fill = () => {
    node.node_ops = node_ops;
    for (const [name, size, content] of files) leaf(FS, node, name, size, content);
    for (const [name, folder] of folders) {
      if (!node.contents[name]) wait(FS, node_ops.mknod(node, name, 0o40755, 0), folder);
    }
  };
  node.node_ops = {
    ...node_ops,
    lookup: (/** @type {any} */ parent, /** @type {string} */ name) => (fill(), FS.lookupNode(parent, name)),
    readdir: (/** @type {any} */ parent) => (fill(), node_ops.readdir(parent)),
  };
  // What is there already would be found without a look into this one.
  for (const [name, folder] of folders) if (node.contents[name]) wait(FS, node.contents[name], folder);
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
 * @param {(pack: string) => Uint8Array} content
 * @param {string} pack
 * @param {number} at
 * @param {number} size
 */
const part = (content, pack, at, size) => () => content(pack).subarray(at, at + size);

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
