"""While a site is served, edits show at once, and a mistake breaks nothing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fences import ROOT

#: A page whose module few examples and no explorer need: an edit reruns only those.
PAGE = "activations/swiglu/"
SCRIPT = "src/nnnotes/examples/activations/swiglu_check.py"
PARTS = [
    "docs", "src", "hooks", "overrides", "mkdocs.yml", "pyproject.toml", "README.md",
    "CITATION.cff",
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, which may be changed; it shares what was fetched."""
    copy = tmp_path_factory.mktemp("project")
    for part in [*PARTS, *(path.name for path in ROOT.glob("LICENSE*"))]:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / part, ignore=ignored)
        else:
            shutil.copy(source, copy / part)
    (copy / ".cache").symlink_to(ROOT / ".cache")
    return copy


@pytest.fixture(scope="module")
def get(project: Path) -> Iterator[Callable[[str], str]]:
    """The served site: a function from address to text."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", host]
    paths = os.pathsep.join([str(project), str(project / "src")])
    log = (project / "log.txt").open("w")
    server = subprocess.Popen(
        command, cwd=project, env=os.environ | {"PYTHONPATH": paths},
        stdout=log, stderr=log,
    )  # fmt: skip

    def read(address: str) -> str:
        with urllib.request.urlopen(f"http://{host}/{address}", timeout=120) as answer:
            return str(answer.read().decode())

    yield read
    server.terminate()
    server.wait(30)
    log.close()


def until(get: Callable[[str], str], text: str, seconds: float = 600) -> str:
    """Wait until the page has the text, and return it."""
    end, page = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            page = get(PAGE)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""  # a build is under way
        if text in page:
            return page
        time.sleep(0.3)
    raise AssertionError(f"{text!r} did not come within {seconds} s")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_edits_show_without_a_restart(project: Path, get: Callable[[str], str]) -> None:
    until(get, "gate and up may be swapped:      False")
    edit(project / SCRIPT, "gate and up may be swapped:", "the halves may be swapped: ")
    until(get, "the halves may be swapped:       False")
    page = project / "docs" / "activations" / "swiglu.md"
    edit(page, "Two units have computed", "Both units have computed")
    until(get, "Both units have computed")
    package = project / "src" / "nnnotes" / "swiglu.py"
    edit(package, "    dh = dy @ w_down\n", "    dh = dy @ w_down + 0\n")
    shown = until(get, '<span class="o">+</span> <span class="mi">0</span>')
    assert "gradient of down: True" in shown


def test_mistake_is_reported_and_shown_and_the_server_lives_on(
    project: Path, get: Callable[[str], str]
) -> None:
    until(get, "the halves may be swapped:       False")
    edit(
        project / SCRIPT,
        "assert m == 11008",
        'raise ValueError("oops")\nassert m == 11008',
    )
    end = time.monotonic() + 60
    while "swiglu_check: failed" not in (project / "log.txt").read_text():
        assert time.monotonic() < end, "the mistake was not reported"
        time.sleep(0.3)
    page = until(get, 'class="nn-broken"')
    assert "ValueError: oops" in page and "Main idea" in page, "the page lives on"
    edit(project / SCRIPT, 'raise ValueError("oops")\n', "")
    edit(project / SCRIPT, "the halves may", "mended: they may")
    until(get, "mended: they may be swapped:       False")
