"""Run Pyodide in Node while the site is built: compile, observe, take a snapshot.

The scripts lie in `hooks/pyodide/`; each says what it does.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

from hooks import npm

SCRIPTS = Path(__file__).with_name("pyodide")
#: Where packages lie in the reader's interpreter.
SITE = "/lib/python3.14/site-packages/"
#: Without it, what is restored from the snapshot could not wait (`time.sleep`).
OPTIONS = ("--experimental-wasm-jspi",)


class InterpreterError(RuntimeError):
    """A script failed; holds its last words."""


def node(script: str, *arguments: str | Path) -> None:
    """Run one of the scripts.

    Raises
    ------
    InterpreterError
        If it fails; says how, in a few lines.
    """
    command = [npm.node(), *OPTIONS, str(SCRIPTS / script), *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        # Node quotes the line that failed; in the runtime it is a megabyte long.
        lines = [line for line in done.stderr.splitlines() if line and len(line) < 300]
        raise InterpreterError(
            f"hooks/pyodide/{script} failed while the browser runtime was prepared:\n"
            + "\n".join(lines[-20:])
        )


def compile_all(
    runtime: Path, jobs: list[dict[str, Any]], work: Path, library: Path | None = None
) -> None:
    """Let Pyodide compile; a job is what `compile.py` describes."""
    path = work / "jobs.json"
    # Pyodide sees the machine under another root: links would lead nowhere.
    path.write_text(json.dumps(jobs, default=lambda p: str(p.resolve())), "utf-8")
    node("compile.mjs", runtime, path, library or runtime / "python_stdlib.zip")


def usual(runtime: Path, library: Path, packages: Path, work: Path) -> list[list[str]]:
    """Return the files that each of the usual steps reads."""
    path = work / "usual.json"
    node("usual.mjs", runtime, library, packages, path)
    steps: list[list[str]] = json.loads(path.read_text("utf-8"))
    return steps


def snapshot(
    runtime: Path, library: Path, packages: Path, plan: dict[str, Any], target: Path
) -> None:
    """Write the memory of an interpreter that has done what the plan says."""
    path = target.with_suffix(".plan")
    path.write_text(json.dumps(plan), "utf-8")
    node("snapshot.mjs", runtime, library, packages, path, target)


def compress(pairs: list[tuple[Path, Path]]) -> None:
    """Compress files, each from one path to another."""
    node("compress.mjs", *(path for pair in pairs for path in pair))


def key(*parts: bytes) -> str:
    """Return a hash of the scripts, of what runs them and of the parts."""
    digest = hashlib.sha256(npm.version().encode())
    own = [*sorted(SCRIPTS.iterdir()), Path(__file__), SCRIPTS.parent / "packs.py"]
    own.append(SCRIPTS.parents[1] / "docs" / "assets" / "cell" / "linked.js")
    for content in [*(path.read_bytes() for path in own if path.is_file()), *parts]:
        digest.update(f"\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
