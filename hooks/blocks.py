"""The fenced blocks of a page as it is written: where they are and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hooks.downloads import ROOT

DOCS = ROOT / "docs"
OPEN = re.compile(r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})[ {.]*(?P<language>\w*)")
SNIPPET = re.compile(r'^-+8<-+ +"(?P<name>[^":]+)\.py(?::(?P<section>[\w-]+))?"$')
#: An entry of the navigation.
PAGE = re.compile(r"^ +- (?:[^:\n]+: )?(\S+\.md)$", re.M)
TITLE = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.M)


@dataclass(frozen=True)
class Block:
    """One block: its lines (first and last, counted from 0), language and content."""

    first: int
    last: int
    indent: str
    language: str
    lines: list[str]

    @property
    def example(self) -> tuple[str, str]:
        """The example that the block imports, and which section; else empty."""
        found = SNIPPET.match("\n".join(self.lines).strip())
        if self.language != "example" or not found:
            return "", ""
        return found["name"], found["section"] or ""


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text, those shown inside of others left out."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        found = OPEN.match(lines[at])
        if not found:
            at += 1
            continue
        close = re.compile(rf"^[ \t]*{found['ticks'][0]}{{{len(found['ticks'])},}}\s*$")
        inside = range(at + 1, len(lines))
        last = next((i for i in inside if close.match(lines[i])), len(lines) - 1)
        indent = found["indent"]
        content = [line.removeprefix(indent) for line in lines[at + 1 : last]]
        yield Block(at, last, indent, found["language"], content)
        at = last + 1


def pages() -> list[str]:
    """Return every page as written, below ``docs``, in the order of the navigation.

    What is only included by others is left out; what is not in the navigation is last.
    """
    found = (path.relative_to(DOCS).as_posix() for path in DOCS.glob("**/*.md"))
    known = [page for page in found if not page.startswith("includes/")]
    listed = PAGE.findall((ROOT / "mkdocs.yml").read_text("utf-8"))
    order = {page: at for at, page in enumerate(listed)}
    return sorted(known, key=lambda page: (order.get(page, len(order)), page))


def read(page: str) -> str:
    """Return the text of a page."""
    return Path(DOCS, page).read_text("utf-8-sig")


def title(page: str) -> str:
    """Return the first heading of a page, without its marks."""
    found = TITLE.search(read(page))
    return re.sub(r"[`*]", "", found[1]) if found else page


def url(page: str) -> str:
    """Return the address of a page below the site's root, as mkdocs gives it."""
    stem = page.removesuffix(".md").removesuffix(".py")  # a notebook's script
    stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""
