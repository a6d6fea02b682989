"""The wheel that the browser installs: ours, whole, and the same every time."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from hooks import wheel


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small copy of the project."""
    root = tmp_path / "project"
    shutil.copytree(
        wheel.ROOT / "src",
        root / "src",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in wheel.TEXTS:
        shutil.copy(wheel.ROOT / name, root)
    for name in ("hooks", "tests"):
        (root / name).mkdir()
        (root / name / "secret.py").write_text("1 / 0\n")
    return root


def test_the_same_sources_give_the_same_bytes(project, tmp_path):
    first = wheel.ensure(project, tmp_path / "one").read_bytes()
    for path in project.rglob("*"):
        path.touch()
    assert wheel.ensure(project, tmp_path / "two").read_bytes() == first
    assert wheel.ensure(cache=tmp_path / "three").read_bytes() == first


def test_it_holds_the_package_its_style_and_its_examples_and_nothing_else():
    with zipfile.ZipFile(wheel.ensure()) as file:
        names = {name for name in file.namelist() if ".dist-info/" not in name}
    package = wheel.ROOT / "src"
    there = {
        path.relative_to(package).as_posix()
        for path in (package / "nnnotes").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == there
    assert {"nnnotes/figure.mplstyle", "nnnotes/cell.py"} <= names
    assert any(name.startswith("nnnotes/examples/backprop/") for name in names)


def test_hooks_and_tests_stay_out_of_it(project, tmp_path):
    with zipfile.ZipFile(wheel.ensure(project, tmp_path / "kept")) as file:
        roots = {name.split("/")[0] for name in file.namelist()}
    assert roots == {"nnnotes", "nnnotes-0.1.0.dist-info"}


def test_it_is_pure_python():
    with zipfile.ZipFile(wheel.ensure()) as file:
        (name,) = (name for name in file.namelist() if name.endswith("/WHEEL"))
        lines = file.read(name).decode().splitlines()
    assert "Root-Is-Purelib: true" in lines
    assert "Tag: py3-none-any" in lines


def test_it_is_built_again_only_after_an_edit(project, tmp_path, monkeypatch):
    built = []
    real = wheel.build

    def build(root: Path, folder: Path) -> Path:
        built.append(root)
        return real(root, folder)

    monkeypatch.setattr(wheel, "build", build)
    first = wheel.ensure(project, tmp_path / "kept")
    assert wheel.ensure(project, tmp_path / "kept") == first
    assert len(built) == 1
    edited = project / "src" / "nnnotes" / "cell.py"
    edited.write_text(edited.read_text("utf-8") + "# edited\n", "utf-8")
    second = wheel.ensure(project, tmp_path / "kept")
    assert len(built) == 2
    with zipfile.ZipFile(second) as file:
        assert file.read("nnnotes/cell.py").endswith(b"# edited\n")
    assert first.exists(), "another build may be reading it"
    os.utime(first.parent, (0, 0))
    edited.write_text(edited.read_text("utf-8") + "# again\n", "utf-8")
    wheel.ensure(project, tmp_path / "kept")
    assert second.exists() and not first.exists(), "what nobody used for long goes"


@pytest.mark.parametrize("name", ["pyproject.toml", "README.md", "LICENSE"])
def test_texts_that_go_into_it_count_as_sources(project, name):
    before = wheel.key(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert wheel.key(project) != before


def test_a_new_file_counts_as_an_edit(project):
    before = wheel.key(project)
    (project / "src" / "nnnotes" / "new.py").write_text("")
    assert wheel.key(project) != before
