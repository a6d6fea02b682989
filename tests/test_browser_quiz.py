"""Questions, progress and the concept map in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import topics
from fences import DOCS
from playwright.sync_api import Browser, Locator, Page, expect
from refusals import FULL, refusals

from hooks import outline

TITLE = re.compile(r'^\?\?\? (success|failure) "(.+)"$', re.M)
QUESTION = "nnnotes/question/1/activations/sigmoid"
OPEN = "nnnotes/open/1/activations/half_zero"
#: Answers every question of a page at once: places -> what is said, and marks.
ANSWER = """places => [...document.querySelectorAll(".nn-question")].map((one) => {
    one.querySelectorAll("input")[places[one.dataset.name]].click();
    one.querySelector("button").click();
    const marks = [...one.querySelectorAll(".nn-mark")].map((mark) => mark.textContent);
    return [one.dataset.name, one.querySelector(".nn-verdict").textContent, marks];
})"""
#: The places of the right options, as the pages have them.
RIGHT = {
    note.removesuffix(".md"): [kind for kind, _ in TITLE.findall(text)].index("success")
    for note in topics()
    for text in [(DOCS / note).read_text("utf-8").split("## Check yourself")[1]]
}


def opened(page: Page, address: str, part: str = "activations") -> Locator:
    """Return the ready questions of a part."""
    page.goto(f"{address}practice/quiz/{part}/")
    quiz = page.locator("nn-quiz")
    expect(quiz).to_have_attribute("state", "ready")
    return quiz


def asked(page: Page, name: str) -> Locator:
    """Return one question."""
    return page.locator(f'.nn-question[data-name="{name}"]')


def answer(page: Page, name: str, right: bool = True) -> Locator:
    """Answer one question."""
    question = asked(page, name)
    place = RIGHT[name] if right else (RIGHT[name] + 1) % 4
    question.get_by_role("radio").nth(place).check()
    question.get_by_role("button", name="Answer").click()
    return question


def button(within: Page | Locator, name: str) -> Locator:
    return within.get_by_role("button", name=name, exact=True)


def kept(page: Page) -> dict[str, str]:
    """Return what the browser keeps of the reader's progress."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => "
        "/^(nnnotes|nn-)/.test(key)))"
    )
    return found


def test_all_fifty_questions_know_their_right_option(page: Page, address: str) -> None:
    for part in outline.PARTS:
        quiz = opened(page, address, part)
        for name, said, marks in page.evaluate(ANSWER, RIGHT):
            assert said == "Right.", name
            assert [place for place in range(4) if marks[place]] == [RIGHT[name]]
        expect(quiz.locator(".nn-score")).to_have_text("5 of 5 right.")
    page.goto(f"{address}practice/progress/")
    cells = page.locator('nn-progress[of="questions"]')
    expect(cells).to_have_text(["5 of 5 questions"] * 10)


