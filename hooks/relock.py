"""Write `runtime.lock.json` anew: ``python -m hooks.relock 314.0.3``.

The core's hashes and Pyodide's own lock come from the npm package `pyodide`,
which npm verifies. Pyodide's lock then names and hashes the wheels. The mirror's
lock is no substitute: whoever made it added packages of their own.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hooks import npm, runtime

#: What `loadPyodide` itself reads; Pyodide's lock is written anew for each site.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
#: What a worked example imports.
WANTED = ("numpy", "matplotlib")


def with_dependencies(
    names: tuple[str, ...], packages: dict[str, dict[str, Any]]
) -> list[str]:
    """Return the packages and everything they depend on, sorted."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(packages[name]["depends"])
    return sorted(found)


def core(version: str) -> dict[str, bytes]:
    """Return the files of the npm package, by name."""
    with tempfile.TemporaryDirectory() as folder:
        npm.run(["pack", f"pyodide@{version}", "--silent"], Path(folder))
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            names = (*CORE, "pyodide-lock.json")
            members = {name: archive.extractfile(f"package/{name}") for name in names}
            return {name: file.read() for name, file in members.items() if file}


def lock(version: str) -> dict[str, Any]:
    """Return the lock as it is committed."""
    files = core(version)
    theirs = json.loads(files.pop("pyodide-lock.json"))
    everything = theirs["packages"]
    packages = {
        name: everything[name] for name in with_dependencies(WANTED, everything)
    }
    wheels = {entry["file_name"]: entry["sha256"] for entry in packages.values()}
    sources = (runtime.official(version), runtime.mirror)
    contents = files | fetch(list(wheels), sources)
    for name, content in contents.items():
        digest = hashlib.sha256(content).hexdigest()
        if wheels.get(name, digest) != digest:
            raise SystemExit(f"{name}: Pyodide's lock has another hash than {digest}")
    return {
        "pyodide": version,
        "files": {
            name: {
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in contents.items()
        },
        "info": theirs["info"],
        "packages": packages,
    }


def fetch(names: list[str], sources: tuple[runtime.Source, ...]) -> dict[str, bytes]:
    """Return the wheels from the first source that can be reached."""
    for source in sources:
        try:
            return dict(source(names))
        except OSError as error:
            sys.stderr.write(f"{error}\n")
    raise SystemExit("No source has the wheels.")


if __name__ == "__main__":
    text = json.dumps(lock(sys.argv[1]), indent=2) + "\n"
    runtime.LOCK.write_text(text, "utf-8")
