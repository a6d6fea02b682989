"""What Lighthouse says of four pages, on the phone that it simulates."""

from __future__ import annotations

import functools
import gzip
import json
import os
import subprocess
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fences import ROOT
from serve import Handler, serve

from hooks import chromium, npm

FOLDER = ROOT / "tests" / "lighthouse"
PAGES = ["", "backprop/", "losses/softmax_cross_entropy/", "explorers/sigmoid/"]
#: Of 100. The fourth, speed, depends on the machine, though network and processor are
#: simulated: a test of it would fail on a slow one.
WANTED = ("accessibility", "best-practices", "seo")


@functools.cache
def compressed(file: Path) -> bytes:
    """Return a file as hosts send it."""
    return gzip.compress(file.read_bytes(), 6)


class Host(Handler):
    """Answers as a host of files does: compressed, over connections that stay."""

    protocol_version = "HTTP/1.1"

    def answer(self, path: str) -> None:
        """Send the file."""
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        content = compressed(file) if found else b""
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def address(site: Path) -> Any:
    """Where the built site is."""
    with serve(site, Host) as server:
        yield server.address


def report(address: str, folder: Path) -> dict[str, Any]:
    """Return what Lighthouse found, with its own settings: a phone, a slow network."""
    script = npm.ensure(FOLDER) / "lighthouse" / "cli" / "index.js"
    flags = " ".join(["--headless=new", *chromium.ARGUMENTS])
    out = folder / "report.json"
    command = [
        npm.node(), str(script), address, "--quiet", "--output=json",
        f"--output-path={out}", f"--chrome-flags={flags}",
        "--no-enable-error-reporting",
    ]  # fmt: skip
    environment = {"CHROME_PATH": chromium.find_or_install(), "HOME": str(folder)}
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | environment,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    assert "runtimeError" not in found, found["runtimeError"]
    return found


def lost(found: dict[str, Any], category: str) -> list[str]:
    """Return the audits that cost points, with what they measured."""
    weights = {
        one["id"]: one["weight"] for one in found["categories"][category]["auditRefs"]
    }
    return [
        f"{name}: {audit['score']} {audit.get('displayValue', '')} {audit['title']}"
        for name, audit in found["audits"].items()
        if weights.get(name) and audit["score"] is not None and audit["score"] < 1
    ]


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_is_content(address: str, tmp_path: Path, page: str) -> None:
    found = report(address + page, tmp_path)
    for category in WANTED:
        score = round(100 * found["categories"][category]["score"])
        why = "\n".join(lost(found, category))
        assert score == 100, f"{category}: {score}\n{why}"
    shift = found["audits"]["cumulative-layout-shift"]["numericValue"]
    assert shift < 0.005, f"the page shifts: {shift}"
