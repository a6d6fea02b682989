"""Runs inside Pyodide: compile with the very interpreter that will read the bytecode.

A job names its ``source`` and ``target``, the ``prefix`` under which tracebacks will
show its files, ``optimize`` as :func:`compile` takes it and, for a folder, whether to
``keep`` the source beside its bytecode.
"""

import json
import py_compile
import shutil
import zipfile
from pathlib import Path

UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
#: Every file of an archive has this date: the same content gives the same bytes.
EPOCH = (2020, 1, 1, 0, 0, 0)


def compiled(path: Path, target: Path, shown: str, optimize: int) -> None:
    """Compile one file; tracebacks will call it ``shown``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    py_compile.compile(
        str(path),
        str(target),
        shown,
        doraise=True,
        optimize=optimize,
        invalidation_mode=UNCHECKED,
    )


def tree(source: Path, target: Path, prefix: str, optimize: int, keep: bool) -> None:
    """Copy a folder, with bytecode for each module."""
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        name = path.relative_to(source)
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".py" or keep:
            shutil.copyfile(path, place)
        if path.suffix != ".py":
            continue
        if keep:
            place = place.parent / "__pycache__" / f"{path.stem}.cpython-314.py"
        compiled(path, place.with_suffix(".pyc"), f"{prefix}{name}", optimize)


def library(source: Path, target: Path, prefix: str, optimize: int) -> None:
    """Write the standard library's archive anew, with bytecode for source."""
    work = Path("/tmp/library")
    with zipfile.ZipFile(source) as archive:
        archive.extractall(work / "source")
    tree(work / "source", work / "target", prefix, optimize, keep=False)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted((work / "target").rglob("*")):
            if path.is_file():
                name = path.relative_to(work / "target").as_posix()
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())


def main(jobs: str) -> None:
    """Do every job of a JSON list."""
    for job in json.loads(jobs):
        kind, source, target = (job.pop(name) for name in ("kind", "source", "target"))
        act = library if kind == "library" else tree
        act(Path("/machine" + source), Path("/machine" + target), **job)
