/**
 * node --experimental-wasm-jspi snapshot.mjs <runtime folder> <library> <modules.json> <result>
 *
 * Starts the interpreter, imports modules of the standard library, and writes its
 * memory as `makeMemorySnapshot` gives it. The same input gives the same bytes: time
 * and chance stand still, and what was freed is wiped.
 */
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { start } from "./start.mjs";

const [runtime, library, modules, result] = process.argv.slice(2);
stop();
const python = await start(runtime, {
  _makeSnapshot: true,
  // What the interpreter knows of its surroundings is kept: no path of this machine.
  _sysExecutable: "/python",
  env: { LANG: "C.UTF-8", _: "python", HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
  stdLibURL: library,
});
const memory = python._module;
const size = memory.HEAP8.length;
for (const name of JSON.parse(readFileSync(modules, "utf8"))) python.pyimport(name).destroy();
python.runPython("import gc, linecache; linecache.clearcache(); gc.collect(); gc.collect()");
if (memory.HEAP8.length !== size) throw new Error("the imports do not fit into the first memory");
wipe();
writeFileSync(result, python.makeMemorySnapshot());

/** Time and chance are the same for every build. */
function stop() {
  const now = 1_700_000_000_000;
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }
    static now() {
      return now;
    }
  };
  performance.now = () => 1000;
  process.hrtime = Object.assign(() => [1, 0], { bigint: () => 1_000_000_000n });
  let seed = 12345;
  const fill = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      bytes[i] = seed >>> 16;
    }
    return array;
  };
  crypto.getRandomValues = fill;
  createRequire(import.meta.url)("node:crypto").randomFillSync = fill;
}

/** Fill free memory with zeros: it compresses to nothing. */
function wipe() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError("only what is there already");
  };
  const taken = [];
  for (let bytes = 1 << 24; bytes >= 16; bytes = bytes > 64 ? bytes >> 1 : bytes - 16) {
    for (let place; (place = memory._malloc(bytes)); ) {
      memory.HEAPU8.fill(0, place, place + bytes);
      taken.push(place);
    }
  }
  for (const place of taken) memory._free(place);
  WebAssembly.Memory.prototype.grow = grow;
}
