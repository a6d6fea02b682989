"""The fences of our pages, as an extension of Python-Markdown.

An ``example`` fence imports a script as a snippet and becomes a cell: code, printed
result, figure. A ``result`` fence names such a script and shows what it gives, without
the code, which is a cell further down. A ``definition`` fence names functions of the
package and prints them. An ``explorer`` fence names one of :mod:`nnnotes.explorers`, an
``exercise`` fence one of :mod:`nnnotes.exercises`, or ``all`` for a table of them. A
``quiz`` fence names a part and asks its questions; a ``concepts`` fence draws which
topic needs which.
It needs pymdownx.snippets and pymdownx.superfences, and no site generator.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from hooks import (
    concepts,
    corrections,
    definitions,
    exercises,
    explorers,
    figures,
    links,
    runner,
    tables,
)
from hooks.cards import Decks
from hooks.glossary import Terms
from hooks.lead import Lead
from hooks.mathematics import Mathematics
from hooks.outside import Outside
from hooks.place import FRONT as FRONT
from hooks.place import Place
from hooks.quiz import Quiz
from hooks.values import Values, fill
from nnnotes import examples

SNIPPET = re.compile(r'^[\s>]*-+8<-+ +"(?P<path>[^":]+)(?::(?P<section>[\w-]+))?" *$')

#: Blocks: else Markdown wraps them in <p>.
ELEMENTS = [
    "nn-cell", "nn-explorer", "nn-exercise", "nn-exercise-list", "nn-cards",
    "nn-quiz", "nn-open", "nn-kept", "nn-concepts",
]  # fmt: skip


class Sources(Preprocessor):
    """Note, before the snippets are expanded, which script stands on which line."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place
        self.found: dict[str, tuple[str, str, int]] = {}
        self.broken = False
        self.drawn: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        """Remember code -> name, section, line; report scripts that are not there."""
        self.place.lines = lines
        self.found.clear()
        self.drawn.clear()
        self.broken = False
        for number, line in enumerate(lines, 1):
            match = SNIPPET.match(line)
            if match and match["path"].endswith(".py"):
                try:
                    self.note(
                        match["path"].removesuffix(".py"), match["section"], number
                    )
                except (LookupError, SyntaxError) as error:
                    self.place.fail(number, f"example: {error}")
                    self.broken = True
        return lines

    def note(self, name: str, section: str | None, line: int) -> None:
        """Remember what the fence on this line will contain."""
        examples.load(name)
        text = (examples.FOLDER / f"{name}.py").read_text("utf-8")
        if section:
            begin, end = (f"# --8<-- [{edge}:{section}]" for edge in ("start", "end"))
            if begin not in text or end not in text:
                raise LookupError(f"{name}.py has no section {section!r}")
            text = text.split(begin)[1].split(end)[0]
        self.found[key(examples.MARKER.sub("", text))] = name, section or "", line


def key(code: str) -> str:
    """Return the code without white space at its ends, as fences may change that."""
    return "\n".join(line.rstrip() for line in code.strip().splitlines())


