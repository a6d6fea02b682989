"""Bundle the cells' ES modules with esbuild, the packages they import included."""

from __future__ import annotations

import os
import subprocess
import tempfile
from itertools import chain
from pathlib import Path

from hooks import downloads, npm

ROOT = downloads.ROOT
SOURCES = ROOT / "docs" / "assets" / "cell"
#: The modules that a page and `new Worker` name. What they share, or load later, comes
#: in files named by their hash.
ENTRIES = ("nn-cell.js", "worker.js")
OPTIONS = (
    "--bundle",
    "--format=esm",
    "--splitting",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=eof",
    "--chunk-names=[name]-[hash]",
    "--color=false",
    "--log-level=warning",
)


class BundleError(RuntimeError):
    """esbuild found a mistake; the message holds file and line."""


def modules(folder: Path = SOURCES) -> dict[str, bytes]:
    """Return the bundled files by name.

    Parameters
    ----------
    folder : Path
        The sources, with those of `ENTRIES` among them.

    Raises
    ------
    BundleError
        If esbuild reports an error or a warning.
    """
    entries = [str(folder / name) for name in ENTRIES]
    with tempfile.TemporaryDirectory() as out:
        esbuild(entries, Path(out))
        return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


def esbuild(entries: list[str], out: Path) -> None:
    """Run it once, on all entries, so that they share what they have in common."""
    packages = npm.ensure()
    # npm installs the one package of binaries that fits this machine.
    folder = packages / "@esbuild"
    binary = next(chain(folder.glob("*/bin/esbuild"), folder.glob("*/esbuild.exe")))
    done = subprocess.run(
        [str(binary), *entries, *OPTIONS, f"--outdir={out}"],
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
