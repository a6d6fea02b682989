"""Every page in a real browser: each cell reruns equal; all can be read without JS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import Watched, guard
from fences import pages
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serve import serve

EXPECTED = Path(__file__).parent / "expected"
ENDED = re.compile("^(done|error|stopped)$")
#: Milliseconds for Python to start and one example to run on a slow machine.
PATIENCE = 120_000


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


@pytest.fixture
def opened(visit: tuple[BrowserContext, str, Watched], note: str) -> Iterator[Page]:
    """A page of the site; at the end its console is clean and no other host asked."""
    context, address, watched = visit
    page = context.new_page()
    page.goto(address + url(note).lstrip("/"))
    yield page
    page.close()
    watched.check()


def unfold(page: Page) -> None:
    """Open what a reader opens: the clinic folds its patients' code."""
    for fold in page.locator("details:has(nn-cell) > summary").all():
        fold.click()


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


def test_page_is_complete_without_javascript(
    browser: Browser, visit: tuple[BrowserContext, str, Watched], note: str
) -> None:
    _, address, watched = visit
    context = browser.new_context(java_script_enabled=False)
    page = guard(context, address, watched).new_page()
    page.goto(address + url(note).lstrip("/"))
    assert page.get_by_role("heading", level=1).is_visible()
    unfold(page)
    for cell in page.locator("nn-cell").all():
        assert cell.locator(".nn-code code").is_visible()
        # The clinic shows a patient's report before the folded code, and only there.
        if cell.locator("xpath=ancestor::details").count():
            continue
        for part in cell.locator(":scope > .nn-printed, :scope > .nn-figure").all():
            assert part.is_visible()
        for image in cell.locator("img.nn-light").all():
            image.scroll_into_view_if_needed()
            assert image.is_visible()
        assert not cell.locator("img.nn-dark").is_visible()
    for answer in page.locator("details").all():
        if answer.get_attribute("open") is None:
            answer.locator("> summary").click()
        assert answer.locator("p, pre, table").first.is_visible()
    for formula in page.locator(".nn-math").all():
        assert (formula.bounding_box() or {"width": 0})["width"] > 0
    for explorer in page.locator("nn-explorer").all():
        assert explorer.locator(".nn-drawn").first.is_visible()
        assert explorer.locator(".nn-says").inner_text().strip()
        assert explorer.locator(".nn-values").is_visible()
        # What cannot be moved is not shown as if it could.
        assert not explorer.locator(".nn-controls").is_visible()
    assert page.locator(".md-tabs a").first.is_visible()
    assert not page.locator(".md-search").is_visible()
    assert not page.locator(".md-header__option").is_visible()
    context.close()
    watched.check()


def test_a_phone_without_javascript_has_the_navigation(
    browser: Browser, visit: tuple[BrowserContext, str, Watched]
) -> None:
    _, address, watched = visit
    size = {"width": 390, "height": 844}
    context = browser.new_context(java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    page = guard(context, address, watched).new_page()
    page.goto(address)
    drawer = page.locator("label.md-header__button[for=__drawer]")
    menu = page.locator(".md-nav--primary")
    drawer.click()
    menu.get_by_role("link", name="Backpropagation").first.click()
    expect(page.locator("h1")).to_contain_text("Backpropagation")
    drawer.click()
    menu.get_by_role("link", name="Gradient check").first.click()
    expect(page.locator("h1")).to_contain_text("Gradient check")
    context.close()
    watched.check()


def test_page_fits_a_phone(
    browser: Browser, visit: tuple[BrowserContext, str, Watched], note: str
) -> None:
    _, address, watched = visit
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = guard(context, address, watched).new_page()
    page.goto(address + url(note).lstrip("/"))
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    watched.check()
    assert width <= 390, f"{note} is {width} px wide"


def test_every_note_is_visited() -> None:
    assert url("index.md") == "/" and url("backprop/index.md") == "backprop/"
    assert url("notation.md") == "notation/" and "index.md" in pages()
