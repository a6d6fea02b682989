"""Exercises as parts of a page, complete without a script."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable
from html import escape

from markdown import Markdown

from hooks import downloads
from nnnotes import exercises

DOCS = downloads.ROOT / "docs"
PAGES = "practice/exercises"
TITLE = re.compile(r"^# +(.+?) *$", re.M)
#: The Markdown of statements and hints; formulas are rendered with the page's own.
PROSE = [
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.highlight",
    "pymdownx.superfences",
]
SETTINGS = {"pymdownx.arithmatex": {"generic": True}}

Highlight = Callable[[str], str]


def html(name: str, base: str, highlight: Highlight) -> str:
    """Return an exercise: statement, starter, hints, solution.

    Parameters
    ----------
    name : str
        ``part/slug``.
    base : str
        The relative address of the site's root, as seen from the page.
    highlight : callable
        Turns code into HTML.

    Raises
    ------
    LookupError
        If there is no such exercise, or no page of its topic.
    """
    found = exercises.load(name)
    slug = name.split("/")[-1]
    properties = "".join(f"<li>{coded(held.says)}</li>" for held in found.properties)
    solution = highlight(found.solution.strip())
    return (
        f'<nn-exercise name="{name}" id="exercise-{slug}" state="idle">'
        f'<div class="nn-statement">{prose(found.statement)}'
        f'<p>The check tries:</p><ul class="nn-properties">{properties}</ul>'
        f"<p>The topic: {link(found.topic, base)}.</p></div>"
        f'<div class="nn-code">{highlight(found.starter.strip())}</div>'
        f"{hints(found.hints)}"
        '<details class="nn-solution example"><summary>Solution</summary>'
        f"{solution}</details></nn-exercise>"
    )


def hints(steps: tuple[str, ...]) -> str:
    """Return hints, each inside the one before it."""
    inner = ""
    for number, step in reversed(list(enumerate(steps, 1))):
        summary = f"<summary>Hint {number} of {len(steps)}</summary>"
        inner = f'<details class="nn-hint tip">{summary}{prose(step)}{inner}</details>'
    return inner


def prose(text: str) -> str:
    """Return Markdown of an exercise as HTML."""
    return Markdown(extensions=PROSE, extension_configs=SETTINGS).convert(text.strip())


def coded(sentence: str) -> str:
    """Return a sentence, what stands between backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(sentence))


def link(page: str, base: str) -> str:
    """Return a link to a page, named by its title."""
    return f'<a href="{base}{page}/">{escape(title(page))}</a>'


@functools.cache
def title(page: str) -> str:
    """Return the title of a page.

    Raises
    ------
    LookupError
        If there is no such page, or it has no title.
    """
    path = DOCS / f"{page}.md"
    found = TITLE.search(path.read_text("utf-8")) if path.is_file() else None
    if not found:
        raise LookupError(f"docs/{page}.md: no such page, or it has no title")
    return found[1]


def table(base: str) -> str:
    """Return all exercises, by part, in the order of the notes."""
    rows = ""
    parts = itertools.groupby(ordered(), key=lambda name: name.split("/")[0])
    for part, names in parts:
        rows += (
            f'<tr><th scope="rowgroup" colspan="3">{title(f"{part}/index")}</th></tr>'
        )
        for name in names:
            found = exercises.load(name)
            place = f"{base}{PAGES}/{part}/#exercise-{name.split('/')[1]}"
            rows += (
                f'<tr data-exercise="{name}">'
                f'<td><a href="{place}">{escape(found.title)}</a></td>'
                f'<td>{link(found.topic, base)}</td><td class="nn-tick"></td></tr>'
            )
    return (
        '<nn-exercise-list><table><thead><tr><th scope="col">Exercise</th>'
        '<th scope="col">Topic</th><th scope="col" class="nn-ticks">Solved</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></nn-exercise-list>"
    )


def ordered() -> list[str]:
    """Return the names in the order in which mkdocs.yml has their topics."""
    nav = (DOCS.parent / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    topics = {name: f" {exercises.load(name).topic}.md" for name in exercises.names()}
    parts = {name: f" {name.split('/')[0]}/index.md" for name in topics}
    return sorted(topics, key=lambda one: (nav.find(parts[one]), nav.find(topics[one])))
