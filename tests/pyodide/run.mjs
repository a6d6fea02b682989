/**
 * node --experimental-wasm-jspi run.mjs <way> <runtime> <packs> <environment> <script> <result> [argument]...
 *
 * Runs a Python script in an interpreter as it is restored from a snapshot, named by the
 * way, or in a fresh one that loads the packages as they are distributed. The script's
 * `main` gets a function that it may tell what it does, and the arguments; what it
 * returns is written down. The environment is in /environment.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { start } from "../../hooks/pyodide/start.mjs";
import { restore } from "./restored.mjs";

const [way, runtime, packs, environment, script, result, ...given] = process.argv.slice(2);
const python = await (way === "fresh" ? fresh() : restore(runtime, packs, way));
const { FS } = python;
let doing = "";
python._api.on_fatal = (error) => {
  process.stderr.write(`${way}: Python ended in ${doing}: ${error.message}\n`, () => process.exit(1));
};
FS.mkdirTree("/environment");
FS.mount(FS.filesystems.NODEFS, { root: environment }, "/environment");
python.runPython(readFileSync(script, "utf8"));
writeFileSync(result, python.globals.get("main")((now) => (doing = now), ...given));

async function fresh() {
  const loaded = await start(runtime, { packageBaseUrl: runtime });
  await loaded.loadPackage(["numpy", "matplotlib"], { messageCallback() {} });
  return loaded;
}
