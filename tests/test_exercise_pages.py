"""The pages of the exercises: each exercise once, under its title, whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fences import DOCS, fences, pages

from hooks import exercises as rendered
from nnnotes import exercises

NAMES = exercises.names()


def plain(code: str) -> str:
    """Stand in for the highlighter."""
    return f"<pre>{code}</pre>"


def test_every_exercise_stands_on_the_page_of_its_part_and_nowhere_else() -> None:
    found = [
        (fence.page, name)
        for note in pages()
        for fence in fences(note)
        if fence.language == "exercise"
        for name in fence.code.split()
        if note != "contributing.md"
    ]
    parts = {name: f"practice/exercises/{name.split('/')[0]}.md" for name in NAMES}
    expected = {(page, name) for name, page in parts.items()}
    assert sorted(found) == sorted({*expected, ("practice/exercises/index.md", "all")})


@pytest.mark.parametrize("name", NAMES)
def test_its_heading_is_its_title(name: str) -> None:
    text = (DOCS / "practice" / "exercises" / f"{name.split('/')[0]}.md").read_text()
    title = exercises.load(name).title
    assert f"\n## {title}\n\n``` exercise\n{name}\n```\n" in text


@pytest.mark.parametrize("name", NAMES)
def test_it_has_statement_starter_hints_and_solution(name: str) -> None:
    exercise = exercises.load(name)
    html = rendered.html(name, "../../", plain)
    assert html.count('<details class="nn-hint') == len(exercise.hints)
    assert html.endswith("</details></nn-exercise>")
    assert html.index(exercise.starter.strip()) < html.index("Hint 1 of")
    assert html.index("Hint 1 of") < html.index(exercise.solution.strip())
    assert f'href="../../{exercise.topic}/"' in html
    assert "`" not in html.replace(exercise.solution, ""), "Markdown that is not shown"
    assert "$" not in html, "a formula that is not one"


def test_hints_are_nested_and_the_last_one_is_innermost() -> None:
    html = rendered.hints(("One.", "Two.", "Three."))
    order = re.findall(r"<details|Hint \d of 3|One|Two|Three|</details>", html)
    opened = [f"Hint {i} of 3" for i in (1, 2, 3)]
    assert order == [
        *("<details", opened[0], "One", "<details", opened[1], "Two"),
        *("<details", opened[2], "Three", "</details>", "</details>", "</details>"),
    ]


def test_the_table_has_every_exercise_in_the_order_of_the_notes() -> None:
    found = re.findall(r'data-exercise="([^"]+)"', rendered.table("../"))
    assert sorted(found) == NAMES
    assert found.index("forward/affine_layer") < found.index("forward/two_layers")
    parts = list(dict.fromkeys(name.split("/")[0] for name in found))
    nav = (DOCS.parent / "mkdocs.yml").read_text("utf-8").split("\nnav:")[1]
    assert parts == sorted(parts, key=lambda part: nav.index(f" {part}/index.md"))


def test_a_topic_without_a_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = replace(exercises.load(NAMES[0]), topic="forward/nothing")
    monkeypatch.setattr(exercises, "load", lambda name: lost)
    with pytest.raises(LookupError, match=r"docs/forward/nothing\.md: no such page"):
        rendered.html(NAMES[0], "", plain)
