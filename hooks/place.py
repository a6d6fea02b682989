"""Where in the sources are we? Errors name the page and its line."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

from markdown import Markdown

#: A child of mkdocs' logger: a strict build counts what is logged here.
log = logging.getLogger("mkdocs.nnnotes")
FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)


class Place:
    """The page that a Markdown instance is rendering, and its lines as written."""

    def __init__(self, md: Markdown, path: str | None = None) -> None:
        self.md = md
        self.given = path
        self.lines: list[str] = []

    @property
    def path(self) -> Path | None:
        """The page's file, as mkdocs or a test knows it."""
        if self.given:
            return Path(self.given)
        if "relpath" in self.md.treeprocessors:
            found = self.md.treeprocessors["relpath"].file.abs_src_path  # type: ignore[attr-defined]
            return Path(found) if found else None
        return None

    @property
    def part(self) -> str:
        """The folder of the page: examples are looked up there first."""
        return self.path.parent.name if self.path else ""

    @property
    def base(self) -> str:
        """The relative address of the site's root, as seen from the page."""
        if "relpath" not in self.md.treeprocessors:
            return ""
        url = self.md.treeprocessors["relpath"].file.url  # type: ignore[attr-defined]
        return "../" * str(url).removeprefix("./").count("/")

    def offset(self) -> int:
        """Return the number of lines of the front matter, which Markdown never sees."""
        if not self.path or not self.path.is_file():
            return 0
        text = self.path.read_text("utf-8-sig")
        front = FRONT.match(text)
        body = text[front.end() :] if front else text
        return text.count("\n") - body.lstrip("\n").count("\n")

    def find(self, text: str) -> int:
        """Return the line on which ``text`` first stands, counted from 1."""
        first = text.strip().split("\n")[0]
        lines = enumerate(self.lines, 1)
        return next((number for number, line in lines if first in line), 1)

    def name(self, line: int) -> str:
        """Return ``docs/part/page.md:line``."""
        path = os.path.relpath(self.path) if self.path else "<text>"
        return f"{path}:{line + self.offset()}"

    def fail(self, line: int, message: str) -> None:
        """Report an error that stops the build once every page has been read."""
        log.error(f"{self.name(line)}: {message}")
