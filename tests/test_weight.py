"""What a first visit costs, and what makes every text of the site small."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from browser_fixtures import Watched, guard
from playwright.sync_api import Browser, expect
from serve import Server

from hooks import compress, ondemand

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


def test_only_the_start_page_asks_for_its_figure_at_once(site: Path) -> None:
    for page, how in (("", "eager"), ("losses/regression_mse/", "lazy")):
        text = (site / page / "index.html").read_text("utf-8")
        figures = re.findall(r'<img class="nn-light"[^>]*loading="(\w+)"', text)
        assert set(figures) == {how}


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
