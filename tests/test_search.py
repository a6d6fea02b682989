"""The search finds formulas by name, functions and figures, and no code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hooks import searching
from nnnotes import examples


@pytest.fixture(scope="module")
def index(site: Path) -> list[dict[str, Any]]:
    """The entries of the built index."""
    text = (site / "search" / "search_index.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["docs"]
    return found


def test_no_code_and_no_printed_result_is_indexed(index: list[dict[str, Any]]) -> None:
    for entry in index:
        text = entry["title"] + entry["text"]
        if entry["location"].startswith("contributing/"):
            continue  # it is about code, and shows it in prose
        for mark in (
            "&gt;&gt;&gt;",
            "import numpy",
            "def ",
            "print(",
            "\\frac",
            "<pre>",
        ):
            assert mark not in text, (entry["location"], mark)


def test_every_figure_is_found_by_caption_and_description(
    index: list[dict[str, Any]], site: Path
) -> None:
    figures = {e["title"]: e for e in index if e["title"].startswith("Figure: ")}
    drawn = [shown for shown in map(examples.load, examples.names()) if shown.alt]
    assert len(drawn) > 80
    for shown in drawn:
        caption = shown.caption.replace("&", "&amp;").replace("<", "&lt;")
        entry = figures[f"Figure: {caption.replace('>', '&gt;')}"]
        assert len(entry["text"]) > 40
        page, _, anchor = entry["location"].partition("#")
        assert f'id="{anchor}"' in (site / page / "index.html").read_text("utf-8")


def test_prose_keeps_its_symbols_and_loses_their_source() -> None:
    html = (
        '<p>a <span class="nn-math"><span class="katex"><math><mi>θ</mi>'
        '<annotation encoding="application/x-tex">\\theta</annotation></math>'
        '<span class="katex-html" aria-hidden="true"><span><span>θθ</span></span>'
        "</span></span></span> b</p>"
    )
    text = re.sub(r"<[^>]+>", "", searching.searchable(html))
    assert text == "a θ b"


def test_what_is_left_out_ends_with_its_own_end() -> None:
    html = '<div class="nn-code"><div class="x">1</div>2</div><p>3</p>'
    assert searching.searchable(html) == "<p>3</p>"


def test_a_page_is_found_by_its_description_and_its_formula_by_its_name() -> None:
    html = '<h1 id="a">A</h1><h2 id="core-relation">Core relation<a>¶</a></h2>'
    assert searching.searchable(html, "Xavier & He", "Of < and >.") == (
        '<h1 id="a">A</h1><p>Of &lt; and &gt;.</p>'
        '<h2 id="core-relation">Formula: Xavier &amp; He<a>¶</a></h2>'
    )


def test_pages_are_served_whole(site: Path) -> None:
    html = (site / "backprop" / "gradient_check" / "index.html").read_text("utf-8")
    for part in ("nn-code", "nn-printed", "katex-html", "nn-uses", "nn-figure"):
        assert f'class="{part}' in html


def test_reference_stands_below_the_notes(index: list[dict[str, Any]]) -> None:
    entry = next(e for e in index if e["location"].startswith("reference/backprop/"))
    assert entry["boost"] < 1


#: Query -> the pages of which one has to be among the first two, or a place in a page.
WANTED = {
    "He initialization": "initialization/he_initialization/",
    "softmax cross-entropy": "losses/softmax_cross_entropy/",
    "gradient check": "backprop/gradient_check/",
    "formula momentum": "optimization/momentum/#core-relation",
    "numeric_grad": "reference/backprop/#nnnotes.backprop.numeric_grad",
    "central difference best near": "gradient_check/#figure-gradient_check",
}


def test_a_reader_finds_formulas_functions_and_figures(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.keyboard.press("/")
    box = page.get_by_role("textbox", name="Search")
    found = page.locator(".md-search-result__item")
    for query, target in WANTED.items():
        box.fill(query)
        box.press("End")  # the theme listens to keys
        where, _, anchor = target.partition("#")
        # Between them the theme writes which of the words it found.
        place = re.compile(rf"{re.escape(where)}(\?h=[^#]*)?#{re.escape(anchor)}$")
        wanted = place if anchor else re.compile(rf"{re.escape(where)}(\?|$)")
        expect(found.nth(1)).to_be_attached()
        page.wait_for_function(
            "([source]) => [...document.querySelectorAll('.md-search-result__item')]"
            ".slice(0, 2).some((item) => [...item.querySelectorAll('a')]"
            ".some((link) => new RegExp(source).test(link.href)))",
            arg=[wanted.pattern],
            timeout=20_000,
        )
