"""Runs are fresh, parallel and cached, and the cache knows what each run read."""

from pathlib import Path
from typing import Any

import pytest

from hooks import runner

USES_RELU = (
    "import numpy as np\nfrom nnnotes.activations import relu\nprint(relu(np.ones(1)))"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(runner, "TIMEOUT", 3.0)
    return tmp_path / "cache"


def test_warm_call_runs_nothing(project: Path) -> None:
    codes = {"a/one": "print(1)", "a/two": "print(2)"}
    cold = runner.run_all(codes, cache=project)
    assert sorted(runner.executed) == ["a/one", "a/two"]
    assert runner.run_all(codes, cache=project) == cold
    assert runner.executed == []


def test_changed_example_runs_alone(project: Path) -> None:
    runner.run_all({"a/one": "print(1)", "a/two": "print(2)"}, cache=project)
    runs = runner.run_all({"a/one": "print(1)", "a/two": "print(3)"}, cache=project)
    assert runner.executed == ["a/two"] and runs["a/two"].text == "3\n"


def test_run_records_the_files_of_the_package_that_it_read(project: Path) -> None:
    run = runner.run_all({"a/relu": USES_RELU}, cache=project)["a/relu"]
    assert "src/nnnotes/activations.py" in run.read
    assert "src/nnnotes/losses.py" not in run.read


def test_changed_file_of_the_package_reruns_those_that_read_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = {"a/relu": USES_RELU, "a/plain": "print(1)"}
    runner.run_all(codes, cache=project)
    true = runner.digest

    def changed(path: Any) -> str:
        return "other" if str(path).endswith("activations.py") else true(path)

    monkeypatch.setattr(runner, "digest", changed)
    runner.run_all(codes, cache=project)
    assert runner.executed == ["a/relu"]


def test_failure_is_not_cached(project: Path) -> None:
    for _ in range(2):
        run = runner.run_all({"a/bad": "x = 1\nx / 0"}, cache=project)["a/bad"]
        assert run.error == "line 2: x / 0\nZeroDivisionError: division by zero"
        assert runner.executed == ["a/bad"]


def test_damaged_entry_is_run_again(project: Path) -> None:
    runner.run_all({"a/one": "print(1)"}, cache=project)
    next(project.iterdir()).write_text('{"text": "2')
    assert runner.run_all({"a/one": "print(1)"}, cache=project)["a/one"].text == "1\n"


def test_runs_share_nothing(project: Path) -> None:
    leak = "import numpy\nprint(getattr(numpy, 'leak', 'clean'))\nnumpy.leak = 'leaked'"
    runs = runner.run_all({"a/one": leak, "a/two": leak + " "}, cache=None)
    assert {run.text for run in runs.values()} == {"clean\n"}


def test_endless_loop_is_ended_and_said(project: Path) -> None:
    runs = runner.run_all(
        {"a/loop": "while True: pass", "a/ok": "print(1)"}, cache=None
    )
    assert runs["a/loop"].error == "no result after 3 seconds: ended"
    assert runs["a/ok"].text == "1\n"


def test_death_of_the_process_is_said() -> None:
    run = runner.run_all({"a/exit": "import os; os._exit(7)"}, cache=None)["a/exit"]
    assert run.error == "the process died with exit code 7"


def test_named_results_are_kept_if_they_are_small_and_plain() -> None:
    code = "import numpy as np\na, b, _c = 1.5, np.eye(2), 3\nbig, f = np.ones(99), len"
    values = runner.run_all({"a/v": code}, cache=None)["a/v"].values
    assert values == {"a": 1.5, "b": [[1.0, 0.0], [0.0, 1.0]]}
