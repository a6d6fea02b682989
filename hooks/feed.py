"""The changelog as an Atom feed: one entry for each of its dated headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from markdown import Markdown

from hooks import blocks
from hooks.place import FRONT

PAGE = "changelog.md"
HEADING = re.compile(
    r"^## (?:\[?(?P<name>[^\]\n]+?)\]? - )?(?P<day>\d{4}-\d\d-\d\d)$", re.M
)
NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """What changed on a day, or with a version."""

    title: str
    day: str
    text: str

    @property
    def anchor(self) -> str:
        """The place of its heading, as Python-Markdown names it."""
        return re.sub(r"[^\w-]+", "-", self.title.lower()).strip("-")

    @property
    def updated(self) -> str:
        """The day as Atom writes a time."""
        return datetime.fromisoformat(self.day).replace(tzinfo=UTC).isoformat()


def entries() -> list[Entry]:
    """Return the dated entries of the changelog, the newest first.

    Raises
    ------
    ValueError
        If the changelog has none.
    """
    text = FRONT.sub("", blocks.read(PAGE))
    found = list(HEADING.finditer(text))
    if not found:
        raise ValueError(f"docs/{PAGE}: no heading such as '## 0.1.0 - 2026-01-31'")
    ends = [*(each.start() for each in found[1:]), len(text)]
    return [
        Entry(one[0].removeprefix("## "), one["day"], text[one.end() : end].strip())
        for one, end in zip(found, ends, strict=True)
    ]


def atom(name: str, address: str) -> bytes:
    """Return the feed.

    Parameters
    ----------
    name : str
        Of the site.
    address : str
        Of the site, with a slash at the end.
    """
    found = entries()
    feed = ElementTree.Element("feed", xmlns=NAMESPACE)
    add(feed, "title", f"{name}: changes")
    add(feed, "id", address)
    add(feed, "updated", max(entry.updated for entry in found))
    add(
        feed, "link", rel="self", type="application/atom+xml", href=f"{address}feed.xml"
    )
    add(feed, "link", rel="alternate", type="text/html", href=f"{address}changelog/")
    add(add(feed, "author"), "name", f"The {name} authors")
    for entry in found:
        item = add(feed, "entry")
        place = f"{address}changelog/#{entry.anchor}"
        add(item, "title", entry.title)
        add(item, "id", place)
        add(item, "updated", entry.updated)
        add(item, "link", href=place)
        add(item, "content", Markdown().convert(entry.text), type="html")
    ElementTree.indent(feed)
    body = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def add(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    """Add an element, and return it."""
    found = ElementTree.SubElement(parent, tag, attributes)
    found.text = text or None
    return found
