"""The glossary is one source: whole, true to its links, and quiet on other pages."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import topics
from fences import DOCS
from playwright.sync_api import Page, expect
from test_fences import markdown_of

from hooks import glossary

ENTRIES = glossary.entries(glossary.PAGE)
#: What a page says where the glossary has another word for it.
ALSO = {
    "one-hot": "a 1 at the right class",
    "saturation": "flat",
    "generalization gap": "gap",
    "backward pass": "one pass back",
    "leaky ReLU": "hinge leaks",
    "skip connection": "skips keep",
    "learning rate": "at one rate",
    "bias correction": "correction",
    "influence map": "influence",
    "update ratio": "ratio",
}
PARTS = {topic.split("/")[0] for topic in topics()}


def test_there_are_terms_of_all_ten_parts() -> None:
    assert len(ENTRIES) >= 80
    by_part = {one.page.parent.name for one in ENTRIES}
    assert by_part == PARTS and len(PARTS) == 10
    for part in PARTS:
        assert sum(one.page.parent.name == part for one in ENTRIES) >= 5, part


def test_anchors_and_words_lead_to_one_entry_each() -> None:
    anchors = [one.anchor for one in ENTRIES]
    assert len(anchors) == len(set(anchors))
    forms = [form.lower() for one in ENTRIES for form in one.forms]
    assert len(forms) == len(set(forms))


def test_every_line_with_an_anchor_became_an_entry() -> None:
    text = glossary.PAGE.read_text("utf-8")
    assert len(re.findall(r"\{: #", text)) == len(ENTRIES)


def test_a_part_s_terms_lead_to_its_own_pages() -> None:
    """Anchors say what a term is, headings which part it belongs to."""
    text = glossary.PAGE.read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        links = re.findall(r"^:   .*\]\(\.\./(\w+)/", section, re.M)
        assert len(set(links)) == 1, section.split("\n")[0]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.anchor)
def test_entry_is_one_or_two_sentences_and_its_page_uses_the_word(entry: Any) -> None:
    sentences = re.findall(r"[.?!](?=\s|$)", entry.text)
    assert 1 <= len(sentences) <= 2 and 5 <= len(entry.text.split()) <= 45, entry.text
    assert not re.search(r"[$`*\[]|\{\{", entry.text), "it is also shown as plain text"
    words = [entry.term, *entry.forms, ALSO.get(entry.term, entry.term)]
    page = " ".join(entry.page.read_text("utf-8").lower().split())
    assert any(word.lower() in page for word in words), f"{entry.page} never says it"


@pytest.fixture
def rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Any:
    """A function: text of a page, and of a glossary -> HTML and messages."""
    practice = tmp_path / "docs" / "practice"
    practice.mkdir(parents=True)
    monkeypatch.setattr(glossary, "PAGE", practice / "glossary.md")
    monkeypatch.chdir(tmp_path)

    def render(text: str, terms: str, name: str = "part/page.md") -> Any:
        glossary.PAGE.write_text(terms, "utf-8")
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        with caplog.at_level(logging.ERROR, "mkdocs.nnnotes"):
            html = markdown_of(path, tmp_path)
        return html, [record.getMessage() for record in caplog.records]

    return render


TERMS = """# Glossary

