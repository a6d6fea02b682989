"""The PDF of the whole, made of a part: numbers, contents, outline, links."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fences import ROOT
from playwright.sync_api import Browser
from pypdf import PdfReader

from hooks import binder, offered, pdf, printer

ABOUT = {"name": "nnnotes", "description": "A part", "address": "https://a.example/"}
CHAPTERS = [
    pdf.Chapter("", "notation/"),
    pdf.Chapter("Backpropagation", "backprop/"),
    pdf.Chapter("Backpropagation", "backprop/chain_rule/"),
    pdf.Chapter("Explorers", "explorers/sigmoid/"),
]
TITLES = ["Notation", "Backpropagation", "Chain rule", "A sigmoid's weight and bias"]


@pytest.fixture(scope="module")
def whole(browser: Browser, site: Path) -> PdfReader:
    paper = printer.printing(browser, site)
    return PdfReader(BytesIO(pdf.book(paper, CHAPTERS, ABOUT)))


def line(sheet: Any) -> str:
    return " ".join(sheet.extract_text().split())


def firsts(whole: PdfReader) -> list[int]:
    """The sheets on which chapters begin, found by their titles alone."""
    return [
        next(i for i, sheet in enumerate(whole.pages) if i > 1 and title in head(sheet))
        for title in TITLES
    ]


def head(sheet: Any) -> str:
    return line(sheet)[:120]


def test_sheets_are_numbered_as_they_are_labelled(whole: PdfReader) -> None:
    labels = whole.page_labels
    assert labels[:3] == ["i", "ii", "1"]
    assert labels[-1] == str(len(whole.pages) - 2)
    for label, sheet in zip(labels, whole.pages, strict=True):
        assert re.search(rf"(^|\s){label}(\s|$)", line(sheet)), label


def test_contents_name_each_page_with_the_number_of_its_first_sheet(
    whole: PdfReader,
) -> None:
    contents = line(whole.pages[1])
    for title, first in zip(TITLES, firsts(whole), strict=True):
        assert f"{title} {whole.page_labels[first]}" in contents
    assert "nnnotes A part https://a.example/" in line(whole.pages[0])


def test_the_outline_has_parts_pages_and_headings(whole: PdfReader) -> None:
    entries = binder.flat(whole.outline)
    titles = [str(entry["/Title"]) for entry in entries]
    assert titles[0] == "Notation"
    # The part, then the page of the same name in it.
    assert titles.count("Backpropagation") == 2 and "Core relation" in titles
    assert all("¶" not in title for title in titles)
    found = {
        str(entry["/Title"]): whole.get_destination_page_number(entry)
        for entry in entries
    }
    for title, first in zip(TITLES, firsts(whole), strict=True):
        assert found[title] == first
    sheet = found["Core relation"]
    assert sheet is not None and "Core relation" in line(whole.pages[sheet])


def test_links_lead_into_the_file_or_to_the_site(whole: PdfReader) -> None:
    sheets = {sheet.indirect_reference: i for i, sheet in enumerate(whole.pages)}
    inside, outside = [], []
    for i, sheet in enumerate(whole.pages):
        for link in (one.get_object() for one in sheet.get("/Annots", [])):
            if "/Dest" in link:
                inside.append((i, sheets[list.__getitem__(link["/Dest"], 0)]))
            else:
                outside.append(str(link["/A"]["/URI"]))
    chain = firsts(whole)[2]
    assert (1, chain) in inside, "from the contents"
    assert (firsts(whole)[1], chain) in inside, "from the part's page"
    assert not [address for address in outside if printer.BASE in address]
    # A topic that is not in this file.
    assert "https://a.example/backprop/gradient_check/" in outside
    assert [one for one in outside if one.startswith("https://doi.org/")]


def test_a_state_of_an_explorer_leads_to_the_explorer() -> None:
    book = binder.Binder(printer.BASE, "https://a.example/")
    book.places = {
        "e/": (3, 800.0), "e/#explore-sigmoid": (4, 500.0), "e/#end": (5, 20.0)
    }  # fmt: skip
    for target, spot in (
        ("e/", (3, 800.0)),
        ("e/#end", (5, 20.0)),
        ("e/#sigmoid:w=4;b=-1", (4, 500.0)),
        ("e/#lost", (3, 800.0)),
        ("other/", None),
    ):
        assert book.find(printer.BASE + target) == spot
    assert book.find("https://doi.org/") is None


def test_every_page_of_the_navigation_is_printed_in_order() -> None:
    lines = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:\n")[1].split("\n")
    notes = [
        found[1]
        for found in map(re.compile(r"(\S+)\.(?:md|py)$").search, lines)
        if found
    ]
    config = pdf.load_config(str(ROOT / "mkdocs.yml"))
    addresses = [one.address for one in pdf.chapters(config.nav or [])]
    assert addresses == [re.sub(r"(^|/)index/$", r"\1", f"{note}/") for note in notes]
    assert len(addresses) > 80


def test_a_page_that_lacks_a_file_is_not_printed(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    page = '<html><head></head><body><h1>A</h1><img src="b.svg"></body></html>'
    (tmp_path / "a" / "index.html").write_text(page)
    paper = printer.printing(browser, tmp_path)
    with pytest.raises(RuntimeError, match=r"a/: not in .*: a/b\.svg"):
        paper("a/", "", "")


def test_the_site_offers_what_was_made(site: Path, tmp_path: Path) -> None:
    (tmp_path / "offline").mkdir()
    shutil.copy(site / offered.PAGE, tmp_path / "offline")
    assert "without a PDF" in (tmp_path / offered.PAGE).read_text("utf-8")
    for sheets in (600, 601):
        offered.offer(tmp_path, pdf.NAME, f"All pages as one PDF: {sheets} sheets")
    offered.offer(tmp_path, "nnnotes.zip", "A folder")
    page = (tmp_path / offered.PAGE).read_text("utf-8")
    assert "601 sheets" in page and "600 sheets" not in page
    assert "without a PDF" not in page
    assert page.count('<p data-file="') == 2
