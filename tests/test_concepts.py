"""The concept map: every topic can be read when its turn comes; the map shows it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import topics
from fences import DOCS, ROOT
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from test_fences import markdown_of

from hooks import concept_map, concepts, outline
from nnnotes import examples

NAV = re.compile(r": (\w+/\w+\.md)$", re.M)


def meta(note: str) -> dict[str, list[str]]:
    """Return a page's front matter as mkdocs reads it."""
    found: dict[str, list[str]] = get_data((DOCS / note).read_text("utf-8"))[1]
    return found


def in_order() -> list[str]:
    """Return the topics as the navigation has them."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    known = set(topics())
    return [note for note in NAV.findall(nav) if note in known]


def test_the_outline_has_the_topics_of_the_navigation_in_its_order() -> None:
    assert [topic.path for topic in outline.topics()] == in_order()
    assert len(in_order()) == 50
    assert [len(part.topics) for part in outline.parts()] == [5] * 10


def test_no_topic_needs_what_none_before_it_introduces() -> None:
    known = set(meta("notation.md")["introduces"])
    for note in in_order():
        strange = set(meta(note)["needs"]) - known
        assert not strange, f"{note} needs {strange}"
        twice = set(meta(note)["introduces"]) & known
        assert not twice, f"{note} introduces {twice} again"
        known |= set(meta(note)["introduces"])
    assert concepts.problems(concepts.pages()) == []


def test_a_concept_is_named_on_the_page_that_introduces_it(topic: str) -> None:
    text = re.sub(
        r"\A---\n.*?\n---\n", "", (DOCS / topic).read_text("utf-8"), flags=re.S
    )
    words = re.sub(r"[\W_]+", " ", text.lower())
    for concept in meta(topic)["introduces"]:
        for word in re.findall(r"\w{3,}", concept.lower()):
            assert word.removesuffix("s") in words, (
                f"{topic} says nothing of {concept!r}"
            )


def test_what_readers_bring_along_is_explained_in_the_notation() -> None:
    section = (DOCS / "notation.md").read_text("utf-8").split("## What you need")[1]
    listed = re.findall(r"^\| ([^|]+?) \| [^|]{20,} \|$", section, re.M)
    assert listed == meta("notation.md")["introduces"]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two topics of a part, in a project of their own."""
    docs = tmp_path / "docs"
    (docs / "linear").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE, x]\nnav:\n- Notation: notation.md\n- Lines:\n"
        "    - linear/index.md\n    - First: linear/first.md\n"
        "    - Second: linear/second.md\n"
    )
    (docs / "notation.md").write_text("---\nintroduces: [slope]\n---\n# N\n")
    (docs / "linear" / "index.md").write_text("# Lines\n")
    write(docs, "first", "introduces: [hinge]", "needs: [slope]")
    write(docs, "second", "introduces: [layer]", "needs: [hinge, slope]")
    monkeypatch.setattr(outline, "SETTINGS", tmp_path / "mkdocs.yml")
    monkeypatch.chdir(tmp_path)
    return docs


def write(docs: Path, name: str, *lines: str) -> None:
    front = "\n".join(["description: x", *lines])
    (docs / "linear" / f"{name}.md").write_text(
        f"---\n{front}\n---\n\n# {name}\n\nText.\n"
    )
    outline.read.cache_clear()


