/**
 * node compile.mjs <runtime folder> <jobs.json> <library>
 *
 * Boots Pyodide with that standard library and does the jobs that compile.py describes.
 * Where no source is kept a traceback has no line to mark a place in: then bytecode does
 * without the places.
 */
import { readFileSync } from "node:fs";
import { start, text } from "./start.mjs";

const [runtime, jobs, library] = process.argv.slice(2);
const marks = JSON.parse(readFileSync(jobs, "utf8")).some(({ keep }) => keep);
const env = { HOME: "/home/pyodide", ...(marks ? {} : { PYTHONNODEBUGRANGES: "1" }) };
const python = await start(runtime, { stdLibURL: library, env });
python.FS.mkdirTree("/machine");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "/" }, "/machine");
python.runPython(text("compile.py"));
python.globals.get("main")(readFileSync(jobs, "utf8"));
