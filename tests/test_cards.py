"""The flashcards: whole, known by a name, readable without a script."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import topics
from test_fences import markdown_of

from hooks import cards
from hooks.place import log

PARTS = sorted({topic.split("/")[0] for topic in topics()})


@pytest.fixture(scope="module")
def decks() -> dict[str, list[cards.Card]]:
    return {part: cards.read(part) for part in PARTS}


def test_every_part_has_between_five_and_ten_cards(
    decks: dict[str, list[cards.Card]],
) -> None:
    counts = {part: len(found) for part, found in decks.items()}
    assert len(counts) == 10 and all(5 <= n <= 10 for n in counts.values()), counts


def test_every_question_of_the_source_is_a_card_with_its_own_name(
    decks: dict[str, list[cards.Card]],
) -> None:
    for part, found in decks.items():
        text = (cards.FOLDER / f"{part}.md").read_text("utf-8")
        written = re.findall(r"\{: #([\w/-]+) \}$", text, re.M)
        assert [card.name for card in found] == written
        assert len(set(written)) == len(written)


def test_every_topic_has_a_card(decks: dict[str, list[cards.Card]]) -> None:
    for topic in topics():
        part = topic.split("/")[0]
        assert any(f"../../{topic}" in card.answer for card in decks[part]), topic


def test_every_answer_leads_to_a_topic_of_its_part(
    decks: dict[str, list[cards.Card]],
) -> None:
    for part, found in decks.items():
        for card in found:
            links = re.findall(r'href="\.\./\.\./(\w+)/\w+\.md"', card.answer)
            assert links == [part], card.name


def test_cards_are_short_questions_and_short_answers(
    decks: dict[str, list[cards.Card]],
) -> None:
    for found in decks.values():
        for card in found:
            question, answer = (
                re.sub(r"<[^>]+>", " ", text) for text in (card.question, card.answer)
            )
            assert question.strip()[-1] in "?.", card.name
            assert len(question.split()) <= 45 and len(answer.split()) <= 65, card.name


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: Any, caplog: Any) -> Any:
    """A function: text of a page of cards -> HTML and messages."""
    monkeypatch.chdir(tmp_path)

    def render(text: str, name: str = "linear") -> Any:
        path = tmp_path / "docs" / "cards" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        with caplog.at_level(logging.ERROR, log.name):
            html = markdown_of(path, tmp_path)
        return html, [record.getMessage() for record in caplog.records]

    return render


def test_a_definition_list_becomes_one_deck_of_folds(rendered: Any) -> None:
    html, messages = rendered("Is *it* $x$? {: #linear/it }\n:   It is.\n")
    assert not messages
    assert html.startswith(
        '<nn-cards deck="linear"><details class="nn-card" id="linear/it">'
        "<summary>Is <em>it</em> <span"
    )
    assert '<div class="nn-answer"><p>It is.</p></div></details></nn-cards>' in html
    assert "<math xmlns" in html


def test_paragraphs_and_lists_stay_what_they_are(rendered: Any) -> None:
    text = "Why? {: #linear/a }\n\n:   One.\n\n    - Two.\n\n"
    text += "And? {: #linear/b }\n:   $x$\n"
    html, messages = rendered(text)
    assert not messages and html.count("<nn-cards") == 1
    assert html.count("<details") == 2 and html.count("<p><p>") == 0
    assert "<p>One.</p>" in html and re.search(r"<li>\s*(<p>)?Two\.", html)
    assert '<div class="nn-answer"><p><span class="nn-math">' in html


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "# A\n\nWhy?\n:   So.\n",
            3,
            "expected a name such as {: #linear/",
        ),
        ("Why? {: #why }\n:   So.\n", 1, "'why', expected a name such as"),
        (
            "Why? {: #losses/a }\n:   So.\n",
            1,
            "a name that begins with linear/",
        ),
        (
            "A? {: #linear/a }\n:   So.\n\nB? {: #linear/a }\n:   So.\n",
            4,
            "a second card",
        ),
        ("A? {: #linear/a }\nB? {: #linear/b }\n:   So.\n", 1, "without an answer"),
        ("A? {: #linear/a }\n:   So.\n:   Or so.\n", 3, "a second answer"),
    ],
)
def test_a_broken_card_is_reported_with_page_and_line(
    rendered: Any, text: str, line: int, message: str
) -> None:
    _, messages = rendered(text)
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"docs/cards/linear.md:{line}: card")
    assert message in messages[0]


def test_definition_lists_elsewhere_stay_definition_lists(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.md"
    path.write_text("Term\n:   Meaning.\n", "utf-8")
    assert "<dl>" in markdown_of(path, tmp_path)


def test_the_page_of_all_has_every_card_once(
    site: Path, decks: dict[str, list[cards.Card]]
) -> None:
    folder = site / "practice" / "cards"
    everything = (folder / "index.html").read_text("utf-8")
    names = [card.name for found in decks.values() for card in found]
    assert everything.count("<nn-cards ") == 1
    shown = re.findall(r'class="nn-card" id="([^"]+)"', everything)
    assert sorted(shown) == sorted(names)
    for part, found in decks.items():
        page = (folder / part / "index.html").read_text("utf-8")
        here = re.findall(r'class="nn-card" id="([^"]+)"', page)
        assert here == [card.name for card in found]


def test_the_search_finds_a_card_on_the_page_of_its_part_alone(site: Path) -> None:
    text = (site / "search" / "search_index.json").read_text("utf-8")
    assert text.count("Which mean squared error does the best plane leave") == 1
