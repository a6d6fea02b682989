"""Make what the reader's browser starts from: bytecode in packs, and a snapshot.

`.cache/packs/<key>/` holds, compressed, each a file of the site:

    numbers-libraries.pack  the extension modules of a cell that computes
    figures-libraries.pack  those that a cell that draws needs besides
    numbers-snapshot.pack   the memory of an interpreter that has computed with numpy,
                            and has imported what runs cells
    figures-snapshot.pack   the same, after it has drawn with matplotlib too
    numbers.pack    what else a cell that computes reads of the packages
    figures.pack    what else a cell that draws reads besides
    italics.pack    the letters of formulas in figures
    fonts.pack, rest.pack   what hardly any cell reads
    library.zip     the standard library as bytecode

A browser that cannot take a snapshot begins with the packs instead. A pack holds the
names and sizes of its files, and their content, one after the other. `numbers` and the
snapshots begin with the names and sizes of the files of all packs, so that every file
is in the reader's file system from the start; reading one fetches its pack, if it is
not there yet. The extension modules are compiled while the snapshot still arrives.
"""

from __future__ import annotations

import json
import struct
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hooks import downloads, interpreter, kept

CACHE = downloads.ROOT / ".cache" / "packs"
#: What no reader's code can use.
USELESS = ("/tests/", "/include/", "/_pyinstaller/", "/sample_data/")
ENDINGS = (".pyi", ".pxd", ".h", ".a", ".typed", ".c", "/RECORD", "/WHEEL", ".build")
FONTS = "matplotlib/mpl-data/fonts/ttf/"
#: The fonts of every figure: of its text, and of its powers of ten.
LETTERS = (f"{FONTS}DejaVuSans.ttf", f"{FONTS}DejaVuSansDisplay.ttf")
#: The font of the letters in formulas.
ITALICS = f"{FONTS}DejaVuSans-Oblique.ttf"
#: What runs cells, and is in memory from the start.
BROWSER = ("__init__", "browser", "cell", "compare", "draw", "hints")
#: Folders of `nnnotes` that a cell reads only if its code names them.
PARTS = ("examples", "exercises", "explorers")
#: Files of a pack, in order: name and size.
Table = list[tuple[str, int]]


def ensure(
    runtime: Path, wheels: Sequence[str], own: Path, cache: Path | None = None
) -> Path:
    """Return the folder of the packs and the snapshot.

    Parameters
    ----------
    runtime : Path
        Where the runtime's verified files are.
    wheels : sequence of str
        The wheels among them.
    own : Path
        The wheel of `nnnotes`.
    cache : Path, optional
        Where results are kept; a result is found by what it was made of.

    Raises
    ------
    InterpreterError
        If Pyodide cannot do in Node what it is asked.
    """
    parts = [(runtime / name).read_bytes() for name in wheels]
    core = sorted(runtime.glob("py*"))
    parts += [path.read_bytes() for path in core if path.suffix != ".whl"]
    with zipfile.ZipFile(own) as archive:
        names = [f"nnnotes/{module}.py" for module in BROWSER]
        ours = {name: archive.read(name) for name in names}
    cache = cache or CACHE
    final = cache / interpreter.key(*parts, *ours.values())
    if not kept.used(final):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="part-") as name:
            work, part = Path(name) / "work", Path(name) / "part"
            work.mkdir()
            part.mkdir()
            make(runtime, [runtime / wheel for wheel in wheels], ours, work, part)
            kept.put(part, final)
    return final


def make(
    runtime: Path, wheels: list[Path], ours: dict[str, bytes], work: Path, out: Path
) -> None:
    """Do the work: half a minute on an idle machine."""
    unpack(wheels, work)
    for name, content in ours.items():
        (work / "ours" / name).parent.mkdir(parents=True, exist_ok=True)
        (work / "ours" / name).write_bytes(content)
    library, packages = out / "library.zip", work / "packages"
    jobs = [
        {
            "kind": "library",
            "source": runtime / "python_stdlib.zip",
            "target": library,
            "prefix": "/lib/python314.zip/",
            "optimize": 2,
        },
        # help(np.mean) has something to say; of the others nobody asks.
        tree_job(work / "numpy", packages, optimize=0),
        tree_job(work / "others", packages, optimize=2),
    ]
    interpreter.compile_all(runtime, jobs, work)
    steps = interpreter.usual(runtime, library, packages, work)
    tables = divided(packages, steps)
    write(packages, tables, work)
    # Not before: these files come to the reader in a pack of their own.
    job = tree_job(work / "ours", packages, optimize=0)
    interpreter.compile_all(runtime, [job | {"keep": True}], work, library)
    snapshots = plans(steps, tables)
    for name, plan in snapshots.items():
        interpreter.snapshot(runtime, library, packages, plan, work / name)
    names = [*tables, *snapshots]
    interpreter.compress([(work / name, out / f"{name}.pack") for name in names])


