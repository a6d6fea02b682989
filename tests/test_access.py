"""Every page, for readers with other senses or devices: axe, narrow, forced colors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core import violations
from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, Page
from serve import serve

#: What only colors change is asked again in the dark; the rest is the same page.
COLORS = ("color-contrast", "link-in-text-block")
WIDE, PHONE, ZOOMED = 1280, 390, 320


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Path) -> Iterator[tuple[Page, str]]:
    """One page for the whole site."""
    watched = Watched()
    with serve(site) as server:
        context = browser.new_context(reduced_motion="reduce")
        yield guard(context, server.address, watched).new_page(), server.address
        context.close()
    watched.check()


#: A frame has been drawn, and the theme has seen which code scrolls: on a long page
#: that takes it some more frames. After two seconds what is left is for axe to find.
SETTLED = """async () => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const missed = (code) => code.scrollWidth > code.clientWidth && code.tabIndex < 0;
  const codes = [...document.querySelectorAll(".md-typeset pre > code")];
  for (let i = 0; i < 40 && codes.some(missed); i++) await pause(50);
}"""


def addresses(site: Path) -> list[str]:
    """Return every page that is written, and the one for addresses without a page.

    The reference's pages are made by one template; three of them stand for all.
    """
    pages = [str(path.relative_to(site)) for path in site.rglob("index.html")]
    made = sorted(page for page in pages if page.startswith("reference/"))
    pages = [page for page in pages if page not in made[3:]]
    return [*sorted(page.removesuffix("index.html") for page in pages), "404.html"]


def open_at(page: Page, address: str, width: int) -> None:
    """Open a page with its scripts done and its folds open, as wide as this."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_function("Boolean(customElements.get('nn-cell'))")
    # What is folded is read too; what the theme's script makes needs the sizes.
    page.evaluate(
        """() => {
          for (const fold of document.querySelectorAll("details")) fold.open = true;
        }"""
    )
    page.evaluate(SETTLED)


def resize(page: Page, width: int) -> None:
    """Make the page as wide as this, and wait for what watches its size."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(SETTLED)


def scheme(page: Page, name: str) -> None:
    """Change the colors as the theme's button does it."""
    page.evaluate("now => { document.body.dataset.mdColorScheme = now }", name)


def test_axe_finds_nothing_on_any_page(reader: tuple[Page, str], site: Path) -> None:
    page, server = reader
    found: list[str] = []
    tokens: set[str] = set()
    for address in addresses(site):
        open_at(page, server + address, WIDE)
        tokens |= set(page.evaluate(ALIKE))
        for width in (WIDE, PHONE):
            resize(page, width)
            for name, rules in (("default", ()), ("slate", COLORS)):
                scheme(page, name)
                found += [
                    f"{address or 'index'} {width} {name}: {wrong}"
                    for wrong in violations(page, *rules)
                ]
    assert not found, "\n".join(found)
    assert {"kn", "nb", "gp"} <= tokens, "the code's colors were not collected"
    open_at(page, f"{server}losses/softmax_cross_entropy/", WIDE)
    page.evaluate(EVERY, sorted(tokens))
    for name in ("default", "slate"):
        scheme(page, name)
        assert not violations(page, *COLORS)


#: Most of a page's elements are words of code and rows of a figure's data, which are
#: alike: axe is asked about three rows, and about each kind of word once, at the end.
ALIKE = """() => {
  const words = document.querySelectorAll("pre code span[class]");
  const kinds = [...new Set([...words].map((word) => word.className))];
  for (const code of document.querySelectorAll("pre code"))
    code.textContent = code.textContent;
  for (const row of document.querySelectorAll(".nn-data tr:nth-child(n+4)"))
    row.remove();
  return kinds;
}"""
#: Every kind of word, wherever the page has code.
EVERY = """(kinds) => {
  for (const code of document.querySelectorAll("pre code"))
    code.replaceChildren(...kinds.map((kind) => {
      const word = document.createElement("span");
      word.className = kind;
      word.textContent = kind;
      return word;
    }));
}"""


def test_no_page_scrolls_sideways_at_400_percent(
    reader: tuple[Page, str], site: Path
) -> None:
    """A window of 1280 at 400 percent is 320 wide (WCAG 2.2, 1.4.10)."""
    page, server = reader
    found = []
    for address in addresses(site):
        open_at(page, server + address, ZOOMED)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > ZOOMED:
            found.append(f"{address}: {width} px wide: {page.evaluate(WIDEST)}")
    assert not found, "\n".join(found)


#: What reaches beyond the page's edge and lies in nothing that scrolls or hides.
WIDEST = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (one.getBoundingClientRect().right <= innerWidth + 1) return false;
  for (let box = one.parentElement; box; box = box.parentElement)
    if (box !== document.body && getComputedStyle(box).overflowX !== "visible")
      return false;
  return true;
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" | ")"""
