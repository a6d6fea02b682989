"""Flashcards in Chromium: turned, answered, kept, due again, and never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from browser_fixtures import Watched
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from refusals import refusals

from hooks import cards

SOURCE = (cards.FOLDER / "linear.md").read_text("utf-8")
NAMES = re.findall(r"\{: #([\w/-]+) \}$", SOURCE, re.M)
COUNT = len(NAMES)
TODAY = datetime(2026, 11, 24, 23, 30)


@pytest.fixture
def opened(page: Page, address: str) -> Callable[..., Page]:
    """A function: a deck of the site -> the page that shows it, on a known day."""

    def open_(deck: str = "linear/", script: str = "") -> Page:
        page.clock.set_fixed_time(TODAY)
        if script:
            page.add_init_script(script)
        page.goto(f"{address}practice/cards/{deck}")
        expect(page.locator("nn-cards")).to_have_attribute("state", "ready")
        return page

    return open_


def button(page: Page, name: str) -> Locator:
    return page.locator("nn-cards").get_by_role("button", name=name, exact=True)


def says(page: Page) -> Locator:
    return page.locator("nn-cards [role=status]")


def top(page: Page) -> str:
    return str(page.locator("nn-cards details[data-top]").get_attribute("id"))


def due(page: Page) -> Locator:
    return page.get_by_role("radio", name=re.compile("^due today"))


def answer(page: Page, how: str) -> None:
    button(page, "Show answer").click()
    button(page, how).click()


def entry(page: Page, name: str) -> Any:
    text = page.evaluate("name => localStorage.getItem(`nn-cards:${name}`)", name)
    return text and json.loads(text)


def test_cards_are_turned_and_leafed_through_with_mouse_and_keys(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    card = page.locator("details[data-top]")
    summary = card.locator("> summary")
    expect(page.locator("nn-cards details:visible")).to_have_count(1)
    expect(says(page)).to_have_text(f"Card 1 of {COUNT}.")
    expect(due(page)).to_be_checked()
    assert top(page) == NAMES[0]
    expect(button(page, "Good")).to_be_disabled()

    button(page, "Show answer").click()
    expect(card.locator(".nn-answer")).to_be_visible()
    expect(button(page, "Good")).to_be_enabled()
    button(page, "Hide answer").click()
    expect(card.locator(".nn-answer")).to_be_hidden()

    summary.focus()
    for key, then in (("Space", "Hide answer"), ("Enter", "Show answer")):
        page.keyboard.press(key)
        expect(button(page, then)).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert top(page) == NAMES[1]
    expect(summary).to_be_focused()
    page.keyboard.press("2")  # not answered while its answer is hidden
    assert entry(page, NAMES[1]) is None and top(page) == NAMES[1]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert top(page) == NAMES[-1], "before the first comes the last"
    expect(says(page)).to_have_text(f"Card {COUNT} of {COUNT}.")
    button(page, "Next").click()
    expect(button(page, "Next")).to_be_focused()
    assert top(page) == NAMES[0]

    page.evaluate("Math.random = () => 0")
    button(page, "Shuffle").click()
    expect(says(page)).to_have_text(f"Shuffled. Card 1 of {COUNT}.")
    seen = []
    for _ in NAMES:
        seen.append(top(page))
        button(page, "Next").click()
    assert seen != NAMES and sorted(seen) == sorted(NAMES)


def test_a_known_card_rests_and_comes_back_on_its_day(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    days = ["2026-11-25", "2026-11-28", "2026-12-05", "2026-12-19", "2027-01-18"]
    for box, day in enumerate(days, 1):
        assert top(page) == NAMES[0]
        answer(page, "Good")
        assert entry(page, NAMES[0]) == {"v": 1, "box": box, "due": day}
        expect(says(page)).to_have_text(f"Good: box {box} of 5. Card 1 of {COUNT - 1}.")
        expect(page.locator("[data-top] > summary")).to_be_focused()
        expect(page.get_by_text(f"due today: {COUNT - 1}")).to_be_visible()
        midnight = datetime.fromisoformat(day)
        page.clock.set_fixed_time(midnight - timedelta(minutes=1))
        if box == 1:
            page.reload()
        page.evaluate("dispatchEvent(new StorageEvent('storage'))")  # count anew
        expect(page.get_by_text(f"due today: {COUNT - 1}")).to_be_visible()
        page.clock.set_fixed_time(midnight + timedelta(minutes=1))
        page.get_by_role("radio", name=re.compile("^all")).check()
        due(page).check()
        expect(page.get_by_text(f"due today: {COUNT}")).to_be_visible()
    answer(page, "Again")
    assert entry(page, NAMES[0]) == {"v": 1, "box": 0, "due": "2027-01-18"}


def test_an_unknown_card_comes_again_and_an_answer_can_be_taken_back(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    answer(page, "Again")
    expect(says(page)).to_have_text(f"It comes again in this round. Card 1 of {COUNT}.")
    assert top(page) == NAMES[1]
    button(page, "Previous").click()
    assert top(page) == NAMES[0], "it lies under the pile"
    answer(page, "Good")
    assert entry(page, NAMES[0])["box"] == 1
    button(page, "Undo").click()
    assert top(page) == NAMES[0] and entry(page, NAMES[0])["box"] == 0
    expect(button(page, "Undo")).to_be_disabled()
    expect(says(page)).to_have_text(f"Taken back. Card {COUNT} of {COUNT}.")


def test_a_round_ends_and_says_when_the_next_one_begins(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    page.locator("[data-top] > summary").focus()
    for _ in NAMES:
        page.keyboard.press("Space")
        expect(button(page, "Good")).to_be_enabled()
        page.keyboard.press("2")
    done = f"Nothing is due today; {COUNT} cards are due on November 25."
    expect(says(page)).to_have_text(f"Good: box 1 of 5. This round is done. {done}")
    expect(page.locator("nn-cards details:visible")).to_have_count(0)
    expect(due(page)).to_be_focused()
    for name in ("Show answer", "Next", "Again", "Good", "Shuffle"):
        expect(button(page, name)).to_be_disabled()
    page.reload()
    expect(says(page)).to_have_text(f"{done} Card 1 of {COUNT}.")
    expect(page.get_by_role("radio", name=f"all: {COUNT}")).to_be_checked()
    due(page).check()
    expect(says(page)).to_have_text(f"This round is done. {done}")


def test_nothing_is_erased_without_a_question(opened: Callable[..., Page]) -> None:
    page = opened()
    page.evaluate(
        """() => { localStorage.setItem("nn-cards:losses/push", "kept");
                   localStorage.setItem("other", "kept"); }"""
    )
    answer(page, "Good")
    sure = page.get_by_role("group", name="Erase the boxes")
    for leave in ("Keep them", "Escape"):
        button(page, "Erase").click()
        expect(button(page, "Keep them")).to_be_focused()
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            button(page, leave).click()
        expect(sure).to_be_hidden()
        expect(button(page, "Erase")).to_be_focused()
        assert entry(page, NAMES[0])["box"] == 1
    button(page, "Erase").click()
    button(page, "Yes, erase").click()
    expect(says(page)).to_have_text(f"Erased. Card 1 of {COUNT}.")
    assert entry(page, NAMES[0]) is None
    kept = "Object.keys(localStorage).filter(key => localStorage[key] == 'kept')"
    left = page.evaluate(kept)
    assert sorted(left) == ["nn-cards:losses/push", "other"]


@refusals
def test_storage_that_refuses_costs_only_the_saving(
    opened: Callable[..., Page], fault: str, why: str, watched: Watched
) -> None:
    watched.expect("by the test")  # the theme does not catch it, we do
    page = opened(script=fault)
    answer(page, "Good")
    expect(page.get_by_role("alert")).to_contain_text(why)
    expect(page.get_by_text(f"due today: {COUNT - 1}")).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_text(f"due today: {COUNT}")).to_be_visible()
    answer(page, "Good")
    assert top(page) == NAMES[1]


@pytest.mark.parametrize(
    "text",
    [
        "{", "null", "7", '"x"', '{"v":1}', '{"v":1,"box":9,"due":"2027-01-01"}',
        '{"v":1,"box":1,"due":"soon"}', '{"v":0,"box":1,"due":"2027-01-01"}',
    ],
)  # fmt: skip
def test_a_spoiled_entry_counts_as_none_and_is_replaced(
    opened: Callable[..., Page], text: str
) -> None:
    script = f"localStorage.setItem('nn-cards:{NAMES[0]}', {json.dumps(text)})"
    once = f"if (!sessionStorage.seen) {{ {script}; sessionStorage.seen = 1; }}"
    page = opened(script=once)
    expect(page.get_by_text(f"due today: {COUNT}")).to_be_visible()
    answer(page, "Good")
    assert entry(page, NAMES[0]) == {"v": 1, "box": 1, "due": "2026-11-25"}


def test_an_entry_of_a_later_version_is_left_alone(opened: Callable[..., Page]) -> None:
    later = '{"v":2,"state":[1,2]}'
    page = opened(script=f"localStorage.setItem('nn-cards:{NAMES[0]}', '{later}')")
    answer(page, "Good")
    expect(page.get_by_role("alert")).to_contain_text("A newer version")
    button(page, "Erase").click()
    button(page, "Yes, erase").click()
    assert entry(page, NAMES[0]) == json.loads(later)


def test_the_deck_of_all_parts_shares_the_boxes_and_hears_other_tabs(
    opened: Callable[..., Page], context: BrowserContext, address: str
) -> None:
    page = opened("")
    texts = [path.read_text("utf-8") for path in cards.FOLDER.glob("*.md")]
    count = sum(text.count("{: #") for text in texts)
    expect(page.get_by_text(f"due today: {count}")).to_be_visible()
    other = context.new_page()
    other.clock.set_fixed_time(TODAY)
    other.goto(f"{address}practice/cards/losses/")
    answer(other, "Good")
    expect(page.get_by_text(f"due today: {count - 1}")).to_be_visible()


def test_a_link_to_a_card_puts_it_on_top(opened: Callable[..., Page]) -> None:
    page = opened(f"linear/#{NAMES[3]}")
    assert top(page) == NAMES[3]
    page.evaluate("name => { location.hash = name; }", NAMES[5])
    expect(page.locator("details[data-top]")).to_have_attribute("id", NAMES[5])


def test_paper_and_readers_without_a_script_get_all_cards(
    opened: Callable[..., Page], browser: Browser, address: str, watched: Watched
) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator("nn-cards summary:visible")).to_have_count(COUNT)
    expect(page.locator("nn-cards .nn-answer:visible")).to_have_count(COUNT)
    expect(page.locator("nn-cards button:visible")).to_have_count(0)
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}practice/cards/linear/")
    expect(page.locator("nn-cards summary:visible")).to_have_count(COUNT)
    page.locator("nn-cards summary").first.click()
    expect(page.locator("nn-cards .nn-answer").first).to_be_visible()
    expect(page.locator("nn-cards button")).to_have_count(0)
    plain.close()
