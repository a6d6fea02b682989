"""Every cell of every page, run again by a reader's browser, gives the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import Watched
from playwright.sync_api import BrowserContext, Page, expect
from visits import unfold, url, visit

EXPECTED = Path(__file__).parent / "expected"
ENDED = re.compile("^(done|error|stopped)$")
#: Milliseconds for Python to start and one example to run on a slow machine.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def reader(
    visit: tuple[BrowserContext, str, Watched],
) -> Iterator[tuple[Page, str, Watched]]:
    """One page for all notes: Python starts once, as for a reader who goes on."""
    context, address, watched = visit
    page = context.new_page()
    page.goto(f"{address}404.html")
    yield page, address, watched
    page.close()


@pytest.fixture
def opened(reader: tuple[Page, str, Watched], note: str) -> Iterator[Page]:
    """A page of the site; at the end its console is clean and no other host asked."""
    page, address, watched = reader
    there = address + url(note).lstrip("/")
    page.evaluate(FOLLOW, there)
    page.wait_for_function("() => article !== document.querySelector('article')")
    assert page.url == there
    yield page
    watched.check()


#: What a link of the page does: the theme puts the next page into the same document.
FOLLOW = """(href) => {
  globalThis.article = document.querySelector("article");
  const link = Object.assign(document.createElement("a"), { href });
  article.append(link);
  link.click();
}"""


def test_every_cell_gives_the_text_and_the_figure_of_the_page(opened: Page) -> None:
    unfold(opened)
    for cell in opened.locator("nn-cell").all():
        name = str(cell.get_attribute("name"))
        cell.get_by_role("button", name="Run", exact=True).click()
        expect(cell).to_have_attribute("state", ENDED, timeout=PATIENCE)
        rerun = cell.locator(".nn-rerun")
        parts = rerun.locator(".nn-text").all_text_contents()
        parts += rerun.locator(".nn-error > pre").all_text_contents()
        printed = "\n".join(part.rstrip() for part in parts if part) + "\n"
        assert printed == (EXPECTED / f"{name}.txt").read_text("utf-8"), name
        proof = cell.locator(".nn-proof")
        assert proof.get_attribute("data-same") == "true", (
            f"{name}: {proof.inner_text()}"
        )
        drawn = cell.locator(":scope > .nn-figure").count()
        assert rerun.locator(".nn-drawing").count() == drawn, name


__all__ = ["visit"]  # a fixture