def test_a_question_is_answered_with_the_keyboard_and_explains_every_option(
    page: Page, address: str
) -> None:
    opened(page, address)
    question = asked(page, "activations/sigmoid")
    group = question.get_by_role("group")
    expect(group).to_have_accessible_name(re.compile("^Where is the center of"))
    expect(question.locator(".nn-why:visible")).to_have_count(0)
    ask = button(question, "Answer")
    ask.focus()
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_have_text("Choose an option first.")
    radios = question.get_by_role("radio")
    expect(radios.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    expect(ask).to_be_focused()
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Not right.")
    expect(ask).to_be_focused()
    expect(question.locator(".nn-why:visible")).to_have_count(4)
    expect(question.locator(".nn-mark")).to_have_text(
        ["", "✗ your answer", "✓ right", ""]
    )
    expect(radios.nth(1)).to_have_accessible_description(re.compile("sign is right"))
    page.keyboard.press("Enter")  # a second one must not take the answer away
    expect(question.locator(".nn-why:visible")).to_have_count(4)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(radios.first).to_be_focused()
    expect(question.locator(".nn-why:visible")).to_have_count(0)
    expect(question.get_by_role("link", name="Sigmoid")).to_have_attribute(
        "href", re.compile(r"activations/sigmoid/$")
    )


def test_answers_survive_a_reload_and_the_wrong_ones_are_asked_again(
    page: Page, address: str
) -> None:
    quiz = opened(page, address)
    names = [name for name in RIGHT if name.startswith("activations/")]
    for number, name in enumerate(names[:4]):
        answer(page, name, right=number % 2 == 0)
    score = quiz.locator(".nn-score")
    expect(score).to_have_text("2 of 5 right, 2 wrong, 1 to go.")
    before = kept(page)
    assert len(before) == 4
    page.reload()
    expect(score).to_have_text("2 of 5 right, 2 wrong, 1 to go.")
    expect(asked(page, names[1]).get_by_role("status")).to_contain_text("Not right.")

    button(quiz, "Only the wrong ones again").click()
    expect(page.locator(".nn-question:visible")).to_have_count(2)
    expect(score).to_have_text("2 of 5 right, 3 to go.")
    expect(asked(page, names[1]).get_by_role("radio").first).to_be_focused()
    button(quiz, "Undo").click()
    expect(score).to_have_text("2 of 5 right, 2 wrong, 1 to go.")
    assert {key: json.loads(one)["option"] for key, one in kept(page).items()} == {
        key: json.loads(one)["option"] for key, one in before.items()
    }
    button(quiz, "Only the wrong ones again").click()
    answer(page, names[1])
    expect(button(quiz, "Undo")).to_be_hidden()
    button(quiz, "Show all").click()
    expect(page.locator(".nn-question:visible")).to_have_count(5)
    expect(score).to_have_text("3 of 5 right, 2 to go.")

    button(quiz, "Start again").click()
    expect(score).to_have_text("0 of 5 right, 5 to go.")
    assert kept(page) == {}
    button(quiz, "Undo").click()
    expect(score).to_have_text("3 of 5 right, 2 to go.")
    expect(button(quiz, "Start again")).to_be_focused()


def test_an_open_question_is_written_compared_and_marked(
    page: Page, address: str
) -> None:
    opened(page, address)
    question = page.locator("nn-open").first
    area = question.get_by_role("textbox", name="Your answer")
    expect(question.get_by_role("group", name="Did you have it?")).to_be_hidden()
    area.fill("Entries are not units.")
    question.locator("summary").click()
    question.get_by_role("radio", name="Not yet").check()
    expect(question.get_by_role("status")).to_have_text("Kept in this browser.")
    page.goto(address)
    row = page.locator('nn-progress[part="activations"]')
    expect(row).to_have_text("0 of 2 open questions")
    page.goto(f"{address}practice/quiz/activations/")
    expect(area).to_have_value("Entries are not units.")
    expect(question.get_by_role("radio", name="Not yet")).to_be_checked()
    question.get_by_role("radio", name="I had it").check()
    answer(page, "activations/relu")
    page.goto(address)
    expect(row).to_have_text("1 of 5 questions, 1 of 2 open questions")
    expect(page.locator('nn-progress[part="losses"]')).to_have_text("")


def test_progress_follows_what_another_tab_does(page: Page, address: str) -> None:
    page.goto(address)
    other = page.context.new_page()
    opened(other, address)
    answer(other, "activations/tanh")
    row = page.locator('nn-progress[part="activations"]')
    expect(row).to_have_text("1 of 5 questions")
    other.close()


def test_what_changed_since_does_not_count_and_is_said(
    page: Page, address: str
) -> None:
    opened(page, address)
    old = json.dumps({"option": "00000000", "date": "2026-01-01T00:00:00.000Z"})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [QUESTION, old])
    page.reload()
    question = asked(page, "activations/sigmoid")
    expect(question.get_by_role("status")).to_contain_text("has changed since")
    expect(page.locator(".nn-score")).to_have_text("0 of 5 right, 5 to go.")
    assert kept(page) == {QUESTION: old}


@pytest.mark.parametrize("spoiled", ["{", "3", '{"option": 7}', "null", '"x"'])
def test_an_entry_that_cannot_be_read_stays_until_it_is_put_aside(
    page: Page, address: str, spoiled: str
) -> None:
    opened(page, address)
    newer = "nnnotes/question/2/activations/relu"
    page.evaluate(
        "([key, text, newer]) => { localStorage.setItem(key, text); "
        "localStorage.setItem(newer, 'of tomorrow'); }",
        [QUESTION, spoiled, newer],
    )
    page.reload()
    note = page.locator("nn-quiz .nn-remark")
    expect(note).to_contain_text("Left alone, as it cannot be read: one entry.")
    expect(note).to_contain_text(
        "as a newer version of these notes wrote it: one entry."
    )
    assert kept(page) == {QUESTION: spoiled, newer: "of tomorrow"}
    answer(page, "activations/sigmoid")
    found = kept(page)
    assert found[newer] == "of tomorrow"
    assert found[QUESTION.replace("nnnotes/", "nnnotes/unread/")] == spoiled
    assert json.loads(found[QUESTION])["option"]


