"""The deck for Anki, imported by Anki's own library into a collection of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from conftest import topics

from hooks import anki, cards

PARTS = {part: part.title() for part in sorted({t.split("/")[0] for t in topics()})}
SITE = "https://notes.example/nn/"
TIME = 1_800_000_000
SOURCES = [(cards.FOLDER / f"{part}.md").read_text("utf-8") for part in PARTS]
COUNT = sum(text.count("{: #") for text in SOURCES)


@pytest.fixture(scope="module")
def deck() -> bytes:
    return anki.deck(PARTS, SITE, TIME)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection: Collection, content: bytes, folder: Path) -> Any:
    """Import a file; return what Anki says of its notes."""
    path = folder / "deck.apkg"
    path.write_bytes(content)
    request = ImportAnkiPackageRequest(
        package_path=str(path), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request).log


def test_anki_takes_every_card_into_a_deck_for_its_part(
    collection: Collection, deck: bytes, tmp_path: Path
) -> None:
    told = imported(collection, deck, tmp_path)
    assert len(told.new) == COUNT == collection.note_count() == collection.card_count()
    names = {one.name for one in collection.decks.all_names_and_ids()}
    assert {name for name in names if name.startswith("nnnotes::")} == {
        f"nnnotes::{number:02} {title}"
        for number, title in enumerate(PARTS.values(), 1)
    }
    for part in PARTS:
        found = collection.find_notes(f"tag:{part}")
        assert len(found) == len(cards.read(part)), part


def test_a_second_import_adds_nothing(
    collection: Collection, deck: bytes, tmp_path: Path
) -> None:
    imported(collection, deck, tmp_path)
    told = imported(collection, deck, tmp_path)
    assert not told.new and collection.note_count() == COUNT


def test_a_later_version_updates_the_text_and_keeps_the_schedule(
    collection: Collection, deck: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(collection, deck, tmp_path)
    (note,) = collection.find_notes('"XOR with targets"')
    (card,) = collection.card_ids_of_note(note)
    collection.sched.set_due_date([card], "7")
    due = collection.get_card(card).due
    read = cards.read

    def later(part: str) -> list[cards.Card]:
        new = {one: one.question.replace("XOR", "exclusive or") for one in read(part)}
        return [replace(one, question=text) for one, text in new.items()]

    monkeypatch.setattr(cards, "read", later)
    told = imported(collection, anki.deck(PARTS, SITE, TIME + 60), tmp_path)
    assert not told.new and collection.note_count() == COUNT
    assert "exclusive or" in collection.get_note(note).fields[0]
    assert collection.get_card(card).due == due


def test_formulas_are_as_anki_typesets_them_and_nothing_asks_a_host(
    collection: Collection, deck: bytes, tmp_path: Path
) -> None:
    imported(collection, deck, tmp_path)
    fields = [collection.get_note(n).fields for n in collection.find_notes("")]
    text = "".join(part for both in fields for part in both)
    assert text.count(r"\(") == text.count(r"\)") > 60
    for mark in ("$", "{{", "katex", "arithmatex", "<img", "src=", ".md", "nn-answer"):
        assert mark not in text, mark
    links = set(re.findall(r'href="([^"]+)"', text))
    assert {link.removeprefix(SITE) + ".md" for link in links} == {
        topic.removesuffix(".md") + "/.md" for topic in topics()
    }
    model = collection.models.by_name("nnnotes")
    assert model and "http" not in model["css"] + str(model["tmpls"])
    (note,) = collection.find_notes('"least-squares value of the initial features"')
    (card,) = collection.card_ids_of_note(note)
    assert "59%" in collection.get_card(card).question()


def test_the_same_sources_give_the_same_bytes(deck: bytes) -> None:
    assert anki.deck(PARTS, SITE, TIME) == deck


@pytest.mark.parametrize(
    "site", [None, "http://127.0.0.1:8000/", "http://localhost/x/"]
)
def test_a_deck_built_at_home_has_no_links_that_lead_nowhere(site: str | None) -> None:
    html = 'See <a href="../../linear/linear_head.md">Linear head</a>.'
    assert anki.linked(html, site) == "See Linear head."


@pytest.mark.parametrize(
    ("href", "page"),
    [
        ("../../linear/linear_head.md", "linear/linear_head/"),
        ("../../linear/linear_head.md#sources", "linear/linear_head/#sources"),
        ("../../linear/index.md", "linear/"),
        ("index.md", "practice/cards/"),
    ],
)
def test_links_lead_to_the_site(href: str, page: str) -> None:
    expected = f'<a href="{SITE}{page}">x</a>'
    assert anki.linked(f'<a href="{href}">x</a>', SITE) == expected


def test_the_time_is_given_or_the_commit_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert anki.changed() == 1234567890
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert anki.changed() > 1_700_000_000


def test_the_site_offers_the_deck_that_its_cards_make(
    site: Path, collection: Collection, tmp_path: Path
) -> None:
    content = (site / anki.FILE).read_bytes()
    assert len(imported(collection, content, tmp_path).new) == COUNT
    page = (site / "practice" / "cards" / "index.html").read_text("utf-8")
    assert 'href="../../assets/cards/nnnotes.apkg"' in page
    titles = {one.name for one in collection.decks.all_names_and_ids()}
    assert "nnnotes::04 Backpropagation" in titles
