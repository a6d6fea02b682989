"""The cells of the built site, as readers use them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixtures import Watched, follow, guard, worker_with, write
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    expect,
)
from refusals import refusals
from serve import Server, serve

PAGE = "backprop/gradient_check/"
#: The first draws, the second prints only.
DRAWS, PRINTS = "backprop/gradient_check", "backprop/gradient_check_check"
#: Milliseconds to fetch and start Python on a slow machine with two cores.
START = 90_000
ENDED = re.compile("^(done|error|stopped)$")


def cell_of(page: Page, name: str = PRINTS) -> Locator:
    return page.locator(f'nn-cell[name="{name}"]')


def button(cell: Locator, name: str) -> Locator:
    return cell.get_by_role("button", name=name, exact=True)


def run(cell: Locator, state: str | re.Pattern[str] = ENDED) -> None:
    button(cell, "Run").click()
    expect(cell).to_have_attribute("state", state, timeout=START)


@pytest.fixture(scope="module")
def started(browser: Browser, site) -> Iterator[tuple[Page, Server, Watched]]:
    """A page on which Python runs already: starting it takes seconds."""
    watched = Watched()
    with serve(site) as server:
        context = guard(browser.new_context(), server.address, watched)
        page = context.new_page()
        page.goto(server.address + PAGE)
        run(cell_of(page), "done")
        yield page, server, watched
        context.close()


@pytest.fixture
def cell(started: tuple[Page, Server, Watched]) -> Iterator[Locator]:
    """The cell of text on that page, as the page wrote it."""
    page, _, watched = started
    cell = cell_of(page)
    yield cell
    if cell.get_attribute("state") in ("loading", "running"):
        button(cell, "Stop").click()
    if button(cell, "Reset").is_enabled():
        button(cell, "Reset").click()
    page.evaluate("localStorage.clear()")
    watched.check()


# What a run gives


def test_a_run_gives_the_text_of_the_page_and_says_so(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    cell = cell_of(page)
    expect(cell).to_have_attribute("state", "idle")
    run(cell, "done")
    shown, rerun = cell.locator(".nn-printed"), cell.locator(".nn-text")
    assert rerun.text_content().rstrip() == shown.text_content().rstrip() != ""
    expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")
    expect(cell.locator(".nn-proof")).to_have_text("Same as the page")


def test_a_run_draws_the_figure_of_the_page_in_both_schemes(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    cell = cell_of(page, DRAWS)
    run(cell, "done")
    expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")
    shown = page.evaluate(
        "async (image) => (await fetch(image.src)).text()",
        cell.locator(".nn-figure .nn-light").element_handle(),
    )
    assert "<svg" in shown
    for scheme in ("light", "dark"):
        drawn = cell.locator(f".nn-drawing .nn-{scheme}")
        assert drawn.evaluate("async (image) => (await image.decode(), true)")
        assert drawn.get_attribute("src").startswith("blob:")
    expect(cell.locator(".nn-drawing .nn-light")).to_be_visible()
    expect(cell.locator(".nn-drawing .nn-dark")).to_be_hidden()
    assert cell.locator(".nn-drawing .nn-light").get_attribute("alt")


def test_nothing_of_python_is_fetched_before_the_reader_shows_intent(
    page: Page, server: Server
) -> None:
    page.goto(server.address + PAGE)
    expect(button(cell_of(page), "Run")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.asked if "/runtime/" in path]
    assert not [path for path in server.asked if "/worker-" in path]


def test_the_progress_is_told_in_megabytes(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    cell = cell_of(page)
    cell.evaluate(
        "cell => { window.said = new Set(); new MutationObserver(() => said.add("
        "cell.querySelector('.nn-status').textContent)).observe(cell, "
        "{subtree: true, childList: true, characterData: true}); }"
    )
    run(cell, "done")
    said = page.evaluate("[...said]")
    assert any(
        re.search(r"Fetching Python \d+\.\d of \d+\.\d MB", text) for text in said
    )
    expect(cell.locator("progress")).to_be_hidden()


# Bad input: the page lives on and the text is kept


def test_a_syntax_error_names_its_line_and_keeps_the_code(cell: Locator) -> None:
    code = "x = 1\nprint(x\nthis is not Python"
    editor = write(cell, code)
    run(cell, "error")
    expect(cell.locator(".nn-error")).to_contain_text("line 2")
    expect(cell.locator(".nn-error")).to_contain_text("SyntaxError")
    expect(editor).to_have_value(code)
    expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "edited")
    expect(cell.locator(".nn-proof")).to_have_text("Edited code: not compared")


def test_an_endless_loop_is_stopped_within_a_second_and_its_text_kept(
    cell: Locator,
) -> None:
    write(cell, "print('before')\nwhile True:\n    pass")
    run(cell, "running")
    expect(cell.locator(".nn-text")).to_have_text("before\n")
    button(cell, "Stop").click()
    expect(cell).to_have_attribute("state", "stopped", timeout=1000)
    expect(cell.locator(".nn-text")).to_have_text("before\n")
    expect(button(cell, "Run")).to_be_enabled()
    write(cell, "print('repaired')")
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("repaired\n")


def test_an_endless_print_ends_by_itself_while_the_page_answers(cell: Locator) -> None:
    cell.evaluate(
        "() => { window.gap = 0; let last = performance.now();"
        "window.tick = setInterval(() => { const now = performance.now();"
        "gap = Math.max(gap, now - last); last = now; }, 10); }"
    )
    write(cell, "while True:\n    print('again and again')")
    run(cell, "error")
    gap = cell.evaluate("() => { clearInterval(tick); return gap; }")
    expect(cell.locator(".nn-error")).to_contain_text("more than 200,000 letters")
    assert len(cell.locator(".nn-text").text_content()) == 200_000
    assert gap < 1000


def test_a_missing_package_is_said_in_plain_words(cell: Locator) -> None:
    write(cell, "import torch")
    run(cell, "error")
    expect(cell.locator(".nn-error")).to_contain_text("line 1: import torch")
    expect(cell.locator(".nn-error")).to_contain_text("torch is not here")


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("import sys\nsys.exit()", "The code ended the run itself"),
        ("input('Name? ')", "input() cannot ask here"),
        ("def f():\n    return f()\nf()", "RecursionError"),
        ("everything = [0] * 2**30", "MemoryError"),
        ("import threading\nthreading.Thread(target=print).start()", "one thread"),
        ("await x", "SyntaxError"),
    ],
)
def test_what_cannot_work_ends_with_a_short_error(
    cell: Locator, code: str, part: str
) -> None:
    write(cell, code)
    run(cell, "error")
    expect(cell.locator(".nn-error")).to_contain_text(part)
    write(cell, "print('alive')")
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("alive\n")


def test_a_crash_of_python_itself_is_told_and_the_next_run_starts_it_anew(
    cell: Locator, started: tuple[Page, Server, Watched]
) -> None:
    # Pyodide reports its own end to the console.
    for part in ("Aborted()", "fatal error", "RuntimeError: unreachable"):
        started[2].expect(part)
    write(cell, "print('before')\nimport os\nos.abort()")
    run(cell, "error")
    expect(cell.locator(".nn-error")).to_contain_text("Run starts it anew")
    expect(cell.locator(".nn-text")).to_have_text("before\n")
    write(cell, "print('alive')")
    run(cell, "done")


def test_output_is_text_never_html(cell: Locator) -> None:
    write(
        cell, "print('<img src=x onerror=alert(1)>')\nraise ValueError('<b>bold</b>')"
    )
    run(cell, "error")
    expect(cell.locator(".nn-text")).to_have_text("<img src=x onerror=alert(1)>\n")
    expect(cell.locator(".nn-error")).to_contain_text("<b>bold</b>")
    assert cell.locator(".nn-rerun img, .nn-rerun b").count() == 0


def test_warnings_are_shown_apart(cell: Locator) -> None:
    write(cell, "import warnings\nwarnings.warn('careful')\nprint('done')")
    run(cell, "done")
    expect(cell.locator(".nn-aside")).to_contain_text("UserWarning: careful")
    expect(cell.locator(".nn-text")).to_have_text("done\n")


def test_a_cell_waits_its_turn_and_can_be_taken_from_the_queue(cell: Locator) -> None:
    other = cell_of(cell.page, DRAWS)
    write(cell, "while True:\n    pass")
    run(cell, "running")
    button(other, "Run").click()
    expect(other).to_have_attribute("state", "loading")
    expect(other.locator(".nn-status")).to_contain_text("Waiting")
    button(other, "Stop").click()
    expect(other).to_have_attribute("state", "stopped")
    expect(cell).to_have_attribute("state", "running")
    button(other, "Run").click()
    button(cell, "Stop").click()
    expect(other).to_have_attribute("state", "done", timeout=START)
    button(other, "Reset").click()


# The editor


def test_reset_shows_the_page_again_and_can_be_undone(cell: Locator) -> None:
    editor = write(cell, "print('mine')")
    run(cell, "done")
    button(cell, "Reset").click()
    expect(cell).to_have_attribute("state", "idle")
    expect(cell.locator(".nn-rerun")).to_be_hidden()
    expect(editor).to_have_value(re.compile("numeric_grad"))
    button(cell, "Undo").click()
    expect(editor).to_have_value("print('mine')")
    expect(button(cell, "Undo")).to_be_hidden()


def test_the_editor_is_a_labelled_field_for_code(cell: Locator) -> None:
    editor = write(cell, "if True:")
    expect(editor).to_have_attribute("aria-label", re.compile("^Code of"))
    for name in ("autocapitalize", "autocorrect", "autocomplete"):
        expect(editor).to_have_attribute(name, "off")
    expect(editor).to_have_attribute("spellcheck", "false")
    editor.press("End")
    editor.press("Enter")
    editor.press_sequentially("print(1)")
    expect(editor).to_have_value("if True:\n    print(1)")
    editor.press("Tab")
    assert editor.evaluate("field => field === document.activeElement")
    editor.press("ControlOrMeta+z")
    expect(editor).to_have_value("if True:\n    print(1)")
    editor.press("Escape")
    expect(button(cell, "Run")).to_be_focused()


def test_opening_the_editor_moves_nothing(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    cell = cell_of(page)
    place = "cell => cell.querySelector('.nn-bar').offsetTop"
    code = "cell => cell.querySelector('.nn-code').textContent.trim()"
    before, text = cell.evaluate(place), cell.evaluate(code)
    cell.locator(".nn-code pre").click()
    expect(cell.get_by_role("textbox")).to_be_focused()
    # The browser rounds the height of a line; 40 lines may add up to a pixel or two.
    assert abs(cell.evaluate(place) - before) <= 2
    assert cell.get_by_role("textbox").input_value() == text


def test_the_tools_shift_nothing_when_their_script_arrives(
    page: Page, server: Server, watched: Watched
) -> None:
    watched.expect("404")
    place = "cell => cell.querySelector('.nn-printed').offsetTop - cell.offsetTop"
    server.missing.add("assets/cell/nn-cell-")
    page.goto(server.address + PAGE)
    page.wait_for_load_state("networkidle")
    before = cell_of(page).evaluate(place)
    server.heal()
    page.reload()
    expect(button(cell_of(page), "Run")).to_be_visible()
    # Half a pixel may round either way.
    assert abs(cell_of(page).evaluate(place) - before) <= 1


def test_the_keyboard_alone_edits_runs_and_goes_on(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    first, second = page.locator("nn-cell").nth(0), page.locator("nn-cell").nth(1)
    first.locator(".nn-code pre").focus()
    page.keyboard.press("Enter")
    expect(first.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("print(1 + 1)")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(first).to_have_attribute("state", "done", timeout=START)
    expect(first.locator(".nn-text")).to_have_text("2\n")
    expect(first.get_by_role("textbox")).to_have_value("print(1 + 1)")
    page.keyboard.press("Shift+Enter")
    expect(second.get_by_role("textbox")).to_be_focused()
    expect(first).to_have_attribute("state", "done", timeout=START)
    page.keyboard.press("Escape")
    expect(button(second, "Run")).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("state", "done", timeout=START)
    expect(button(second, "Run")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(button(second, "Stop")).to_be_focused()


# Nothing is lost


def test_an_edit_survives_a_reload_and_says_how_to_get_the_original(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    original = cell_of(page).locator(".nn-code code").text_content().rstrip()
    write(cell_of(page), "print('mine')")
    page.reload()
    editor = cell_of(page).get_by_role("textbox")
    expect(editor).to_have_value("print('mine')")
    note = cell_of(page).locator(".nn-note")
    expect(note).to_have_text(
        re.compile("^Your edit of .* · Reset shows the original$")
    )
    button(cell_of(page), "Reset").click()
    expect(editor).to_have_value(original)
    page.reload()
    expect(cell_of(page).get_by_role("textbox")).to_have_count(0)


def test_when_the_page_has_changed_the_reader_chooses(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    write(cell_of(page), "print('mine')")
    page.evaluate(
        "name => { const key = `nnnotes/cell/${name}`;"
        "const edit = JSON.parse(localStorage.getItem(key));"
        "localStorage.setItem(key, JSON.stringify({...edit, original: 'other'})); }",
        PRINTS,
    )
    page.reload()
    cell = cell_of(page)
    editor = cell.get_by_role("textbox")
    expect(editor).to_have_value("print('mine')")
    expect(cell.locator(".nn-note")).to_contain_text("has changed since your edit")
    button(cell, "See the page's").click()
    expect(editor).not_to_have_value("print('mine')")
    button(cell, "Undo").click()
    expect(editor).to_have_value("print('mine')")
    expect(cell.locator(".nn-note")).to_be_hidden()


@refusals
def test_storage_that_refuses_is_said_and_cells_run(
    context: BrowserContext, address: str, watched: Watched, fault: str, why: str
) -> None:
    context.add_init_script(fault)
    watched.expect("by the test")  # the theme does not catch it, we do
    page = context.new_page()
    page.goto(address + PAGE)
    cell = cell_of(page)
    expect(cell).to_have_attribute("state", "idle")
    write(cell, "print('mine')")
    expect(cell.locator(".nn-note")).to_contain_text(f"{why}: your edit lasts")
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("mine\n")


def test_the_difference_between_mine_and_the_page_is_shown_line_by_line(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    cell = cell_of(page)
    cell.locator(".nn-code pre").click()
    editor = cell.get_by_role("textbox")
    original = editor.input_value()
    write(cell, original.replace("default_rng(45)", "default_rng(46)"))
    page.evaluate(
        "name => { const key = `nnnotes/cell/${name}`;"
        "const edit = JSON.parse(localStorage.getItem(key));"
        "localStorage.setItem(key, JSON.stringify({...edit, original: 'other'})); }",
        PRINTS,
    )
    page.reload()
    button(cell, "See the difference").click()
    shown = cell.locator(".nn-difference")
    expect(shown.locator("del")).to_have_text("- rng = np.random.default_rng(45)")
    expect(shown.locator("ins")).to_have_text("+ rng = np.random.default_rng(46)")


def test_two_tabs_tell_each_other_of_their_edits(
    context: BrowserContext, address: str
) -> None:
    one, two = context.new_page(), context.new_page()
    one.goto(address + PAGE)
    two.goto(address + PAGE)
    write(cell_of(one), "print('one')")
    expect(cell_of(two).locator(".nn-note")).to_contain_text("Another tab")
    button(cell_of(two), "Show that one").click()
    expect(cell_of(two).get_by_role("textbox")).to_have_value("print('one')")


# Sharing and taking away


def test_a_shared_edit_is_shown_and_never_run(
    context: BrowserContext, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + PAGE)
    code = "print('für alle', 1 < 2)"
    write(cell_of(page), code)
    button(cell_of(page), "More").click()
    button(cell_of(page), "Share").click()
    expect(cell_of(page).locator(".nn-note")).to_contain_text("clipboard")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(address + PAGE + "#edit=") and "print" not in link
    page.evaluate("localStorage.clear()")
    other = context.new_page()
    other.goto(link)
    cell = cell_of(other)
    expect(cell.get_by_role("textbox")).to_have_value(code)
    expect(cell.locator(".nn-note")).to_contain_text("It has not been run")
    expect(cell).to_have_attribute("state", "idle")
    assert other.evaluate("localStorage.length") == 0 or not other.evaluate(
        "Object.keys(localStorage).some((key) => key.startsWith('nnnotes/cell'))"
    )
    button(cell, "Show what was here").click()
    expect(cell.get_by_role("textbox")).to_have_value(re.compile("numeric_grad"))


def test_an_edit_makes_room_for_one_from_a_link_and_comes_back(
    context: BrowserContext, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + PAGE)
    write(cell_of(page), "print('theirs')")
    button(cell_of(page), "More").click()
    button(cell_of(page), "Share").click()
    expect(cell_of(page).locator(".nn-note")).to_contain_text("clipboard")
    link = page.evaluate("navigator.clipboard.readText()")
    write(cell_of(page), "print('mine')")
    page.close()
    other = context.new_page()
    other.goto(link)
    cell, text = cell_of(other), cell_of(other).get_by_role("textbox")
    expect(text).to_have_value("print('theirs')")
    write(cell, "print('theirs, changed')")
    expect(cell.locator(".nn-note")).to_contain_text("Your earlier edit is kept too")
    other.goto(address + PAGE)
    expect(text).to_have_value("print('theirs, changed')")
    button(cell, "Show my earlier edit").click()
    expect(text).to_have_value("print('mine')")
    other.reload()
    expect(text).to_have_value("print('mine')")
    button(cell, "Reset").click()
    expect(text).to_have_value(re.compile("numeric_grad"))
    button(cell, "Show my earlier edit").click()
    expect(text).to_have_value("print('theirs, changed')")


@pytest.mark.parametrize("spoiled", ["#edit=", "#edit=%%%", "#edit=AAAA"])
def test_a_spoiled_link_shows_the_page(page: Page, address: str, spoiled: str) -> None:
    page.goto(address + PAGE + spoiled)
    expect(cell_of(page).locator(".nn-code pre")).to_be_visible()
    expect(cell_of(page)).to_have_attribute("state", "idle")


def test_a_cell_can_be_taken_away_as_a_script_and_a_page_as_a_notebook(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    write(cell_of(page), "print('mine')")
    button(cell_of(page), "More").click()
    with page.expect_download() as script:
        button(cell_of(page), "Download").click()
    assert script.value.suggested_filename == "gradient_check_check.py"
    assert Path(script.value.path()).read_text() == "print('mine')\n"
    with page.expect_download() as whole:
        button(cell_of(page), "Download page").click()
    assert whole.value.suggested_filename == "gradient_check.ipynb"
    notebook = json.loads(Path(whole.value.path()).read_text("utf-8"))
    code = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    assert notebook["nbformat"] == 4 and len(code) == page.locator("nn-cell").count()
    assert ["print('mine')"] in [cell["source"] for cell in code]
    assert "".join(code[0]["source"]).startswith("import")


def test_run_all_runs_every_cell_in_order(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    button(cell_of(page), "More").click()
    button(cell_of(page), "Run all").click()
    for cell in page.locator("nn-cell").all():
        expect(cell).to_have_attribute("state", ENDED, timeout=START)
        expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")


def test_the_line_of_an_error_leads_to_the_editor(cell: Locator) -> None:
    editor = write(cell, "x = 1\ny = x / 0\nprint(y)")
    run(cell, "error")
    button(cell, "line 2").click()
    expect(editor).to_be_focused()
    marked = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert editor.evaluate(marked) == "y = x / 0"


def test_one_can_search_in_the_editor(cell: Locator) -> None:
    write(cell, "alpha = 1\nbeta = 2\nalpha + beta")
    cell.get_by_role("textbox").press("ControlOrMeta+f")
    field = cell.locator(".pce-widget input, .prism-search input").first
    expect(field).to_be_focused()
    field.press("Escape")


def test_nan_in_a_result_is_explained(cell: Locator) -> None:
    write(cell, "import numpy as np\nprint(np.array([0.0]) / 0)")
    run(cell, "done")
    expect(cell.locator(".nn-error")).to_contain_text("NumPy gives no warning")


# The network


@pytest.mark.parametrize("fault", ["missing", "cut", "changed"])
@pytest.mark.parametrize(
    "file",
    [
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "decoder-",
        "snapshot-",
        "numbers-",
        "nnnotes-",
    ],
)
def test_a_broken_runtime_file_is_named_and_run_tries_again(
    page: Page, server: Server, watched: Watched, file: str, fault: str
) -> None:
    # The browser and Pyodide report a broken file in words of their own, or in many.
    watched.expect("")
    getattr(server, fault).add(file)
    page.goto(server.address + PAGE)
    cell = cell_of(page)
    run(cell, "error")
    error = cell.locator(".nn-error")
    expect(error).to_contain_text("The Python runtime could not be loaded: ")
    expect(error).to_contain_text(file)
    expect(error).to_contain_text("The page itself is complete without it.")
    if file == "pyodide.asm.wasm":
        server.heal()
        run(cell, "done")
        expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")


def test_the_figures_that_do_not_come_are_named_and_the_page_lives_on(
    page: Page, server: Server, watched: Watched
) -> None:
    watched.expect("404")
    server.missing.add("figures-")
    page.goto(server.address + PAGE)
    run(cell_of(page), "done")
    run(cell_of(page, DRAWS), "error")
    expect(cell_of(page, DRAWS).locator(".nn-error")).to_contain_text("figures-")
    server.heal()
    run(cell_of(page, DRAWS), "done")


# The ways to start


#: Memory lies otherwise here than the snapshot says.
OTHER_LAYOUT = """
const { parse } = JSON;
JSON.parse = (...given) => {
  const value = parse(...given);
  if (value?.layout) value.layout = value.layout.replace(/.$/, (digit) => 9 - digit);
  return value;
};
"""
#: An extension module of the snapshot cannot be compiled.
NO_COMPILER = """
const { compile } = WebAssembly;
WebAssembly.compile = (bytes) =>
  bytes.length > 1e6 ? Promise.reject(new RangeError("too large")) : compile(bytes);
