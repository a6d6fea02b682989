"""Every page in a real browser, as wide as a phone."""

from __future__ import annotations

from browser_fixtures import Watched
from fences import pages
from playwright.sync_api import BrowserContext
from visits import url, visit


def test_page_fits_a_phone(
    visit: tuple[BrowserContext, str, Watched], note: str
) -> None:
    context, address, watched = visit
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + url(note).lstrip("/"))
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    watched.check()
    assert width <= 390, f"{note} is {width} px wide"


def test_every_note_is_visited() -> None:
    assert url("index.md") == "/" and url("backprop/index.md") == "backprop/"
    assert url("notation.md") == "notation/" and "index.md" in pages()


__all__ = ["visit"]  # a fixture
