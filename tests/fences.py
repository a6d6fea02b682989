"""Every fenced block of a page with its line, found by superfences' own parser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from pymdownx.superfences import SuperFencesBlockPreprocessor, SuperFencesCodeExtension

from hooks.place import FRONT

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@dataclass(frozen=True)
class Fence:
    """One block: its language, its code, the line of its first row of code."""

    page: str
    line: int
    last: int
    language: str
    code: str

    @property
    def place(self) -> str:
        return f"docs/{self.page}:{self.line}"


def pages() -> list[str]:
    """Return every page below docs, snippets for inclusion left out."""
    found = (path.relative_to(DOCS).as_posix() for path in DOCS.glob("**/*.md"))
    return sorted(page for page in found if not page.startswith("includes/"))


def fences(page: str, text: str | None = None) -> list[Fence]:
    """Return the blocks of a page, wherever they are nested."""
    raw = (DOCS / page).read_text("utf-8") if text is None else text
    front = FRONT.match(raw)
    offset = front[0].count("\n") if front else 0
    found: list[Fence] = []

    class Recorder(SuperFencesBlockPreprocessor):  # type: ignore[misc]
        def process_nested_block(
            self, ws: str, content: str, start: int, end: int
        ) -> None:
            code = self.rebuild_block(self.code)
            line = start + offset + 2
            found.append(Fence(page, line, end + offset + 1, self.lang or "", code))
            super().process_nested_block(ws, content, start, end)

    md = markdown.Markdown(
        extensions=["attr_list", "pymdownx.highlight", SuperFencesCodeExtension()]
    )
    old: Any = md.preprocessors["fenced_code_block"]
    recorder = Recorder(md)
    recorder.__dict__.update({**vars(old), **vars(recorder)})
    recorder.config, recorder.extension = old.config, old.extension
    lines = md.preprocessors["normalize_whitespace"].run(
        (raw[front.end() :] if front else raw).split("\n")
    )
    recorder.run(lines)
    return found
