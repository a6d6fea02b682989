"""What the site serves under `assets/runtime/`, each file named by its content.

    core-<hash>/     Pyodide itself: a folder, as it finds its files by their names
    figures-snapshot-<hash>.pack, …   what `packs` makes: the quick start
    plain-<hash>/    Pyodide's own packages and lock: the plain start, should the
                     quick one not fit a browser

A name never gets another content, so a browser may keep a file for ever, and files
of two versions of the site never meet: the pages name the scripts by their content,
the scripts name these.

Pyodide's own lock names some 350 packages. Ours names those that are there: the
runtime's, and `nnnotes`, put in by pyodide-lock as `pyodide lockfile add-wheels`
does it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from hooks import npm, packs, runtime

LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
#: The decoder's WebAssembly, which its package holds as text.
DECODER = re.compile(r'"(AGFzbQ[A-Za-z0-9+/]+=*)"')

Files = dict[str, Path | bytes]


def files(folder: Path, wheel: Path) -> tuple[Files, dict[str, Any]]:
    """Return the files by name, and what the worker has to know of them.

    Parameters
    ----------
    folder : Path
        Where the runtime's verified files are.
    wheel : Path
        The wheel of `nnnotes`.

    Returns
    -------
    tuple
        The files, each a path to copy or its content; and Pyodide's ``info``, ``core``
        and ``plain``, two folders, ``packs``, name to file, and ``files``, name to size
        and hash.
    """
    lock = runtime.read()
    wheels = [name for name in lock.files if name.endswith(".whl")]
    core: Files = {name: folder / name for name in CORE}
    plain: Files = {name: folder / name for name in (*wheels, "python_stdlib.zip")}
    plain |= {wheel.name: wheel, LOCK: text(trimmed(lock, wheel))}
    base = packs.ensure(folder, wheels, wheel)
    own = packs.own(folder, wheel, base / "library.zip")
    made = [*base.iterdir(), *own.iterdir()]
    named = {path.stem: (path.suffix, path.read_bytes()) for path in sorted(made)}
    named["decoder"] = (".wasm", decoder(npm.ensure()))
    quick = {
        stem: (f"{stem}-{short(content)}{suffix}", content)
        for stem, (suffix, content) in named.items()
    }
    cores, plains = f"core-{short(core)}/", f"plain-{short(plain)}/"
    found: Files = {cores + name: content for name, content in core.items()}
    found |= {plains + name: content for name, content in plain.items()}
    found |= dict(quick.values())
    facts = {
        "info": lock.info,
        "core": cores,
        "plain": plains,
        "packs": {stem: name for stem, (name, _) in quick.items()},
        "files": {name: checks(content) for name, content in sorted(found.items())},
    }
    return found, facts


def trimmed(lock: runtime.Lock, wheel: Path) -> dict[str, Any]:
    """Return Pyodide's lock for the packages we serve, with the wheel put in.

    Raises
    ------
    ValueError, RuntimeError
        If pyodide-lock finds a wrong file name, or a dependency that is not served.
    """
    base = {"info": lock.info, "packages": lock.packages}
    # pyodide-lock for Python 3.11 asks for a version that Pyodide no longer writes.
    info = {"version": lock.pyodide} | lock.info
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LOCK
        path.write_bytes(text(base | {"info": info}))
        spec = add_wheels_to_spec(PyodideLockSpec.from_json(path), [wheel])
        spec.check_wheel_filenames()
        spec.to_json(path)
        ours = json.loads(path.read_bytes())["packages"]["nnnotes"]
    # Newer versions write an empty table more; the served lock is one for all.
    ours.pop("tool", None)
    return base | {"packages": lock.packages | {"nnnotes": ours}}


def decoder(packages: Path) -> bytes:
    """Return the WebAssembly of zstddec.

    Its own loader reads it from a `data:` address, which the site's policy forbids.

    Raises
    ------
    ValueError
        If the package does not hold it as expected.
    """
    path = packages / "zstddec" / "dist" / "zstddec.mjs"
    found = DECODER.findall(path.read_text("utf-8"))
    if len(found) != 1:
        raise ValueError(
            f"zstddec: {len(found)} texts in {path.name} look like WebAssembly, "
            "expected 1: pin a version in hooks/npm/package.json that has one"
        )
    return base64.b64decode(found[0])


def content_of(content: Path | bytes) -> bytes:
    """Return the bytes."""
    return content.read_bytes() if isinstance(content, Path) else content


def short(content: bytes | Mapping[str, Path | bytes]) -> str:
    """Return the hash that goes into a name: of a file, or of a folder's files."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()[:12]
    parts = ((name, content_of(part)) for name, part in sorted(content.items()))
    return short(b"".join(f"{name}\0{short(part)}\0".encode() for name, part in parts))


def checks(content: Path | bytes) -> tuple[int, str]:
    """Return size and hash, as a browser's `integrity` takes it."""
    whole = content_of(content)
    digest = base64.b64encode(hashlib.sha256(whole).digest()).decode()
    return len(whole), f"sha256-{digest}"


def text(data: dict[str, Any]) -> bytes:
    """Return JSON that is the same for the same data."""
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()
