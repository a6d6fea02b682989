"""Every page: its code is true, its form is kept, nothing stands twice."""

import doctest
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from conftest import topics
from fences import DOCS, Fence, fences, pages

from hooks import runner
from hooks.place import FRONT
from nnnotes import examples

HEADINGS = [
    "Main idea", "Core relation", "Worked example", "Implementation check",
    "AI connection", "Common mistake", "Check yourself", "Sources",
]  # fmt: skip
#: Blocks that are shown and not run, or shown before the cell that runs. Topic pages
#: have none of them.
SHOWN = {"sh", "text", "markdown", "yaml", "toml", "html", "diff", "nginx", "result"}
RUN = {"example", "definition", "explorer", "exercise", "pycon"}
#: Blocks that the build fills from the topics' own pages.
MADE = {"quiz", "concepts", "corrections"}
SNIPPET = re.compile(r'--8<-- "(?P<name>[^":]+)\.py(?P<section>:[\w-]+)?"')
DECIMAL = re.compile(r"(?<![\w./])\d+\.\d+(?![\w./]*\d)")


def test_fence_is_of_a_kind_that_we_know(fence: Fence) -> None:
    known = RUN if fence.page in topics() else RUN | SHOWN | MADE
    assert fence.language in known, f"{fence.place}: a block of {fence.language!r}"


def test_sessions_print_what_the_page_shows(note: str) -> None:
    scope: dict[str, object] = {}
    wrong = []

    class Runner(doctest.DocTestRunner):
        def report_failure(self, out, test, example, got):  # type: ignore[no-untyped-def]
            line = test.lineno + example.lineno
            wrong.append(
                f"docs/{note}:{line}: >>> {example.source}expected {example.want}"
                f"got {got}"
            )

        def report_unexpected_exception(self, out, test, example, info):  # type: ignore[no-untyped-def]
            line = test.lineno + example.lineno
            wrong.append(f"docs/{note}:{line}: >>> {example.source}{info[1]!r}")

    for fence in fences(note):
        if fence.language == "pycon":
            test = doctest.DocTestParser().get_doctest(
                fence.code + "\n", scope, fence.place, None, fence.line
            )
            test.globs = scope
            Runner().run(test, clear_globs=False)
    assert not wrong, "\n".join(wrong)


def used() -> dict[str, list[str]]:
    """Example name -> the places where it is a cell."""
    found = defaultdict(list)
    for note in pages():
        for fence in fences(note):
            match = SNIPPET.search(fence.code) if fence.language == "example" else None
            if match and not match["section"]:
                found[match["name"]].append(fence.place)
    return found


def test_every_example_is_a_cell_on_exactly_one_page() -> None:
    places = used()
    assert set(places) == set(examples.names())
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert not twice


def test_topic_has_its_headings_in_order(topic: str) -> None:
    found = re.findall(r"^## (.+)$", (DOCS / topic).read_text("utf-8"), re.M)
    assert found == HEADINGS


def test_topic_has_at_most_three_cells(topic: str) -> None:
    cells = [fence for fence in fences(topic) if SNIPPET.search(fence.code)]
    assert 2 <= len(cells) <= 3


def test_topic_is_as_long_as_a_page_should_be(topic: str) -> None:
    text = FRONT.sub("", prose(topic))
    words = len(re.sub(r"{{.*?}}", "1", text).split())
    assert 400 <= words <= 1000, f"{topic} has {words} words"


def test_functions_that_cells_import_are_defined_on_the_page(lesson: str) -> None:
    """A cell may hide drawing, never the maths."""
    blocks = fences(lesson)
    shown = {
        name
        for fence in blocks
        if fence.language == "definition"
        for name in fence.code.split()
    }
    for fence in blocks:
        match = SNIPPET.search(fence.code)
        if not match:
            continue
        code = examples.load(match["name"]).code
        for module in modules_of(code):
            for name in re.findall(rf"\b{module}\.(\w+)", code):
                assert f"{module}.{name}" in shown, f"{fence.place}: {module}.{name}"
        for module, names in re.findall(
            r"^from nnnotes\.(\w+) import \(?([^)]+?)\)?$", code, re.M
        ):
            for name in re.findall(r"\w+", names):
                assert f"{module}.{name}" in shown, (
                    f"{fence.place}: {module}.{name} is used and not shown: "
                    "add it to a definition fence"
                )


def modules_of(code: str) -> list[str]:
    """Return the modules with maths that a cell imports whole."""
    lines = re.findall(r"^from nnnotes import (.+)$", code, re.M)
    names = [name for line in lines for name in re.findall(r"\w+", line)]
    return [name for name in names if name not in ("draw", "data")]


def test_question_explains_every_option(topic: str) -> None:
    text = (DOCS / topic).read_text("utf-8")
    part = text.split("## Check yourself")[1].split("\n## ")[0]
    options = re.findall(r'^\?\?\? (\w+) "(.+)"\n+    (\S.*)', part, re.M)
    assert 3 <= len(options) <= 5, "a question has three to five options"
    assert [kind for kind, *_ in options].count("success") == 1, "one is right"
    assert {kind for kind, *_ in options} == {"success", "failure"}
    assert all(len(why.split()) >= 4 for *_, why in options)


def test_sources_are_given(lesson: str) -> None:
    part = (DOCS / lesson).read_text("utf-8").split("## Sources")[1]
    assert len(re.findall(r"^- ", part, re.M)) >= 2


@cache
def prose(note: str) -> str:
    """The text of a page without its blocks of code."""
    lines = (DOCS / note).read_text("utf-8").split("\n")
    for fence in fences(note):
        for number in range(fence.line - 1, min(fence.last, len(lines)) + 1):
            lines[number - 1] = ""
    return "\n".join(lines)


def test_no_paragraph_stands_twice() -> None:
    places = defaultdict(list)
    for note in pages():
        for paragraph in re.split(r"\n\s*\n", prose(note)):
            plain = " ".join(re.sub(r"\W+", " ", paragraph.lower()).split())
            if len(plain) > 60:
                places[plain].append(note)
    assert not {text: where for text, where in places.items() if len(where) > 1}


def test_numbers_in_prose_come_from_code(lesson: str) -> None:
    """A typed decimal must stand in the page's own code or in what it printed."""
    blocks = fences(lesson)
    known = "\n".join(fence.code for fence in blocks)
    for match in filter(None, (SNIPPET.search(fence.code) for fence in blocks)):
        known += (
            examples.load(match["name"]).code + runner.result(match["name"]).printed
        )
    text = prose(lesson).split("## Sources")[0]
    text = re.sub(
        r"{{.*?}}|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)|\[[^\]]*\d{4}[^\]]*\]",
        " ",
        text,
        flags=re.S,
    )
    text = re.sub(
        r"(?i)(section|chapter|equation|figure|version|torch) \d+[\d.]*", " ", text
    )
    typed = Counter(DECIMAL.findall(text))
    loose = [number for number in typed if number not in known]
    assert not loose, f"docs/{lesson}: write these as references to results: {loose}"


def test_sources_list_has_no_entry_twice_and_none_unused() -> None:
    listed = (DOCS / "includes" / "sources.md").read_text("utf-8")
    names = re.findall(r"^\[([^\]]+)\]:", listed, re.M)
    assert len(names) == len(set(names))
    text = "\n".join((DOCS / note).read_text("utf-8") for note in pages())
    assert not [name for name in names if f"[{name}]" not in text]


def test_no_page_is_outside_the_navigation() -> None:
    nav = (Path(DOCS).parent / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    assert not [note for note in pages() if f" {note}" not in nav]