class Cells(Extension):
    """Adds the fences ``example`` and ``definition`` and values in prose."""

    def __init__(self, path: str | None = None, **configs: Any) -> None:
        super().__init__(**configs)
        self.path = path

    def extendMarkdown(self, md: Markdown) -> None:
        """Register everything; list this extension after superfences."""
        self.md, self.place = md, Place(md, self.path)
        self.sources = Sources(md, self.place)
        md.block_level_elements += ELEMENTS
        md.preprocessors.register(self.sources, "nn-sources", 33)  # snippets: 32
        md.preprocessors.register(Quiz(md, self.place), "nn-quiz", 32.5)
        needs = concepts.Needs(md, self.place)
        md.preprocessors.register(needs, "nn-needs", 23)
        md.preprocessors.register(Values(md, self.place), "nn-values", 24)  # fences: 25
        md.postprocessors.register(Mathematics(md, self.place), "nn-mathematics", 5)
        # Behind attr_list: 8; before mkdocs looks at links: 0.
        md.treeprocessors.register(Terms(md, self.place), "nn-terms", 7)
        md.treeprocessors.register(Decks(md, self.place), "nn-decks", 6)
        md.treeprocessors.register(Lead(md), "nn-lead", 4)  # behind toc: 5
        md.treeprocessors.register(Outside(md), "nn-outside", 1)  # links: 20
        corrections.register(md)
        fences: Any = next(
            found for found in md.registeredExtensions if hasattr(found, "superfences")
        )
        for name, render in (
            ("example", self.example),
            ("definition", self.definition),
            ("result", self.result),
            ("explorer", self.explorer),
            ("exercise", self.exercise),
            ("concepts", self.concepts),
        ):
            guarded = functools.partial(self.guard, render)
            fences.extend_super_fences(name, guarded, self.validate, lambda md: None)

    def validate(self, language: str, inputs: dict[str, str], *_: Any) -> bool:
        """Accept the fence; its options are a mistake."""
        for option in inputs:
            line = self.place.find(f"{language} {option}")
            self.place.fail(line, f"{language}: no option {option!r} is known")
        return True

    def guard(self, render: Any, src: str, *_: Any, **__: Any) -> str:
        """Report whatever goes wrong in a fence: superfences would hide it."""
        try:
            return str(render(src))
        except Exception as error:
            self.place.fail(self.place.find(src), f"{type(error).__name__}: {error}")
            return broken([str(error)])

    def highlight(self, code: str) -> str:
        """Highlight Python with the page's own settings."""
        fences: Any = self.md.preprocessors["fenced_code_block"]
        return str(
            fences.highlight(
                src=code, language="python", options={}, md=self.md,
                classes=[], id_value="", attrs={},
            )
        )  # fmt: skip

    def definition(self, src: str) -> str:
        """Render functions of the package, one name a line."""
        parts = []
        for name in src.split():
            try:
                code = definitions.source(name)
            except (LookupError, SyntaxError) as error:
                self.place.fail(self.place.find(name), f"definition: {error}")
                continue
            title = links.defined(name, self.place.base)
            also = links.also(name, self.place)
            parts.append(f"{title}{self.highlight(code)}{also}")
        return f'<div class="nn-definition">{"".join(parts)}</div>'

    def explorer(self, src: str) -> str:
        """Render an explorer in its first state."""
        grids = explorers.grids()
        name = src.strip()
        if name not in grids:
            known = ", ".join(grids)
            line = self.place.find(name)
            self.place.fail(line, f"explorer: no {name!r}; there are {known}")
            return ""
        return explorers.html(name, grids[name], self.place.base)

    def exercise(self, src: str) -> str:
        """Render an exercise, or the table of all."""
        if (name := src.strip()) == "all":
            return exercises.table(self.place.base)
        return exercises.html(name, self.place.base, self.highlight)

    def concepts(self, src: str) -> str:
        """Render the map of concepts; its mistakes stand on the topics' pages."""
        if src.strip():
            line = self.place.find(src)
            self.place.fail(line, f"concepts: {src.strip()!r}, expected nothing")
        concepts.report()
        return concepts.html(self.place.base)

    def example(self, src: str) -> str:
        """Render a worked example, or an excerpt of one."""
        if key(src) not in self.sources.found:
            if not self.sources.broken:  # else that was reported
                line = self.place.find(src)
                self.place.fail(
                    line, 'example: expected one line --8<-- "part/topic.py"'
                )
            return ""
        name, section, line = self.sources.found[key(src)]
        if section:
            return f'<div class="nn-excerpt">{self.highlight(src)}</div>'
        shown = examples.load(name)
        run = runner.result(name)
        found = [f"example {name}: {problem}" for problem in problems(shown, run)]
        for problem in found:
            self.place.fail(line, problem)
        return broken(found) + self.cell(shown, run, line)

    def cell(self, shown: examples.Example, run: runner.Run, line: int) -> str:
        """Put code, printed result and figure together."""
        raises = f' raises="{shown.raises}"' if shown.raises else ""
        claim = (
            "" if run.figures else f'<p class="nn-claim">{escape(shown.caption)}</p>'
        )
        return (
            f'<nn-cell name="{shown.name}" state="idle" '
            f'id="cell-{shown.name.split("/")[-1]}"{raises}>{claim}'
            f'<div class="nn-code">{self.highlight(shown.code)}</div>'
            f"{self.outcome(shown, run, line)}"
            f"{links.used(shown.code, self.place.base)}</nn-cell>"
        )

    def outcome(self, shown: examples.Example, run: runner.Run, line: int) -> str:
        """Put printed result and figure together."""
        title = shown.name.split("/")[-1].replace("_", " ")
        printed = (
            '<pre class="nn-printed" role="region" tabindex="0" '
            f'aria-label="Printed result of {title}">'
            f"<samp>{escape(run.printed)}\n</samp></pre>"
        )
        try:
            alt = fill(shown.alt, shown.name, run.values)
        except LookupError as error:
            self.place.fail(line, f"example {shown.name}: alt text: {error}")
            alt = shown.alt
        first = shown.name not in self.sources.drawn
        self.sources.drawn.add(shown.name)
        rest = alt, shown.caption, self.place.base
        drawn = "".join(
            figures.html(
                shown.name,
                light,
                *rest,
                first=first,
                below=n == 0 and bool(run.printed),
            )
            for n, (light, _) in enumerate(run.figures)
        )
        data = "".join(map(tables.html, run.tables))
        return f"{printed if run.printed else ''}{drawn}{data}"

    def result(self, src: str) -> str:
        """Render what an example gives, for readers who shall not see the code yet."""
        name = src.strip()
        shown, line = examples.load(name), self.place.find(src)
        outcome = self.outcome(shown, runner.result(name), line)
        return f'<div class="nn-result">{outcome}</div>'


def broken(messages: list[str]) -> str:
    """Return what an author sees in the served page; a build has stopped instead."""
    return "".join(f'<pre class="nn-broken">{escape(text)}</pre>' for text in messages)


def problems(shown: examples.Example, run: runner.Run) -> list[str]:
    """Return what keeps a script from standing on a page."""
    found = []
    last = run.error.split("\n")[-1]
    if run.error and last.split(":")[0] != shown.raises:
        place = re.match(r"line (\d+)", run.error)
        line = shown.line + int(place[1]) - 1 if place else shown.line
        script = f"src/nnnotes/examples/{shown.name}.py:{line}"
        found.append(f"failed at {script}\n{run.error}")
    if shown.raises and not run.error:
        found.append(f"its docstring says Raises: {shown.raises}, but it finished")
    if not shown.caption.endswith("."):
        found.append("its docstring must begin with the claim, one sentence")
    if run.figures and not shown.alt:
        found.append(
            "draws a figure and has no alt text (second paragraph of docstring)"
        )
    if shown.alt and not run.figures and not run.error:
        found.append("has an alt text and draws no figure")
    return found


def makeExtension(**configs: Any) -> Cells:
    """Return the extension, as Python-Markdown asks for it."""
    return Cells(**configs)
