// @ts-check
/**
 * Python, in a worker of its own: one for the whole visit.
 *
 * In:  {do: "load", code, again, way?}       fetch and start; the code says for what
 *      {do: "run", name, code, printed?, figures?}
 *      {do: "keep"}                          make the next visit's start quicker
 * Out: {is: "stage", stage, done, total}     how many bytes have arrived
 *      {is: "ready", way, keep} {is: "missing", file, why}
 *      {is: "running"} {is: "text", text} {is: "result", result, heap}
 *      {is: "broken", why}                   the interpreter is lost, begin anew
 */
import { Downloads } from "./downloads.js";
import { plain, plainFiles } from "./plain.js";
import { quick, quickFiles } from "./quick.js";
import { fits } from "./restored.js";
import { Unpacked } from "./unpacked.js";

/** @type {import("./quick.js").Runtime} put in by the build */
const runtime = /** @type {any} */ (RUNTIME);
const base = new URL("../runtime/", import.meta.url);
const say = (/** @type {object} */ message) => self.postMessage(message);
const broken = (/** @type {unknown} */ error) => say({ is: "broken", why: String(error) });

/**
 * Figures that are drawn for nobody after a first visit: what runs often, the browser
 * compiles well and keeps so. One figure is too few for that.
 */
const REHEARSALS = 4;
/** The ways to start, best first. An interpreter of its own is the last resort. */
const WAYS = ["snapshot", "bytecode", "plain"];
/** @type {any} the interpreter, nnnotes.browser, and what it lacks for some code */
let python;
/** @type {Downloads} */
let downloads;
const store = new Unpacked();

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.do === "load") await load(data);
    else if (data.do === "keep") await keep();
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

/** @param {{code: string, again: boolean, way?: string}} wish */
async function load({ code, again, way = fits() ? "snapshot" : "bytecode" }) {
  downloads = new Downloads(base, runtime.files, again);
  for (const next of WAYS.slice(WAYS.indexOf(way))) {
    try {
      python = await start(next, code);
      return say({ is: "ready", way: next, keep: next === "plain" ? null : kept(next) });
    } catch (/** @type {any} */ error) {
      // Another way needs the same network.
      if (error.file || next === "plain") throw error;
      console.warn(`Python does not start from "${next}" here: ${error}`);
      await store.forget().catch(() => {});
    }
  }
}

/**
 * @param {string} way
 * @param {string} code
 */
async function start(way, code) {
  const restores = way === "snapshot";
  const files = way === "plain" ? plainFiles(runtime) : quickFiles(runtime, store, code, restores);
  tell("Fetching Python", "Starting Python", files);
  const loaded = way === "plain"
    ? await plain(runtime, downloads, code)
    : await quick(runtime, downloads, store, code, restores, waits);
  loaded.py._api.on_fatal = broken;
  const { run, warm, rehearse } = loaded.py.pyimport("nnnotes.browser");
  // Imported ahead of the click, if there was a sign of it.
  warm(loaded.lacks(code).length === 0 && /\b(?:matplotlib|draw|pylab)\b/.test(code));
  return { ...loaded, run, rehearse };
}

/** @param {{name: string, code: string, printed?: string, figures?: string[]}} job */
async function run({ name, code, printed, figures }) {
  const { py } = python;
  const lacks = python.lacks(code);
  if (lacks.length) {
    const what = lacks.some((file) => /matplotlib|figures/.test(file)) ? "Matplotlib" : "more of nnnotes";
    tell(`Fetching ${what}`, `Loading ${what}`, lacks);
    await python.bring(code);
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

async function keep() {
  downloads.on = () => {};
  // Without a network, or room, the next start takes longer, and that is all.
  const first = await python?.keep?.().catch(() => false);
  for (let i = 0; first && i < REHEARSALS; i++) {
    try {
      python.rehearse();
    } catch {
      return; // a cell has changed Matplotlib itself
    }
    await new Promise((resolve) => setTimeout(resolve)); // a click is not to wait for all
  }
}

/**
 * What the browser should keep, to run cells without a network.
 * @param {string} way
 */
function kept(way) {
  const { core, files, packs } = runtime;
  const useless = way === "snapshot" ? /^(?:rest|fonts|numbers)$/ : /^(?:rest|fonts|.*-snapshot)$/;
  const names = Object.keys(packs).filter((name) => !useless.test(name));
  const parts = Object.keys(files).filter((file) => file.startsWith(core));
  const all = [...parts, ...names.map((name) => packs[name])];
  return { version: `${core}${packs.nnnotes}`.replaceAll("/", "-"), files: all };
}

/**
 * Tell the page how much has arrived, ten times a second.
 * @param {string} fetching name of the stage while bytes arrive
 * @param {string} starting name of the stage after that
 * @param {string[] | Promise<string[]>} files
 */
function tell(fetching, starting, files) {
  let [done, told, total] = [0, 0, Infinity];
  const report = (/** @type {number} */ bytes) => {
    done += bytes;
    const now = performance.now();
    if (total === Infinity || (now - told < 100 && done < total)) return;
    told = now;
    say({ is: "stage", stage: done < total ? fetching : starting, done, total });
  };
  downloads.on = report;
  // Nobody waits for this: meanwhile the first files are on their way.
  void Promise.resolve(files).then((names) => {
    total = downloads.bytes(names);
    report(0);
  });
}

/** @param {string} file that running code waits for */
function waits(file) {
  const name = file.replace(/-.*/, "");
  say({ is: "stage", stage: `Fetching ${name === "library" ? "the rest of Python" : name}`, done: 0, total: 0 });
}
