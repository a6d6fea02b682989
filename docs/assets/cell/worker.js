// @ts-check
/**
 * Python, in a worker of its own: one for the whole visit.
 *
 * In:  {do: "load", draws, again}            fetch and start
 *      {do: "run", name, code, printed?, figures?}
 * Out: {is: "stage", stage, done, total}     how many bytes have arrived
 *      {is: "ready"} {is: "missing", file, why}
 *      {is: "running"} {is: "text", text} {is: "result", result, heap}
 *      {is: "broken", why}                   the interpreter is lost, begin anew
 */
import { fetched } from "./fetched.js";
import { needed } from "./needed.js";

const base = new URL("../runtime/", import.meta.url);
const say = (/** @type {object} */ message) => self.postMessage(message);
const broken = (/** @type {unknown} */ error) => say({ is: "broken", why: String(error) });

/** @type {any} the runtime: Pyodide, its lock, the sizes of its files, nnnotes.browser */
let python;
let again = false;

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.do === "load") await load(data);
    else await run(data);
  } catch (/** @type {any} */ error) {
    if (error.file) say({ is: "missing", file: error.file, why: error.message });
    else broken(error);
  }
});

// While Python loads, the first failure is the news; what follows from it is not.
self.addEventListener("unhandledrejection", (event) => {
  if (!python) event.preventDefault();
});

/** @param {{draws: boolean, again: boolean}} wish */
async function load(wish) {
  again = wish.again;
  const { files: sizes } = await json("manifest.json");
  const lock = await json("pyodide-lock.json");
  const packages = wish.draws ? ["nnnotes", "matplotlib"] : ["nnnotes"];
  const files = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
  const total = sum([...files, ...needed(lock, packages)], sizes);
  const py = await watched("Fetching Python", "Starting Python", sizes, total, async () => {
    await module("pyodide.asm.mjs"); // so that its absence is named, and its bytes count
    const { loadPyodide } = await module("pyodide.mjs");
    const started = await loadPyodide({
      indexURL: base.href,
      packageBaseUrl: base.href,
      lockFileContents: lock,
    });
    started._api.on_fatal = broken;
    await started.loadPackage(packages, silent);
    return started;
  });
  python = { py, lock, sizes, run: py.pyimport("nnnotes.browser").run };
  say({ is: "ready" });
}

/** @param {{name: string, code: string, printed?: string, figures?: string[]}} job */
async function run({ name, code, printed, figures }) {
  const { py, lock, sizes } = python;
  const wanted = packagesOf(code, py, lock).filter((name) => !(name in py.loadedPackages));
  if (wanted.length) {
    const total = sum(needed(lock, wanted, py.loadedPackages), sizes);
    await watched("Fetching Matplotlib", "Loading Matplotlib", sizes, total, () =>
      py.loadPackage(wanted, silent),
    );
  }
  say({ is: "running" });
  const send = (/** @type {string} */ text) => say({ is: "text", text });
  // With stack switching, time.sleep and asyncio.run work as they do elsewhere.
  const call = "Suspending" in WebAssembly ? python.run.callPromising : python.run;
  const shown = py.toPy(figures ?? []);
  const outcome = await call.call(python.run, code, name, send, printed, shown);
  const result = outcome.toJs({ dict_converter: Object.fromEntries });
  outcome.destroy();
  shown.destroy();
  say({ is: "result", result, heap: py._module.HEAP8.length });
}

/**
 * Packages of the runtime that the code imports; a syntax error imports nothing.
 * @param {string} code
 * @param {any} py
 * @param {any} lock
 * @returns {string[]}
 */
function packagesOf(code, py, lock) {
  const found = py.pyimport("pyodide.code").find_imports(code);
  const imports = new Set(found.toJs());
  found.destroy();
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.imports.some((/** @type {string} */ name) => imports.has(name)))
    .map(([name]) => name);
}

const silent = { messageCallback() {}, errorCallback() {} };

/**
 * Load with the page told how far it is.
 * @template Loaded
 * @param {string} fetching name of the stage while bytes arrive
 * @param {string} starting name of the stage after that
 * @param {Record<string, number>} sizes
 * @param {number} total
 * @param {() => Promise<Loaded>} load
 */
function watched(fetching, starting, sizes, total, load) {
  let [done, told] = [0, 0];
  const tell = (/** @type {number} */ bytes) => {
    done += bytes;
    const now = performance.now();
    if (now - told < 100 && done < total) return; // ten times a second will do
    told = now;
    say({ is: "stage", stage: done < total ? fetching : starting, done, total });
  };
  tell(0);
  return fetched(base, sizes, again, tell, load);
}

/** @param {string} file */
async function json(file) {
  return fetched(base, {}, again, () => {}, async () => {
    const response = await fetch(new URL(file, base));
    return response.json().catch(() => {
      throw Object.assign(new Error(`${file} is not whole`), { file });
    });
  });
}

/**
 * Import a module of the runtime, fetched by us first: a failed import names no file.
 * @param {string} file
 */
async function module(file) {
  await (await fetch(new URL(file, base))).arrayBuffer();
  return import(new URL(file, base).href);
}

/**
 * @param {string[]} files
 * @param {Record<string, number>} sizes
 */
const sum = (files, sizes) => files.reduce((bytes, file) => bytes + (sizes[file] ?? 0), 0);
