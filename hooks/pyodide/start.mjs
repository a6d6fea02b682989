/**
 * Start Pyodide in Node. An error ends the script with its message alone: Node would
 * quote the line of the runtime that failed, and that line is a megabyte long.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (error) => {
  process.stderr.write(`${error.message}\n`, () => process.exit(1));
});

/**
 * @param {string} runtime the folder of its files
 * @param {object} [options] of loadPyodide
 */
export async function start(runtime, options = {}) {
  const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
  const { info, packages } = JSON.parse(text("../runtime.lock.json"));
  return loadPyodide({ indexURL: runtime, lockFileContents: { info, packages }, ...options });
}

/** @param {string} file beside this one */
export const text = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
