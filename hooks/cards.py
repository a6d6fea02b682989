"""Flashcards: a definition list on a page of the folder `cards` becomes a deck.

The term is the question, ``{: #part/name }`` behind it its name for ever: the reader's
boxes are kept under it. The definition is the answer. A page's lists make one deck,
each card a fold that needs no script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from hooks.place import FRONT, Place

FOLDER = Path(__file__).parents[1] / "docs" / "practice" / "cards"
NAME = re.compile(r"[a-z]+/[a-z0-9-]+")
#: A card in the finished HTML.
CARD = re.compile(
    r'<details class="nn-card" id="(?P<name>[^"]+)">'
    r"<summary>(?P<question>.*?)</summary>"
    r'<div class="nn-answer">(?P<answer>.*?)</div></details>',
    re.S,
)


@dataclass(frozen=True)
class Card:
    r"""A question and its answer as HTML, formulas still as ``\(x\)``."""

    name: str
    question: str
    answer: str


class Decks(Treeprocessor):
    """Turn the definition lists of a page of cards into one deck."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, root: Element) -> None:
        """Collect the cards where the first of them stands."""
        if self.place.part != FOLDER.name or not self.place.path:
            return
        lists = [one for one in root if one.tag == "dl"]
        if not lists:
            return
        stem = self.place.path.stem
        deck = Element("nn-cards", {"deck": "all" if stem == "index" else stem})
        deck.tail = "\n"
        names: set[str] = set()
        for one in lists:
            for term, answer in self.pairs(one):
                name = term.get("id", "")
                if problem := self.problem(name, deck.get("deck", ""), names):
                    self.fail(term, problem)
                names.add(name)
                deck.append(card(name, term, answer))
        root.insert(list(root).index(lists[0]), deck)
        for one in lists:
            root.remove(one)

    def pairs(self, one: Element) -> list[tuple[Element, Element]]:
        """Return question and answer, side by side; report what has no partner."""
        found, term = [], None
        for child in one:
            if child.tag == "dt":
                if term is not None:
                    self.fail(term, "a question without an answer")
                term = child
            elif term is None:
                self.fail(child, "a second answer; one is expected")
            else:
                found.append((term, child))
                term = None
        return found

    def problem(self, name: str, deck: str, names: set[str]) -> str:
        """Return what is wrong with a card's name, if something is."""
        if not NAME.fullmatch(name):
            return f"{name!r}, expected a name such as {{: #{deck}/short-name }}"
        if deck not in ("all", name.split("/")[0]):
            return f"{name!r}, expected a name that begins with {deck}/"
        return f"a second card with the name {name!r}" if name in names else ""

    def fail(self, element: Element, message: str) -> None:
        """Report a card, with page and line."""
        text = (element.text or "").strip().split("\n")[0]
        self.place.fail(self.place.find(text), f"card {text!r}: {message}")


def card(name: str, term: Element, answer: Element) -> Element:
    """Return one fold: the question, and under it the answer in paragraphs."""
    fold = Element("details", {"class": "nn-card", "id": name})
    question = SubElement(fold, "summary")
    question.text = term.text
    question.extend(term)
    body = SubElement(fold, "div", {"class": "nn-answer"})
    # A list without blank lines has its text beside the mark and not in paragraphs.
    loose = any(child.tag in ("p", "ul", "ol", "div", "pre") for child in answer)
    into = body if loose else SubElement(body, "p")
    into.text = answer.text
    into.extend(answer)
    return fold


def read(part: str, folder: Path = FOLDER) -> list[Card]:
    """Return the cards of a part, rendered without the site around them."""
    from hooks.cells import Cells  # which has these decks in it

    path = folder / f"{part}.md"
    md = Markdown(
        extensions=[
            "attr_list",
            "def_list",
            "md_in_html",
            "pymdownx.arithmatex",
            "pymdownx.inlinehilite",
            "pymdownx.superfences",
            Cells(path=str(path)),
        ],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    md.postprocessors.deregister("nn-mathematics")
    html = md.convert(FRONT.sub("", path.read_text("utf-8")).lstrip("\n"))
    html = re.sub(r'<(span|div) class="arithmatex">(.*?)</\1>', r"\2", html, flags=re.S)
    return [Card(**found.groupdict()) for found in CARD.finditer(html)]
