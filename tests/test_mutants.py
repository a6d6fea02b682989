"""What mutmut runs against the package is every test that can tell a mutant."""

from __future__ import annotations

import tomllib

from fences import ROOT
from test_pyodide import portable

#: What a cell hands to the page, explorers, exercises; what they test is not mutated.
OTHERS = {
    "tests/test_browser_glue.py",
    "tests/test_cell.py",
    "tests/test_exercise_checker.py",
    "tests/test_exercises.py",
    "tests/test_playground.py",
}


def test_mutants_meet_every_test_of_the_mathematics() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    chosen = settings["mutmut"]["pytest_add_cli_args_test_selection"]
    tests = {path for path in portable() if path.startswith("tests/")}
    assert set(chosen) == tests - OTHERS
