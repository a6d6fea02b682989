"""How long from the click to the first number and to the first figure.

``python tests/bench/boot.py SITE [runs] [Mbit/s] [--peers]`` measures, alternating,
the cell of a built site and a bare page that loads Pyodide and the same packages the
ordinary way, on a first visit, with an empty cache, and on a second; with ``--peers``
also other ways to run Python in a page (``peers/README.md`` says which and how). It
prints medians, ratios to the bare page and the bytes that were sent, compressed as a
host compresses them.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from peers import prepare, visits
from serve import TYPES

from hooks import chromium

PAGE, NAME = "backprop/gradient_check/", "backprop/gradient_check_check"
NUMBER = """import numpy as np
x = np.random.default_rng(0).normal(size=(64, 8))
print(float((x @ x.T).sum()))"""
FIGURE = """import matplotlib.pyplot as plt
import numpy as np
x = np.linspace(-3, 3, 200)
fig, ax = plt.subplots(figsize=(5, 3))
ax.plot(x, np.tanh(x), label="tanh")
ax.plot(x, np.maximum(x, 0), label="ReLU")
ax.set_xlabel("x")
ax.legend()"""
SAVE = """
import io
file = io.StringIO()
fig.savefig(file, format="svg")
print(len(file.getvalue()))"""
BARE = """
onmessage = async ({ data: { core, plain, packages, code } }) => {
  const { loadPyodide } = await import(core + "pyodide.mjs");
  const python = await loadPyodide({
    indexURL: core, packageBaseUrl: plain, stdLibURL: plain + "python_stdlib.zip",
    lockFileURL: plain + "pyodide-lock.json",
  });
  await python.loadPackage(packages, { messageCallback() {} });
  python.runPython(code);
  postMessage("done");
};
"""
ASK = """job => new Promise((resolve, reject) => {
  const began = performance.now();
  const worker = new Worker("/bare.js", { type: "module" });
  worker.onmessage = () => resolve(performance.now() - began);
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(job);
})"""
CLICK = """name => new Promise((resolve) => {
  const cell = document.querySelector(`nn-cell[name="${name}"]`);
  const began = performance.now();
  cell.addEventListener("nn-state", ({ detail: { state } }) => {
    if (["done", "error"].includes(state)) resolve([state, performance.now() - began]);
  });
  cell.querySelector('button[aria-label="Run"]').click();
})"""
#: How long a reader stays, in milliseconds: meanwhile a browser writes down what it
#: compiled, and our page what it unpacked.
STAY = 10_000
CODES = {"number": NUMBER, "figure": FIGURE}
#: Whoever asks another host hears that there is none.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
KEEP = """([name, code]) => localStorage.setItem(`nnnotes/cell/${name}`,
  JSON.stringify({ code, original: "", date: new Date().toISOString() }))"""


class Handler(SimpleHTTPRequestHandler):
    """A host: compresses texts and WebAssembly, lets browsers keep files."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES
    sent = 0
    rate = 0.0
    root = Path()
    peers = Path()

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        if path == "bare.js":
            return self.answer(BARE.encode(), ".js")
        if path == "bare":
            return self.answer(b"<!doctype html><title>bare</title>", ".html")
        index = "index.html" if path.endswith("/") else ""
        file = self.root / path / index
        if path.startswith("peers/"):
            file = self.peers / path.removeprefix("peers/") / index
        if not file.is_file():
            return self.send_error(404)
        self.answer(file.read_bytes(), file.suffix)

    def answer(self, content: bytes, suffix: str) -> None:
        packed = suffix not in (".pack", ".zip", ".whl", ".png")
        body = squeezed(content) if packed else content
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        type(self).sent += len(body)
        for start in range(0, len(body), 65536):
            piece = body[start : start + 65536]
            self.wfile.write(piece)
            if self.rate:
                with LINE:  # one line for all connections
                    time.sleep(len(piece) * 8 / self.rate / 1e6)

    def log_message(self, format: str, *values: object) -> None:
        pass


LINE = threading.Lock()


@cache
def squeezed(content: bytes) -> bytes:
    return gzip.compress(content, 6)


