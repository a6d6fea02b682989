// @ts-check
/**
 * The page's side of Python: one worker for the visit, one run at a time.
 *
 * @typedef {object} Job
 * @property {string} name
 * @property {string} code
 * @property {string} [again] the button that tries again; "Run" if not given
 * @property {string} [printed] the page's printed result; without it nothing is compared
 * @property {string[]} [figures] the page's figures, SVG texts
 * @property {(stage: string, done: number, total: number) => void} onStage
 * @property {() => void} onRunning
 * @property {(text: string) => void} onText
 * @property {(end: End) => void} onEnd called once, whatever happens
 *
 * @typedef {{state: "done" | "error" | "stopped", result?: any, message?: string}} End
 */

import { offline } from "./offline.js";

/** Silence, in milliseconds, after which loading has failed: a minute. */
const PATIENCE = 60_000;
/** Memory, in bytes, that an interpreter may keep: it never gives any back. */
const HEAP = 1_000_000_000;
/** How long a run may go on after its cell has left the page, in milliseconds. */
const GRACE = 5_000;

/** Named by its content, by the build. */
const script = new URL(/** @type {any} */ (WORKER), import.meta.url);

/** After a run, in milliseconds, before Python is kept for a time without a network. */
const QUIET = 5_000;

/** @type {Worker | null} */
let worker = null;
let ready = false;
/** @type {{version: string, files: string[]} | null} */
let keep = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let keeping;
let failedBefore = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let watchdog;
/** @type {Job[]} the first of them runs, or waits for Python */
let queue = [];
/** @type {Set<Job>} runs whose cell has left the page */
const left = new Set();
/** @type {{stage: string, done: number, total: number} | null} */
let progress = null;

export const python = {
  /**
   * Start Python, if it is not there yet.
   * @param {string} code what will probably run
   */
  warm(code) {
    if (worker) return;
    const mine = new Worker(script, { type: "module" });
    worker = mine;
    mine.addEventListener("message", ({ data }) => {
      if (mine === worker) heard(data); // an ended worker's last words may come late
    });
    mine.addEventListener("error", (event) => {
      event.preventDefault();
      if (mine !== worker) return;
      if (ready) broken(event.message);
      else missing("worker.js");
    });
    mine.postMessage({ do: "load", code, again: failedBefore });
    watch();
  },

  /** @param {Job} job */
  run(job) {
    if (queue.length && left.has(queue[0])) this.stop(queue[0]);
    queue.push(job);
    this.warm(job.code);
    if (queue.length > 1) job.onStage("Waiting for the other cell", 0, 0);
    else if (ready) post();
    else if (progress) job.onStage(progress.stage, progress.done, progress.total);
  },

  /** @param {Job} job */
  stop(job) {
    if (queue[0] === job) {
      // A run can only be ended with its worker; loading goes on if another cell waits.
      if (ready || queue.length === 1) drop();
      end(job, { state: "stopped" });
    } else if (queue.includes(job)) {
      queue = queue.filter((other) => other !== job);
      job.onEnd({ state: "stopped" });
    }
  },

  /**
   * The cell has left the page: its run may end by itself, but not go on for ever.
   * @param {Job} job
   */
  leave(job) {
    if (queue[0] !== job) return this.stop(job);
    left.add(job);
    setTimeout(() => this.stop(job), GRACE);
  },
};

/** @param {any} message */
function heard(message) {
  const job = queue[0];
  if (message.is === "stage") {
    watch();
    progress = message;
    job?.onStage(message.stage, message.done, message.total);
  } else if (message.is === "ready") {
    ready = true;
    failedBefore = false;
    keep = message.keep;
    post();
  } else if (message.is === "missing") missing(message.why);
  else if (message.is === "broken") broken(message.why);
  else if (!job) return;
  else if (message.is === "running") {
    clearTimeout(watchdog); // a run may take its time
    job.onRunning();
  } else if (message.is === "text") job.onText(message.text);
  else if (message.is === "result") {
    if (message.heap > HEAP) drop();
    end(job, { state: message.result.error ? "error" : "done", result: message.result });
  }
}

/** Hand the first job to the worker. */
function post() {
  const job = queue[0];
  if (!job) return clearTimeout(watchdog);
  const { name, code, printed, figures } = job;
  worker?.postMessage({ do: "run", name, code, printed, figures });
  watch();
}

/**
 * @param {Job} job
 * @param {End} how
 */
function end(job, how) {
  clearTimeout(watchdog);
  left.delete(job);
  queue = queue.filter((other) => other !== job);
  job.onEnd(how);
  const next = queue[0];
  clearTimeout(keeping);
  if (!next) return void (keeping = setTimeout(keepPython, QUIET));
  python.warm(next.code);
  if (ready) post();
}

/** Let the browser keep what a run needs: now, as nobody waits for a file. */
function keepPython() {
  if (!keep || queue.length || offline.unwanted()) return;
  worker?.postMessage({ do: "keep" });
  void offline.python(keep, script);
}

/** Begin to wait for the next sign of life. */
function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => missing(""), PATIENCE);
}

/**
 * The runtime, or a part of it, cannot be had.
 * @param {string} why
 */
function missing(why) {
  drop();
  failedBefore = true;
  const which = why || "the server does not answer";
  const message = `The Python runtime could not be loaded: ${which}. The page itself is complete without it.`;
  for (const job of queue.splice(0)) {
    job.onEnd({ state: "error", message: `${message} ${job.again ?? "Run"} tries again.` });
  }
}

/**
 * The interpreter is lost, and only this run with it.
 * @param {string} why
 */
function broken(why) {
  drop();
  const [job] = queue;
  const message = `Python itself broke down (${why.split("\n")[0]}). ${job?.again ?? "Run"} starts it anew.`;
  if (job) end(job, { state: "error", message });
}

function drop() {
  clearTimeout(watchdog);
  worker?.terminate();
  worker = null;
  ready = false;
  progress = null;
}