dead unit {: #dead-unit hover="dead units|silent for good" }
:   A unit that says the same to all. [ReLU](../part/relu.md)

unit {: #unit }
:   One row of a layer. [Layer](../part/layer.md)

ReLU {: #relu hover="" }
:   The larger of 0 and a number. [ReLU](../part/relu.md)
"""
LINK = (
    '<a class="nn-term" href="../practice/glossary.md#dead-unit" '
    'title="A unit that says the same to all.">dead unit</a>'
)


def test_only_the_first_use_on_a_page_leads_to_the_glossary(rendered: Any) -> None:
    html, messages = rendered("A dead unit.\n\nA dead unit, two dead units.", TERMS)
    assert not messages
    assert html.count("nn-term") == 1 and f"<p>A {LINK}.</p>" in html


@pytest.mark.parametrize(
    "text",
    [
        "# A dead unit",
        "`dead unit`",
        "[a dead unit](https://example.org/)",
        "    dead unit",
        "| dead unit |\n|---|\n| dead unit |",
        '??? info "dead unit"\n    A dead unit.',
        "$dead unit$",
        "$$\ndead unit\n$$",
        "dead\n:   dead unit",
        "a half-dead unit, undead units, a dead unity, dead unit-like",
    ],
)
def test_no_term_is_linked_where_it_would_be_in_the_way(
    rendered: Any, text: str
) -> None:
    html, _ = rendered(text, TERMS)
    assert "nn-term" not in html, html


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("*A dead unit* and a ReLU", 2),
        ("Dead Units", 1),
        ("It is silent for\ngood", 1),
        ("- one\n- a dead unit", 1),
        ("The `code` of a dead unit, ReLU", 2),
        ("A unit", 0),
    ],
)
def test_terms_are_found_in_all_their_forms(
    rendered: Any, text: str, count: int
) -> None:
    html, _ = rendered(text, TERMS)
    assert html.count("nn-term") == count, html


def test_a_term_is_not_linked_on_the_page_that_introduces_it(rendered: Any) -> None:
    html, _ = rendered("A dead unit and a ReLU.", TERMS, "part/relu.md")
    assert "nn-term" not in html


def test_the_glossary_keeps_its_anchors_and_shows_no_settings(rendered: Any) -> None:
    html, _ = rendered(TERMS, TERMS, "practice/glossary.md")
    assert '<dt id="dead-unit">dead unit</dt>' in html
    assert "hover" not in html and "nn-term" not in html


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        (TERMS.replace("{: #unit }", ""), 6),
        (TERMS.replace("all. [ReLU](../part/relu.md)", "all."), 4),
        (TERMS.replace("[Layer](../part/layer.md)", "[Layer]"), 7),
    ],
)
def test_a_line_that_is_no_entry_is_reported_with_its_place(
    rendered: Any, terms: str, line: int
) -> None:
    html, messages = rendered("A dead unit.", terms)
    assert not messages and "nn-term" not in html
    _, messages = rendered(terms, terms, "practice/glossary.md")
    assert len(messages) == 1
    assert messages[0].startswith(f"docs/practice/glossary.md:{line}: expected")


def test_no_page_is_crowded_with_dotted_words(site: Path) -> None:
    """The first use of a term is a help; more than a few a paragraph are noise."""
    counts = {}
    for path in site.rglob("index.html"):
        text = path.read_text("utf-8").split("<article")[-1].split("</article>")[0]
        found = re.findall(r'class="nn-term" href="[^"]+#([\w-]+)"', text)
        assert len(found) == len(set(found)), f"{path}: a term twice"
        words = len(re.sub(r"<[^>]+>", " ", text).split())
        counts[path.parent.relative_to(site).as_posix()] = len(found)
        assert len(found) <= max(6, words / 40), f"{path}: {len(found)} terms"
    assert sum(counts.values()) > 200, "the glossary is used on other pages"
    assert counts["practice/glossary"] == 0
    cards = (site / "practice" / "cards" / "index.html").read_text("utf-8")
    deck = cards.split("<nn-cards ")[1].split("</nn-cards>")[0]
    assert "nn-term" not in deck, "it would tell the answer"


def test_the_topics_lead_to_the_glossary_in_the_built_site(site: Path) -> None:
    text = (site / "backprop" / "gradient_check" / "index.html").read_text("utf-8")
    found = re.search(r'class="nn-term" href="([^"#]+)#[\w-]+" title="[^"]{20,}"', text)
    assert found and found[1] == "../../practice/glossary/"
    assert (DOCS / "practice" / "glossary.md").is_file()


def test_a_term_is_explained_to_mouse_and_keyboard_and_leads_on(
    page: Page, address: str
) -> None:
    page.goto(f"{address}backprop/gradient_check/")
    term = page.get_by_role("link", name="softmax", exact=True)
    sentence = next(one.text for one in ENTRIES if one.anchor == "softmax")
    shown = page.get_by_role("tooltip")
    for point in (term.hover, term.focus):
        point()
        expect(shown).to_have_text(sentence)
        expect(term).to_have_accessible_description(sentence)
        page.mouse.move(0, 0)
        term.evaluate("link => link.blur()")
        expect(shown).to_have_count(0)
    term.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}practice/glossary/#softmax")
    expect(page.locator("dt#softmax")).to_be_in_viewport()
