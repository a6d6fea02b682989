"""What the browser starts from: sorted as said, made once, the same every time."""

from __future__ import annotations

import json
import re
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fences import ROOT

from hooks import interpreter, npm, packs, runtime, served, wheel


@pytest.fixture(scope="module")
def made() -> Path:
    wheels = [name for name in runtime.read().files if name.endswith(".whl")]
    return packs.ensure(runtime.ensure(), wheels, wheel.ensure())


def unpacked(path: Path, work: Path) -> bytes:
    code = (
        "const fs = require('node:fs'); const [from, to] = process.argv.slice(1);"
        "const { zstdDecompressSync } = require('node:zlib');"
        "fs.writeFileSync(to, zstdDecompressSync(fs.readFileSync(from)))"
    )
    subprocess.run([npm.node(), "-e", code, str(path), str(work)], check=True)
    return work.read_bytes()


def opened(path: Path, work: Path) -> tuple[dict[str, Any], bytes]:
    """Return what a pack says of its files, and their content."""
    content = unpacked(path, work)
    (size,) = struct.unpack_from("<I", content)
    return json.loads(content[4 : 4 + size]), content[4 + size :]


def test_a_pack_begins_with_its_table_the_first_with_all_and_holds_its_files(
    made, tmp_path
):
    tables, content = opened(made / "numbers.pack", tmp_path / "numbers")
    assert len(content) == sum(bytes for _, bytes in tables["numbers"])
    assert {f"{pack}.pack" for pack in tables} == {
        path.name for path in made.glob("*.pack") if "snapshot" not in path.name
    }
    for pack in tables.keys() - {"numbers"}:
        table, content = opened(made / f"{pack}.pack", tmp_path / pack)
        assert table == {pack: tables[pack]}
        assert len(content) == sum(bytes for _, bytes in tables[pack])
    names = {pack: {name for name, _ in table} for pack, table in tables.items()}
    assert "numpy/linalg/_linalg.pyc" in names["numbers"]
    assert "matplotlib/pyplot.pyc" in names["figures"]
    for step, module in (("numbers", "numpy/_core/_multi"), ("figures", "_path.")):
        assert [name for name in names[f"{step}-libraries"] if module in name]
        assert not [name for name in names[step] if name.endswith(".so")]
        assert all(name.endswith(".so") for name in names[f"{step}-libraries"])
    assert names["italics"] == {"matplotlib/mpl-data/fonts/ttf/DejaVuSans-Oblique.ttf"}
    assert "matplotlib/mpl-data/fonts/ttf/STIXGeneral.ttf" in names["fonts"]
    assert "fontTools/ttLib/__init__.pyc" in names["rest"]
    every = [name for table in names.values() for name in table]
    assert len(every) == len(set(every))
    assert not [name for name in every if name.endswith(".py") or "/tests/" in name]
    # Whoever shares the packages' code shares their licences.
    assert [name for name in every if "licen" in name.lower()]


@pytest.mark.parametrize("name", ["numbers-snapshot", "figures-snapshot"])
def test_a_snapshot_holds_what_its_head_says_and_no_path_of_this_machine(
    made, tmp_path, name
):
    head, content = opened(made / f"{name}.pack", tmp_path / name)
    files = sum(bytes for _, bytes in head["files"])
    runs = head["runs"]
    assert len(content) == files + sum(end - start for start, end in runs)
    # In order, apart from each other, and within the memory.
    places = [0, *(place for run in runs for place in run), head["size"]]
    assert places == sorted(places)
    for path in (packs.CACHE.parent.parent, tmp_path.parent, Path.home() / ".cache"):
        assert str(path).encode() not in content


def test_a_snapshot_is_the_same_every_time(made, tmp_path):
    # Of a smaller plan: the build's own takes a minute.
    plan = {
        "libraries": [],
        "files": [],
        "tables": {},
        "code": "import json, random, tempfile, uuid, module\nprepare()",
    }
    snapshots = []
    for name in ("one", "two"):
        work = tmp_path / name
        work.mkdir()
        (work / "module.py").write_text("x = 1\n")  # another file, made later
        library = made / "library.zip"
        interpreter.snapshot(runtime.ensure(), library, work, plan, work / "made")
        snapshots.append((work / "made").read_bytes())
    assert snapshots[0] == snapshots[1]


def test_a_plan_that_leaves_a_file_open_stops_the_build(made, tmp_path):
    code = "file = open('/home/pyodide/kept', 'w')\nprepare()"
    plan = {"libraries": [], "files": [], "tables": {}, "code": code}
    with pytest.raises(interpreter.InterpreterError, match=r"open files.*kept"):
        interpreter.snapshot(
            runtime.ensure(), made / "library.zip", tmp_path, plan, tmp_path / "made"
        )


def test_the_same_wheel_is_packed_once_and_to_the_same_bytes(
    made, tmp_path, monkeypatch
):
    library = made / "library.zip"
    first, second = (
        packs.own(runtime.ensure(), wheel.ensure(), library, tmp_path / name)
        for name in ("one", "two")
    )
    content = (first / "nnnotes.pack").read_bytes()
    assert content == (second / "nnnotes.pack").read_bytes()
    monkeypatch.setattr(interpreter, "node", lambda *given: pytest.fail("made again"))
    again = packs.own(runtime.ensure(), wheel.ensure(), library, tmp_path / "one")
    assert again == first


def test_the_page_about_offline_says_how_much_a_browser_keeps(made, tmp_path):
    folder = runtime.ensure()
    _, facts = served.files(folder, wheel.ensure())
    # As the worker says: a snapshot starts without these.
    spared = [facts["packs"][name] for name in ("rest", "fonts", "numbers")]
    kept = sum(
        size
        for name, (size, _) in facts["files"].items()
        if name.startswith(facts["core"]) or ("/" not in name and name not in spared)
    )
    own = packs.own(folder, wheel.ensure(), made / "library.zip")
    used = ("numbers-libraries", "figures-libraries", "figures-snapshot")
    for path in (*(made / f"{name}.pack" for name in used), own / "nnnotes.pack"):
        kept += len(unpacked(path, tmp_path / path.stem))
    text = (ROOT / "docs" / "offline.md").read_text("utf-8")
    said = re.search(r"some (\d+) MB", text)
    assert said and int(said[1]) == round(kept / 1e7) * 10


def test_a_script_that_fails_stops_the_build_with_its_last_words(tmp_path):
    jobs = [
        {
            "kind": "tree",
            "source": tmp_path,
            "target": tmp_path / "out",
            "prefix": "/x/",
            "optimize": 0,
            "keep": False,
        }
    ]
    (tmp_path / "wrong.py").write_text("def f(:\n")
    with pytest.raises(interpreter.InterpreterError) as caught:
        interpreter.compile_all(runtime.ensure(), jobs, tmp_path)
    said = str(caught.value)
    assert said.startswith("hooks/pyodide/compile.mjs failed")
    assert "wrong.py" in said and "SyntaxError" in said
    assert len(said) < 3000
