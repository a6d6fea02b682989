"""What axe says of pages with explorers: nothing, light and dark, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core import violations
from browser_fixtures import Watched, guard
from fences import DOCS, pages
from playwright.sync_api import Browser, Page, expect
from serve import serve

EXPLORER = re.compile(r"^``` explorer$", re.M)
#: The explorers' own pages, where they are alive; `test_access` asks about every page.
NOTES = [
    note
    for note in pages()
    if note.startswith("explorers/")
    and EXPLORER.search((DOCS / note).read_text("utf-8"))
]


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Path) -> Iterator[tuple[Page, str]]:
    """One page for all notes."""
    watched = Watched()
    with serve(site) as server:
        context = browser.new_context(reduced_motion="reduce")
        yield guard(context, server.address, watched).new_page(), server.address
        context.close()
    watched.check()


@pytest.mark.parametrize("name", NOTES)
def test_axe_finds_nothing(reader: tuple[Page, str], name: str) -> None:
    page, address = reader
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + name.removesuffix("index.md").removesuffix(".md") + "/")
    found = page.locator("nn-explorer").first
    found.scroll_into_view_if_needed()
    expect(found).to_have_attribute("state", "ready")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("default", ()), ("slate", ("color-contrast",))):
            # As the theme's button does it; only colors are another then.
            page.evaluate(
                "now => { document.body.dataset.mdColorScheme = now }", scheme
            )
            wrong = violations(page, *rules)
            assert not wrong, f"{width} px, {scheme}\n" + "\n".join(wrong)


def test_axe_finds_what_is_wrong(reader: tuple[Page, str]) -> None:
    page, address = reader
    page.goto(f"{address}explorers/sigmoid/")
    image = "<img src=../../assets/favicon.svg>"
    page.evaluate("it => { document.querySelector('h1').innerHTML = it }", image)
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    found = "\n".join(violations(page))
    assert "image-alt" in found
    page.evaluate("document.querySelector('h1').textContent = 'pale'")
    assert "color-contrast" in "\n".join(violations(page, "color-contrast"))
