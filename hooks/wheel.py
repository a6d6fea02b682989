"""Build the wheel of `nnnotes` that the reader's browser installs.

The same sources give the same bytes. A wheel is kept in `.cache/wheel/<key>/`, and
the key is a hash of everything that goes into it, so that `mkdocs serve` builds one
only after an edit.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from hooks import downloads, kept

ROOT = downloads.ROOT
CACHE = ROOT / ".cache" / "wheel"
#: What the wheel is made of, besides the package.
TEXTS = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text")


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file that goes into the wheel, always in the same order."""
    yield from (root / name for name in TEXTS)
    for path in sorted((root / "src").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def key(root: Path = ROOT) -> str:
    """Return a hash of the sources and of what builds them."""
    digest = hashlib.sha256(version("hatchling").encode())
    digest.update(os.environ.get("SOURCE_DATE_EPOCH", "").encode())
    for path in sources(root):
        content = path.read_bytes()
        name = path.relative_to(root).as_posix()
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def ensure(root: Path = ROOT, cache: Path = CACHE) -> Path:
    """Return the wheel of the sources as they are now.

    Parameters
    ----------
    root : Path
        The project.
    cache : Path
        Where wheels are kept; one goes when it was not used for a day.
    """
    final = cache / key(root)
    if not kept.used(final):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="part-") as folder:
            part = Path(folder) / "wheel"
            build(root, part)
            kept.put(part, final)
    return next(final.glob("*.whl"))


def build(root: Path, folder: Path) -> Path:
    """Build the wheel into a folder."""
    builder = WheelBuilder(str(root))
    (wheel,) = builder.build(directory=str(folder), versions=["standard"])
    return Path(wheel)
