"""What comes from npm: exact, verified, bundled, and nothing half-done."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

from hooks import bundle, npm


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one dependency, a local archive: npm needs no network for it."""
    archive = tmp_path / "one-1.0.0.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        package = {
            "name": "one",
            "version": "1.0.0",
            "scripts": {"install": "touch ran"},
        }
        for name, text in (
            ("package.json", json.dumps(package)),
            ("index.js", "export default 1;\n"),
        ):
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text.encode()))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    wanted = {"one": f"file:{archive}"}
    entry = {
        "version": "1.0.0",
        "resolved": f"file:{archive}",
        "integrity": f"sha512-{digest}",
        "hasInstallScript": True,
    }
    lock = {
        "name": "project",
        "lockfileVersion": 3,
        "requires": True,
        "packages": {"": {"dependencies": wanted}, "node_modules/one": entry},
    }
    root = tmp_path / "project"
    root.mkdir()
    (root / "package.json").write_text(json.dumps({"dependencies": wanted}))
    (root / "package-lock.json").write_text(json.dumps(lock))
    return root


def test_a_locked_package_is_installed_and_its_scripts_are_not_run(project, tmp_path):
    packages = npm.ensure(project, tmp_path / "kept")
    assert (packages / "one" / "index.js").read_text() == "export default 1;\n"
    assert not (packages / "one" / "ran").exists()


def test_what_is_installed_is_not_installed_again(project, tmp_path, monkeypatch):
    first = npm.ensure(project, tmp_path / "kept")
    monkeypatch.setattr(npm, "run", lambda *_: pytest.fail("npm is called again"))
    assert npm.ensure(project, tmp_path / "kept") == first


def test_another_lock_is_another_installation(project, tmp_path):
    first = npm.ensure(project, tmp_path / "kept")
    with (project / "package-lock.json").open("a") as file:
        file.write("\n")
    assert npm.ensure(project, tmp_path / "kept") != first


