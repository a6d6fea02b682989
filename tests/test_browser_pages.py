"""Every page in a real browser, as wide as a phone."""

from __future__ import annotations

import pytest
from browser_fixtures import Watched
from fences import DOCS, pages
from playwright.sync_api import BrowserContext, Page
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


def test_a_name_in_a_table_of_symbols_is_not_broken_on_a_phone(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}notation/")
    lines = page.eval_on_selector_all(
        ".nn-symbols td code",
        "all => all.map((one) => [one.textContent, one.getClientRects().length])",
    )
    names = [(name, count) for name, count in lines if " " not in name]
    assert ("np.linalg.norm(w)", 1) in names
    assert {count for _, count in names} == {1}


#: The folders of the parts, whose pages begin with a table of their topics.
PARTS = sorted(
    path.parent.name
    for path in DOCS.glob("*/index.md")
    if "nn-topics" in path.read_text("utf-8")
)


@pytest.mark.parametrize("part", PARTS)
def test_a_topic_on_a_phone_has_its_names_left_and_their_values_right(
    page: Page, address: str, part: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{part}/")
    cells = page.eval_on_selector_all(
        ".nn-topics td:nth-child(n+3)",
        """all => all.map((one) => {
          const content = document.createRange();
          content.selectNodeContents(one);
          const lefts = [...content.getClientRects()].map(({ left }) => left);
          const gap = Math.min(...lefts) - one.getBoundingClientRect().left;
          return [one.textContent, gap];
        })""",
    )
    assert len(cells) == 5 * 3
    assert all(gap > 60 for _, gap in cells), cells


def test_every_note_is_visited() -> None:
    assert url("index.md") == "/" and url("backprop/index.md") == "backprop/"
    assert url("notation.md") == "notation/" and "index.md" in pages()
    assert len(PARTS) == 10


__all__ = ["visit"]  # a fixture
