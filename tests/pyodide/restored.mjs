/**
 * An interpreter in Node as the reader's browser restores it: from a snapshot of the site.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { zstdDecompressSync } from "node:zlib";
import { env, executable } from "../../docs/assets/cell/linked.js";
import { later, opened, plant } from "../../docs/assets/cell/packs.js";
import { AWAKE, restored } from "../../docs/assets/cell/restored.js";

const SITE = "/lib/python3.14/site-packages/";

/**
 * @param {string} runtime folder of Pyodide's files
 * @param {string} packs folder of what the build makes
 * @param {string} name of the snapshot
 * @param {(file: string) => void} [note] told of what is read besides
 * @param {(snapshot: Uint8Array) => Uint8Array} [change] the snapshot
 */
export async function restore(runtime, packs, name, note = () => {}, change = (whole) => whole) {
  const unpacked = (/** @type {string} */ pack) => new Uint8Array(zstdDecompressSync(readFileSync(join(packs, `${pack}.pack`))));
  const steps = name.startsWith("figures") ? ["numbers", "figures"] : ["numbers"];
  const libraries = steps.map(async (step) => opened(unpacked(`${step}-libraries`)));
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(runtime, file)).href);
  const { loadPyodide } = await load("pyodide.mjs");
  const { default: create } = await load("pyodide.asm.mjs");
  const { info, packages } = JSON.parse(readFileSync(new URL("../../hooks/runtime.lock.json", import.meta.url), "utf8"));
  const { options, failed, done } = restored(libraries, Promise.resolve(opened(change(unpacked(name)))), create);
  const common = { indexURL: runtime, packageBaseUrl: runtime, lockFileContents: { info, packages } };
  const starting = loadPyodide({ ...common, env, _sysExecutable: executable, ...options });
  const python = await Promise.race([starting, failed]);
  const { bytes, files, folders, tables } = done();
  for (const folder of folders) python.FS.mkdirTree(folder);
  /** @type {Record<string, Uint8Array>} */
  const here = {};
  plant(python.FS, SITE, tables, (/** @type {string} */ pack) => (here[pack] ??= (note(pack), opened(unpacked(pack)).content)));
  files.forEach(([file, size], i) => later(python.FS, SITE + file, size, () => bytes[i]));
  const library = readFileSync(join(packs, "library.zip"));
  later(python.FS, "/lib/python314.zip", library.length, () => (note("library"), library));
  python.runPython(AWAKE);
  return python;
}
