"""The implementation check of a topic catches the bugs that people make there."""

from __future__ import annotations

import runpy
from dataclasses import dataclass

import pytest
from fences import ROOT

from hooks import runner
from nnnotes import examples


@dataclass(frozen=True)
class Bug:
    """A wrong version of one line, and the check that must fail for it.

    ``where`` is a module of nnnotes, or "" for the check's own script. The bugs of a
    part stand in ``planted/<part>.py``.
    """

    part: str
    topic: str
    where: str
    right: str
    wrong: str


BUGS = [
    Bug(path.stem, *bug)
    for path in sorted((ROOT / "tests" / "planted").glob("*.py"))
    for bug in runpy.run_path(str(path))["BUGS"]
]

PATCH = """\
import importlib, inspect
def plant():
    module = importlib.import_module("nnnotes.{where}")
    text = inspect.getsource(module).replace({right!r}, {wrong!r})
    exec(compile(text, module.__file__, "exec"), module.__dict__)
plant()
"""


def planted(bug: Bug) -> str:
    """Return the code of the check with the bug in it, or in the package."""
    code = examples.load(f"{bug.part}/{bug.topic}_check").code
    if not bug.where:
        assert bug.right in code, "the line is no longer there"
        return code.replace(bug.right, bug.wrong)
    module = ROOT / "src" / "nnnotes" / f"{bug.where}.py"
    assert bug.right in module.read_text("utf-8"), "the line is no longer there"
    return PATCH.format(**vars(bug)) + code


@pytest.fixture(scope="module")
def runs() -> dict[Bug, runner.Run]:
    """Every check with its bug, in parallel."""
    codes = {f"bug/{number}": planted(bug) for number, bug in enumerate(BUGS)}
    found = runner.run_all(codes, cache=None)
    return {bug: found[f"bug/{number}"] for number, bug in enumerate(BUGS)}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.topic}: {bug.wrong}")
def test_planted_bug_is_caught(bug: Bug, runs: dict[Bug, runner.Run]) -> None:
    ended = runs[bug].error.split("\n")[-1]
    assert ended, f"passes with the bug: {runs[bug].printed}"
    assert not ended.startswith(("SyntaxError", "NameError", "the process")), ended


def test_every_topic_has_planted_bugs() -> None:
    names = set(examples.names())
    checks = {name for name in names if name.removesuffix("_check") in names - {name}}
    assert checks == {f"{bug.part}/{bug.topic}_check" for bug in BUGS}
