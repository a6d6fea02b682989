"""How soon an explorer answers on a slow phone, against an empty page of the theme.

``python tests/bench/explorers.py SITE [runs] [explorer ...]`` opens each explorer's
page and, in turns, a page of the theme that holds one native slider, no text, no script
and no style of ours. Chromium is slowed down to a phone: the processor four times, the
line to Slow 4G. It prints medians of what was sent, compressed, and in milliseconds:
``alive``, from the arrival of the explorer's values until its controls work;
``answer``, from the first move of a slider until that is drawn; ``first``, both
together; ``page``, from the start until then; and the ratio of that to the empty page.
"""

from __future__ import annotations

import gzip
import re
import statistics
import sys
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
import chromium
from serve import Handler, serve

SLOWER = 4
#: Slow 4G, as Lighthouse and Chromium's tools have it: bytes per second, milliseconds.
LINE = {"downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8, "latency": 150}
PHONE: Any = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
#: Moves the first slider as soon as the page is alive, and waits until that is drawn.
#: On the empty page, which has nothing to wait for, that is when it has been loaded.
ANSWER = """
globalThis.measured = new Promise((done) => {
  const use = (box, arrived) => {
    const slider = box.querySelector("input[type=range]");
    const began = performance.now();
    slider.value = Number(slider.value) + (slider.value < slider.max ? 1 : -1);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => {
      const ended = performance.now();
      const [alive, answer] = [began - arrived, ended - began];
      done({ alive, answer, first: ended - arrived, page: ended });
    }));
  };
  const seen = new MutationObserver(() => {
    const box = document.querySelector("nn-explorer[state=ready]");
    if (!box) return;
    seen.disconnect();
    const { href } = new URL(box.getAttribute("data"), document.baseURI);
    use(box, performance.getEntriesByName(href)[0].responseEnd);
  });
  const how = { subtree: true, attributes: true, attributeFilter: ["state"] };
  seen.observe(document, how);
  addEventListener("load", () => {
    const box = document.querySelector("#bare");
    if (box) use(box, performance.now());
  });
})"""


class Packed(Handler):
    """Sends texts compressed, as hosts do."""

    def answer(self, path: str) -> None:
        """Send a file, or the page emptied of what is ours."""
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        if path == "/empty/":
            return self.pack(emptied(Path(self.directory)), ".html")
        if not file.is_file():
            return super().answer(path)
        self.pack(file.read_bytes(), file.suffix)

    def pack(self, content: bytes, suffix: str) -> None:
        """Send bytes, compressed."""
        body = squeezed(content)
        self.send_response(200)
        self.send_header("Content-Type", self.extensions_map.get(suffix, "text/plain"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def squeezed(content: bytes) -> bytes:
    return gzip.compress(content, 6)


@cache
def emptied(site: Path) -> bytes:
    """A page of the theme with one slider: no text, no script and no style of ours."""
    text = (site / "explorers" / "index.html").read_text("utf-8")
    slider = '<p id="bare"><input type="range" max="10" aria-label="a number"></p>'
    text = re.sub(r"(?s)(<article\b[^>]*>).*?(</article>)", rf"\1{slider}\2", text)
    text = re.sub(r'<script[^>]*src="[^"]*assets/cell/[^>]*></script>', "", text)
    text = re.sub(r"<link[^>]*assets/(cell|explorer|katex)/[^>]*>", "", text)
    return text.encode()


def slowed(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def visit(browser: Browser, address: str) -> dict[str, float]:
    """Open a page as a new reader, use its control, and say how long things took."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session, sent = slowed(page), [0.0]

    def count(event: dict[str, Any]) -> None:
        sent[0] += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    page.add_init_script(ANSWER)
    page.goto(address, wait_until="load")
    found: dict[str, float] = page.evaluate("measured")
    context.close()
    return found | {"bytes": sent[0]}


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def main() -> None:
    site = Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pages = sorted((site / "explorers").glob("*/index.html"))
    names = sys.argv[3:] or [path.parent.name for path in pages]
    heads = ("kB", "alive", "answer", "first", "page", "empty's", "ratio")
    sys.stdout.write(f"{'':20}" + "".join(f"{head:>8}" for head in heads) + "\n")
    with sync_playwright() as p, serve(site, Packed) as server:
        browser = p.chromium.launch(
            executable_path=chromium.find_or_install(), args=chromium.ARGUMENTS
        )
        for name in names:
            ours, bare = [], []
            for _ in range(runs):
                ours.append(visit(browser, f"{server.address}explorers/{name}/"))
                bare.append(visit(browser, f"{server.address}empty/"))
            one, empty = medians(ours), medians(bare)
            shown = [one[key] for key in ("alive", "answer", "first", "page")]
            numbers = [one["bytes"] / 1000, *shown, empty["page"]]
            row = "".join(f"{number:8.0f}" for number in numbers)
            ratio = one["page"] / empty["page"]
            sys.stdout.write(f"{name:20}{row}{ratio:8.2f}\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
