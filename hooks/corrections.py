"""Every "You may have read" of the notes, gathered on one page.

The texts stay where they are: a block ``corrections`` is filled from the pages each
time it is rendered, and each correction has a place that can be linked to.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from hooks import blocks
from hooks.values import VALUE

PAGE = "corrections.md"
LEAD = "You may have read: "
START = re.compile(rf'^\?\?\?\+? info "{LEAD}(?P<claim>.+)"$')
MARK = re.compile(r"^``` *corrections *$")
LINK = re.compile(r"(?<=\]\()(?!https?:)([^)#\s]+)")
LISTED = re.compile(r"^\[([^\]]+)\]:", re.M)
CITED = re.compile(r"\[([^\]\[]+)\](?![(\[])")


@dataclass(frozen=True)
class Correction:
    """A claim that is told elsewhere, and what is to be said to it."""

    page: str
    claim: str
    text: list[str]
    anchor: str


def slug(number: int) -> str:
    """Return the id of a page's correction of that number."""
    return f"correction-{number}"


def of(page: str) -> list[Correction]:
    """Return the corrections of one page, in order."""
    lines = blocks.read(page).split("\n")
    hidden = {
        number
        for block in blocks.blocks("\n".join(lines))
        for number in range(block.first, block.last + 1)
    }
    found: list[Correction] = []
    for number, line in enumerate(lines):
        match = START.match(line)
        if match and number not in hidden:
            anchor = slug(len(found) + 1)
            found.append(Correction(page, match["claim"], body(lines, number), anchor))
    return found


def body(lines: list[str], start: int) -> list[str]:
    """Return the indented lines below one, without their indent."""
    text: list[str] = []
    for line in lines[start + 1 :]:
        if line.strip() and not line.startswith("    "):
            break
        text.append(line.removeprefix("    "))
    while text and not text[-1].strip():
        text.pop()
    return text


def pages() -> list[str]:
    """Return the pages that correct something."""
    return [page for page in blocks.pages() if page != PAGE and of(page)]


def gathered() -> list[str]:
    """Return all of them, as lines of the page that collects them."""
    lines: list[str] = []
    for page in pages():
        home = f"[{blocks.title(page)}]({page}"
        lines += [f"## {home})", ""]
        for one in of(page):
            text = [moved(line, page) for line in one.text]
            sources = "" if cited("\n".join(text)) else from_page(page)
            where = f"On {home}#{one.anchor}){{ .nn-where }}{sources}"
            lines += [f'!!! quote "{one.claim}"', ""]
            lines += [f"    {line}".rstrip() for line in [*text, "", where]] + [""]
    return lines


def from_page(page: str) -> str:
    """Return the sources of a page, for a correction that names none itself."""
    _, _, part = blocks.read(page).partition("\n## Sources\n")
    return ", with its sources " + ", ".join(f"[{name}]" for name in cited(part))


def cited(text: str) -> list[str]:
    """Return the sources that a text names."""
    listed = LISTED.findall(blocks.read("includes/sources.md"))
    return [name for name in dict.fromkeys(CITED.findall(text)) if name in listed]


def moved(line: str, page: str) -> str:
    """Return a line as it has to be written on a page at the root."""
    part = posixpath.dirname(page)
    line = LINK.sub(lambda to: posixpath.normpath(posixpath.join(part, to[1])), line)
    return VALUE.sub(lambda value: value[0].replace(*whole(value, part), 1), line)


def whole(value: re.Match[str], part: str) -> tuple[str, str]:
    """Return the example that a value names, and its name from everywhere."""
    name = value["example"]
    return name, name if "/" in name else f"{part}/{name}"


class Gather(Preprocessor):
    """Fills the block before anything else reads the page."""

    def run(self, lines: list[str]) -> list[str]:
        """Put the corrections in place of the block."""
        found: list[str] = []
        waiting = iter(lines)
        for line in waiting:
            if not MARK.match(line):
                found.append(line)
                continue
            for inside in waiting:
                if inside.startswith("```"):
                    break
            found += gathered()
        return found


class Anchors(Treeprocessor):
    """Gives every correction of a page its place."""

    def run(self, root: Element) -> None:
        """Give them numbers in the order of the page."""
        boxes = (box for box in root.iter("details") if box.get("class") == "info")
        claims = (box for box in boxes if (box[0].text or "").startswith(LEAD))
        for number, box in enumerate(claims, 1):
            box.set("id", slug(number))


def register(md: Markdown) -> None:
    """Add both to a Markdown instance."""
    md.preprocessors.register(Gather(md), "nn-corrections", 34)  # sources: 33
    # After the text is read, 20, and before mkdocs looks for anchors, 5.
    md.treeprocessors.register(Anchors(md), "nn-correction-anchors", 10)
