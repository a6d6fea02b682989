"""The check of an exercise: what it says of code that is broken in any way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnnotes.exercises import attempt, shrink
from nnnotes.exercises.checker import Verdict, check
from nnnotes.exercises.exercise import Compare, Exercise, Mistake, Property
from nnnotes.exercises.source import Drawn, Source


def table(source: Source) -> dict[str, Any]:
    return {"x": source.numbers(source.size("row", 4), source.size("feature", 4))}


def total(answer: Any, x: Any) -> Compare:
    return Compare(answer.total(x), x.sum(axis=1))


SUM = Exercise(
    title="Sums",
    topic="linear/linear_head",
    statement="Sum each row.",
    starter="def total(x):\n    raise NotImplementedError\n",
    solution="def total(x):\n    return x.sum(axis=1)\n",
    properties=(Property("Each row has its sum.", table, total),),
    mistakes=(Mistake("The columns are summed.", {"axis=1": "axis=0"}),),
    hints=("Which axis?",),
)


def said(body: str) -> Verdict:
    return check(SUM, f"def total(x):\n    {body}\n")


def test_a_right_answer_is_told_what_was_tested() -> None:
    verdict = said("return [sum(row) for row in x]")
    assert verdict.state == "solved"
    assert verdict.says == "Solved: everything holds, on 20 inputs."
    assert verdict.holds == ("Each row has its sum.",)


def test_a_mistake_is_known_by_what_it_does_and_not_by_its_text() -> None:
    verdict = said("return [float(sum(column)) for column in x.T]")
    assert verdict.says == "The columns are summed."


def test_errors_of_one_type_are_not_yet_one_mistake() -> None:
    wrong = Mistake("It is reshaped.", {"x.sum(axis=1)": "x.reshape(-1, 7, 11)"})
    exercise = replace(SUM, mistakes=(wrong,))
    assert check(exercise, exercise.wrong(wrong)).says == "It is reshaped."
    other = "def total(x):\n    raise ValueError('another')\n"
    assert check(exercise, other).says == "The code ends with an error."


def test_an_unknown_mistake_is_told_by_the_property_and_its_smallest_input() -> None:
    verdict = said("return 2 * x.sum(axis=1)")
    assert verdict.says == "Each row has its sum."
    assert verdict.where == "It fails for 1 row, 1 feature."
    assert verdict.case == (("x", "[[1]]"),)
    assert (verdict.came, verdict.expected) == ("[2]", "[1]")


def test_what_fails_for_many_features_only_is_shown_with_as_few_as_that() -> None:
    verdict = said("return x[:, :2].sum(axis=1)")
    assert verdict.where == "It fails for 1 row, 3 features."
    assert verdict.case == (("x", "[[0, 0, 1]]"),)


def test_an_input_depends_on_no_chance() -> None:
    code = "return x.sum(axis=1) + (x < -1).any()"
    assert said(code) == said(code)
    assert said(code).case == (("x", "[[-2]]"),)


@pytest.mark.parametrize(
    ("code", "says", "detail"),
    [
        ("def total(x)\n    pass", "The code does not run to its end.", "line 1: "),
        ("import torch\n", "torch is not here.", "line 1: import torch"),
        ("1 / 0", "The code does not run to its end.", "ZeroDivisionError"),
        ("raise SystemExit", "The code ended the run itself.", "line 1: raise"),
    ],
)
def test_code_that_does_not_run_is_told_its_line(
    code: str, says: str, detail: str
) -> None:
    verdict = check(SUM, code)
    assert verdict.state == "error"
    assert verdict.says.startswith(says) and detail in verdict.detail


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("x = 1", "There is no function `total`. The check calls `total(x)`."),
        ("total = 1", "`total` is no function. The check calls `total(x)`."),
        ("def total(x, y): pass", "calls `total(x)`; here it is `def total(x, y)`."),
        ("def total(): pass", "calls `total(x)`; here it is `def total()`."),
        ("def total(x): pass", "`total` returns `None`: is there a `return` in it?"),
    ],
)
def test_what_any_function_can_lack_is_said(code: str, says: str) -> None:
    verdict = check(SUM, code)
    assert verdict.state == "wrong"
    assert verdict.says.endswith(says)


def test_another_name_for_the_argument_is_no_mistake() -> None:
    assert check(SUM, "total = lambda a: a.sum(1)").state == "solved"
    assert check(SUM, "def total(*a, **k): return a[0].sum(1)").state == "solved"


def test_an_argument_that_is_changed_is_named() -> None:
    verdict = said("x *= 1.5; return x.sum(axis=1) / 1.5")
    assert verdict.says.startswith("`total` changes its argument `x`")
    assert verdict.where == "It fails for 1 row, 1 feature."


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ([np.zeros(2)], [np.ones(2)], True),
        ([np.zeros(2), 1], [np.zeros(2)], True),
        ((np.array([np.nan]),), (np.array([np.nan]),), False),
        ([[np.zeros(1)], 3], [[np.zeros(1)], 3], False),
        (np.array(["a"]), np.array(["b"]), True),
        (np.array(["a"]), np.array(["a"]), False),
    ],
)
def test_lists_of_arrays_are_watched_too(old: Any, new: Any, other: bool) -> None:
    assert attempt.changed(old, new) is other


@pytest.mark.parametrize(
    ("body", "says", "detail"),
    [
        ("return x.sum(axis=2)", "The code ends with an error.", "line 2: return x"),
        ("return nothing", "nothing has to be defined", "NameError"),
        ("raise SystemExit", "The code ended the run itself", "line 2: raise"),
        ("return x.sum(axis=1)[:, None]", "Each row has its sum.", "shape (1, 1)"),
        ("return 'many'", "Each row has its sum.", "It is a str, expected an array."),
        ("return [[1], [1, 2]]", "Each row has its sum.", "It is no array."),
        (
            "return x.sum(axis=1) * 1j",
            "Each row has its sum.",
            "entries are complex128",
        ),
        ("return {}", "Each row has its sum.", "It is a dict, expected an array."),
    ],
)
def test_what_cannot_be_compared_is_told(body: str, says: str, detail: str) -> None:
    verdict = said(body)
    assert verdict.state == "wrong"
    assert says in verdict.says and detail in verdict.detail, verdict


def test_nan_is_no_right_answer() -> None:
    verdict = said("return x.sum(axis=1) / (len(x) > 1) * (len(x) > 1)")
    assert verdict.came == "[nan]" and verdict.says == "Each row has its sum."


def test_what_is_printed_is_that_of_the_smallest_input() -> None:
    code = "print('top')\ndef total(x):\n    print(x.shape)\n    return 0 * x[:, 0]\n"
    verdict = check(SUM, code)
    assert verdict.printed == "top\n(1, 1)\n"
    flood = "def total(x):\n    print('x' * 20000)\n    return x.sum(1)\n"
    assert check(SUM, flood).state == "solved"


def test_an_answer_by_chance_is_told_like_any_other() -> None:
    code = "import random\ndef total(x):\n    return x.sum(1) + random.random()\n"
    assert check(SUM, code).says == "Each row has its sum."


def test_numbers_that_look_alike_get_more_digits() -> None:
    verdict = said("return x.sum(axis=1) + 1e-5")
    assert verdict.came == "[1e-05]" and verdict.expected == "[0]"
    verdict = said("return x.sum(axis=1) * (1 + 1e-5)")
    assert (verdict.came, verdict.expected) == ("[1.00001]", "[1]")


def test_a_mistake_has_to_stand_in_the_solution_once() -> None:
    for swap in ({"axis=7": "axis=0"}, {"x": "y"}):
        with pytest.raises(ValueError, match="in the solution, expected once"):
            SUM.wrong(Mistake("…", swap))


# Shrinking


LARGE = {"sizes": {"row": 4, "feature": 4}, "choices": (1,)}


def drawn_by(again: Drawn) -> Drawn:
    source = Source(again)
    source.choice("small", "large")
    n, d = source.size("row", 5), source.size("feature", 5, least=2)
    source.numbers(n, d)
    source.labels(n, below=4)
    return source.drawn


def shrunk(seed: int, fails: Callable[[Drawn], bool]) -> Drawn:
    """Shrink a large input, which has to fail."""

    def tried(candidate: Drawn) -> Drawn | None:
        drawn = drawn_by(candidate)
        return drawn if fails(drawn) else None

    start = drawn_by(Drawn(seed, **LARGE))
    assert fails(start)
    return shrink.smallest(start, tried)


@pytest.mark.parametrize("seed", range(5))
def test_the_smallest_input_of_all_is_found(seed: int) -> None:
    found = shrunk(seed, lambda drawn: True)
    assert found.sizes == {"row": 1, "feature": 2} and found.choices == (0,)
    assert not found.arrays[0].any() and not found.arrays[1].any()


@pytest.mark.parametrize("seed", range(5))
def test_sizes_that_depend_on_each_other_shrink_together(seed: int) -> None:
    found = shrunk(seed, lambda one: one.sizes["row"] == one.sizes["feature"])
    assert found.sizes == {"row": 2, "feature": 2}


@pytest.mark.parametrize("seed", range(5))
def test_numbers_become_round_and_keep_what_makes_them_fail(seed: int) -> None:
    found = shrunk(seed, lambda one: one.arrays[0].min() < -0.5)
    assert found.sizes == {"row": 1, "feature": 2}
    assert sorted(found.arrays[0].ravel()) == [-1.0, 0.0]


@pytest.mark.parametrize("seed", range(5))
def test_an_option_that_is_needed_stays(seed: int) -> None:
    assert shrunk(seed, lambda one: one.choices == (1,)).choices == (1,)


def test_the_search_ends_within_its_budget() -> None:
    tried = []

    def fails(candidate: Drawn) -> Drawn | None:
        tried.append(candidate)
        drawn = drawn_by(candidate)
        return drawn if drawn.sizes["row"] == 4 else None

    shrink.smallest(drawn_by(Drawn(0, **LARGE)), fails, budget=20)
    assert len(tried) == 20


def test_a_source_gives_again_what_it_gave() -> None:
    first = drawn_by(Drawn(3))
    again = drawn_by(replace(first, seed=99))
    assert again.sizes == first.sizes and again.choices == first.choices
    for one, other in zip(first.arrays, again.arrays, strict=True):
        assert np.array_equal(one, other)


def test_whatever_is_given_again_stays_within_its_bounds() -> None:
    source = Source(Drawn(sizes={"row": 9}, arrays=(np.array([7.0]),)))
    assert source.size("row", 3) == 3
    assert source.numbers(1, low=0.0, high=1.0) == [1.0]
