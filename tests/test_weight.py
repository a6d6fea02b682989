"""What a first visit costs, and what makes every text of the site small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from browser_fixtures import Watched, guard
from fences import DOCS
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, expect
from serve import Server

from hooks import compress, npm, ondemand, styles

#: Bytes before a reader does anything, by brotli as by gzip.
LIMIT = 150_000
#: What is drawn, and what explorers draw of.
FIGURES = ("/assets/figures/", "/assets/explorers/")
PAGES = ["", "linear/", "losses/softmax_cross_entropy/", "explorers/playground/"]


def test_a_first_visit_costs_at_most_150_kilobytes(
    browser: Browser, server: Server, site: Path
) -> None:
    watched = Watched()
    for address in PAGES:
        server.asked.clear()
        context = guard(browser.new_context(), server.address, watched)
        page = context.new_page()
        page.goto(server.address + address, wait_until="networkidle")
        page.wait_for_function("Boolean(customElements.get('nn-cell'))")
        page.wait_for_load_state("networkidle")
        context.close()
        paths = [path for path in set(server.asked) if not path.startswith(FIGURES)]
        assert len(paths) > 8, "the page's scripts and styles were not asked for"
        for compressed in (brotli, gzip):
            sizes = {path: weight(site, path, compressed.compress) for path in paths}
            heaviest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
            total = sum(sizes.values())
            assert total <= LIMIT, f"{address}: {total} bytes; heaviest: {heaviest}"
    watched.check()


def weight(site: Path, path: str, compressed: Callable[[bytes], bytes]) -> int:
    """Return the size of an answer as a server sends it."""
    file = site / path.lstrip("/")
    content = (file / "index.html" if file.is_dir() else file).read_bytes()
    return min(len(content), len(compressed(content)))


def test_the_search_index_comes_when_one_searches(
    browser: Browser, server: Server
) -> None:
    context = guard(browser.new_context(), server.address, Watched())
    page = context.new_page()
    page.goto(server.address, wait_until="networkidle")
    early = [path for path in server.asked if "search" in path]
    assert early == []
    page.locator(".md-search__input").fill("gradient check")
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    assert "/search/search_index.json" in server.asked
    first.click()
    expect(page).to_have_url(re.compile(r"/\?h=gradient"))
    page.goto(f"{server.address}backprop/gradient_check/?h=slope")
    page.locator("mark", has_text="slope").first.wait_for()
    context.close()


def test_an_unknown_script_of_the_theme_stops_the_build() -> None:
    known = "".join(ondemand.CHANGES)
    assert ondemand.changed(known) == "".join(ondemand.CHANGES.values())
    for wrong in ("", known * 2):
        with pytest.raises(ValueError, match="expected once"):
            ondemand.changed(wrong)


class Drawn(HTMLParser):
    """The signs of the formulas of a page, without what is read aloud."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.signs: set[str] = set()
        self.depth = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and (self.depth or ("class", "katex-html") in attrs):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.signs |= set(data)


def test_fonts_keep_every_sign_of_a_formula_and_lose_others(site: Path) -> None:
    pages = [page.read_text("utf-8") for page in site.rglob("index.html")]
    used = {ord(sign) for page in pages for sign in Drawn(page).signs}
    assert {ord(sign) for sign in "θ∂∑="} <= used
    originals = npm.ensure() / "katex" / "dist" / "fonts"
    fonts = list((site / "assets" / "style").glob("*.woff2"))
    assert len(fonts) == len(list(originals.glob("*.woff2")))
    for font in fonts:
        original = originals / re.sub(r"-[0-9A-Z]{8}(?=\.)", "", font.name)
        before, after = signs(original), signs(font)
        assert used & before <= after <= before
        assert font.stat().st_size < original.stat().st_size


def test_only_the_start_page_asks_for_its_figure_at_once(site: Path) -> None:
    for page, how in (("", "eager"), ("losses/regression_mse/", "lazy")):
        text = (site / page / "index.html").read_text("utf-8")
        figures = re.findall(r'<img class="nn-light"[^>]*loading="(\w+)"', text)
        assert set(figures) == {how}


def signs(font: Path | BytesIO) -> set[int]:
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def test_a_cut_font_is_the_same_each_time_and_has_the_signs() -> None:
    path = npm.ensure() / "katex" / "dist" / "fonts" / "KaTeX_Main-Regular.woff2"
    one = styles.subset(path.read_bytes(), {"a", "∂"})
    assert one == styles.subset(path.read_bytes(), {"∂", "a"})
    assert signs(BytesIO(one)) == {ord("a"), ord("∂")}


def test_signs_are_those_that_are_drawn() -> None:
    rendered = '<math>x</math><span class="katex-html"><b title="q">a&lt;</b>∂</span>'
    assert styles.signs([rendered, "no formula"]) == {"a", "<", "∂"}


def test_one_style_sheet_has_the_rules_of_all_in_their_order(
    site: Path, tmp_path: Path
) -> None:
    (sheet,) = (site / "assets" / "style").glob("style-*.css")
    text = sheet.read_text("utf-8")
    assert (
        text.index("katex-html") < text.index("nn-definition") < text.index(".nn-bar")
    )
    assert "::details-content" in text and "scripting: none" in text.replace(
        ":n", ": n"
    )
    page = (site / "index.html").read_text("utf-8")
    assert f"assets/style/{sheet.name}" in page
    assert not list((site / "assets").rglob("site.css"))
    made = styles.one({"a.css": DOCS / "assets" / "site.css", "b.css": b"p{top:0}"}, {})
    ((name, joined),) = made.items()
    assert re.fullmatch(r"style-[0-9A-Z]{8}\.css", name)
    assert joined.rstrip().endswith(b"p{top:0}")


def test_compressed_copies_hold_the_same_and_no_other_file_has_one(
    tmp_path: Path,
) -> None:
    text = "<p>gradient</p>\n" * 100
    (tmp_path / "index.html").write_text(text)
    (tmp_path / "small.css").write_text("p{}")
    (tmp_path / "drawn.png").write_bytes(b"\0" * 4000)
    (tmp_path / "gone.js.gz").write_bytes(b"of an earlier build")
    compress.main([str(tmp_path)])
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "index.html", "index.html.gz", "index.html.br", "small.css", "drawn.png"
    }  # fmt: skip
    assert gzip.decompress((tmp_path / "index.html.gz").read_bytes()).decode() == text
    assert brotli.decompress((tmp_path / "index.html.br").read_bytes()).decode() == text
    before = (tmp_path / "index.html.gz").read_bytes()
    compress.main([str(tmp_path)])
    assert before == (tmp_path / "index.html.gz").read_bytes(), "the hour is in it"
