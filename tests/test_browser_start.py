"""What the theme's script does to a page when it begins: nothing that is seen."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, expect
from serve import Handler, Server, serve

TOPIC = "losses/softmax_cross_entropy/"
#: Each of these has the whole page styled anew; notes them once the page is parsed.
NOTED = """
globalThis.noted = [];
new MutationObserver((changes) => {
  if (document.readyState === "loading") return;
  for (const { type, target, attributeName, oldValue, addedNodes } of changes) {
    const heavy =
      [document.documentElement, document.body].includes(target)
        ? ["class", "data-md-color-scheme", "data-md-color-switching"]
        : target.matches?.("link[rel=stylesheet]") ? ["href"] : [];
    if (type === "attributes") {
      const changed = target.getAttribute(attributeName) !== oldValue;
      if (heavy.includes(attributeName) && (changed || attributeName === "href"))
        noted.push(`${target.localName} ${attributeName}`);
    }
    for (const node of addedNodes)
      if (node.matches?.("link[rel=stylesheet], meta[name=color-scheme], style"))
        noted.push(node.outerHTML);
  }
}).observe(document, {
  attributes: true, attributeOldValue: true, childList: true, subtree: true,
});
"""
SCHEME = "getComputedStyle(document.documentElement).colorScheme"


@pytest.mark.parametrize("scheme", ["", "default", "slate"])
def test_a_page_that_begins_is_not_styled_anew(
    browser: Browser, server: Server, scheme: str
) -> None:
    watched = Watched()
    color = {"scheme": scheme, "primary": "custom", "accent": "custom", "media": ""}
    chosen = json.dumps({"index": int(scheme == "slate"), "color": color})
    kept = [{"name": "/.__palette", "value": chosen}] if scheme else []
    origin = {"origin": server.address.rstrip("/"), "localStorage": kept}
    context = guard(
        browser.new_context(storage_state={"cookies": [], "origins": [origin]}),  # type: ignore[typeddict-item]
        server.address,
        watched,
    )
    context.add_init_script(NOTED)
    page = context.new_page()
    page.goto(server.address + TOPIC)
    page.locator("nn-cell nav.md-code__nav").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("noted") == []
    expect(page.locator("html")).to_have_class("js js-focus-visible")
    expect(page.locator("body")).to_have_attribute(
        "data-md-color-scheme", scheme or "default"
    )
    assert page.evaluate(SCHEME) == ("dark" if scheme == "slate" else "normal")
    context.close()
    watched.check()


def test_colors_that_do_change_are_announced(browser: Browser, server: Server) -> None:
    watched = Watched()
    context = guard(browser.new_context(), server.address, watched)
    context.add_init_script(NOTED)
    page = context.new_page()
    page.goto(server.address)
    for index, scheme, ours in ((1, "slate", "dark"), (0, "default", "normal")):
        page.evaluate("noted.length = 0")
        page.locator(f"label[for='__palette_{index}']").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator("body[data-md-color-switching]")).to_have_count(0)
        assert "body data-md-color-switching" in page.evaluate("noted")
        assert page.evaluate(SCHEME) == ours
    context.close()
    watched.check()


def test_the_next_page_keeps_the_style_sheets(browser: Browser, server: Server) -> None:
    watched = Watched()
    context = guard(browser.new_context(), server.address, watched)
    page = context.new_page()
    page.goto(server.address + TOPIC, wait_until="networkidle")
    page.evaluate("for (const one of document.styleSheets) one.ownerNode.first = true")
    kept = "[...document.querySelectorAll('[rel=stylesheet]')].map(one => one.first)"
    sheets = len(page.evaluate(kept))
    server.asked.clear()
    # The next topic, the start page at another depth, and back.
    for there in (".md-footer__link--next", "header .md-logo"):
        before = page.url
        page.locator(there).click()
        page.wait_for_function("before => location.href !== before", arg=before)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(kept) == [True] * sheets
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(kept) == [True] * sheets
    assert not [path for path in server.asked if path.endswith(".css")]
    context.close()
    watched.check()


def test_code_in_a_fold_is_measured_when_it_opens(
    browser: Browser, server: Server
) -> None:
    watched = Watched()
    context = guard(
        browser.new_context(viewport={"width": 360, "height": 700}),
        server.address,
        watched,
    )
    page = context.new_page()
    page.goto(server.address + TOPIC, wait_until="networkidle")
    stops = page.locator("details:not([open]) pre > code[tabindex]")
    expect(stops).to_have_count(0)
    wide = page.evaluate("""() => {
      const code = [...document.querySelectorAll("details:not([open]) pre > code")];
      for (const one of code) one.closest("details").open = true;
      return code.filter((one) => one.scrollWidth > one.clientWidth).length;
    }""")
    assert wide
    expect(page.locator("details pre > code[tabindex='0']")).to_have_count(wide)
    context.close()
    watched.check()


class Slow(Handler):
    """Sends the start page in pieces, as a slow network brings it."""

    def answer(self, path: str) -> None:
        """Stop before the figure, before its caption and after it."""
        if path != "/":
            super().answer(path)
            return
        whole = Path(self.translate_path("/index.html")).read_bytes()
        pieces = re.split(rb"(?=<figure)|(?=<figcaption)|(?<=</figure>)", whole)
        assert len(pieces) == 4
        self.path = "/index.html"  # tells the type
        self.send(pieces[0])
        for piece in pieces[1:]:
            self.wfile.flush()
            time.sleep(0.4)
            self.wfile.write(piece)


@pytest.mark.parametrize("width", [412, 1280])
def test_the_start_page_shifts_nothing_while_it_comes(
    browser: Browser, site: Path, width: int
) -> None:
    watched = Watched()
    with serve(site, Slow) as server:
        context = guard(
            browser.new_context(viewport={"width": width, "height": 820}),
            server.address,
            watched,
        )
        context.add_init_script("""window.shifts = [];
          new PerformanceObserver((list) => {
            for (const one of list.getEntries()) shifts.push(one.value);
          }).observe({ type: "layout-shift", buffered: true });""")
        page = context.new_page()
        page.goto(server.address, wait_until="networkidle")
        expect(page.locator("nn-cell .nn-bar")).to_be_visible()
        expect(page.locator("nn-cell > .nn-code")).to_be_visible()
        assert page.evaluate("shifts") == []
        context.close()
    watched.check()
