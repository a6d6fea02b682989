"""The exercises' notebook: every exercise is in it, and its check works in Jupyter."""

import json
from typing import Any

import nbformat
import pytest
from fences import ROOT
from nbclient import NotebookClient
from playwright.sync_api import Page, expect
from test_notebooks import WHEEL, address, printed, text_of

from hooks import percent
from nnnotes import exercises
from nnnotes.exercises.notebook import check

NAMES = exercises.names()


@pytest.fixture(scope="module")
def cells() -> list[Any]:
    """The notebook's cells."""
    made = percent.notebook(text_of("exercises"), address, WHEEL)
    return list(json.loads(made)["cells"])


@pytest.mark.parametrize("name", NAMES)
def test_exercise_has_statement_starter_check_hints_and_solution(
    name: str, cells: list[Any]
) -> None:
    exercise = exercises.load(name)
    texts = ["".join(cell["source"]) for cell in cells]
    place = next(
        place
        for place, cell in enumerate(cells)
        if cell["metadata"].get("name") == f"exercises/{name}"
    )
    heading, statement, starter, asked, help = texts[place - 2 : place + 3]
    assert heading == f"## {exercise.title}"
    assert exercise.statement.strip() in statement
    assert all(held.says in statement for held in exercise.properties)
    assert starter == exercise.starter.strip()
    assert asked == f'check("{name}", In)'
    assert all(hint.strip() in help for hint in exercise.hints)
    assert exercise.solution.strip() in help
    assert exercise.solution.strip() not in "".join(texts[: place + 2])
    assert help.count("<details>") == help.count("</details>")


@pytest.mark.parametrize("name", NAMES)
def test_check_knows_the_starter_a_mistake_and_the_solution(
    name: str, capsys: pytest.CaptureFixture[str], cells: list[Any]
) -> None:
    exercise = exercises.load(name)
    mistake = exercise.mistakes[0]
    seen = []
    for code in (exercise.starter, exercise.wrong(mistake), exercise.solution):
        check(name, ["", "x = 1", code, "%matplotlib inline", "y = 2"])
        seen.append(capsys.readouterr().out)
    place = [cell["metadata"].get("name") for cell in cells].index(f"exercises/{name}")
    assert printed(cells[place + 1]) == seen[0]
    assert "is not written yet" in seen[0]
    assert mistake.says in seen[1]
    assert seen[2].startswith("Solved")


def test_check_takes_the_last_cell_that_defines_the_function(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exercise = exercises.load("forward/affine_layer")
    check("forward/affine_layer", [exercise.solution, exercise.starter])
    assert "is not written yet" in capsys.readouterr().out
    check("forward/affine_layer", ["", "z = affine(x, w, b)"])
    assert capsys.readouterr().out == "Run the cell that defines affine first.\n"


def test_an_answer_is_checked_in_plain_jupyter(
    cells: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    name = "forward/affine_layer"
    solution = exercises.load(name).solution
    codes = ["".join(cells[2]["source"]), solution, f'check("{name}", In)']
    fresh = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in codes]
    )
    NotebookClient(fresh, timeout=300, kernel_name="python3").execute(cwd=tmp_path)
    assert printed(fresh.cells[2]).startswith("Solved")


def test_an_answer_on_the_notebook_s_page_is_checked_and_kept_for_all_pages(
    page: Page, address: str
) -> None:
    name = "forward/affine_layer"
    page.goto(f"{address}notebooks/exercises/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    exercise = page.locator(f'nn-exercise[name="{name}"]')
    exercise.locator(".nn-code pre").press("Enter")
    solution = exercises.load(name).solution.strip()
    exercise.get_by_role("textbox").fill(solution)
    exercise.get_by_role("button", name="Check", exact=True).click()
    answer = exercise.locator(".nn-reply")
    expect(answer).to_have_attribute("data-verdict", "solved", timeout=120_000)
    page.goto(f"{address}practice/exercises/forward/")
    exercise = page.locator(f'nn-exercise[name="{name}"]')
    expect(exercise.get_by_role("textbox")).to_have_value(solution)
