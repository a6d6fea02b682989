"""The exercises of the built site, as readers work on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser_fixtures import Watched, guard, write
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from refusals import refusals
from serve import Server, serve

from nnnotes import exercises

NAME = "forward/affine_layer"
PAGE = "practice/exercises/forward/"
EXERCISE = exercises.load(NAME)
#: Milliseconds to fetch and start Python on a slow machine with two cores.
START = 90_000
KEY = f"nn-exercise:{NAME}"


def exercise_of(page: Page, name: str = NAME) -> Locator:
    return page.locator(f'nn-exercise[name="{name}"]')


def button(exercise: Locator, name: str) -> Locator:
    return exercise.get_by_role("button", name=name, exact=True)


def editor_of(exercise: Locator) -> Locator:
    return exercise.locator(".nn-code").get_by_role("textbox")


def check(exercise: Locator, verdict: str) -> Locator:
    """Press Check; return the answer once it is there."""
    button(exercise, "Check").click()
    answer = exercise.locator(".nn-reply")
    expect(answer).to_have_attribute("data-verdict", verdict, timeout=START)
    return answer


@pytest.fixture(scope="module")
def started(browser: Browser, site) -> Iterator[tuple[Page, Server, Watched]]:
    """A page on which Python runs already: starting it takes seconds."""
    watched = Watched()
    with serve(site) as server:
        context = guard(browser.new_context(), server.address, watched)
        page = context.new_page()
        page.goto(server.address + PAGE)
        check(exercise_of(page), "wrong")
        yield page, server, watched
        context.close()


@pytest.fixture
def exercise(started: tuple[Page, Server, Watched]) -> Iterator[Locator]:
    """The first exercise on that page; afterwards it is as the page wrote it."""
    page, _, watched = started
    exercise = exercise_of(page)
    yield exercise
    if exercise.get_attribute("state") in ("loading", "running"):
        button(exercise, "Stop").click()
    if button(exercise, "Reset").get_attribute("aria-disabled") == "false":
        button(exercise, "Reset").click()
    page.evaluate("localStorage.clear()")
    watched.check()


def said(answer: Locator) -> Locator:
    return answer.locator(".nn-ruling > p").first


# What the check says


def test_the_starter_is_told_to_be_written(exercise: Locator) -> None:
    answer = check(exercise, "wrong")
    expect(said(answer)).to_have_text(
        "affine is not written yet: replace the line raise NotImplementedError."
    )
    expect(answer.locator(".nn-ruling code").first).to_have_text("affine")
    expect(answer.locator("table")).to_have_count(0)


def test_a_wrong_answer_is_told_its_mistake_and_shown_the_smallest_input(
    exercise: Locator,
) -> None:
    mistake = EXERCISE.mistakes[0]
    code = EXERCISE.wrong(mistake).replace("    return", "    print(x)\n    return")
    write(exercise, code)
    answer = check(exercise, "wrong")
    expect(said(answer)).to_have_text(mistake.says.replace("`", ""))
    expect(answer.locator(".nn-where")).to_have_text(
        "It fails for 1 row, 2 features, 2 outputs."
    )
    rows = answer.get_by_role("rowheader").all_text_contents()
    assert rows == ["x", "w", "b", "came", "expected"]
    values = answer.locator("td").all_text_contents()
    assert values[-2:] == ["[[1, 0]]", "[[0, 0]]"]
    expect(answer.get_by_role("region", name="Printed by")).to_have_text("[[0. 1.]]\n")
    expect(exercise).to_have_attribute("state", "done")
    editor_of(exercise).press("End")
    exercise.page.keyboard.type(" ")
    expect(answer).to_contain_text("before the last change")


def test_the_solution_is_told_what_holds_and_the_list_of_all_has_a_mark(
    exercise: Locator, started: tuple[Page, Server, Watched]
) -> None:
    page, server, _ = started
    write(exercise, EXERCISE.solution)
    answer = check(exercise, "solved")
    expect(said(answer)).to_have_text("Solved: everything holds, on 40 inputs.")
    expect(answer.locator(".nn-holds li")).to_have_count(len(EXERCISE.properties))
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == "solved"
    expect(exercise.locator(".nn-proof")).to_have_text("Solved")
    other = page.context.new_page()
    other.goto(f"{server.address}practice/exercises/")
    row = other.locator(f'[data-exercise="{NAME}"]')
    expect(row.locator(".nn-tick")).to_have_text("solved")
    count = len(exercises.names())
    expect(other.locator(".nn-count")).to_have_text(
        f"Solved in this browser: 1 of {count}."
    )
    page.evaluate("key => localStorage.removeItem(key)", KEY)
    expect(row.locator(".nn-tick")).to_have_text("")
    row.get_by_role("link").first.click()
    expect(other).to_have_url(re.compile("forward/#exercise-affine_layer$"))
    expect(exercise_of(other)).to_be_in_viewport()
    other.close()


def test_an_error_has_a_button_that_leads_to_its_line(exercise: Locator) -> None:
    editor = write(exercise, "import numpy as np\ndef affine(x, w, b):\n    return x +")
    answer = check(exercise, "error")
    expect(answer.locator(".nn-detail")).to_contain_text("SyntaxError")
    answer.get_by_role("button", name="line 3").click()
    expect(editor).to_be_focused()
    start = editor.evaluate("editor => editor.value.slice(editor.selectionStart)")
    assert start.startswith("    return x +")


def test_what_the_code_prints_is_text_and_never_html(exercise: Locator) -> None:
    write(exercise, "print('<img src=x onerror=alert(1)>')\n" + EXERCISE.starter)
    answer = check(exercise, "wrong")
    expect(answer.locator(".nn-output")).to_have_text("<img src=x onerror=alert(1)>\n")
    assert answer.locator("img").count() == 0


def test_an_endless_loop_is_stopped_and_the_next_check_works(exercise: Locator) -> None:
    write(exercise, "def affine(x, w, b):\n    while True:\n        pass")
    button(exercise, "Check").click()
    expect(exercise).to_have_attribute("state", "running", timeout=START)
    button(exercise, "Stop").click()
    expect(exercise).to_have_attribute("state", "stopped", timeout=1000)
    expect(exercise.locator(".nn-said")).to_have_text("Stopped")
    write(exercise, EXERCISE.solution)
    check(exercise, "solved")


# Help


def test_hints_open_one_after_the_other(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    hints = exercise.locator("details.nn-hint")
    steps = len(EXERCISE.hints)
    expect(hints).to_have_count(steps)
    for i in range(steps):
        assert hints.nth(i).get_attribute("open") is None
        button(exercise, "Hint").click()
        expect(hints.nth(i)).to_have_attribute("open", "")
        expect(exercise.locator(".nn-said")).to_have_text(
            f"Hint {i + 1} of {steps} is open"
        )
    button(exercise, "Hint").click()
    expect(exercise.locator(".nn-said")).to_have_text("All hints are open")


def test_the_solution_is_shown_after_a_question_only(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    solution = exercise.locator("details.nn-solution")
    expect(solution).to_be_hidden()
    button(exercise, "Solution").click()
    question = exercise.get_by_role("dialog")
    expect(question).to_contain_text("Show the solution? 3 hints are not open yet.")
    expect(button(question, "Not yet")).to_be_focused()
    button(question, "Not yet").click()
    expect(solution).to_be_hidden()
    expect(button(exercise, "Solution")).to_be_focused()
    button(exercise, "Solution").click()
    page.keyboard.press("Escape")
    expect(solution).to_be_hidden()
    expect(question).to_have_count(0)
    button(exercise, "Solution").click()
    button(question, "Show it").click()
    expect(solution.locator("code")).to_contain_text("return x @ w.T + b")
    expect(solution.locator("summary")).to_be_focused()


def test_who_has_solved_it_is_not_asked(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    page.evaluate("key => localStorage.setItem(key, 'solved')", KEY)
    page.reload()
    exercise = exercise_of(page)
    expect(exercise.locator(".nn-proof")).to_have_text("Solved")
    button(exercise, "Solution").click()
    expect(exercise.locator("details.nn-solution")).to_have_attribute("open", "")


# Nothing is lost


def test_work_survives_a_reload_a_reset_and_a_new_page(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    write(exercise, "mine = 1")
    page.reload()
    editor = editor_of(exercise)
    expect(editor).to_have_value("mine = 1")
    button(exercise, "Reset").click()
    expect(editor).to_have_value(EXERCISE.starter.strip())
    button(exercise, "Undo").click()
    expect(editor).to_have_value("mine = 1")
    page.evaluate(
        "name => { const key = `nnnotes/cell/exercise/${name}`;"
        "const edit = JSON.parse(localStorage.getItem(key));"
        "localStorage.setItem(key, JSON.stringify({...edit, original: 'other'})); }",
        NAME,
    )
    page.reload()
    expect(editor).to_have_value("mine = 1")
    expect(exercise.locator(".nn-note")).to_contain_text("has changed since your edit")
    button(exercise, "Keep mine").click()
    page.reload()
    expect(editor).to_have_value("mine = 1")
    expect(exercise.locator(".nn-note")).to_contain_text("Reset shows the original")


def test_an_exercise_and_a_cell_of_the_same_name_keep_their_own_code(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    write(exercise_of(page), "mine = 1")
    page.goto(address + NAME + "/")
    cell = page.locator(f'nn-cell[name="{NAME}"]')
    expect(cell).to_have_attribute("state", "idle")
    expect(cell.get_by_role("textbox")).to_have_count(0)


@refusals
def test_storage_that_refuses_costs_the_saving_only(
    context: BrowserContext, address: str, watched: Watched, fault: str, why: str
) -> None:
    context.add_init_script(fault)
    watched.expect("by the test")  # the theme does not catch it, we do
    page = context.new_page()
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    expect(exercise).to_have_attribute("state", "idle")
    write(exercise, EXERCISE.solution)
    note = exercise.locator(".nn-note")
    expect(note).to_contain_text(f"{why}: your edit lasts")
    check(exercise, "solved")
    expect(note).to_contain_text(f"{why}: that it is solved is not kept")
    page.goto(f"{address}practice/exercises/")
    expect(page.locator(".nn-count")).to_contain_text("Solved in this browser: 0 of")


# With the keyboard, without JavaScript, without a network


def test_everything_can_be_done_with_the_keyboard(
    exercise: Locator, started: tuple[Page, Server, Watched]
) -> None:
    page = started[0]
    page.reload()
    exercise.locator(".nn-code pre").focus()
    page.keyboard.press("Enter")
    expect(editor_of(exercise)).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(EXERCISE.solution.replace(" + b", ""))
    page.keyboard.press("Control+Enter")
    answer = exercise.locator(".nn-reply")
    expect(answer).to_have_attribute("data-verdict", "wrong", timeout=START)
    expect(said(answer)).to_have_text("The bias is missing.")
    expect(editor_of(exercise)).to_be_focused()
    page.keyboard.press("Escape")
    expect(button(exercise, "Check")).to_be_focused()
    for name in ("Stop", "Hint", "Solution"):
        page.keyboard.press("ArrowRight")
        expect(button(exercise, name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(exercise, "Not yet")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(exercise.locator("details.nn-solution summary")).to_be_focused()


def test_an_exercise_is_complete_without_javascript(
    browser: Browser, address: str, watched: Watched
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = guard(context, address, watched).new_page()
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    expect(exercise.locator(".nn-statement .katex").first).to_be_visible()
    expect(exercise.locator(".nn-code code")).to_contain_text("def affine(x, w, b)")
    for i in range(len(EXERCISE.hints)):
        exercise.locator("details.nn-hint > summary").nth(i).click()
    expect(exercise.locator("details.nn-hint").last).to_contain_text("w.T")
    exercise.locator("details.nn-solution > summary").click()
    expect(exercise.locator("details.nn-solution code")).to_be_visible()
    assert exercise.get_by_role("button").count() == 0
    context.close()
    watched.check()


def test_paper_shows_statement_starter_hints_and_solution(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    exercise = exercise_of(page)
    write(exercise, "mine = 1")
    page.emulate_media(media="print")
    expect(exercise.locator(".nn-bar")).to_be_hidden()
    expect(exercise.locator(".nn-editor")).to_be_hidden()
    expect(exercise.locator(".nn-code > .highlight")).to_be_visible()
    expect(exercise.locator("details.nn-hint").last).to_be_visible()
    expect(exercise.locator("details.nn-solution code")).to_be_visible()


def test_a_runtime_that_cannot_be_had_is_told_and_check_tries_again(
    page: Page, server: Server, watched: Watched
) -> None:
    # The browser and Pyodide report a missing file in words of their own, or in many.
    watched.expect("")
    server.missing.add("pyodide.mjs")
    page.goto(server.address + PAGE)
    exercise = exercise_of(page)
    said = check(exercise, "error").locator(".nn-ruling")
    expect(said).to_contain_text("The Python runtime could not be loaded")
    expect(said).to_contain_text("Check tries again.")
    server.missing.clear()
    check(exercise, "wrong")
