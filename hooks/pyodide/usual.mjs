/**
 * node usual.mjs <runtime folder> <standard library> <packages> <result.json>
 *
 * Writes down which files and modules cells usually need; usual.py says what that is.
 */
import { writeFileSync } from "node:fs";
import { start, text } from "./start.mjs";

const [runtime, library, packages, result] = process.argv.slice(2);
const python = await start(runtime, { stdLibURL: library });
const { FS } = python;
FS.mount(FS.filesystems.NODEFS, { root: packages }, "/lib/python3.14/site-packages");
python.runPython("import importlib; importlib.invalidate_caches()");
python.runPython(text("usual.py"));
writeFileSync(result, python.globals.get("usual")());
