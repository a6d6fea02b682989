"""The notebooks' pages in a real browser: run, downloaded, read on a phone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, Page, expect

EXPECTED = Path(__file__).parent / "expected"
#: Milliseconds for Python to start and one example to run on a slow machine.
PATIENCE = 120_000


def test_cells_of_a_notebook_run_alone_and_in_any_order(
    page: Page, address: str
) -> None:
    page.goto(f"{address}notebooks/theory/")
    for name in ("optimization/adam_check", "forward/affine_layer"):
        cell = page.locator(f'nn-cell[name="{name}"]')
        cell.get_by_role("button", name="Run", exact=True).click()
        expect(cell).to_have_attribute("state", "done", timeout=PATIENCE)
        text = cell.locator(".nn-rerun .nn-text").text_content() or ""
        assert text.rstrip() + "\n" == (EXPECTED / f"{name}.txt").read_text("utf-8")
        expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")

    # An edit belongs to the example: its own page has it too.
    cell.locator(".nn-code pre").press("Enter")
    cell.get_by_role("textbox").fill("print('mine')")
    page.goto(f"{address}forward/affine_layer/")
    cell = page.locator('nn-cell[name="forward/affine_layer"]')
    expect(cell.get_by_role("textbox")).to_have_value("print('mine')")


def test_the_notebook_is_downloaded_by_its_link(page: Page, address: str) -> None:
    page.goto(f"{address}notebooks/theory/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download theory.ipynb").click()
    assert coming.value.suggested_filename == "theory.ipynb"
    cells = json.loads(Path(coming.value.path()).read_text("utf-8"))["cells"]
    names = [cell["metadata"].get("name") for cell in cells]
    shown = page.locator("nn-cell").evaluate_all(
        "cells => cells.map(cell => cell.getAttribute('name'))"
    )
    assert [name for name in names if name] == shown


def test_the_notebook_can_be_read_on_a_dark_phone_without_javascript(
    browser: Browser, address: str, watched: Watched
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = guard(context, address, watched).new_page()
    page.goto(f"{address}notebooks/theory/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    fold = page.locator("details").filter(has_text="optimization.gradient_descent")
    fold.locator("> summary").click()
    expect(fold.get_by_text("def gradient_descent")).to_be_visible()
    for part in (".nn-code", ".nn-printed", "figure img.nn-light"):
        expect(page.locator(f"nn-cell > {part}").last).to_be_visible()
    assert page.locator("nn-cell").count() > 15
    # On paper what is folded is printed.
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile(r"^def affine_grad")).first).to_be_visible()
    context.close()
    watched.check()
