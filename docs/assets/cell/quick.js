// @ts-check
/**
 * The quick start: an interpreter as it was in the build after its usual imports; or, for
 * a browser that cannot take that, packages as bytecode in few files.
 */
import { MissingFile } from "./downloads.js";
import { env, executable } from "./linked.js";
import { later, opened, plant } from "./packs.js";
import { AWAKE, restored } from "./restored.js";
import { zstd } from "./zstd.js";

const SITE = "/lib/python3.14/site-packages/";
const LIBRARY = "/lib/python314.zip";
/** An archive without a file. */
const EMPTY = Uint8Array.from([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]);
/** Python has seen the packages' folder when it was empty. */
const LOOK = `import sys; sys.path_importer_cache.pop("${SITE.slice(0, -1)}", None)`;
const DRAWS = /\b(?:matplotlib|draw|pylab)\b/;
/** What a pack besides the usual ones is for: code like this. */
const USES = {
  "figures-libraries": DRAWS,
  figures: DRAWS,
  examples: /\bnnnotes(?:\.|\s+import\s.*\b)examples\b/,
  exercises: /\bnnnotes(?:\.|\s+import\s.*\b)exercises\b/,
  explorers: /\bnnnotes(?:\.|\s+import\s.*\b)explorers\b/,
};

/**
 * @typedef {object} Runtime what the build says of its files
 * @property {object} info what Pyodide's lock says of its binary interface
 * @property {string} core folder of Pyodide itself
 * @property {string} plain folder of the plain start
 * @property {Record<string, string>} packs
 * @property {Record<string, [number, string]>} files
 */

/**
 * @param {Runtime} runtime
 * @param {import("./unpacked.js").Unpacked} store
 * @param {string} code what will run
 * @param {boolean} restores whether this browser can take the snapshot
 * @returns {Promise<string[]>} the files that it needs and that are not unpacked already
 */
export async function quickFiles({ core, packs }, store, code, restores) {
  const names = startingWith(code, restores).map((name) => packs[name]);
  const kept = await Promise.all(names.map((name) => store.has(name)));
  const files = names.filter((_, i) => !kept[i]);
  const parts = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"].map((part) => core + part);
  return [...parts, packs.decoder, ...files, ...(restores ? [] : [packs.library])];
}

/**
 * @param {string} code
 * @returns {string[]} packs that only some code uses
 */
const uses = (code) => Object.entries(USES).flatMap(([name, like]) => (like.test(code) ? [name] : []));

/**
 * @param {string} code
 * @param {boolean} restores
 * @returns {string[]} the packs to start with
 */
function startingWith(code, restores) {
  const special = uses(code);
  if (!restores) return ["numbers-libraries", "numbers", "nnnotes", ...special];
  return [...restoredFrom(code), "nnnotes", ...special.filter((name) => !/^figures/.test(name))];
}

/**
 * @param {string} code
 * @returns {string[]} packs of extension modules, and last the memory that has them
 */
const restoredFrom = (code) =>
  DRAWS.test(code)
    ? ["numbers-libraries", "figures-libraries", "figures-snapshot"]
    : ["numbers-libraries", "numbers-snapshot"];

/**
 * @param {Runtime} runtime
 * @param {import("./downloads.js").Downloads} downloads
 * @param {import("./unpacked.js").Unpacked} store
 * @param {string} code
 * @param {boolean} restores
 * @param {(file: string) => void} wait Python waits for a file
 */
