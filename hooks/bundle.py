"""Bundle the pages' ES modules with esbuild, the packages they import included."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from hooks import downloads, npm

ROOT = downloads.ROOT
SOURCES = ROOT / "docs" / "assets" / "cell"
EXPLORER = ROOT / "docs" / "assets" / "explorer"
EXERCISE = ROOT / "docs" / "assets" / "exercise"
QUIZ = ROOT / "docs" / "assets" / "quiz"
CARDS = ROOT / "docs" / "assets" / "cards"
FOLDERS = (SOURCES, EXPLORER, EXERCISE, QUIZ, CARDS)
#: The modules that `new Worker` and a page name. These, and what they load later, come
#: in files named by their content: a page only ever meets scripts of its own version.
WORKER, PAGE, EXPLORERS = "worker.js", "nn-cell.js", "explorers.js"
#: The modules of the other elements.
OTHERS = (EXERCISE / "nn-exercise.js", QUIZ / "quiz.js", CARDS / "nn-cards.js")
OPTIONS = (
    "--bundle",
    "--format=esm",
    "--splitting",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=eof",
    "--chunk-names=[name]-[hash]",
    "--entry-names=[name]-[hash]",
    "--color=false",
    "--log-level=warning",
)


class BundleError(RuntimeError):
    """esbuild found a mistake; the message holds file and line."""


def modules(
    facts: dict[str, Any],
    folder: Path = SOURCES,
    explorer: Path = EXPLORER,
    others: tuple[Path, ...] = OTHERS,
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the bundled files by name.

    Parameters
    ----------
    facts : dict
        What the worker knows of the runtime's files, as `RUNTIME`.
    folder : Path, optional
        The sources, with `WORKER` and `PAGE` among them.
    explorer : Path, optional
        Those of the explorers, with `EXPLORERS` among them. What several import, the
        page's side of Python, they share.
    others : tuple of Path, optional
        Modules of further elements.

    Returns
    -------
    tuple
        The files, and the new names of the modules that pages load by their old ones.

    Raises
    ------
    BundleError
        If esbuild reports an error or a warning.
    """
    made = esbuild([folder / WORKER], {"RUNTIME": facts})
    (worker,) = (name for name in made if name.startswith("worker-"))
    entries = [folder / PAGE, explorer / EXPLORERS, *others]
    made |= esbuild(entries, {"WORKER": f"./{worker}"})
    return made, {
        entry.name: next(name for name in made if name.startswith(f"{entry.stem}-"))
        for entry in entries
    }


def esbuild(
    entries: list[Path], constants: dict[str, Any], *options: str
) -> dict[str, bytes]:
    """Run it once; the constants are known by their names in the sources."""
    packages = npm.ensure()
    # npm installs the one package of binaries that fits this machine.
    folder = packages / "@esbuild"
    binary = next(chain(folder.glob("*/bin/esbuild"), folder.glob("*/esbuild.exe")))
    defined = [
        f"--define:{name}={json.dumps(value)}" for name, value in constants.items()
    ]
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [
                *map(str, [binary, *entries]),
                *OPTIONS,
                *options,
                *defined,
                f"--outdir={out}",
            ],
            # From here esbuild names files as the project does.
            cwd=ROOT,
            env=os.environ | {"NODE_PATH": str(packages)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode or done.stderr.strip():
            raise BundleError(f"esbuild: {done.stderr.strip()}")
        return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}