@refusals
def test_storage_that_refuses_only_costs_the_saving(
    page: Page, address: str, watched: Any, fault: str, why: str
) -> None:
    watched.expect("by the test")  # the theme does not catch it, we do
    page.add_init_script(fault)
    quiz = opened(page, address)
    answer(page, "activations/sigmoid")
    expect(quiz.locator(".nn-remark")).to_contain_text(why)
    expect(quiz.locator(".nn-remark")).to_contain_text("until you reload")
    expect(quiz.locator(".nn-score")).to_have_text("1 of 5 right, 4 to go.")
    page.locator("nn-open textarea").first.fill("Not lost yet.")
    expect(page.locator("nn-open .nn-remark").first).to_contain_text(why)
    expect(page.locator("nn-open textarea").first).to_have_value("Not lost yet.")
    page.get_by_role("link", name="Your progress").first.click()
    expect(page).to_have_url(re.compile("progress"))
    expect(page.locator("nn-kept .nn-acts").first).to_be_visible()


def test_progress_is_saved_erased_and_read_again(
    page: Page, address: str, tmp_path: Path
) -> None:
    opened(page, address)
    answer(page, "activations/sigmoid")
    page.locator("nn-open textarea").first.fill("Mine, with “quotes” & ünïcode.")
    page.evaluate("localStorage.setItem('nn-exercise:activations/relu', 'solved')")
    page.evaluate("localStorage.setItem('nn-cards:activations/x', '{\"v\":1}')")
    page.evaluate("localStorage.setItem('nnnotes/cell/x', 'an edit')")
    page.goto(f"{address}practice/progress/")
    tools = page.locator("nn-kept")
    said = tools.locator(".nn-remark")
    before = kept(page)
    with page.expect_download() as saved:
        button(tools, "Save as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    expect(said).to_have_text("Saved 4 entries.")
    assert file.name == "nnnotes-progress.json"
    text = json.loads(file.read_text("utf-8"))
    assert text["kept"] == {k: v for k, v in before.items() if "cell" not in k}

    button(tools, "Erase …").click()
    dialog = page.locator("dialog.nn-ask")
    expect(dialog).to_have_accessible_name(re.compile("^Erase 4 entries"))
    expect(button(dialog, "Keep")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert kept(page) == before
    button(tools, "Erase …").click()
    button(dialog, "Erase").click()
    expect(said).to_have_text("Erased 4 entries.")
    assert kept(page) == {"nnnotes/cell/x": "an edit"}
    row = page.locator('nn-progress[part="activations"][of="questions"]')
    expect(row).to_have_text("0 of 5 questions")
    button(tools, "Undo").click()
    assert kept(page) == before
    expect(row).to_have_text("1 of 5 questions")
    button(tools, "Erase …").click()
    button(dialog, "Erase").click()

    tools.locator("input[type=file]").set_input_files(file)
    expect(said).to_have_text("Took 4 entries from the file.")
    assert kept(page) == before
    expect(row).to_have_text("1 of 5 questions")
    tools.locator("input[type=file]").set_input_files(file)
    expect(said).to_have_text("Took nothing from the file: what is here is as new.")
    expect(button(tools, "Undo")).to_be_hidden()


def file_of(kept: Any, **more: Any) -> dict[str, Any]:
    """Return what a saved file would be."""
    text = {"format": "nnnotes progress", "version": 1, "kept": kept} | more
    return {
        "name": "x.json",
        "mimeType": "application/json",
        "buffer": json.dumps(text).encode(),
    }


def dated(day: int, option: str = "a") -> str:
    return json.dumps({"option": option, "date": f"2026-01-{day:02}T00:00:00.000Z"})


def test_a_file_that_is_not_ours_changes_nothing_and_says_so(
    page: Page, address: str
) -> None:
    page.goto(f"{address}practice/progress/")
    page.evaluate("(k) => localStorage.setItem(k[0], k[1])", [QUESTION, dated(2)])
    tools = page.locator("nn-kept")
    said, choose = tools.locator(".nn-remark"), tools.locator("input[type=file]")
    nothing = {"name": "x.json", "mimeType": "text/plain", "buffer": b"\xff no"}
    huge = {"name": "x.json", "mimeType": "text/plain", "buffer": b" " * 5_000_001}
    for given, sentence in [
        (nothing, "not JSON"),
        (huge, "too large"),
        (file_of({}, format="other"), "no progress of these notes"),
        (file_of({}, version=2), "version 2, and this page reads version 1"),
        (file_of(None), "no progress of these notes"),
        (
            file_of({"md-palette": "x", QUESTION: "{"}),
            "In it 2 entries could not be read",
        ),
    ]:
        choose.set_input_files(given)
        expect(said).to_contain_text(sentence)
        assert kept(page) == {QUESTION: dated(2)}

    other = "nn-exercise:losses/softmax"
    choose.set_input_files(file_of({QUESTION: dated(1, "old"), other: "solved"}))
    expect(said).to_have_text("Took one entry from the file.")
    assert kept(page) == {QUESTION: dated(2), other: "solved"}
    choose.set_input_files(file_of({QUESTION: dated(3, "new"), other: "no"}))
    expect(said).to_have_text("Took one entry from the file.")
    assert kept(page) == {QUESTION: dated(3, "new"), other: "solved"}
    button(tools, "Undo").click()
    expect(said).to_have_text("All is as it was.")
    assert kept(page) == {QUESTION: dated(2), other: "solved"}
    page.evaluate(f"() => {{ {FULL} }}")
    choose.set_input_files(file_of({QUESTION: dated(4), OPEN: "x"}))
    expect(said).to_contain_text("Nothing was changed. This browser's storage is full")
    assert kept(page) == {QUESTION: dated(2), other: "solved"}


def test_the_concept_map_shows_a_topic_s_neighbors_and_leads_to_its_page(
    page: Page, address: str, site: Path
) -> None:
    page.goto(f"{address}notation/")
    page.goto(f"{address}practice/concepts/")
    drawn = page.locator("nn-concepts")
    topic = drawn.get_by_role("link", name="Momentum")
    topic.focus()
    said = drawn.get_by_role("status")
    expect(said).to_contain_text(
        "Momentum needs Linear head, SGD; it is needed by Adam"
    )
    adam = drawn.locator('[data-topic="optimization/adam"]')
    expect(adam).to_have_attribute("data-role", "next")
    page.get_by_role("heading", level=1).click()
    expect(adam).to_have_attribute("data-role", "")
    links = drawn.locator("a").evaluate_all("all => all.map(a => a.href.baseVal)")
    folder = site / "practice" / "concepts"
    assert len(links) == 50
    assert [one for one in links if not (folder / one / "index.html").is_file()] == []
    topic.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}optimization/momentum/")
    page.get_by_role("link", name="curvature", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Linear head")


def test_the_map_works_after_a_visit_to_another_page(page: Page, address: str) -> None:
    """The theme exchanges pages without loading them; the elements wake up again."""
    opened(page, address)
    page.get_by_role("link", name="Concept map").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Concept map")
    page.locator('[data-topic="linear/linear_head"]').hover()
    expect(page.locator("nn-concepts .nn-remark")).to_contain_text("Linear head needs")
    page.locator('[data-topic="linear/linear_head"]').click()
    expect(page).to_have_url(f"{address}linear/linear_head/")


def test_on_paper_every_option_says_why(page: Page, address: str) -> None:
    quiz = opened(page, address)
    expect(quiz.locator(".nn-why").first).to_be_hidden()
    page.emulate_media(media="print")
    for why in quiz.locator(".nn-why").all():
        assert why.is_visible()
    assert not quiz.get_by_role("button").first.is_visible()
    assert page.locator("nn-open details p").first.is_visible()


def test_without_a_script_the_options_unfold_and_nothing_pretends(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}practice/quiz/activations/")
    assert page.locator("nn-quiz details").count() == 20
    assert page.locator("nn-quiz button, nn-quiz input, textarea").count() == 0
    page.goto(f"{address}practice/progress/")
    assert "this browser runs none here" in page.locator("nn-kept").inner_text()
    cells = page.locator('nn-progress[of="questions"]').all_text_contents()
    assert cells == ["5 questions"] * 10
    context.close()