FIRST = ["introduces: [hinge]", "needs: [slope]"]
BROKEN = {
    "needs what comes later": (
        ["introduces: [hinge]", "needs: [layer]"],
        "docs/linear/first.md:4: needs 'layer', which docs/linear/second.md "
        "introduces, not an earlier page",
    ),
    "needs what itself introduces": (
        ["introduces: [hinge]", "needs: [hinge]"],
        "docs/linear/first.md:4: needs 'hinge', which docs/linear/first.md introduces, "
        "not an earlier page",
    ),
    "needs what none introduces": (
        ["introduces: [hinge]", "needs: [slopes]"],
        "docs/linear/first.md:4: needs 'slopes', which no page introduces; "
        "did you mean 'slope'?",
    ),
    "introduces what is known": (
        ["introduces: [hinge, Slope]", "needs: [slope]"],
        "docs/linear/first.md:3: introduces 'Slope', as docs/notation.md:2 does",
    ),
    "says nothing of its needs": (
        ["introduces: [hinge]"],
        "docs/linear/first.md:1: front matter has no 'needs', "
        "expected needs: [a concept, another]",
    ),
    "a text instead of a list": (
        ["introduces: hinge", "needs: [slope]"],
        "docs/linear/first.md:3: introduces: 'hinge', "
        "expected introduces: [a concept, another]",
    ),
    "a number in the list": (
        ["introduces: [hinge, 3]", "needs: [slope]"],
        "docs/linear/first.md:3: introduces: ['hinge', 3], "
        "expected introduces: [a concept, another]",
    ),
    "an empty list": (
        ["introduces: [hinge]", "needs: []"],
        "docs/linear/first.md:4: needs: [], expected needs: [a concept, another]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "message"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit_is_reported_with_page_and_line(
    notes: Path, lines: list[str], message: str
) -> None:
    write(notes, "first", *lines)
    found = [f"{place}: {text}" for place, text in concepts.problems(concepts.pages())]
    assert message in found
    write(notes, "first", *FIRST)
    assert concepts.problems(concepts.pages()) == []


def test_the_build_stops_at_a_concept_that_nobody_introduces(
    notes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(notes, "second", "introduces: [layer]", "needs: [magic]")
    page = notes / "concepts.md"
    page.write_text("# Map\n\n``` concepts\n```\n")
    assert "<svg" in markdown_of(page, examples.FOLDER)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "docs/linear/second.md:4: needs 'magic'" in caplog.text


def test_a_topic_says_under_its_title_what_it_builds_on(notes: Path) -> None:
    html = markdown_of(notes / "linear" / "second.md", examples.FOLDER)
    assert '<p class="nn-needs">Builds on <a href="first.md">hinge</a>.</p>' in html
    assert html.index("</h1>") < html.index("Builds on") < html.index("Text.")
    html = markdown_of(notes / "linear" / "first.md", examples.FOLDER)
    assert 'Builds on <a href="../notation.md#what-you-need">school' in html
    assert "Builds on" not in markdown_of(
        notes / "linear" / "index.md", examples.FOLDER
    )


def test_an_error_on_a_topic_still_names_the_line_as_written(
    notes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = notes / "linear" / "second.md"
    page.write_text(page.read_text().replace("Text.", "Text.\n\n{{ second.gone }}"))
    outline.read.cache_clear()
    markdown_of(page, examples.FOLDER)
    assert "docs/linear/second.md:11: {{ second.gone }}" in caplog.text


def closure(needed: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return everything a topic needs, step by step until nothing is new."""
    found = {path: set(one) for path, one in needed.items()}
    for _ in needed:
        for path in found:
            found[path] = found[path].union(*(found[one] for one in found[path]))
    return found


def needs_of(note: str) -> set[str]:
    """Return the topics that introduce what a topic needs."""
    return {
        other
        for other in in_order()
        if {one.lower() for one in meta(other)["introduces"]}
        & {one.lower() for one in meta(note)["needs"]}
    }


def test_the_lines_of_the_map_say_who_needs_whom_and_none_is_superfluous() -> None:
    needed = {note: needs_of(note) for note in in_order()}
    html = concepts.html("../../")
    drawn: dict[str, set[str]] = {note: set() for note in needed}
    for before, after in re.findall(r'data-from="([\w/]+)" data-to="([\w/]+)"', html):
        drawn[f"{after}.md"].add(f"{before}.md")
    assert closure(drawn) == closure(needed)
    for after, befores in drawn.items():
        for before in befores:
            less = {**drawn, after: befores - {before}}
            assert before not in closure(less)[after], f"{before} to {after}"


def test_no_line_of_the_map_runs_behind_a_box() -> None:
    corners = concept_map.places(outline.parts())
    for path in re.findall(r'class="nn-map-line"[^>]* d="([^"]+)"', concepts.html("")):
        for x, first, last in uprights(path):
            for left, top in corners.values():
                beside = not left <= x <= left + concept_map.WIDTH
                clear = last <= top or first >= top + concept_map.HEIGHT
                assert beside or clear, path


def uprights(path: str) -> list[tuple[int, int, int]]:
    """Return the upright pieces of a line: x, and y from and to."""
    found = []
    for before, after in pairwise(re.findall(r"[A-Z][^A-Z]*", path)):
        if after.startswith("V"):
            x, y = (int(number) for number in before[1:].split()[-2:])
            found.append((x, y, int(after[1:])))
    return found


def test_the_table_beside_the_map_says_the_same() -> None:
    table = concepts.html("../../").split("<table>")[1]
    for note in in_order():
        address = f"../../{note.removesuffix('.md')}/"
        row = next(
            row for row in table.split("<tr>") if f'"row"><a href="{address}"' in row
        )
        needs, introduces = row.split("<td>")[1:]
        assert re.findall(r">([^<>]+)</a>", needs) == meta(note)["needs"]
        assert re.findall(r"<dfn>([^<]+)</dfn>", introduces) == meta(note)["introduces"]


def test_markdown_and_mkdocs_read_the_same_settings() -> None:
    """Our reader leaves out what only mkdocs resolves; the navigation is the same."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    groups = [
        one
        for one in yaml_load(text)["nav"]
        if isinstance(one, dict) and isinstance(next(iter(one.values())), list)
    ]
    assert [
        (title, entries) for one in groups for title, entries in one.items()
    ] == outline.groups()
