// Runs tests of the package under Pyodide in Node: the browser's Python, its numpy.
// node suite.mjs <runtime> <site-packages> <project> <pytest arguments…>
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [runtime, packages, project, ...args] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
const py = await loadPyodide({ indexURL: runtime, packageBaseUrl: runtime });
await py.loadPackage(["numpy", "matplotlib"], { messageCallback() {} });
for (const [at, root] of [["/packages", packages], ["/project", project]]) {
  py.FS.mkdirTree(at);
  py.FS.mount(py.FS.filesystems.NODEFS, { root }, at);
}
py.globals.set("args", py.toPy(args));
try {
  process.exitCode = await py.runPythonAsync(`
import os, sys
# Pure Python from the project's environment; numpy and its kind are Pyodide's own.
PURE = ["pytest", "_pytest", "py.py", "pluggy", "iniconfig", "pygments", "hypothesis",
        "_hypothesis_globals.py", "_hypothesis_ftz_detector.py", "sortedcontainers"]
os.makedirs("/pure")
for name in PURE:
    os.symlink(f"/packages/{name}", f"/pure/{name}")
sys.path[:0] = ["/project/src", "/project/tests", "/pure"]
sys.dont_write_bytecode = True
os.chdir("/project")
import pytest
int(pytest.main(list(args)))
`);
} catch (error) {
  console.error(error.message); // not the stack: it quotes a megabyte of source
  process.exitCode = 1;
}
