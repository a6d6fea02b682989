// @ts-check
/**
 * Starts Pyodide as an interpreter that has done its imports: with the memory that the
 * build's had then.
 */
import { layout, linked } from "./linked.js";
import { opened } from "./packs.js";

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
/** A module that exports its one function under two names. */
const TWICE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 9, 2, 1, 97, 0, 0, 1, 98, 0, 0, 10, 4, 1, 2, 0, 11];

/**
 * @typedef {object} Head what the build says of a snapshot
 * @property {string} layout
 * @property {number} size
 * @property {object} state what Python holds of JavaScript
 * @property {[number, number][]} runs where memory differs: begin and end
 * @property {string[]} folders
 * @property {[string, number][]} libraries
 * @property {[string, number][]} files
 * @property {import("./packs.js").Tables} tables
 */

/** @returns {boolean} whether functions are numbered here as in the build; Safari's are not */
export function fits() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(TWICE)));
  return exports.a === exports.b;
}

/**
 * @param {Promise<Uint8Array>} arriving the snapshot
 * @param {(settings: any) => Promise<any>} create Pyodide's own maker of an interpreter
 * @returns {{options: object, failed: Promise<never>, done: () => Head & {bytes: Uint8Array[]}}}
 *   options of loadPyodide, which waits for ever if this promise is rejected; and when it
 *   has not, what else the snapshot brings
 */
export function restored(arriving, create) {
  /** @type {Head} */
  let head;
  /** @type {Uint8Array} */
  let content;
  const compiled = arriving.then((pack) => {
    ({ head, content } = opened(pack));
    const whole = cut(content, 0, head.libraries);
    return Promise.all(head.libraries.map(async ([name], i) => {
      const module = await WebAssembly.compile(/** @type {BufferSource} */ (whole[i]));
      return /** @type {[string, WebAssembly.Module]} */ ([SITE + name, module]);
    }));
  });
  /** @type {(error: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => {}); // told where it is waited for
  const libraries = () => sum(head.libraries);
  const then = (/** @type {any} */ python) => {
    const here = layout(python);
    if (here !== head.layout) throw new Error(`memory lies otherwise: ${here}, not ${head.layout}`);
    python.API.restoreSnapshot = () => {
      write(python, head, content.subarray(libraries() + sum(head.files)));
      return head.state;
    };
  };
  const done = () => {
    // Copies: the snapshot itself need not stay.
    const bytes = cut(content, libraries(), head.files).map((part) => part.slice());
    return { ...head, bytes };
  };
  const createPyodideModule = linked(create, compiled, then, fail);
  return { options: { _loadSnapshot: ANY, createPyodideModule }, failed, done };
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
 * @param {number} at
 * @param {[string, number][]} table
 */
const cut = (content, at, table) =>
  table.map(([, size]) => content.subarray(at, (at += size)));

/** @param {[string, number][]} table */
const sum = (table) => table.reduce((all, [, size]) => all + size, 0);
