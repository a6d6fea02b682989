"""Which topic needs which: from the pages' front matter, checked, linked and drawn."""

from __future__ import annotations

import difflib
import functools
from html import escape

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from hooks import concept_map, outline
from hooks.outline import Note
from hooks.place import Place, log

KEYS = ("introduces", "needs")
#: The page that lists what readers bring along, and the place on it.
BEFORE, ANCHOR = "notation.md", "what-you-need"


def given(note: Note, key: str) -> list[str]:
    """Return the concepts that a page's front matter lists under a key."""
    found = note.front.get(key)
    if not isinstance(found, list):
        return []
    return [one.strip() for one in found if isinstance(one, str) and one.strip()]


def pages() -> list[Note]:
    """Return what is read, in order: what readers bring along, then all topics."""
    return [outline.note(BEFORE, "Notation"), *outline.topics()]


def introduced() -> dict[str, Note]:
    """Return concept, in small letters -> the page that introduces it."""
    return at_home(tuple(pages()))


@functools.cache
def at_home(notes: tuple[Note, ...]) -> dict[str, Note]:
    """Find where each concept is introduced first, once for the same pages."""
    found: dict[str, Note] = {}
    for note in notes:
        for concept in given(note, "introduces"):
            found.setdefault(concept.lower(), note)
    return found


def report() -> None:
    """Report what does not fit; a strict build stops."""
    for place, message in problems(pages()):
        log.error(f"{place}: {message}")


def problems(notes: list[Note]) -> list[tuple[str, str]]:
    """Return place and message of everything that does not fit."""
    found = [one for note in notes for one in malformed(note, note is notes[0])]
    homes = at_home(tuple(notes))
    known: dict[str, str] = {}
    for note in notes:
        for concept in given(note, "needs"):
            if concept.lower() not in known:
                why = f"needs {concept!r}, {stranger(concept, homes)}"
                found.append((note.place("needs:"), why))
        place = note.place("introduces:")
        for concept in given(note, "introduces"):
            if concept.lower() in known:
                first = known[concept.lower()]
                found.append((place, f"introduces {concept!r}, as {first} does"))
            known.setdefault(concept.lower(), place)
    return found


def malformed(note: Note, first: bool) -> list[tuple[str, str]]:
    """Return what is wrong with the lists themselves."""
    found = []
    for key in KEYS[:1] if first else KEYS:
        value = note.front.get(key)
        expected = f"expected {key}: [a concept, another]"
        if key not in note.front:
            found.append(
                (note.place("---"), f"front matter has no {key!r}, {expected}")
            )
        elif not isinstance(value, list) or len(given(note, key)) < max(1, len(value)):
            found.append((note.place(f"{key}:"), f"{key}: {value!r}, {expected}"))
    return found


def stranger(concept: str, homes: dict[str, Note]) -> str:
    """Say why a concept may not be needed."""
    home = homes.get(concept.lower())
    if home:
        return f"which docs/{home.path} introduces, not an earlier page"
    close = difflib.get_close_matches(concept.lower(), homes, 1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"which no page introduces{hint}"


class Needs(Preprocessor):
    """Puts a line under a topic's title: what it builds on, each a link."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, lines: list[str]) -> list[str]:
        """Add the line."""
        topic = outline.find(self.place.path)
        title = next((n for n, line in enumerate(lines) if line.startswith("# ")), None)
        if topic is None or title is None or not given(topic, "needs"):
            return lines
        text = ["", f"Builds on {listed(topic)}.", "{: .nn-needs }", ""]
        return [*lines[: title + 1], *text, *lines[title + 1 :]]


def listed(topic: Note) -> str:
    """Return what a topic needs as Markdown links; school's part only if it is all."""
    homes = introduced()
    links = []
    for concept in given(topic, "needs"):
        home = homes.get(concept.lower())
        if home is None or home.path == BEFORE:
            continue
        links.append(f"[{concept}]({outline.relative(home.path, topic.path)})")
    if not links:
        to = outline.relative(BEFORE, topic.path)
        links = [f"[school mathematics and a little Python]({to}#{ANCHOR})"]
    return links[0] if len(links) == 1 else f"{', '.join(links[:-1])} and {links[-1]}"


def html(base: str) -> str:
    """Return the map: a drawing with links, and the table that says the same."""
    homes = introduced()
    needed = {
        topic.path: {
            homes[concept.lower()].path
            for concept in given(topic, "needs")
            if concept.lower() in homes and homes[concept.lower()].path != BEFORE
        }
        for topic in outline.topics()
    }
    drawing = concept_map.svg(outline.parts(), needed, base)
    return f"<nn-concepts>{drawing}</nn-concepts>{table(base)}"


def table(base: str) -> str:
    """Return topic, needs and introduces, one row a topic."""
    groups = []
    for part in outline.parts():
        title = f"{part.number}. {escape(part.title)}"
        head = f'<tr><th colspan="3" scope="rowgroup">{title}</th></tr>'
        body = "".join(row(topic, base) for topic in part.topics)
        groups.append(f"<tbody>{head}{body}</tbody>")
    names = ("topic", "needs", "introduces")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="nn-concept-table"><table><thead><tr>{head}</tr></thead>'
        f"{''.join(groups)}</table></div>"
    )


def row(topic: Note, base: str) -> str:
    """Return one topic's row."""
    homes = introduced()
    needs = []
    for concept in given(topic, "needs"):
        home = homes.get(concept.lower())
        anchor = f"#{ANCHOR}" if home and home.path == BEFORE else ""
        to = f"{concept_map.address(home.path, base)}{anchor}" if home else ""
        needs.append(f'<a href="{to}">{escape(concept)}</a>' if to else escape(concept))
    own = ", ".join(f"<dfn>{escape(one)}</dfn>" for one in given(topic, "introduces"))
    link = (
        f'<a href="{concept_map.address(topic.path, base)}">{escape(topic.title)}</a>'
    )
    return (
        f'<tr><th scope="row">{link}</th><td>{", ".join(needs)}</td><td>{own}</td></tr>'
    )
