"""What the site serves under `assets/runtime/`: Python, its packages and our own.

Pyodide's own lock names some 350 packages. Ours names those that are there: the
runtime's, and `nnnotes`, put in by pyodide-lock as `pyodide lockfile add-wheels`
does it.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from hooks import runtime

LOCK = "pyodide-lock.json"
MANIFEST = "manifest.json"


def files(folder: Path, wheel: Path) -> dict[str, Path | bytes]:
    """Return the folder's files by name: a path to copy, or the content.

    Parameters
    ----------
    folder : Path
        Where the runtime's verified files are.
    wheel : Path
        The wheel of `nnnotes`.
    """
    lock = runtime.read()
    theirs: dict[str, Path | bytes] = {name: folder / name for name in lock.files}
    spec = trimmed(lock, wheel)
    found = theirs | {wheel.name: wheel, LOCK: text(spec)}
    return found | {MANIFEST: text(manifest(lock, spec, found))}


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


def manifest(
    lock: runtime.Lock, spec: dict[str, Any], found: dict[str, Path | bytes]
) -> dict[str, Any]:
    """Return what a page needs to know before it fetches: sizes and names."""
    return {
        "pyodide": lock.pyodide,
        "files": {name: size(content) for name, content in sorted(found.items())},
        "packages": {
            name: [entry["file_name"]] for name, entry in spec["packages"].items()
        },
    }


def size(content: Path | bytes) -> int:
    """Return the number of bytes."""
    return content.stat().st_size if isinstance(content, Path) else len(content)


def text(data: dict[str, Any]) -> bytes:
    """Return JSON that is the same for the same data."""
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()
