"""The glossary's sentences, shown where another page first uses a term.

A term's line in the glossary ends with ``{: #anchor hover="other|forms" }``; with no
``hover`` it leads nowhere. The first use on a page becomes a link to the entry with the
sentence as its title: a link can be reached with the keyboard and touched, which
``<abbr>`` cannot.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from hooks.place import Place, log

PAGE = Path(__file__).parents[1] / "docs" / "practice" / "glossary.md"
TERM = re.compile(
    r'(?P<term>.+?) \{: #(?P<anchor>[\w-]+)(?: hover="(?P<forms>[^"]*)")? \}'
)
TEXT = re.compile(r":   (?P<text>\S.*\.) \[[^]]+\]\((?P<page>[^)]+\.md)\)")
#: Where a link would be wrong, in the way, or give an answer away.
SKIP = {
    "a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "details",
    "dl", "strong", "figure", "figcaption", "script", "style", "button", "label",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A term, the words that lead to it, what it means and where it is introduced."""

    term: str
    anchor: str
    forms: tuple[str, ...]
    text: str
    page: Path


def entries(path: Path) -> list[Entry]:
    """Return the entries of a glossary.

    Raises
    ------
    ValueError
        If a line is no entry; names the page and the line.
    """
    lines = path.read_text("utf-8").split("\n")
    found = []
    for number, line in enumerate(lines):
        if not line.startswith(":"):
            continue
        term, text = TERM.fullmatch(lines[number - 1]), TEXT.fullmatch(line)
        if not term or not text:
            raise ValueError(
                f"{os.path.relpath(path)}:{number + (1 if term else 0)}: "
                "expected 'term {: #anchor }', below it ':   Sentence. [Page](page.md)'"
            )
        more = term["forms"]
        forms = () if more is None else (term["term"], *filter(None, more.split("|")))
        page = Path(os.path.normpath(path.parent / text["page"]))
        found.append(Entry(term["term"], term["anchor"], forms, text["text"], page))
    return found


class Terms(Treeprocessor):
    """Link the first use of each term on a page; the glossary itself stays plain."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, root: Element) -> None:
        """Walk through the page's text in reading order."""
        path = self.place.path
        if not path or PAGE.parents[1] not in path.parents or not PAGE.is_file():
            return
        try:
            known = [one for one in entries(PAGE) if one.page != path]
        except ValueError as error:
            if path == PAGE:  # else every page would report it
                log.error(str(error))
            known = []
        if path == PAGE:
            for term in root.iter("dt"):
                term.attrib.pop("hover", None)
            return
        self.left = {form.lower(): one for one in known for form in one.forms}
        self.words = pattern(self.left)
        self.to = os.path.relpath(PAGE, path.parent)
        if self.left:
            self.walk(root)

    def walk(self, parent: Element) -> None:
        """Link terms in an element's own text and in what follows its children."""
        self.link(parent, None)
        for child in list(parent):
            if not skipped(child):
                self.walk(child)
            self.link(parent, child)

    def link(self, parent: Element, after: Element | None) -> None:
        """Link the terms of one piece of text."""
        text, start = (parent.text if after is None else after.tail) or "", 0
        while found := self.words.search(text, start):
            entry = self.left.get(" ".join(found[0].lower().split()))
            if not entry:
                start = found.end()
                continue
            self.left = {k: one for k, one in self.left.items() if one != entry}
            made = Element("a", {"class": "nn-term", "title": entry.text})
            made.set("href", f"{self.to}#{entry.anchor}")
            made.text, made.tail = found[0], text[found.end() :]
            if after is None:
                parent.text = text[: found.start()]
                parent.insert(0, made)
            else:
                after.tail = text[: found.start()]
                parent.insert(list(parent).index(after) + 1, made)
            after, text, start = made, made.tail, 0


def skipped(element: Element) -> bool:
    """Tell whether an element's text is none of ours to change."""
    ours = f"{element.tag} {element.get('class', '')}".split()
    return element.tag in SKIP or any(
        word == "arithmatex" or word.startswith("nn-") for word in ours
    )


def pattern(forms: dict[str, Entry]) -> re.Pattern[str]:
    """Return what finds the forms as whole words, the longest first."""
    longest = sorted(forms, key=len, reverse=True)
    ways = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)
    return re.compile(rf"(?<![\w-])(?:{ways})(?![\w-])", re.I)
