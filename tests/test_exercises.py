"""Every exercise: its solution passes, and each wrong answer is told what is wrong."""

from __future__ import annotations

import ast
import json
import re

import pytest

from nnnotes import exercises
from nnnotes.exercises.checker import check
from nnnotes.exercises.exercise import Exercise, Mistake

NAMES = exercises.names()
EXERCISES = {name: exercises.load(name) for name in NAMES}
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{name}-{i}")
    for name, exercise in EXERCISES.items()
    for i, mistake in enumerate(exercise.mistakes)
]


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_passes(name: str) -> None:
    verdict = check(EXERCISES[name], EXERCISES[name].solution)
    assert verdict.state == "solved", verdict


@pytest.mark.parametrize("name", NAMES)
def test_the_starter_is_told_to_be_written(name: str) -> None:
    verdict = check(EXERCISES[name], EXERCISES[name].starter)
    assert verdict.state == "wrong"
    assert "is not written yet" in verdict.says


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_typical_wrong_answer_gets_its_own_message(
    exercise: Exercise, mistake: Mistake
) -> None:
    verdict = check(exercise, exercise.wrong(mistake))
    assert verdict.state == "wrong"
    assert verdict.says == mistake.says
    assert verdict.where and verdict.case, "the smallest input is shown"


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_is_whole(name: str) -> None:
    exercise = EXERCISES[name]
    assert exercise.asked, "the starter defines what the check calls"
    assert len(exercise.properties) >= 1
    assert len(exercise.mistakes) >= 3 and len(exercise.hints) >= 2
    says = [mistake.says for mistake in exercise.mistakes]
    assert len(set(says)) == len(says)
    sentences = [*says, *(held.says for held in exercise.properties), *exercise.hints]
    assert all(re.match(r"[A-Z`$\d]|[a-z_]+\b.*", text) for text in sentences)
    assert all(text.endswith((".", "?", "!")) for text in sentences), sentences


@pytest.mark.parametrize("name", NAMES)
def test_starter_and_solution_define_the_same_and_fit_a_narrow_page(name: str) -> None:
    exercise = EXERCISES[name]
    codes = exercise.starter, exercise.solution
    for code in codes:
        ast.parse(code)
        assert max(map(len, code.splitlines())) <= 80
    solved = [
        (node.name, [one.arg for one in node.args.args])
        for node in ast.parse(exercise.solution).body
        if isinstance(node, ast.FunctionDef)
    ]
    assert set(exercise.asked) <= {called for called, _ in solved}
    assert dict(solved) | exercise.asked == dict(solved)


def test_an_unknown_exercise_is_named_with_those_there_are() -> None:
    with pytest.raises(LookupError, match=r"no exercise 'forward/nothing'; there.*"):
        exercises.load("forward/nothing")


def test_the_page_gets_the_verdict_as_json() -> None:
    name = "forward/affine_layer"
    got = json.loads(exercises.answer(name, EXERCISES[name].starter))
    assert got["state"] == "wrong" and "`affine` is not written yet" in got["says"]
