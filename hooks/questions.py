"""The questions that the topics ask, read from their pages."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from hooks.outline import Note

SECTION = re.compile(r"^## Check yourself[ \t]*$(.*?)(?=^## |\Z)", re.M | re.S)
OPTION = re.compile(r'\?\?\?\+? +(?P<kind>\w+) +"(?P<title>.*)"[ \t]*$')


@dataclass(frozen=True)
class Option:
    """One answer: what it says and, as lines of Markdown, why it is right or wrong."""

    line: int
    kind: str
    title: str
    why: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it is the right one."""
        return self.kind == "success"


@dataclass(frozen=True)
class Question:
    """One question of a topic: lines of Markdown, and options."""

    topic: Note
    number: int
    line: int
    stem: tuple[str, ...]
    options: tuple[Option, ...]

    @property
    def name(self) -> str:
        """The question's name in the reader's store: `adam`, a second one `adam-2`."""
        more = f"-{self.number}" if self.number > 1 else ""
        return f"{self.topic.slug}{more}"

    def key(self, option: Option) -> str:
        """Return the option's name in the reader's store.

        It tells the words of the question and of the option, so that an answer never
        counts for a question that has become another.
        """
        words = " ".join([*self.stem, "|", option.title]).split()
        return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]

    @property
    def right(self) -> str:
        """The key of the right option."""
        return next((self.key(one) for one in self.options if one.right), "")

    def problems(self) -> list[tuple[int, str]]:
        """Return what is wrong with it, and on which line of its page."""
        found = []
        if not any(line.strip() for line in self.stem):
            found.append((self.line, "options without a question"))
        rights = [option for option in self.options if option.right]
        if len(self.options) < 2 or len(rights) != 1:
            given = f"{len(self.options)} options, {len(rights)} of them right"
            found.append((self.line, f"{given}; expected two or more, one right"))
        for option in self.options:
            if option.kind not in ("success", "failure"):
                text = f"option of kind {option.kind!r}, expected success or failure"
                found.append((option.line, text))
            if not any(line.strip() for line in option.why):
                found.append((option.line, f"option {option.title!r} does not say why"))
        if len({self.key(option) for option in self.options}) < len(self.options):
            found.append((self.line, "two options say the same"))
        return found


@functools.cache
def questions(topic: Note) -> tuple[Question, ...]:
    """Return the questions of a topic; none if it has no such section."""
    section = SECTION.search(topic.text)
    if not section:
        return ()
    first = topic.text.count("\n", 0, section.start(1)) + 1
    found: list[Question] = []
    lines = list(enumerate(section[1].rstrip().split("\n"), first))
    while lines:
        stem = taken(lines, lambda line: not OPTION.match(line))
        options = []
        while lines and (match := OPTION.match(lines[0][1])):
            line = lines.pop(0)[0]
            why = taken(lines, lambda line: not line.strip() or line.startswith("    "))
            body = tuple(text[4:] for _, text in why)
            options.append(Option(line, match["kind"], match["title"], body))
        start = next((number for number, text in stem if text.strip()), first)
        text = tuple(line for _, line in stem)
        found.append(Question(topic, len(found) + 1, start, text, tuple(options)))
    return tuple(found)


def taken(
    lines: list[tuple[int, str]], wanted: Callable[[str], bool]
) -> list[tuple[int, str]]:
    """Take the lines from the front that are wanted."""
    count = 0
    while count < len(lines) and wanted(lines[count][1]):
        count += 1
    found, lines[:] = lines[:count], lines[count:]
    return found
