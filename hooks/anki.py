"""The flashcards as a deck for Anki, which typesets formulas by itself.

Numbers of decks and note type never change, and a note is known by its card's name,
so that a later import updates what is there. Anki takes the newer of two notes: the
time of the sources decides, and the same sources give the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import re
import sqlite3
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlparse

import genanki

from hooks import cards

ROOT = Path(__file__).parents[1]
FILE = "assets/cards/nnnotes.apkg"
#: Drawn once. Another number would be another deck in the reader's collection.
MODEL, DECK = 1741903288, 1386255517
LINK = re.compile(r'<a [^>]*?href="(?P<to>[^"]+)"[^>]*>(?P<text>.*?)</a>', re.S)
CSS = """.card { font: 20px/1.5 sans-serif; text-align: start; }
.card { max-width: 34em; margin: auto; }
#answer { margin-block: 1em; }
"""


def deck(titles: dict[str, str], site: str | None, time: int) -> bytes:
    """Return the file that Anki imports.

    Parameters
    ----------
    titles : dict
        The parts with their titles, in order.
    site : str or None
        Where the site will be: cards lead to its pages, unless it is on this machine.
    time : int
        Seconds since 1970: when the cards were last changed.
    """
    model = genanki.Model(
        MODEL,
        "nnnotes",
        fields=[{"name": "Question"}, {"name": "Answer"}],
        templates=[{
            "name": "Card",
            "qfmt": "{{Question}}",
            "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}',
        }],
        css=CSS,
    )  # fmt: skip
    decks = []
    for number, (part, title) in enumerate(titles.items(), 1):
        made = genanki.Deck(DECK + number, f"nnnotes::{number:02} {title}")
        for card in cards.read(part):
            fields = [linked(text, site) for text in (card.question, card.answer)]
            guid = genanki.guid_for("nnnotes", card.name)
            made.add_note(genanki.Note(model, fields, guid=guid, tags=[part]))
        decks.append(made)
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        numbers = itertools.count(time * 1000)
        genanki.Package(decks).write_to_db(database.cursor(), time, numbers)
        database.commit()
        return packed({"collection.anki2": database.serialize(), "media": b"{}"})


def titles(nav: list[Any]) -> dict[str, str]:
    """Return the parts that have cards, in the order of the navigation."""
    found = {}
    for entry in nav:
        for title, pages in entry.items():
            first = pages[0] if isinstance(pages, list) else ""
            part = str(first).removesuffix("/index.md")
            if (cards.FOLDER / f"{part}.md").is_file():
                found[part] = title
    return found


def linked(html: str, site: str | None) -> str:
    """Return a field with links that lead to the site, or with their words alone."""

    def follow(found: re.Match[str]) -> str:
        if not site or urlparse(site).hostname in ("localhost", "127.0.0.1"):
            return found["text"]
        page = urljoin("practice/cards/page.md", found["to"])
        page = re.sub(r"(?:(?<=/)index)?\.md(?=#|$)", "/", page).replace("//", "/")
        return f'<a href="{urljoin(site, page)}">{found["text"]}</a>'

    return LINK.sub(follow, html)


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip file whose entries have no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return out.getvalue()


def changed() -> int:
    """Return when the sources were last changed, in seconds since 1970.

    `SOURCE_DATE_EPOCH`, else the time of the commit, else, without git, of the cards.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if told.returncode == 0 and told.stdout.strip():
        return int(told.stdout)
    return int(max(path.stat().st_mtime for path in cards.FOLDER.glob("*.md")))