def unpack(wheels: Iterable[Path], work: Path) -> None:
    """Unpack the wheels, numpy's apart from the others, without what is useless."""
    for wheel in wheels:
        target = work / ("numpy" if wheel.name.startswith("numpy-") else "others")
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            archive.extractall(target, [name for name in names if useful(name)])


def useful(name: str) -> bool:
    """Return whether a reader's code can use a file of a wheel.

    Examples
    --------
    >>> useful("numpy/linalg/_linalg.py"), useful("numpy/linalg/tests/test_linalg.py")
    (True, False)
    """
    licence = "licen" in name.lower()
    return licence or not (
        any(part in f"/{name}" for part in USELESS) or name.endswith(ENDINGS)
    )


def tree_job(source: Path, target: Path, optimize: int) -> dict[str, object]:
    """Return the job of compiling a folder of packages."""
    ends = {"source": source, "target": target, "prefix": interpreter.SITE}
    return {"kind": "tree", "optimize": optimize, "keep": False} | ends


def plans(
    steps: list[list[str]], tables: dict[str, Table]
) -> dict[str, dict[str, Any]]:
    """Return what `snapshot.mjs` has to do for each snapshot."""
    made: dict[str, dict[str, Any]] = {}
    libraries: list[str] = []
    for count, name in enumerate(("numbers", "figures"), 1):
        # In the order in which they lie in their packs.
        libraries = [*libraries, *(file for file, _ in tables[f"{name}-libraries"])]
        made[f"{name}-snapshot"] = {
            "libraries": libraries,
            "files": [file for file in LETTERS if file in steps[count - 1]],
            "code": f"import nnnotes.browser\nprepare(*STEPS[:{count}])",
            "tables": tables,
        }
    return made


def divided(packages: Path, steps: list[list[str]]) -> dict[str, Table]:
    """Return which file goes into which pack."""
    pack = {}
    names = ["numbers", "figures"]
    for name, files in zip(names, steps, strict=True):
        for file in files:
            pack[file] = f"{name}-libraries" if file.endswith(".so") else name
    names += [f"{name}-libraries" for name in names] + ["italics", "fonts", "rest"]
    pack[ITALICS] = "italics"
    tables: dict[str, Table] = {name: [] for name in names}
    for path in listed(packages):
        name = path.relative_to(packages).as_posix()
        other = "fonts" if "/mpl-data/fonts/" in name else "rest"
        tables[pack.get(name, other)].append((name, path.stat().st_size))
    return tables


def write(packages: Path, tables: dict[str, Table], work: Path) -> None:
    """Write the packs, not yet compressed; the first begins with all tables."""
    head = tables
    for pack, table in tables.items():
        content = (packages.joinpath(name).read_bytes() for name, _ in table)
        (work / pack).write_bytes(header(head or {pack: table}) + b"".join(content))
        head = {}


def header(tables: dict[str, Table]) -> bytes:
    """Return names and sizes, as JSON behind its length."""
    text = json.dumps(tables, separators=(",", ":")).encode()
    return struct.pack("<I", len(text)) + text


def own(runtime: Path, wheel: Path, library: Path, cache: Path | None = None) -> Path:
    """Return the folder with the packs of `nnnotes`: its source and its bytecode.

    Tracebacks quote the source; Python reads the bytecode. With the `library` as
    bytecode the compiler itself starts sooner. What only some pages use has packs of
    its own: `PARTS`.
    """
    cache = cache or CACHE.with_name("own")
    final = cache / interpreter.key(wheel.read_bytes())
    if not kept.used(final):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="part-") as name:
            work, part = Path(name) / "work", Path(name) / "part"
            part.mkdir()
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(work / "source")
            packages = work / "packages"
            job = tree_job(work / "source", packages, optimize=0)
            interpreter.compile_all(runtime, [job | {"keep": True}], work, library)
            tables = parted(packages)
            write(packages, tables, work)
            pairs = [(work / name, part / f"{name}.pack") for name in tables]
            interpreter.compress(pairs)
            kept.put(part, final)
    return final


def parted(packages: Path) -> dict[str, Table]:
    """Return which file of `nnnotes` goes into which of its packs."""
    tables: dict[str, Table] = {name: [] for name in ("nnnotes", *PARTS)}
    for path in listed(packages):
        name = path.relative_to(packages).as_posix()
        part = name.removeprefix("nnnotes/").split("/")[0]
        tables[part if part in PARTS else "nnnotes"].append((name, path.stat().st_size))
    return tables


def listed(packages: Path) -> list[Path]:
    """Return all files of a folder, in order."""
    return sorted(path for path in packages.rglob("*") if path.is_file())
