"""The browser's Python: every file is the one in the lock, or the build stops."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyodide_lock import PyodideLockSpec

from hooks import runtime, served, wheel

FILES = {"core.mjs": b"export const one = 1;\n", "some-1.0-py3-none-any.whl": b"PK..."}


def wanted(content: bytes) -> runtime.Wanted:
    return runtime.Wanted(len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture
def lock() -> runtime.Lock:
    files = {name: wanted(content) for name, content in FILES.items()}
    return runtime.Lock("1.2.3", files, {}, {})


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the local address that serves it."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield folder, f"http://127.0.0.1:{running.server_port}/{{version}}/"
        running.shutdown()
        thread.join()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def closed_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def unreachable(names: list[str]) -> Iterator[tuple[str, bytes]]:
    address = f"http://127.0.0.1:{closed_port()}/{{version}}/"
    yield from runtime.official("1.2.3", address)(names)


def carried(names: list[str]) -> Iterator[tuple[str, bytes]]:
    yield from ((name, FILES[name]) for name in names)


def never(names: list[str]) -> Iterator[tuple[str, bytes]]:
    raise AssertionError("no source may be asked")
    yield


def fill(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)


def test_files_come_from_the_distribution_by_version_and_name(lock, server, tmp_path):
    served_folder, address = server
    fill(served_folder / "1.2.3")
    found = runtime.ensure(
        tmp_path / "kept", lock, runtime.official("1.2.3", address), never
    )
    assert {path.name: path.read_bytes() for path in found.iterdir()} == FILES


def test_what_is_kept_is_not_fetched_again(lock, tmp_path):
    fill(tmp_path / "kept")
    assert runtime.ensure(tmp_path / "kept", lock, never) == tmp_path / "kept"


def test_the_mirror_is_taken_where_the_distribution_cannot_be_reached(lock, tmp_path):
    found = runtime.ensure(tmp_path / "kept", lock, unreachable, carried)
    assert {path.name: path.read_bytes() for path in found.iterdir()} == FILES


def test_the_mirror_gives_the_rest_where_the_distribution_lacks_a_file(
    lock, server, tmp_path
):
    folder, address = server
    fill(folder / "1.2.3")
    (folder / "1.2.3" / "some-1.0-py3-none-any.whl").unlink()
    asked: list[list[str]] = []

    def mirror(names: list[str]) -> Iterator[tuple[str, bytes]]:
        asked.append(list(names))
        yield from carried(names)

    runtime.ensure(tmp_path / "kept", lock, runtime.official("1.2.3", address), mirror)
    assert asked == [["some-1.0-py3-none-any.whl"]]


def test_one_sentence_says_so_when_no_source_can_be_reached(lock, tmp_path):
    with pytest.raises(runtime.RuntimeFileError) as caught:
        runtime.ensure(tmp_path / "kept", lock, unreachable, unreachable)
    said = str(caught.value)
    assert "\n" not in said
    assert "cannot be had" in said and "core.mjs" in said
    assert said.count("127.0.0.1") == 2, "both sources and what they said"
    assert said.endswith("python -m hooks.runtime")
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [b"export const one = 2;\n", b"export const", b"", b"export const one = 1;\n\n"],
    ids=["one byte changed", "truncated", "empty", "longer"],
)
def test_a_wrong_kept_file_stops_the_build_and_says_how_to_fetch_it_again(
    lock, tmp_path, wrong
):
    folder = tmp_path / "kept"
    fill(folder)
    (folder / "core.mjs").write_bytes(wrong)
    with pytest.raises(runtime.RuntimeFileError) as caught:
        runtime.ensure(folder, lock, never)
    said = str(caught.value)
    right = hashlib.sha256(FILES["core.mjs"]).hexdigest()
    assert "core.mjs is not the one" in said
    assert f"expected 22 bytes with SHA-256 {right}" in said
    assert f"found {len(wrong)} bytes with SHA-256 {wanted(wrong).sha256}" in said
    assert f"delete the folder {folder} and run: python -m hooks.runtime" in said
    assert (folder / "core.mjs").read_bytes() == wrong, "nothing is mended silently"


def test_deleting_the_folder_mends_it_as_the_message_says(lock, tmp_path):
    folder = tmp_path / "kept"
    fill(folder)
    (folder / "core.mjs").write_bytes(b"?")
    with pytest.raises(runtime.RuntimeFileError):
        runtime.ensure(folder, lock, carried)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    runtime.ensure(folder, lock, carried)
    assert (folder / "core.mjs").read_bytes() == FILES["core.mjs"]


def test_a_wrong_file_from_a_source_is_never_kept(lock, server, tmp_path):
    folder, address = server
    fill(folder / "1.2.3")
    (folder / "1.2.3" / "core.mjs").write_bytes(b"<html>Please log in</html>")
    with pytest.raises(runtime.RuntimeFileError, match=r"core\.mjs is not the one"):
        runtime.ensure(
            tmp_path / "kept", lock, runtime.official("1.2.3", address), never
        )
    assert list((tmp_path / "kept").iterdir()) == []


def test_the_lock_has_what_cells_import_and_nothing_else():
    lock = runtime.read()
    assert lock.pyodide == "314.0.3"
    todo, needed = ["numpy", "matplotlib"], set()
    while todo:
        needed.add(name := todo.pop())
        todo += set(lock.packages[name]["depends"]) - needed
    assert set(lock.packages) == needed
    wheels = {entry["file_name"]: entry for entry in lock.packages.values()}
    core = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"}
    assert set(lock.files) == core | set(wheels)
    for name, entry in wheels.items():
        assert lock.files[name].sha256 == entry["sha256"]


def test_page_and_browser_compute_with_the_same_versions():
    import matplotlib
    import numpy

    packages = runtime.read().packages
    assert packages["numpy"]["version"] == numpy.__version__
    assert packages["matplotlib"]["version"] == matplotlib.__version__


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, Path | bytes], dict[str, Any]]:
    return served.files(runtime.ensure(), wheel.ensure())


@pytest.fixture(scope="module")
def shipped(made) -> dict[str, Path | bytes]:
    """The files of the plain start, by the names that Pyodide knows."""
    files, facts = made
    found = {name: file for name, file in files.items() if facts["plain"] in name}
    return {name.removeprefix(facts["plain"]): file for name, file in found.items()}


def test_the_served_lock_is_valid_and_names_only_served_files(shipped, tmp_path):
    data = json.loads(shipped["pyodide-lock.json"])
    data["info"]["version"] = "0"  # pyodide-lock before 0.2 insists on one
    (tmp_path / "lock.json").write_text(json.dumps(data))
    spec = PyodideLockSpec.from_json(tmp_path / "lock.json")
    spec.check_wheel_filenames()
    assert {entry.file_name for entry in spec.packages.values()} <= set(shipped)
    for name, entry in spec.packages.items():
        assert set(entry.depends) <= set(spec.packages), name
        content = shipped[entry.file_name]
        assert hashlib.sha256(content.read_bytes()).hexdigest() == entry.sha256


def test_the_served_lock_installs_nnnotes_after_numpy(shipped):
    entry = json.loads(shipped["pyodide-lock.json"])["packages"]["nnnotes"]
    assert entry["depends"] == ["numpy"]
    assert entry["imports"] == ["nnnotes"]
    assert entry["install_dir"] == "site"
    assert re.fullmatch(r"nnnotes-[\d.]+-py3-none-any\.whl", entry["file_name"])


def test_the_worker_knows_size_and_hash_of_every_file(made):
    files, facts = made
    assert set(facts["files"]) == set(files)
    for name, (size, integrity) in facts["files"].items():
        content = served.content_of(files[name])
        digest = base64.b64decode(integrity.removeprefix("sha256-"))
        assert (size, digest) == (len(content), hashlib.sha256(content).digest()), name
    assert set(facts["packs"].values()) <= set(files)


def test_every_address_tells_its_content(made):
    files, _ = made
    for name, content in files.items():
        if "/" in name:
            assert re.fullmatch(r"(core|plain)-[0-9a-f]{12}/[\w.-]+", name)
        else:
            digest = hashlib.sha256(served.content_of(content)).hexdigest()[:12]
            assert re.fullmatch(rf"[\w-]+-{digest}\.(pack|zip|wasm)", name)


def test_a_folder_whose_file_changes_is_another_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    names = {served.short({"a": tmp_path / "a", "b": b"2"})}
    (tmp_path / "a").write_bytes(b"2")
    names |= {served.short({"a": tmp_path / "a", "b": b"2"}), served.short({"a": b"2"})}
    assert len(names) == 3


def test_a_decoder_that_is_packed_otherwise_stops_the_build(tmp_path):
    path = tmp_path / "zstddec" / "dist" / "zstddec.mjs"
    path.parent.mkdir(parents=True)
    path.write_text("export const nothing = 0;")
    with pytest.raises(ValueError, match=r"zstddec.*hooks/npm/package\.json"):
        served.decoder(tmp_path)


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="pyodide-build needs Python 3.12 or newer"
)
def test_pyodide_lockfile_add_wheels_writes_the_same_entry(shipped, tmp_path):
    lock = runtime.read()
    base = {"info": lock.info, "packages": lock.packages}
    (tmp_path / "base.json").write_text(json.dumps(base))
    tool = Path(sys.executable).with_name("pyodide")
    options = ["--input", tmp_path / "base.json", "--output", tmp_path / "new.json"]
    command = [tool, "lockfile", "add-wheels", *options, wheel.ensure()]
    subprocess.run(command, check=True)
    theirs = json.loads((tmp_path / "new.json").read_text("utf-8"))["packages"]
    for entry in theirs.values():
        assert not entry.pop("tool", None)
    assert theirs == json.loads(shipped["pyodide-lock.json"])["packages"]


def test_a_dependency_that_is_not_served_stops_the_build():
    lock = runtime.read()
    del lock.packages["numpy"]
    with pytest.raises(RuntimeError, match="numpy"):
        served.trimmed(lock, wheel.ensure())
