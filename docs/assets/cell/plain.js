// @ts-check
/**
 * The plain start: Pyodide as it is distributed, for a browser that the quick start does
 * not fit. Slower, and the same otherwise.
 */
import { MissingFile } from "./downloads.js";
import { needed } from "./needed.js";

const TYPES = { wasm: "application/wasm", json: "application/json", mjs: "text/javascript" };

/**
 * @param {import("./quick.js").Runtime} runtime
 * @param {import("./downloads.js").Downloads} downloads
 * @param {string} code what will run
 */
export async function plain(runtime, downloads, code) {
  const lock = await locked(runtime, downloads);
  const py = await watched(downloads, async () => {
    const core = downloads.address(runtime.core).href;
    const base = downloads.address(runtime.plain).href;
    await fetch(`${core}pyodide.asm.mjs`); // so that its absence is named
    const { loadPyodide } = await import(`${core}pyodide.mjs`);
    const started = await loadPyodide({
      indexURL: core,
      stdLibURL: `${base}python_stdlib.zip`,
      packageBaseUrl: base,
      lockFileContents: lock,
    });
    await started.loadPackage(["nnnotes", "numpy"], silent);
    return started;
  });
  const missing = (/** @type {string} */ code) => imported(code, py, lock);

  return {
    py,
    /** @param {string} code */
    lacks: (code) => files(runtime, lock, missing(code), py.loadedPackages),
    /** @param {string} code */
    bring: (code) => watched(downloads, () => py.loadPackage(missing(code), silent)),
  };
}

/**
 * @param {import("./quick.js").Runtime} runtime
 * @param {import("./downloads.js").Downloads} downloads
 */
export async function locked(runtime, downloads) {
  const text = new TextDecoder().decode(await downloads.get(`${runtime.plain}pyodide-lock.json`));
  return JSON.parse(text);
}

/** @param {import("./quick.js").Runtime} runtime */
export const plainFiles = ({ core, plain, files }) =>
  Object.keys(files).filter(
    (name) => name.startsWith(core) || (name.startsWith(plain) && /python_stdlib|lock|\/(?:numpy|nnnotes)-/.test(name)),
  );

/**
 * @param {import("./quick.js").Runtime} runtime
 * @param {any} lock
 * @param {string[]} packages
 * @param {Record<string, unknown>} loaded
 */
const files = ({ plain }, lock, packages, loaded) =>
  needed(lock, packages, loaded).map((name) => plain + name);

/**
 * Packages of the runtime that the code imports; a syntax error imports nothing.
 * @param {string} code
 * @param {any} py
 * @param {any} lock
 * @returns {string[]}
 */
function imported(code, py, lock) {
  const found = py.pyimport("pyodide.code").find_imports(code);
  const imports = new Set(found.toJs());
  found.destroy();
  // What draws is imported through ours.
  if (imports.has("nnnotes") && /\bdraw\b/.test(code)) imports.add("matplotlib");
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.imports.some((/** @type {string} */ name) => imports.has(name)))
    .map(([name]) => name)
    .filter((name) => !(name in py.loadedPackages));
}

const silent = { messageCallback() {}, errorCallback() {} };

/**
 * Run `load` with a fetch that checks each file and ends with the first that fails: for
 * Pyodide's loader a failed fetch is not always an error, without its WebAssembly it
 * waits for ever.
 *
 * @template Loaded
 * @param {import("./downloads.js").Downloads} downloads
 * @param {() => Promise<Loaded>} load
 * @returns {Promise<Loaded>}
 */
async function watched(downloads, load) {
  const { fetch: plainFetch } = self;
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  const broken = new Promise((_, reject) => (fail = reject));
  broken.catch(() => {}); // it also rejects when nobody waits any longer
  self.fetch = async (input, init) => {
    const { href } = new URL(input instanceof Request ? input.url : input, self.location.href);
    const file = href.slice(downloads.base.href.length);
    if (!(href.startsWith(downloads.base.href) && file in downloads.files)) return plainFetch(input, init);
    self.fetch = plainFetch;
    const getting = downloads.get(file);
    self.fetch = watching;
    try {
      const ending = /** @type {keyof typeof TYPES} */ (file.slice(file.lastIndexOf(".") + 1));
      const type = TYPES[ending] ?? "application/octet-stream";
      const body = /** @type {BodyInit} */ (await getting);
      return new Response(body, { headers: { "Content-Type": type } });
    } catch (error) {
      fail(error instanceof MissingFile ? error : new MissingFile(file, error));
      throw error;
    }
  };
  const watching = self.fetch;
  try {
    return /** @type {Loaded} */ (await Promise.race([load(), broken]));
  } finally {
    self.fetch = plainFetch;
  }
}
