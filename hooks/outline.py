"""The outline of the notes: parts and topics in their order, as the pages say it."""

from __future__ import annotations

import functools
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hooks import downloads
from hooks.place import FRONT

SETTINGS = downloads.ROOT / "mkdocs.yml"
PARTS = (
    "linear", "forward", "losses", "backprop", "activations", "initialization",
    "optimization", "regularization", "generalization", "diagnostics",
)  # fmt: skip


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; what only mkdocs can resolve, an `!ENV`, becomes nothing."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class Note:
    """One page: its address below docs, the navigation's title, its text as written."""

    path: str
    title: str
    text: str

    @property
    def slug(self) -> str:
        """The name of the page: `adam` of `optimization/adam.md`."""
        return Path(self.path).stem

    @property
    def front(self) -> dict[str, Any]:
        """What stands above the text; nothing if that is no list of keys."""
        found = FRONT.match(self.text)
        block = (
            re.split(r"^(?:---|\.\.\.)[ \t]*$", found[0], flags=re.M) if found else []
        )
        try:
            given = yaml.safe_load(block[1]) if block else {}
        except yaml.YAMLError:
            given = {}  # mkdocs reports it
        return given if isinstance(given, dict) else {}

    def line(self, start: str) -> int:
        """Return the line that begins so, counted from 1; the first if none does."""
        lines = enumerate(self.text.split("\n"), 1)
        return next((number for number, line in lines if line.startswith(start)), 1)

    def place(self, start: str) -> str:
        """Return ``docs/part/page.md:line`` of that line."""
        return f"docs/{self.path}:{self.line(start)}"


@dataclass(frozen=True)
class Part:
    """One of the ten: its index page and its topics."""

    number: int
    index: Note
    topics: tuple[Note, ...]

    @property
    def slug(self) -> str:
        """The name of the part: `optimization`."""
        return self.index.path.split("/")[0]

    @property
    def title(self) -> str:
        """The navigation's title."""
        return self.index.title


def parts() -> tuple[Part, ...]:
    """Return the parts, in the navigation's order."""
    found: list[Part] = []
    for title, entries in groups():
        first, *rest = entries
        slug = first.split("/")[0] if isinstance(first, str) else ""
        if slug in PARTS:
            topics = tuple(
                note(path, name) for one in rest for name, path in one.items()
            )
            found.append(Part(len(found) + 1, note(first, title), topics))
    return tuple(found)


def part(slug: str) -> Part:
    """Return one part.

    Raises
    ------
    LookupError
        If there is none of that name; says which there are.
    """
    known = {one.slug: one for one in parts()}
    if slug not in known:
        raise LookupError(f"no part {slug!r}; there are {', '.join(known)}")
    return known[slug]


def topics() -> list[Note]:
    """Return all topics, in the order in which they are read."""
    return [topic for one in parts() for topic in one.topics]


def find(path: Path | None) -> Note | None:
    """Return the topic that is this file, if it is one."""
    folder = (SETTINGS.parent / "docs").resolve()
    if path is None or not path.resolve().is_relative_to(folder):
        return None
    wanted = path.resolve().relative_to(folder).as_posix()
    return next((one for one in topics() if one.path == wanted), None)


def relative(path: str, page: str) -> str:
    """Return where a page is, seen from another; both below docs."""
    return posixpath.relpath(path, page.rpartition("/")[0] or ".")


def groups() -> list[tuple[str, list[Any]]]:
    """Return the navigation's groups: title and entries."""
    nav = settings(SETTINGS, SETTINGS.stat().st_mtime_ns)
    named = [next(iter(entry.items())) for entry in nav if isinstance(entry, dict)]
    return [(title, entries) for title, entries in named if isinstance(entries, list)]


def note(path: str, title: str) -> Note:
    """Return a page; it is empty if there is no such file, which mkdocs reports."""
    file = SETTINGS.parent / "docs" / path
    if not file.is_file():
        return Note(path, title, "")
    return read(file, file.stat().st_mtime_ns, path, title)


@functools.cache
def settings(file: Path, changed: int) -> list[Any]:
    """Read the navigation, once as long as its file does not change."""
    found: list[Any] = yaml.load(file.read_text("utf-8"), Loader)["nav"]
    return found


@functools.cache
def read(file: Path, changed: int, path: str, title: str) -> Note:
    """Read a page, once as long as its file does not change."""
    return Note(path, title, file.read_text("utf-8-sig"))