"""
#: Functions are numbered as in Safari: a second name is a second function.
SAFARI = """
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  const { a, b } = exports;
  return { exports: a && a === b ? { a, b: () => b() } : exports };
};
"""
#: Nor can the packs be read.
NO_PACKS = """
const Instance = WebAssembly.Instance;
WebAssembly.Instance = function (module, imports) {
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  if (names.includes("ZSTD_decompress")) throw new Error("no decoder");
  return new Instance(module, imports);
};
"""


@pytest.mark.parametrize(
    ("prelude", "asked", "spared"),
    [
        ("", "snapshot-", "library-"),
        (OTHER_LAYOUT, "library-", "python_stdlib"),
        (NO_COMPILER, "library-", "python_stdlib"),
        (SAFARI, "library-", "snapshot-"),
        (NO_PACKS, "python_stdlib", "-1.17.0-py2.py3-none-any.whl"),
    ],
    ids=["snapshot", "other layout", "no compiler", "Safari", "plain"],
)
def test_every_way_to_start_gives_the_text_and_the_figure_of_the_page(
    browser: Browser,
    server: Server,
    watched: Watched,
    prelude: str,
    asked: str,
    spared: str,
) -> None:
    # A service worker would fetch the worker's script past our changed one.
    context = browser.new_context(service_workers="block")
    page = guard(context, server.address, watched).new_page()
    watched.expect("Service Worker registration blocked")
    watched.expect("Python does not start from")
    # The start that was given up may still say so itself.
    watched.expect("wasm instantiation failed")
    watched.expect("Incorrect response MIME type")
    worker_with(page, prelude)
    page.goto(server.address + PAGE)
    run(cell_of(page), "done")
    expect(cell_of(page).locator(".nn-proof")).to_have_attribute("data-same", "true")
    assert [path for path in server.asked if asked in path]
    assert not [path for path in server.asked if spared in path]
    run(cell_of(page, DRAWS), "done")
    proof = cell_of(page, DRAWS).locator(".nn-proof")
    expect(proof).to_have_attribute("data-same", "true")
    context.close()
    watched.check()


def test_a_phone_whose_memory_lies_otherwise_starts_from_bytecode(
    browser: Browser, server: Server, watched: Watched
) -> None:
    # Pyodide itself tells phones by their names, and gives them other functions.
    name = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/605.1.15"
    context = browser.new_context(user_agent=name)
    page = guard(context, server.address, watched).new_page()
    watched.expect('does not start from "snapshot" here: Error: memory lies otherwise')
    page.goto(server.address + PAGE)
    run(cell_of(page), "done")
    expect(cell_of(page).locator(".nn-proof")).to_have_attribute("data-same", "true")
    assert [path for path in server.asked if "library-" in path]
    context.close()
    watched.check()


def test_what_is_left_out_is_fetched_when_it_is_used(
    cell: Locator, started: tuple[Page, Server, Watched]
) -> None:
    code = (
        "import fontTools.ttLib, random, sqlite3, wsgiref.util\n"
        "import numpy.f2py.symbolic as s\n"
        "from matplotlib.font_manager import findfont, get_font\n"
        "print(get_font(findfont('STIXGeneral')).family_name, s.Expr.__name__)"
    )
    write(cell, code)
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("STIXGeneral Expr\n")


def test_a_folder_of_the_packages_lists_what_nobody_has_read(cell: Locator) -> None:
    code = """import numpy
