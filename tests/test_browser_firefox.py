"""Python in the page in the other browser: Firefox runs what Chromium runs.

Playwright drives only a Firefox of its own making; Puppeteer drives everyone's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fences import ROOT
from serve import serve

from hooks import chromium, npm

FOLDER = ROOT / "tests" / "firefox"
PAGES = ("backprop/gradient_check/", "activations/relu/", "optimization/adam/")
NAMES = ("firefox-esr", "firefox")


def find_or_install() -> str:
    """Return the path of a Firefox: the one on the path, else the system's package."""
    for package in ("", *NAMES):
        if package:
            chromium.install(package)
        if found := next(filter(None, map(shutil.which, NAMES)), None):
            return found
    raise RuntimeError(
        "These tests need Firefox, and it could not be installed: "
        "install it with your system's package manager."
    )


@pytest.fixture(scope="module")
def visit(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one visit in Firefox found."""
    work = tmp_path_factory.mktemp("firefox")
    # Node looks for packages beside the script.
    (work / "node_modules").symlink_to(npm.ensure(FOLDER))
    script = shutil.copy(FOLDER / "cells.mjs", work)
    with serve(site) as server:
        command = [npm.node(), script, find_or_install(), server.address, *PAGES]
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=600,
            env=os.environ | {"HOME": str(work)},
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_every_cell_reruns_equal_in_firefox(visit: dict[str, Any]) -> None:
    cells = visit["cells"]
    assert len(cells) == 3 * len(PAGES)
    for cell in cells:
        assert cell["state"] == "done" and cell["mark"] == "Same as the page", cell


def test_an_endless_loop_is_stopped_in_firefox(visit: dict[str, Any]) -> None:
    assert visit["isolated"] is False, "no header of the host helps"
    assert visit["stop"]["milliseconds"] < 5000
    assert visit["stop"]["after"].endswith("42\n"), "and it runs again"


def test_firefox_has_nothing_to_complain_of(visit: dict[str, Any]) -> None:
    assert visit["early"] == []
    # Firefox itself says so when a worker is ended within WebAssembly.
    quirk = "Error: uncaught exception: undefined"
    assert [text for text in visit["complaints"] if text != quirk] == []
