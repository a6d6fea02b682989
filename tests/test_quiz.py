"""Questions by part: those of the topics' pages, whole, and mixed well."""

from __future__ import annotations

import logging
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import topics
from fences import DOCS
from test_fences import markdown_of

from hooks import outline, quiz
from hooks.questions import questions
from nnnotes import examples

PARTS = outline.PARTS
TITLE = re.compile(r'^\?\?\? (success|failure) "(.+)"$', re.M)


def check(note: str) -> str:
    """Return what stands under Check yourself."""
    text = (DOCS / note).read_text("utf-8")
    return text.split("## Check yourself")[1].split("\n## ")[0]


@cache
def rendered(part: str) -> str:
    """Return a quiz page without KaTeX's markup: formulas are their sources."""
    html = markdown_of(DOCS / "practice" / "quiz" / f"{part}.md", examples.FOLDER)
    return plain(html)


def plain(html: str) -> str:
    """Return HTML with formulas as their sources."""
    html = re.sub(
        r'<span class="nn-math">.*?<annotation [^>]*>(.*?)</annotation>.*?'
        r"</span></span></span>(?:</span>)*",
        r"$\1$",
        html,
        flags=re.S,
    )
    return html


def folds(html: str) -> list[tuple[str, str, str]]:
    """Return kind, title and body of every unfolding option, as text."""
    found = re.findall(
        r'<details class="(success|failure)">\s*<summary>(.*?)</summary>(.*?)'
        r"</details>",
        html,
        re.S,
    )
    return [(kind, *(bare(one) for one in rest)) for kind, *rest in found]


def bare(html: str) -> str:
    """Return the text of HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_asks_what_its_topics_ask_word_for_word(
    part: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []
    for note in (one for one in topics() if one.startswith(f"{part}/")):
        page = tmp_path / part / Path(note).name
        page.parent.mkdir(exist_ok=True)
        page.write_text(check(note), "utf-8")
        asked += folds(plain(markdown_of(page, examples.FOLDER)))
    assert sorted(folds(rendered(part))) == sorted(asked)
    assert len(asked) == 20
    assert caplog.records == []


@pytest.mark.parametrize("part", PARTS)
def test_every_question_leads_back_to_its_page(part: str) -> None:
    sections = rendered(part).split("<section ")[1:]
    notes = [topic.path for topic in outline.part(part).topics]
    assert len(sections) == len(notes) == 5
    for section, note in zip(sections, notes, strict=True):
        assert f'From the page <a href="../../{note}">' in section
        assert f'data-name="{note.removesuffix(".md")}"' in section
        keys = re.search(r'data-options="([^"]+)"', section)
        assert keys and len(set(keys[1].split())) == len(folds(section)) == 4


@pytest.mark.parametrize("part", PARTS)
def test_links_on_a_part_s_page_lead_somewhere(part: str) -> None:
    folder = DOCS / "practice" / "quiz"
    links = re.findall(r'href="(?!https?:|#)([^"#]+)', rendered(part))
    assert links
    assert [link for link in links if not (folder / link).is_file()] == []


def test_the_right_option_stands_at_every_place_about_as_often() -> None:
    places = Counter()
    for part in PARTS:
        here = [
            [kind for kind, _ in TITLE.findall(check(note))].index("success")
            for note in topics()
            if note.startswith(f"{part}/")
        ]
        assert len(set(here)) >= 3, f"{part}: at {here}"
        places.update(here)
    assert sum(places.values()) == 50
    assert all(8 <= places[place] <= 17 for place in range(4)), places


def test_every_part_has_open_questions_with_a_sample_to_compare_with() -> None:
    names = []
    for part in PARTS:
        text = (DOCS / "practice" / "quiz" / f"{part}.md").read_text("utf-8")
        pieces = re.findall(r'<nn-open name="([^"]+)"(.*?)</nn-open>', text, re.S)
        assert pieces
        for name, body in pieces:
            assert name.split("/")[0] == part
            ask, sample = body.split('??? note "A sample answer"')
            assert "?" in ask or "." in ask
            assert len(ask.split()) >= 15 and len(sample.split()) >= 40, name
            names.append(name)
    assert len(names) == len(set(names))
    every = [name for part in outline.parts() for name in quiz.totals(part)["open"]]
    assert every == names


@pytest.fixture
def notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Any:
    """A function: a topic's question and a page of practice -> HTML and messages."""
    docs = tmp_path / "docs"
    (docs / "linear").mkdir(parents=True)
    (docs / "practice" / "quiz").mkdir(parents=True)
    (docs / "linear" / "index.md").write_text("# Lines\n")
    (tmp_path / "mkdocs.yml").write_text(
        "nav:\n- Lines:\n    - linear/index.md\n    - A line: linear/line.md\n"
    )
    monkeypatch.setattr(outline, "SETTINGS", tmp_path / "mkdocs.yml")
    monkeypatch.chdir(tmp_path)

    def render(question: str, page: str = "``` quiz\nlinear\n```\n") -> Any:
        text = f"---\ntitle: A\n---\n\n# A line\n\n## Check yourself\n\n{question}"
        (docs / "linear" / "line.md").write_text(f"{text}\n\n## Sources\n\n- One.\n")
        outline.read.cache_clear()
        file = docs / "practice" / "quiz" / "linear.md"
        file.write_text(f"# Questions\n\n{page}")
        with caplog.at_level(logging.ERROR, "mkdocs.nnnotes"):
            html = markdown_of(file, examples.FOLDER)
        return html, [record.getMessage() for record in caplog.records]

    return render