from pathlib import Path
packages = Path(numpy.__file__).parent.parent
fonts = packages / "matplotlib" / "mpl-data" / "fonts" / "ttf"
print(len(list(fonts.glob("DejaVuSans-*.ttf"))), (fonts / "cmr10.ttf").stat().st_size)
print([(packages / name).exists() for name in ("six.pyc", "seven.pyc")])"""
    write(cell, code)
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("3 26348\n[True, False]\n")


def test_two_visits_do_not_draw_the_same_chance(page: Page, address: str) -> None:
    drawn = set()
    for _ in range(2):
        page.goto(address + PAGE)
        write(
            cell_of(page),
            "import random, uuid, numpy as np\n"
            "print(random.random(), uuid.uuid4(), np.random.rand(), "
            "np.random.default_rng().random())",
        )
        run(cell_of(page), "done")
        drawn |= set(cell_of(page).locator(".nn-text").inner_text().split())
    assert len(drawn) == 8


def test_a_server_that_falls_silent_does_not_hang_the_cell(
    page: Page, server: Server
) -> None:
    server.silent.add("pyodide.asm.wasm")
    page.clock.install()
    page.goto(server.address + PAGE)
    cell = cell_of(page)
    button(cell, "Run").click()
    expect(cell.locator(".nn-status")).to_contain_text("Fetching Python")
    page.wait_for_timeout(2000)
    page.clock.fast_forward(61_000)
    expect(cell).to_have_attribute("state", "error")
    expect(cell.locator(".nn-error")).to_contain_text("the server does not answer")


def test_without_the_editor_a_plain_field_takes_the_code(
    page: Page, server: Server, watched: Watched
) -> None:
    watched.expect("404")
    server.missing.add("assets/cell/editor")
    page.goto(server.address + PAGE)
    cell = cell_of(page)
    write(cell, "print('plain')")
    expect(cell.locator("textarea.nn-plain")).to_be_visible()
    run(cell, "done")
    expect(cell.locator(".nn-text")).to_have_text("plain\n")


# The visit


def test_python_starts_once_for_pages_joined_by_instant_navigation(
    page: Page, server: Server
) -> None:
    page.goto(server.address + PAGE)
    run(cell_of(page), "done")
    page.evaluate("window.visit = 'the same'")
    follow(page, "Notation")
    page.wait_for_url("**/notation/")
    expect(page.locator("h1")).to_contain_text("Notation")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Gradient check")
    run(cell_of(page), "done")
    expect(cell_of(page).locator(".nn-proof")).to_have_attribute("data-same", "true")
    assert page.evaluate("window.visit") == "the same"
    assert sum("/worker-" in path for path in server.asked) == 1
    assert sum(path.endswith("pyodide.asm.wasm") for path in server.asked) == 1


def test_leaving_a_page_ends_its_endless_loop_for_the_next_cell(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    write(cell_of(page), "while True:\n    pass")
    run(cell_of(page), "running")
    follow(page, "Notation")
    expect(page.locator("h1")).to_contain_text("Notation")
    page.go_back()
    cell = cell_of(page)
    expect(cell.get_by_role("textbox")).to_have_value("while True:\n    pass")
    button(cell, "Reset").click()
    run(cell, "done")


def test_without_javascript_the_page_is_a_finished_example(
    browser: Browser, address: str, watched: Watched
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = guard(context, address, watched).new_page()
    page.goto(address + PAGE)
    cell = cell_of(page, DRAWS)
    expect(cell.locator(".nn-code code")).to_be_visible()
    expect(cell.locator(".nn-printed")).to_be_visible()
    cell.locator(".nn-figure .nn-light").scroll_into_view_if_needed()
    expect(cell.locator(".nn-figure .nn-light")).to_be_visible()
    expect(cell.locator(".nn-figure .nn-dark")).to_be_hidden()
    expect(cell.get_by_role("button")).to_have_count(0)
    context.close()
    watched.check()


def test_print_shows_the_page_without_tools_and_reruns(cell: Locator) -> None:
    run(cell, "done")
    cell.page.emulate_media(media="print")
    for part in (".nn-bar", ".nn-rerun"):
        expect(cell.locator(part)).to_be_hidden()
    expect(cell.locator(".nn-code code")).to_be_visible()
    expect(cell.locator(".nn-printed")).to_be_visible()
    cell.page.emulate_media(media="screen")


@pytest.mark.parametrize("coarse", [False, True])
def test_targets_are_large_enough(
    browser: Browser, address: str, watched: Watched, coarse: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=coarse, is_mobile=coarse
    )
    page = guard(context, address, watched).new_page()
    page.goto(address + PAGE)
    for tool in cell_of(page).locator(".nn-tools button:visible").all():
        box = tool.bounding_box()
        assert box and min(box["width"], box["height"]) >= (44 if coarse else 24)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
    watched.check()


@pytest.mark.parametrize("width", [320, 360, 375, 390, 412])
def test_on_a_phone_nothing_below_moves_when_a_run_ends(
    browser: Browser, address: str, watched: Watched, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True
    )
    page = guard(context, address, watched).new_page()
    page.goto(address + "linear/learned_feature_map/")
    cell = page.locator("nn-cell").first
    run = button(cell, "Run")
    bar = "cell => cell.querySelector('.nn-bar').offsetHeight"
    expect(run).to_be_visible()
    before = cell.evaluate(bar)
    run.tap()
    expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")
    # As it is where the result is below the screen.
    cell.evaluate("cell => (cell.querySelector('.nn-jump').hidden = false)")
    # Half a pixel may round either way.
    assert abs(cell.evaluate(bar) - before) <= 1
    context.close()
    watched.check()