def ours(context: BrowserContext, address: str, task: str) -> float:
    page = context.new_page()
    page.goto(f"{address}bare")
    page.evaluate(KEEP, [NAME, CODES[task]])
    page.goto(address + PAGE)
    page.wait_for_load_state("networkidle")
    state, spent = page.evaluate(CLICK, NAME)
    assert state == "done", state
    return float(spent)


def bare(context: BrowserContext, address: str, task: str) -> float:
    runtime = Handler.root / "assets" / "runtime"
    folders = {
        kind: f"{address}assets/runtime/{next(runtime.glob(f'{kind}-*')).name}/"
        for kind in ("core", "plain")
    }
    drawing = task == "figure"
    packages = ["numpy", "matplotlib"] if drawing else ["numpy"]
    job = folders | {"packages": packages, "code": FIGURE + SAVE if drawing else NUMBER}
    page = context.new_page()
    page.goto(f"{address}bare")
    return float(page.evaluate(ASK, job))


@contextmanager
def reader(chrome: BrowserType) -> Iterator[BrowserContext]:
    """A browser with a profile on disk; one in memory keeps no large file."""
    path = chromium.find_or_install()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = chrome.launch_persistent_context(
            folder, executable_path=path, args=[*chromium.ARGUMENTS, ALONE]
        )
        yield context
        context.close()


def measured(
    chrome: BrowserType, address: str, runs: int, peers: Iterable[str]
) -> Iterator[tuple[str, float]]:
    for _ in range(runs):
        for task in ("number", "figure"):
            for visit in (bare, ours):
                with reader(chrome) as context:
                    name, before = f"{visit.__name__} {task}", Handler.sent
                    yield f"{name} cold", visit(context, address, task)
                    yield f"{name} bytes", Handler.sent - before
                    leave(context)
                    yield f"{name} warm", visit(context, address, task)
            for peer in peers:
                with reader(chrome) as context:
                    yield from visited(context, address, peer, task)


def visited(
    context: BrowserContext, address: str, peer: str, task: str
) -> Iterator[tuple[str, float]]:
    """Three visits to a peer, the last when its Python has booted already."""
    before = Handler.sent
    for state in ("cold", "warm", "rest"):
        spent = visits.visit(context, address, peer, task, CODES[task], state == "rest")
        yield f"{peer} {task} {state}", spent
        if state == "cold":
            yield f"{peer} {task} bytes", Handler.sent - before
        leave(context)


def leave(context: BrowserContext) -> None:
    """Close the page after a while."""
    page = context.pages[-1]
    page.wait_for_timeout(STAY)
    page.close()


def main() -> None:
    values = [value for value in sys.argv[1:] if value != "--peers"]
    Handler.root = Path(values[0])
    runs = int(values[1]) if len(values) > 1 else 5
    Handler.rate = float(values[2]) if len(values) > 2 else 0.0
    peers = list(visits.PEERS) if "--peers" in sys.argv else []
    if peers:
        drawn = {"number": NUMBER, "figure": FIGURE + visits.SHOW}
        Handler.peers = prepare.ensure(drawn)
        sys.stdout.write(prepare.conditions() + "\n")
    found: dict[str, list[float]] = {}
    began = os.getloadavg()
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server,
        sync_playwright() as p,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for name, value in measured(p.chromium, address, runs, peers):
            found.setdefault(name, []).append(value)
            sys.stderr.write(f"{name} {value:,.0f}\n")
        server.shutdown()
    report(found)
    line = f"{Handler.rate:g} Mbit/s" if Handler.rate else "no limit"
    sys.stdout.write(
        f"{runs} runs, {line}, {os.cpu_count()} processors; "
        f"load {began[0]:.1f} before, {os.getloadavg()[0]:.1f} after\n"
    )
    sys.stdout.write(json.dumps(found) + "\n")


def report(found: dict[str, list[float]]) -> None:
    """Print a line for each measured thing; a visit at rest against a warm one."""
    for name in [name for name in found if not name.startswith("bare")]:
        who, task, what = name.split()
        against = f"bare {task} {'warm' if what == 'rest' else what}"
        mine, theirs = (statistics.median(found[key]) for key in (name, against))
        sys.stdout.write(
            f"{who:13} {task} {what:5} {mine:12,.0f}  bare {theirs:12,.0f}  "
            f"ratio {mine / theirs:.2f}\n"
        )


if __name__ == "__main__":
    main()