export async function quick(runtime, downloads, store, code, restores, wait) {
  const { packs } = runtime;
  const decoding = downloads.compile(packs.decoder);
  decoding.catch(() => {}); // told where it is waited for
  const fetched = async (/** @type {string} */ file) => {
    const packed = downloads.get(file);
    return zstd(await decoding, await packed);
  };
  const unpacked = async (/** @type {string} */ name) =>
    opened((await store.get(packs[name])) ?? (await fetched(packs[name])));
  const names = startingWith(code, restores);
  const used = restores ? restoredFrom(code) : [];
  downloads.quiet = store.has(packs[used.at(-1) ?? "numbers"]);
  /** @type {Record<string, Promise<import("./packs.js").Pack>>} */
  const arriving = Object.fromEntries(names.map((name) => [name, unpacked(name)]));
  const library = restores ? EMPTY : downloads.get(packs.library);
  const files = Promise.all([...Object.values(arriving), library, decoding]);
  files.catch(() => {}); // told where it is waited for
  const { py, brought } = await started(runtime, downloads, Object.values(arriving).slice(0, used.length), library, files);

  const decoder = await decoding;
  /** @type {Record<string, Uint8Array>} */
  const here = {};
  for (const name of names) if (!used.includes(name)) here[name] = (await arriving[name]).content;
  const { head: ours } = await arriving.nnnotes;
  const tables = brought?.tables ?? (await arriving.numbers).head;
  const pack = (/** @type {string} */ name) => {
    if (!here[name]) {
      wait(packs[name]);
      here[name] = opened(zstd(decoder, downloads.now(packs[name]))).content;
    }
    return here[name];
  };
  plant(py.FS, SITE, { ...tables, ...ours }, pack);
  if (brought) {
    for (const folder of brought.folders) py.FS.mkdirTree(folder);
    brought.files.forEach(([name, size], i) => later(py.FS, SITE + name, size, () => brought.bytes[i]));
    const [size] = downloads.files[packs.library];
    later(py.FS, LIBRARY, size, () => (wait(packs.library), downloads.now(packs.library)));
  }
  py.runPython(brought ? AWAKE : LOOK);
  store.release();
  const drawn = used.includes("figures-snapshot");
  const lacks = (/** @type {string} */ code) =>
    uses(code).filter((name) => !here[name] && !(drawn && /^figures/.test(name)));

  return {
    py,
    /** @param {string} code */
    lacks: (code) => lacks(code).map((name) => packs[name]),
    /** @param {string} code */
    async bring(code) {
      for (const name of lacks(code)) here[name] = (await unpacked(name)).content;
    },
    /** Keep what this start had to unpack, now that nobody waits. */
    keep: () => store.keep(names.map((name) => packs[name]), Object.values(packs), fetched),
  };
}

/**
 * Start Pyodide with its WebAssembly compiled while it arrives.
 * @param {Runtime} runtime
 * @param {import("./downloads.js").Downloads} downloads
 * @param {Promise<import("./packs.js").Pack>[]} used extension modules and memory
 * @param {Uint8Array | Promise<Uint8Array>} library the standard library
 * @param {Promise<unknown>} files what else has to arrive
 */
async function started({ core, info }, downloads, used, library, files) {
  const folder = downloads.address(core).href;
  const compiling = downloads.compile(`${core}pyodide.asm.wasm`);
  compiling.catch(() => {});
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => script(downloads, core + name));
  const { fetch: plainFetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    // These two are here already, or on their way.
    if (address === `${folder}library.zip`) {
      return new Response(/** @type {BodyInit} */ (await library));
    }
    if (address === `${folder}pyodide.asm.wasm`) return new Response();
    return plainFetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiling;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  try {
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(scripts);
    const lockFileContents = { info, packages: {} };
    const snapshot = used.at(-1);
    const restoring = snapshot && restored(used.slice(0, -1), snapshot, createPyodideModule);
    const starting = loadPyodide({
      createPyodideModule,
      env,
      _sysExecutable: executable,
      ...restoring?.options,
      indexURL: folder,
      lockFileContents,
      stdLibURL: `${folder}library.zip`,
    });
    // Without its WebAssembly Pyodide waits for ever: what fails first is the news.
    const failing = Promise.all([compiling, files]).then(() => starting);
    const py = await Promise.race([starting, failing, restoring?.failed ?? failing]);
    return { py, brought: restoring?.done() };
  } finally {
    self.fetch = plainFetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * Import a module of the runtime, and fetch it beside, to check it and to name it: a
 * failed import names no file.
 * @param {import("./downloads.js").Downloads} downloads
 * @param {string} file
 */
async function script(downloads, file) {
  const checking = downloads.get(file);
  // After a failure the import is not to find what failed.
  if (downloads.cache === "reload") await checking;
  const importing = import(downloads.address(file).href).catch(() => import(downloads.kept(file).href));
  importing.catch(() => {});
  await checking;
  try {
    return await importing;
  } catch (error) {
    throw new MissingFile(file, error);
  }
}
