/**
 * node compile.mjs <runtime folder> <jobs.json> <library>
 *
 * Boots Pyodide with that standard library and does the jobs that compile.py describes.
 */
import { readFileSync } from "node:fs";
import { start, text } from "./start.mjs";

const [runtime, jobs, library] = process.argv.slice(2);
const python = await start(runtime, { stdLibURL: library });
python.FS.mkdirTree("/machine");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "/" }, "/machine");
python.runPython(text("compile.py"));
python.globals.get("main")(readFileSync(jobs, "utf8"));
