"""The Python that a cell's worker calls, run natively."""

import contextlib
import io
import json
import random
import sys

import matplotlib.pyplot as plt
import pytest

from nnnotes import browser, cell

FIGURE = """\
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1], color="#0b66b5")
"""


def run(source: str, printed: str | None = None, figures: list[str] | None = None):
    sent: list[str] = []
    result = browser.run(source, "demo", sent.append, printed, figures or [])
    return result, sent


def test_a_run_is_what_cell_run_gives_and_can_be_sent_to_the_page() -> None:
    result, sent = run("print('a')\nprint('b')\n1 / 0")
    assert json.loads(json.dumps(result)) == result
    assert result["text"] == "".join(sent) == "a\nb\n"
    assert result["error"] == "line 3: 1 / 0\nZeroDivisionError: division by zero"
    assert result["printed"] == "a\nb\n" + result["error"]
    assert result["difference"] is None


def test_the_printed_text_is_compared_when_the_page_has_one() -> None:
    assert run("print(1)", "1")[0]["difference"] == ""
    assert '"1"' in run("print(1)", "2")[0]["difference"]
    assert run("print(1)", "")[0]["difference"]


def test_a_figure_comes_in_both_colour_schemes_and_is_compared() -> None:
    light = cell.run(FIGURE).figures[0]
    result, _ = run(FIGURE, "", [light])
    assert result["difference"] == ""
    assert result["figures"][0]["light"] == light
    assert "#0b66b5" in light
    assert "#0b66b5" not in result["figures"][0]["dark"]
    assert "#6db3ff" in result["figures"][0]["dark"]


def test_another_figure_or_none_is_a_difference() -> None:
    light = cell.run(FIGURE).figures[0]
    other = FIGURE.replace("[0, 1])", "[0, 2])").replace("[0, 1], c", "[1, 0], c")
    assert "figure" in run(other, "", [light])[0]["difference"]
    assert "no figure" in run("", "", [light])[0]["difference"]
    assert "1 figure" in run(FIGURE, "")[0]["difference"]


def test_a_rehearsal_leaves_no_trace() -> None:
    before, _ = run(FIGURE)
    chance = random.getstate()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        browser.rehearse()
    assert not printed.getvalue() and not plt.get_fignums()
    assert random.getstate() == chance
    assert run(FIGURE)[0] == before


def test_a_rehearsal_draws_only_where_cells_have_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(cell, "svg", drawn.append)
    browser.rehearse()
    assert len(drawn) == 1
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot")
    browser.rehearse()
    assert len(drawn) == 1


def test_a_flood_of_prints_is_sent_in_few_pieces() -> None:
    result, sent = run("while True: print('again')")
    assert result["error"].endswith("printed more than 200,000 letters")
    assert "".join(sent) == result["text"]
    assert len(result["text"]) == cell.LIMIT
    # 40 at once, then 20 a second; a slow machine may need some seconds.
    assert len(sent) < 400


def test_lines_printed_before_a_long_computation_are_sent_before_it() -> None:
    sent: list[str] = []
    batched = browser.Batched(sent.append, clock=lambda: 0.0)
    for _ in range(3):
        batched.add("line")
        batched.add("\n")
    assert "".join(sent) == "line\n" * 3


def test_input_says_what_to_do_instead() -> None:
    result, _ = run("name = input('Name? ')")
    assert result["error"].startswith("line 1: ")
    assert "write the value into the code" in result["error"]


def test_warnings_are_shown_and_not_part_of_the_result() -> None:
    result, _ = run("import sys\nprint('careful', file=sys.stderr)", "")
    assert result["warnings"] == "careful\n"
    assert result["text"] == "" == result["difference"]