def test_a_package_with_another_hash_stops_and_leaves_nothing(project, tmp_path):
    path = project / "package-lock.json"
    lock = json.loads(path.read_text())
    other = base64.b64encode(hashlib.sha512(b"other").digest()).decode()
    lock["packages"]["node_modules/one"]["integrity"] = f"sha512-{other}"
    path.write_text(json.dumps(lock))
    with pytest.raises(npm.NpmError, match=r"npm ci .*failed(.|\n)*EINTEGRITY"):
        npm.ensure(project, tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_package_json_that_the_lock_does_not_fit_stops(project, tmp_path):
    (project / "package.json").write_text('{"dependencies": {"two": "2.0.0"}}')
    with pytest.raises(npm.NpmError, match="two"):
        npm.ensure(project, tmp_path / "kept")


def test_the_lock_names_exact_versions_hashes_and_no_address():
    wanted = json.loads((npm.FOLDER / "package.json").read_text())["dependencies"]
    text = (npm.FOLDER / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert "resolved" not in text
    assert packages.pop("")["dependencies"] == wanted
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert packages[f"node_modules/{name}"]["version"] == version
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Modules as small as they can be, in the same roles as the cells'."""
    folder = tmp_path / "cell"
    folder.mkdir()
    texts = {
        "nn-cell.js": 'import { twice } from "./shared.js";\n'
        'window.cell = async () => twice((await import("./editor.js")).size);\n',
        "editor.js": 'import css from "prism-code-editor/layout.css" '
        'with { type: "text" };\n'
        'export const size = css.includes(".pce") ? 21 : 0;\n',
        "worker.js": 'import { twice } from "./shared.js";\nself.answer = twice(21);\n',
        "shared.js": "export const twice = (value) => 2 * value; // a comment\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    (tmp_path / "explorer").mkdir()
    (tmp_path / "explorer" / "explorers.js").write_text(
        'import { twice } from "../cell/shared.js";\nwindow.explorer = twice(22);\n'
    )
    (tmp_path / "exercise").mkdir()
    (tmp_path / "exercise" / "nn-exercise.js").write_text(
        'import { twice } from "../cell/shared.js";\nwindow.exercise = twice(23);\n'
    )
    return folder


def bundled(sources: Path, **facts: str) -> tuple[dict[str, bytes], dict[str, str]]:
    beside = sources.parent
    others = (beside / "exercise" / "nn-exercise.js",)
    return bundle.modules(facts, sources, beside / "explorer", others)


def node(code: str, folder: Path) -> str:
    command = [npm.node(), "--input-type=module", "--eval", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_bundled_modules_work_and_are_named_by_their_content(sources, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for name, content in bundled(sources)[0].items():
        (out / name).write_bytes(content)
    names = {path.name.rsplit("-", 1)[0]: path.name for path in out.iterdir()}
    shared = "chunk"  # what cell, explorer and exercise import, once
    pages = {"nn-cell", "explorers", "nn-exercise"}
    assert set(names) == {"editor", *pages, shared, "worker"}
    for name in names.values():
        assert re.fullmatch(r"[\w-]+-[A-Z0-9]{8}\.js", name), "named by its hash"
    code = (
        "globalThis.self = globalThis.window = globalThis;"
        f'await import("./{names["worker"]}"); await import("./{names["nn-cell"]}");'
        f'await import("./{names["explorers"]}");'
        f'await import("./{names["nn-exercise"]}");'
        "console.log(self.answer, await window.cell(), window.explorer, exercise);"
    )
    assert node(code, out) == "42 42 44 46"


def test_bundled_modules_have_no_source_map_and_no_comment(sources):
    for name, content in bundled(sources)[0].items():
        assert b"sourceMappingURL" not in content, name
        assert b"a comment" not in content, name


def test_an_edit_is_in_the_next_bundle(sources):
    first, name = bundled(sources)
    (sources / "worker.js").write_text("self.answer = 43;\n")
    second, other = bundled(sources)
    # The name of a chunk may hold any two digits.
    assert b"answer=43" in b"".join(second.values())
    assert b"answer=43" not in b"".join(first.values())
    assert not set(map(worker, second)) & set(map(worker, first)) - {""}
    assert name["nn-cell.js"] in first and other["nn-cell.js"] in second


def worker(name: str) -> str:
    return name if name.startswith("worker-") else ""


def test_the_page_names_the_worker_and_the_worker_its_runtime_by_content(sources):
    (sources / "worker.js").write_text("self.answer = RUNTIME.core;\n")
    (sources / "nn-cell.js").write_text("self.cell = WORKER;\n")
    pages = set()
    for core in ("core-1/", "core-2/"):
        found, names = bundled(sources, core=core)
        page = found[names["nn-cell.js"]].decode()
        (name,) = filter(None, map(worker, found))
        assert name in page and core.encode() in found[name]
        pages.add(names["nn-cell.js"])
    assert len(pages) == 2, "another runtime is another page"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export const size = ;\n", 'Unexpected ";"'),
        ('import "no-such-package";\n', 'Could not resolve "no-such-package"'),
        ('import { no } from "./shared.js";\nno();\n', '"no"'),
        ("export const size = (x) => typeof x === 'nmber';\n", "nmber"),
    ],
    ids=["syntax", "unknown package", "unknown name", "warning"],
)
def test_a_mistake_in_a_module_stops_with_file_and_line(sources, text, said):
    (sources / "editor.js").write_text(f"\n\n{text}")
    with pytest.raises(bundle.BundleError) as caught:
        bundled(sources)
    assert said in str(caught.value)
    assert re.search(r"cell/editor\.js:[34]:\d+", str(caught.value))


def test_the_cells_themselves_can_be_bundled_and_load_what_is_there():
    found, names = bundle.modules({})
    assert set(names.values()) <= set(found)
    for name, content in found.items():
        for other in re.findall(r"[\"']\./([\w.-]+\.js)[\"']", content.decode()):
            assert other in found, f"{name} asks for {other}"