YES = '??? success "Yes"\n    Right, $x$ does.\n\n'
NO = '??? failure "No"\n    It does. See [there](../forward/mlp.md#a) and [here](#b).\n'


def test_links_and_numbers_of_a_topic_mean_the_same_on_the_part_s_page(
    notes: Any,
) -> None:
    html, messages = notes(f"Does it?\n\n{YES}{NO}")
    assert messages == []
    assert 'href="../../forward/mlp.md#a"' in html
    assert 'href="../../linear/line.md#b"' in html
    text = "It is {{ line.slope:.2f }} and {{ other/line.slope }} or `a](b)`."
    moved = quiz.here(text, "linear", lambda path: f"/{path}", "linear/line.md")
    assert "{{ linear/line.slope:.2f }} and {{ other/line.slope }}" in moved


def test_a_topic_may_ask_twice(notes: Any) -> None:
    html, messages = notes(f"One?\n\n{YES}{NO}\nAnd two?\n\n{NO}\n{YES}")
    assert messages == []
    assert re.findall(r'data-name="([^"]+)"', html) == ["linear/line", "linear/line-2"]
    assert [kind for kind, *_ in folds(html)] == [
        "success", "failure", "failure", "success",
    ]  # fmt: skip


def test_a_longer_fence_shows_how_a_quiz_is_written(notes: Any) -> None:
    html, messages = notes(
        f"Q?\n\n{YES}{NO}", "```` text\n``` quiz\nlinear\n```\n````\n\nAfter.\n"
    )
    assert messages == []
    assert "nn-question" not in html and "linear" in html and "After." in html


BROKEN = {
    "no right option": (f"Q?\n\n{NO}", "line.md:9: 1 options, 0 of them right"),
    "two right options": (
        f"Q?\n\n{YES}{YES.replace('Yes', 'Sure')}",
        "line.md:9: 2 options, 2 of them right; expected two or more, one right",
    ),
    "another kind": (
        f"Q?\n\n{YES}{NO.replace('failure', 'wrong')}",
        "line.md:14: option of kind 'wrong', expected success or failure",
    ),
    "no reason": (
        f'Q?\n\n??? failure "No"\n\n{YES}',
        "line.md:11: option 'No' does not say why",
    ),
    "no question": (f"{YES}{NO}", "line.md:7: options without a question"),
    "the same twice": (f"Q?\n\n{YES}{NO}\n{NO}", "line.md:9: two options say the same"),
}


@pytest.mark.parametrize(("question", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_question_is_reported_with_its_own_page_and_line(
    notes: Any, question: str, message: str
) -> None:
    html, messages = notes(question)
    assert "nn-question" not in html
    assert any(f"docs/linear/{message}" in one for one in messages), messages


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("``` quiz\nlines\n```\n", ":3: quiz: no part 'lines'; there are linear"),
        (
            'x\n\n<nn-progress part="lines"></nn-progress>\n',
            ":5: nn-progress: no part 'lines'; there are linear",
        ),
        (
            'A <nn-progress part="linear" of="all"></nn-progress>\n',
            ":3: nn-progress: of='all', expected questions, open, exercises",
        ),
    ],
)
def test_a_name_that_nobody_knows_is_reported(
    notes: Any, page: str, message: str
) -> None:
    _, messages = notes(f"Q?\n\n{YES}{NO}", page)
    assert messages == [f"docs/practice/quiz/linear.md{message}"]


def test_progress_is_counted_against_what_the_pages_ask(
    notes: Any, tmp_path: Path
) -> None:
    exercises = tmp_path / "docs" / "practice" / "exercises"
    exercises.mkdir()
    fences = "``` exercise\nlinear/one\n```\n\n"
    fences += "??? note\n    ```exercise\n    linear/two\n    ```\n"
    (exercises / "linear.md").write_text(fences)
    html, messages = notes(
        f"Q?\n\n{YES}{NO}",
        'A <nn-progress part="linear"></nn-progress> '
        'B <nn-progress part="linear" of="questions"></nn-progress> '
        'C <nn-progress part="linear" of="exercises"></nn-progress>\n\n'
        '<nn-open name="linear/why" markdown="block">\n\nWhy?\n\n</nn-open>\n',
    )
    assert messages == []
    (question,) = questions(outline.topics()[0])
    data = (
        f'data-questions="linear/line:{question.key(question.options[0])}" '
        'data-open="linear/why" data-exercises="linear/one linear/two"'
    )
    assert f'A <nn-progress part="linear" {data}></nn-progress>' in html
    assert f'of="questions" {data}>1 question</nn-progress>' in html
    assert f'of="exercises" {data}>2 exercises</nn-progress>' in html


def test_an_answer_counts_for_the_question_that_was_asked(notes: Any) -> None:
    def keys() -> list[str]:
        (question,) = questions(outline.topics()[0])
        return [question.key(option) for option in question.options]

    notes(f"Does it rise?\n\n{YES}{NO}")
    before = keys()
    notes(f"Does it\nrise?\n\n{NO}\n{YES}")
    assert keys() == before[::-1], "order and line breaks do not matter"
    notes(f"Does it fall?\n\n{YES}{NO}")
    assert not set(keys()) & set(before), "another question has other keys"
    notes(f"Does it rise?\n\n{YES}{NO.replace('No', 'Never')}")
    assert len(set(keys()) & set(before)) == 1, "another option has another key"
    notes(f"Does it rise?\n\n{YES}{NO.replace('No', '-3')}{NO.replace('No', '3')}")
    assert len(set(keys())) == 3, "a sign makes another option"
