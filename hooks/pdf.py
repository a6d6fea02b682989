"""The whole as one PDF: `python -m hooks.pdf site`, after the site has been built.

Chromium prints each page of the navigation, with sheets counted through. pypdf joins
them: contents with page numbers in front, an outline, and links between pages that
lead to the place in the file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from pypdf import PdfReader

from hooks import offered
from hooks.binder import Binder
from hooks.downloads import ROOT
from hooks.printer import BASE, Print, numbered, printer

NAME = "nnnotes.pdf"
STYLE = Path(__file__).with_name("book.css")


@dataclass(frozen=True)
class Chapter:
    """One page of the site: the part it belongs to, if any, and its address."""

    part: str
    address: str


def chapters(nav: Iterable[Any], part: str = "") -> Iterator[Chapter]:
    """Return the pages of a navigation, in order, without the reference's.

    Those are not in the file: the build finds them, where the name of their place is.
    """
    for entry in nav:
        [(title, target)] = entry.items() if isinstance(entry, dict) else [("", entry)]
        if isinstance(target, list):
            yield from chapters(target, title)
        elif target.endswith((".md", ".py")):
            address = target.removesuffix(".md").removesuffix(".py")  # a notebook
            address = address.removesuffix("index").rstrip("/")
            yield Chapter(part, f"{address}/" if address else "")


def contents(about: dict[str, str], entries: list[tuple[Chapter, str, int]]) -> str:
    """Return title and contents as a page: chapters with their names and numbers."""
    rows: list[str] = []
    part = ""
    for chapter, name, number in entries:
        if chapter.part != part:
            part = chapter.part
            rows.append(f"</ul><h2>{escape(part)}</h2><ul>")
        rows.append(
            f'<li><a href="{BASE}{chapter.address}">{escape(name)}</a>'
            f"<span>{number}</span></li>"
        )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<title>Contents</title><link rel="stylesheet" href="/book.css"></head>'
        f"<body><h1>{escape(about['name'])}</h1>"
        f'<p class="about">{escape(about["description"])}</p>'
        f'<p class="about">{escape(about["address"])}</p>'
        f'<h2 class="contents">Contents</h2><ul>{"".join(rows)}</ul></body></html>'
    )


def book(paper: Print, found: list[Chapter], about: dict[str, str]) -> bytes:
    """Print the chapters and bind them."""
    printed: list[PdfReader] = []
    entries: list[tuple[Chapter, str, int]] = []
    first = 1
    for chapter in found:
        head = " · ".join(filter(None, (about["name"], chapter.part)))
        made = paper(chapter.address, numbered(first, head), "")
        printed.append(PdfReader(BytesIO(made)))
        entries.append((chapter, heading(printed[-1], chapter), first))
        first += len(printed[-1].pages)
    style = numbered(1, "", "lower-roman") + STYLE.read_text("utf-8")
    front = PdfReader(BytesIO(paper("contents/", style, contents(about, entries))))
    binder = Binder(BASE, about["address"])
    binder.add("contents/", front)
    for chapter, reader in zip(found, printed, strict=True):
        binder.add(chapter.address, reader)
    binder.outline([(one.part, one.address, name) for one, name, _ in entries])
    binder.label(len(front.pages))
    return binder.finish(about)


def heading(printed: PdfReader, chapter: Chapter) -> str:
    """Return the title on the first sheet.

    Raises
    ------
    RuntimeError
        If the page has no heading.
    """
    if not printed.outline:
        raise RuntimeError(f"{chapter.address or 'index'}: the page has no heading")
    first: Any = printed.outline[0]
    return str(first["/Title"]).removesuffix("¶").strip()


def main(arguments: list[str]) -> None:
    """Make the file and let the site offer it."""
    parser = argparse.ArgumentParser(prog="python -m hooks.pdf", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("--only", default="", help="addresses that begin like this")
    given = parser.parse_args(arguments)
    config = load_config(str(ROOT / "mkdocs.yml"))
    found = [
        one for one in chapters(config.nav or []) if one.address.startswith(given.only)
    ]
    about = {
        "name": config.site_name,
        "description": str(config.site_description),
        "address": str(config.site_url),
    }
    with printer(given.site) as paper:
        made = book(paper, found, about)
    (given.site / NAME).write_bytes(made)
    sheets = len(PdfReader(BytesIO(made)).pages)
    size = f"{len(made) / 1e6:.0f} MB"
    offered.offer(given.site, NAME, f"All pages as one PDF: {sheets} sheets, {size}")
    print(f"{given.site / NAME}: {len(found)} pages, {sheets} sheets, {size}")


if __name__ == "__main__":
    main(sys.argv[1:])
