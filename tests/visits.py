"""Visits to every page of the site, for tests in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, BrowserContext, Page
from serve import serve


def url(note: str) -> str:
    """Return the address of a page below the site's."""
    return re.sub(r"(^|/)index$", r"\1", note.removesuffix(".md")).rstrip("/") + "/"


@pytest.fixture(scope="module")
def visit(
    browser: Browser, site: Path
) -> Iterator[tuple[BrowserContext, str, Watched]]:
    """One reader for all pages: what was fetched once is in the browser's cache."""
    watched = Watched()
    with serve(site) as server:
        context = guard(browser.new_context(), server.address, watched)
        yield context, server.address, watched
        context.close()


def unfold(page: Page) -> None:
    """Open what a reader opens: the clinic folds its patients' code."""
    for fold in page.locator("details:has(nn-cell) > summary").all():
        fold.click()
