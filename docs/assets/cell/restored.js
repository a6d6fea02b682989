// @ts-check
/**
 * Starts Pyodide as an interpreter that has done its imports: with the memory that the
 * build's had then.
 */
import { layout, linked } from "./linked.js";

const SITE = "/lib/python3.14/site-packages/";
/**
 * Python for a restored interpreter: chance goes on. What the snapshot holds of it is
 * everybody's; the hashes of texts, which order sets of them, stay so.
 */
export const AWAKE = `
import random, sys
random.seed()
sys.modules["numpy"].random.seed()
`;
/** Has the interpreter wait for `restoreSnapshot`, which is ours. */
const ANY = new Uint8Array(64);
/** @type {import("./packs.js").Pack} */
const EMPTY = { head: {}, content: new Uint8Array() };
/** A module that exports its one function under two names. */
const TWICE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 9, 2, 1, 97, 0, 0, 1, 98, 0, 0, 10, 4, 1, 2, 0, 11];

/**
 * @typedef {object} Head what the build says of a snapshot
 * @property {string} layout
 * @property {number} size
 * @property {object} state what Python holds of JavaScript
 * @property {[number, number][]} runs where memory differs: begin and end
 * @property {string[]} folders
 * @property {[string, number][]} files
 * @property {import("./packs.js").Tables} tables
 */

/** @returns {boolean} whether functions are numbered here as in the build; Safari's are not */
export function fits() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(TWICE)));
  return exports.a === exports.b;
}

/**
 * @typedef {import("./packs.js").Pack} Pack
 *
 * @param {Promise<Pack>[]} libraries extension modules
 * @param {Promise<Pack>} snapshot the memory of an interpreter that has them
 * @param {(settings: any) => Promise<any>} create Pyodide's own maker of an interpreter
 * @returns {{options: object, failed: Promise<never>, done: () => Head & {bytes: Uint8Array[]}}}
 *   options of loadPyodide, which waits for ever if this promise is rejected; and when it
 *   has not, what else the snapshot brings
 */
export function restored(libraries, snapshot, create) {
  /** @type {Pack} Pyodide keeps what it was started with, but this need not stay */
  let pack;
  /** @type {string} */
  let here;
  /** @type {(error: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => {}); // told where it is waited for
  const brought = snapshot.then((found) => void (pack = found));
  brought.catch(() => {}); // told where it is waited for
  const compiled = Promise.all(libraries.map(async (arriving) => compile(await arriving)));
  const make = linked(
    create,
    compiled.then((found) => found.flat()),
    (/** @type {any} */ python) => (here = layout(python)),
    fail,
  );
  const createPyodideModule = async (/** @type {any} */ settings) => {
    const python = await make(settings);
    await brought;
    const { layout: there, files, state } = pack.head;
    if (here !== there) throw new Error(`memory lies otherwise: ${here}, not ${there}`);
    python.API.restoreSnapshot = () => {
      write(python, pack.head, pack.content.subarray(sum(files)));
      return state;
    };
    return python;
  };
  const done = () => {
    const { head, content } = pack;
    pack = EMPTY;
    return { ...head, bytes: cut(content, head.files).map((part) => part.slice()) };
  };
  return { options: { _loadSnapshot: ANY, createPyodideModule }, failed, done };
}

/**
 * @param {Pack} libraries
 * @returns {Promise<import("./linked.js").Libraries>}
 */
async function compile({ head, content }) {
  const [table] = Object.values(head);
  const modules = cut(content, table).map((bytes) => WebAssembly.compile(/** @type {BufferSource} */ (bytes)));
  return Promise.all(modules.map(async (module, i) => [SITE + table[i][0], await module]));
}

/**
 * @param {any} python
 * @param {Head} head
 * @param {Uint8Array} blocks
 */
function write(python, { size, runs }, blocks) {
  if (python.HEAPU8.length < size) python.growMemory(size);
  let at = 0;
  for (const [from, to] of runs) {
    python.HEAPU8.set(blocks.subarray(at, at + to - from), from);
    at += to - from;
  }
}

/**
 * @param {Uint8Array} content
 * @param {[string, number][]} table
 */
function cut(content, table) {
  let at = 0;
  return table.map(([, size]) => content.subarray(at, (at += size)));
}

/** @param {[string, number][]} table */
const sum = (table) => table.reduce((all, [, size]) => all + size, 0);
