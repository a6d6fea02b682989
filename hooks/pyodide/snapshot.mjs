/**
 * node --experimental-wasm-jspi snapshot.mjs <runtime> <library> <packages> <plan.json> <result>
 *
 * Starts the interpreter with extension modules, runs what the plan says, and writes how
 * its memory differs from what it was before Python began. The same input gives the same
 * bytes: time and chance stand still, and what was freed is wiped.
 *
 * Plan: {libraries, files: names in the packages' folder, code: Python, tables: passed on}.
 * Result: length of a JSON, the JSON, the files, the blocks that differ.
 */
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { env, executable, layout, linked } from "../../docs/assets/cell/linked.js";
import { start, text } from "./start.mjs";

const SITE = "/lib/python3.14/site-packages/";
const BLOCK = 256;
const [runtime, library, packages, planned, result] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planned, "utf8"));
const content = (name) => readFileSync(`${packages}/${name}`);
stop();
const { default: create } = await import(pathToFileURL(`${runtime}/pyodide.asm.mjs`));
const libraries = plan.libraries.map((name) => [SITE + name, new WebAssembly.Module(content(name))]);
let before, place, starters;
const python = await start(runtime, {
  _makeSnapshot: true,
  _sysExecutable: executable,
  env,
  stdLibURL: library,
  createPyodideModule: linked(create, Promise.resolve(libraries), note, (error) => {
    throw error;
  }),
});
const { FS, _module: memory } = python;
const functions = memory.wasmTable.length;
for (const begin of starters) begin();
anonymous(FS.filesystems.NODEFS.node_ops);
anonymous(FS.filesystems.NODEFS.stream_ops);
FS.mount(FS.filesystems.NODEFS, { root: packages }, SITE);
const scope = python.toPy({});
python.runPython(`${text("usual.py")}\n${plan.code}`, { globals: scope });
scope.destroy();
for (let i = functions; i < memory.wasmTable.length; i++) {
  if (memory.wasmTable.get(i)) throw new Error("the plan made a function that no other interpreter has");
}
wipe();
const snapshot = python.makeMemorySnapshot();
const [, at, length] = new Uint32Array(snapshot.buffer, 0, 3);
const state = JSON.parse(new TextDecoder().decode(snapshot.subarray(48, 48 + length)));
const after = Buffer.from(snapshot.buffer, at);
const runs = differing(before, after);
const head = {
  layout: place,
  size: after.length,
  state,
  runs,
  folders: folders("/home").concat(folders("/tmp")),
  files: plan.files.map((name) => [name, content(name).length]),
  tables: plan.tables,
};
const json = Buffer.from(JSON.stringify(head));
const size = Buffer.alloc(4);
size.writeUInt32LE(json.length);
const blocks = runs.map(([from, to]) => after.subarray(from, to));
writeFileSync(result, Buffer.concat([size, json, ...plan.files.map(content), ...blocks]));

/** Remember how all was before Python began. */
function note(module, found) {
  place = layout(module);
  before = Buffer.from(module.HEAPU8.slice());
  starters = found;
}

/** Where memory is another than before: pairs of begin and end. */
function differing(old, now) {
  const found = [];
  const zeros = Buffer.alloc(BLOCK);
  for (let i = 0; i < now.length; i += BLOCK) {
    const same = i < old.length ? old.compare(now, i, i + BLOCK, i, i + BLOCK) === 0 : zeros.compare(now, i, i + BLOCK) === 0;
    if (same) continue;
    const last = found.at(-1);
    if (last?.[1] === i) last[1] = i + BLOCK;
    else found.push([i, i + BLOCK]);
  }
  return found;
}

/** Folders that Python made and may look for. */
function folders(path) {
  const inner = FS.readdir(path).filter((name) => !name.startsWith("."));
  const hidden = FS.readdir(path).filter((name) => /^\.\w/.test(name));
  return [...inner, ...hidden]
    .map((name) => `${path}/${name}`)
    .filter((name) => FS.isDir(FS.stat(name).mode))
    .flatMap((name) => [name, ...folders(name)]);
}

/** A file's number and times are of this machine; they would lie about in memory. */
function anonymous(operations) {
  const { getattr } = operations;
  operations.getattr = (file) => {
    const same = new Date(0);
    const ino = (file.node ?? file).id;
    return { ...getattr(file), ino, dev: 1, atime: same, mtime: same, ctime: same };
  };
}

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

/** Fill free memory with zeros: it compresses to nothing. Small objects lie there too. */
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
