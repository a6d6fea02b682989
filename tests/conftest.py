"""What several tests share: the examples, the pages, the built site, a browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import address, browser, context, page, server, watched
from fences import ROOT, fences, pages
from filelock import FileLock

from nnnotes import examples


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite tests/expected")


@pytest.fixture(autouse=True)
def no_figure_stays() -> Iterator[None]:
    """Close what a test has drawn: Matplotlib warns of the twenty-first figure."""
    yield
    if plt := sys.modules.get("matplotlib.pyplot"):
        plt.close("all")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        metafunc.parametrize("example", examples.names())
    if "note" in metafunc.fixturenames:
        metafunc.parametrize("note", pages())
    if "topic" in metafunc.fixturenames:
        metafunc.parametrize("topic", topics())
    if "lesson" in metafunc.fixturenames:
        metafunc.parametrize("lesson", [*topics(), *LESSONS])
    if "fence" in metafunc.fixturenames:
        found = [fence for note in pages() for fence in fences(note)]
        metafunc.parametrize("fence", found, ids=[fence.place for fence in found])


#: Pages with cells and sources that have not the headings of a topic.
LESSONS = ["practice/bridge.md", "practice/recipe.md"]


def topics() -> list[str]:
    """The pages that follow the form of a topic: those beside their scripts.

    Pages of explorers and of practice have scripts too, and a form of their own.
    """
    parts = {name.split("/")[0] for name in examples.names()}
    parts -= {"explorers", "practice"}
    return [
        note
        for note in pages()
        if note.split("/")[0] in parts and not note.endswith("index.md")
    ]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site, built as the README builds it; of several processes one builds it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "site"
    with FileLock(shared / "site.lock"):
        if not folder.is_dir():
            build(folder)
    return folder


def build(folder: Path) -> None:
    """Build the site into a folder, which is there when it is whole."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, f"the site does not build\n{built.stderr}"


#: Fixtures that other modules define and all tests may use.
__all__ = ["address", "browser", "context", "page", "server", "watched"]
