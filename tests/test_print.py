"""Paper: light, complete, without what only screens can do. Read from a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from serve import Server

Open = Callable[..., Page]
TOPIC = "backprop/gradient_check/"


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Open]:
    """Open a page as a reader with this browser does."""
    watched, contexts = Watched(), []

    def opened(address: str, **kind: object) -> Page:
        context = guard(browser.new_context(**kind), server.address, watched)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(server.address + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    watched.check()


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(format="A4")))


def text(pdf: PdfReader) -> str:
    """What can be read, in one line."""
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)


def colors(pdf: PdfReader) -> set[bytes]:
    """Every color that a sheet is drawn with, figures among them."""
    found: set[bytes] = set()
    for sheet in pdf.pages:
        contents = sheet.get_contents()
        assert contents is not None
        for stream in (contents.get_data(), *figures(sheet)):
            found |= set(re.findall(rb"[\d.]+ [\d.]+ [\d.]+ rg", stream))
    return found


def figures(holder: Any) -> Iterator[bytes]:
    """What is drawn once and placed: Chromium puts each image there."""
    if "/Resources" in holder:
        for _, one in sorted(holder["/Resources"].get("/XObject", {}).items()):
            yield one.get_object().get_data()
            yield from figures(one.get_object())


def test_a_topic_is_printed_whole_and_without_buttons(reader: Open) -> None:
    page = reader(TOPIC)
    page.locator("nn-cell[state=idle]").first.wait_for()
    pdf = printed(page)
    found = text(pdf)
    assert found.startswith("Gradient check Builds on loss and backpropagation. Main")
    for answer in page.locator("details:not(.nn-also, .nn-cite) > p").all():
        sentence = " ".join((answer.text_content() or "").split())
        if "nn-math" not in answer.inner_html():
            assert sentence in found
    for control in ("Run", "Stop", "Reset", "More", "Click the code", "Skip to content",
                    "Table of contents", "Previous", "Back to top", "¶"):  # fmt: skip
        assert control not in found, control
    assert "127.0.0.1" not in found
    assert "(https://doi.org/10.1007/978-0-387-40065-5)" in found
    # No sheet is empty, and the last has more than a line.
    assert all(len(sheet.extract_text()) > 80 for sheet in pdf.pages)


def test_code_result_and_figure_of_a_cell_are_on_one_sheet(reader: Open) -> None:
    page = reader(TOPIC)
    sheets = [" ".join(one.extract_text().split()) for one in printed(page).pages]
    (sheet,) = (one for one in sheets if "import matplotlib.pyplot" in one)
    assert 'print(f"slope' in sheet and "slope -0.938076" in sheet
    assert "A central difference is best near a step" in sheet


def test_paper_is_light_whatever_the_screen_is(reader: Open) -> None:
    light = colors(printed(reader(TOPIC, color_scheme="light")))
    dark = colors(printed(reader(TOPIC, color_scheme="dark")))
    # The blue of what goes forward, in the figure: #0b66b5.
    assert b".0431 .4 .7098 rg" in light
    assert light == dark


def test_without_javascript_the_same_is_printed(reader: Open) -> None:
    quiet = text(printed(reader(TOPIC, java_script_enabled=False)))
    assert quiet == text(printed(reader(TOPIC)))


def test_only_links_that_leave_the_notes_print_their_address(reader: Open) -> None:
    page = reader("backprop/", viewport={"width": 1280, "height": 900})
    page.wait_for_load_state("networkidle")
    # Instant navigation: the next page's links are absolute.
    page.locator("article").get_by_role("link", name="Gradient check").first.click()
    page.locator("h1", has_text="Gradient check").wait_for()
    found = text(printed(page))
    assert "127.0.0.1" not in found
    assert found.count("(https://") == page.locator("article a[rel~=external]").count()


def test_an_explorer_is_printed_in_its_state(reader: Open) -> None:
    page = reader("explorers/sigmoid/#sigmoid:w=4;b=-1")
    explorer = page.locator("nn-explorer")
    expect(explorer).to_have_attribute("state", "ready")
    expect(explorer.locator(".nn-values")).to_contain_text("0.25")
    found = text(printed(page))
    assert "weight w 4" in found and "bias b -1" in found
    assert "middle −b/w 0.25" in found and "slope there, w/4 1 " in found
    for button in ("Steep", "Reset", "Compute with Python"):
        assert button not in found
