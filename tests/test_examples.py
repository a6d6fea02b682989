"""Every worked example runs, keeps its claim and prints what it printed before."""

import ast
import os
from pathlib import Path

import pytest

from hooks import cells, runner
from nnnotes import examples

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="session")
def runs() -> dict[str, runner.Run]:
    """Every example, run anew: no cache can hide a change."""
    codes = {name: examples.load(name).code for name in examples.names()}
    return runner.run_all(codes, cache=None)


def test_example_is_fit_for_a_page(example: str, runs: dict[str, runner.Run]) -> None:
    shown = examples.load(example)
    assert not cells.problems(shown, runs[example])
    assert len(runs[example].figures) <= 1, "a cell draws one figure"
    assert len(shown.code.splitlines()) <= 40, "an example has at most 40 lines"


def test_example_checks_its_own_claim(example: str) -> None:
    if example.startswith("clinic/patient_"):
        # A reader repairs it: an assert of the illness would then fail. test_clinic
        # asserts the illness, and that it is gone after the repair.
        return
    shown = examples.load(example)
    kinds = {type(node) for node in ast.walk(ast.parse(shown.code))}
    assert ast.Assert in kinds or shown.raises, "an example asserts its claim"


def test_figure_is_vectors_only(example: str, runs: dict[str, runner.Run]) -> None:
    for light, dark in runs[example].figures:
        assert "<image" not in light, (
            "a bitmap differs between machines: use pcolormesh"
        )
        assert light != dark, "the figure names no role of nnnotes.draw"


def test_example_prints_what_was_reviewed(
    example: str, runs: dict[str, runner.Run], request: pytest.FixtureRequest
) -> None:
    file = EXPECTED / f"{example}.txt"
    printed = runs[example].printed + "\n"
    new = not file.exists() and not os.getenv("CI")
    if new or request.config.getoption("--update"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(printed, "utf-8")
    assert file.exists(), f"no {file}: run pytest --update, read the file, commit it"
    expected = file.read_text("utf-8")
    assert printed == expected, (
        f"{file} differs; if the change is right: pytest --update"
    )


def test_every_expected_output_belongs_to_an_example() -> None:
    kept = {
        path.relative_to(EXPECTED).with_suffix("").as_posix()
        for path in EXPECTED.glob("*/*.txt")
    }
    assert kept == set(examples.names())


def test_no_example_counts_with_default_integers(example: str) -> None:
    """In the browser NumPy's default integer has 32 bits and wraps in silence."""
    for node in ast.walk(ast.parse(examples.load(example).code)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.arange":
            keywords = {keyword.arg for keyword in node.keywords}
            floats = any(
                isinstance(arg, ast.Constant) and isinstance(arg.value, float)
                for arg in node.args
            )
            assert "dtype" in keywords or floats, f"{ast.unparse(node)}: name the dtype"
