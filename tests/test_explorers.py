"""Explorers: what their modules say fits together, and their values are right."""

from __future__ import annotations

import json
import math
import re
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from hooks import explorers as built
from nnnotes import explorers
from nnnotes.explorers import view

NAMES = explorers.names()
FIELD = re.compile(r"\{(\w+)(?::\.\d+[feg])?\}")
ROLES = {"forward", "gradient", "right", "third", "fourth", "ink", "muted", "faint"}


def named_in(text: str) -> set[str]:
    """Return the values that a text wants; nothing else in it may look like one."""
    assert "{" not in FIELD.sub("", text), text
    return set(FIELD.findall(text))


def first(name: str) -> dict[str, Any]:
    """Return the values of the first state."""
    explorer = explorers.load(name)
    return explorers.values(explorer, explorers.start(explorer))


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_starts_on_its_grid(name: str) -> None:
    for key, control in explorers.load(name).controls.items():
        if isinstance(control, view.Slider):
            assert list(control.stops) == sorted(set(control.stops)), key
        if not isinstance(control, view.Steps):
            assert control.start in explorers.stops(control), key


@pytest.mark.parametrize("name", NAMES)
def test_what_marks_and_rows_name_is_there(name: str) -> None:
    explorer = explorers.load(name)
    known = {*first(name), *explorer.controls}
    for panel in explorer.panels:
        for end in (panel.x.low, panel.x.high, panel.y.low, panel.y.high):
            assert not isinstance(end, str) or end in known
        for mark in panel.marks:
            assert mark.role in ROLES
            named = {
                "x", "y", "lengths", "names", "rows", "largest", "nodes", "edges"
            } & {field.name for field in fields(mark)}  # fmt: skip
            for field in named:
                value = getattr(mark, field)
                assert not isinstance(value, str) or value in known, (mark, field)
            texts = [getattr(mark, key, "") for key in ("label", "above", "below")]
            assert named_in(" ".join(texts)) <= known, mark
    for row in explorer.table:
        assert named_in(row.text) <= known, row


@pytest.mark.parametrize("name", NAMES)
def test_presets_set_controls_to_what_they_can_be(name: str) -> None:
    explorer = explorers.load(name)
    for preset in explorer.presets.values():
        assert set(preset) <= set(explorer.controls)
        state = explorers.start(explorer) | dict(preset)
        for key, value in state.items():
            control = explorer.controls[key]
            if not isinstance(control, view.Steps):
                assert value in explorers.stops(control), (key, value)


@pytest.mark.parametrize("name", NAMES)
def test_every_state_says_something(name: str) -> None:
    explorer = explorers.load(name)
    for state in islice(explorers.states(explorer), 0, None, 17):
        said = explorers.values(explorer, state)["say"]
        assert isinstance(said, str)
        assert said.endswith("."), (state, said)
        assert "nan" not in said and "inf" not in said.split(), (state, said)


@pytest.mark.parametrize("name", NAMES)
def test_the_grid_gives_each_state_its_values(name: str) -> None:
    explorer = explorers.load(name)
    grid = json.loads(built.grids()[name])
    for state in islice(explorers.states(explorer), 0, None, 31):
        for key, column in grid["values"].items():
            at = 0
            for control in column["by"]:
                ways = explorers.stops(explorer.controls[control])
                at = at * len(ways) + ways.index(state[control])
            assert column["is"][at] == explorers.values(explorer, state)[key]


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_stands_on_a_page_of_its_own_and_is_listed(name: str) -> None:
    docs = Path(__file__).parents[1] / "docs" / "explorers"
    assert f"``` explorer\n{name}\n```" in (docs / f"{name}.md").read_text("utf-8")
    assert f"]({name}.md)" in (docs / "index.md").read_text("utf-8")


def test_a_state_that_cannot_be_is_refused_by_name() -> None:
    explorer = explorers.load("backprop_flow")
    state = explorers.start(explorer)
    with pytest.raises(ValueError, match="phi: given 'cube'; it can be relu, leaky"):
        explorers.values(explorer, state | {"phi": "cube"})
    with pytest.raises(ValueError, match="w: a finite number is expected; given nan"):
        explorers.values(explorer, state | {"w": math.nan})


def test_an_unknown_explorer_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="no explorer 'nothing'; there are backprop"):
        explorers.load("nothing")


#: Explorer, state (the rest at its start), value, what it has to be (worked by hand or
#: by an independent computation), to how many parts.
KNOWN: list[tuple[str, dict[str, Any], str, float, float]] = [
    ("backprop_flow", {}, "dw", 0.4, 1e-12),
    ("backprop_flow", {}, "dx", 0.1, 1e-12),
    ("backprop_flow", {"phi": "sigmoid"}, "a", 0.750260, 1e-6),
    ("backprop_flow", {"phi": "sigmoid"}, "dw", -0.187175, 1e-5),
    ("backprop_flow", {"w": -1.0}, "z", -1.9, 1e-12),
    ("backprop_calculator", {}, "L", 1.2769, 1e-12),
    ("backprop_calculator", {}, "dw1", 1.356, 1e-12),
    ("backprop_calculator", {}, "dz1", 0.678, 1e-12),
    ("backprop_calculator", {}, "dw2", -2.486, 1e-12),
    ("backprop_calculator", {}, "dy", -2.26, 1e-12),
    ("backprop_calculator", {"updates": 1.0}, "L", 0.375910, 1e-5),
    ("backprop_calculator", {"updates": 1.0}, "w2_now", -0.0514, 1e-12),
    ("backprop_calculator", {"updates": 1.0}, "y_hat", 0.386885, 1e-5),
    ("backprop_calculator", {"updates": 5.0}, "L", 0.016270, 1e-4),
    ("backprop_calculator", {"w1": -1.0}, "dy", -1.6, 1e-12),
    ("backprop_calculator", {"w1": -1.0}, "dw2", 0.0, 1e-12),
    ("backprop_calculator", {"w1": -1.0, "x": -1.0}, "dw1", -0.678, 1e-12),
    ("backprop_calculator", {"rate": 0.5, "updates": 1.0}, "z1", -0.595, 1e-12),
    ("backprop_calculator", {"rate": 0.5, "updates": 1.0}, "L", 0.1089, 1e-12),
    ("backprop_calculator", {"rate": 0.5, "updates": 2.0}, "L", 0.0, 1e-12),
    ("backprop_calculator", {"rate": 0.3, "updates": 5.0}, "L", 3.8e-8, 0.01),
    ("computational_graphs", {"graph": "chain", "x": 2.0}, "f", 9.0, 1e-12),
    ("computational_graphs", {"graph": "chain", "x": 2.0}, "grad", 6.0, 1e-12),
    ("computational_graphs", {}, "f", 12.0, 1e-12),
    ("computational_graphs", {}, "grad", 7.0, 1e-12),
    ("computational_graphs", {"overwrite": True}, "grad", 3.0, 1e-12),
    ("computational_graphs", {"x": -0.5}, "f", -0.25, 1e-12),
    ("computational_graphs", {"x": -0.5}, "grad", 0.0, 1e-12),
    ("computational_graphs", {"graph": "kink", "x": 0.0}, "f", 0.0, 1e-12),
    ("computational_graphs", {"graph": "kink", "x": 0.0}, "grad", 0.0, 1e-12),
    ("computational_graphs", {"graph": "kink", "x": 0.0}, "measured", 1.0, 1e-6),
    ("computational_graphs", {"graph": "network", "x": 2.0}, "f", 1.2769, 1e-12),
    ("computational_graphs", {"graph": "network", "x": 2.0}, "grad", 0.339, 1e-12),
    ("computational_graphs", {"graph": "sigmoid", "x": -8.0}, "f", 8.000335, 1e-6),
    (
        "computational_graphs",
        {"graph": "sigmoid", "x": -8.0},
        "incoming",
        -2981.96,
        1e-5,
    ),
    ("computational_graphs", {"graph": "sigmoid", "x": -8.0}, "grad", -0.999665, 1e-6),
    ("double_descent", {"width": 200.0}, "near_here", 5e-4, 0.05),
    ("double_descent", {"width": 200.0}, "far_here", 31.3, 2e-3),
    ("double_descent", {"width": 200.0}, "miss_here", 0.718, 1e-3),
    ("double_descent", {"width": 200.0}, "norm_here", 98.1, 1e-3),
    ("double_descent", {"noise": 0.2, "ridge": 10.0}, "near_here", 0.228, 2e-3),
    ("double_descent", {"noise": 0.2, "ridge": 10.0}, "far_here", 0.332, 1e-3),
    ("double_descent", {"noise": 0.2, "ridge": 10.0}, "miss_here", 0.105, 1e-3),
    ("double_descent", {"noise": 0.2, "ridge": 10.0}, "norm_here", 1.26, 2e-3),
    ("double_descent", {"noise": 0.4}, "miss_here", 0.838, 1e-3),
    ("double_descent", {"width": 10.0}, "miss_here", 0.480, 1e-3),
    ("double_descent", {"width": 100.0}, "miss_here", 0.140, 1e-3),
    ("double_descent", {"width": 250.0}, "miss_here", 0.182, 3e-3),
    ("double_descent", {"width": 1600.0}, "miss_here", 0.050, 1e-3),
    ("double_descent", {"width": 1600.0}, "near_here", 0.0, 1e-9),
    ("double_descent", {"width": 1600.0, "noise": 0.2}, "miss_here", 0.18, 1e-3),
    # Other draws of the same runs gave these: real training, so no exact values.
    ("regularization", {}, "new_kept", 1.33, 0.2),
    ("regularization", {}, "right_kept", 0.673, 0.1),
    ("regularization", {}, "learned_kept", 1.0, 0.05),
    ("regularization", {"dropout": 0.5}, "new_kept", 0.793, 0.2),
    ("regularization", {"dropout": 0.5}, "right_kept", 0.768, 0.1),
    ("regularization", {"dropout": 0.5, "decay": 1.0}, "right_kept", 0.801, 0.1),
    ("regularization", {"width": 8.0, "dropout": 0.5}, "right_kept", 0.3, 0.4),
    ("regularization", {"patience": "5"}, "last", 13.0, 0.25),
    ("regularization", {"patience": "5"}, "kept", 8.0, 0.4),
    ("step_through", {}, "z1", 0.2, 1e-4),
    ("step_through", {}, "h", 0.549834, 1e-4),
    ("step_through", {}, "z2", 0.084884, 1e-4),
    ("step_through", {}, "a", 0.521208, 1e-4),
    ("step_through", {}, "J", 0.114621, 1e-4),
    ("step_through", {}, "da", -0.478792, 1e-4),
    ("step_through", {}, "slope_a", 0.24955, 1e-4),
    ("step_through", {}, "dz2", -0.119483, 1e-4),
    ("step_through", {}, "dv", -0.065696, 1e-4),
    ("step_through", {}, "dh", -0.083638, 1e-4),
    ("step_through", {}, "slope_h", 0.247517, 1e-4),
    ("step_through", {}, "dz1", -0.020702, 1e-4),
    ("step_through", {}, "dw1", -0.020702, 1e-4),
    ("step_through", {}, "dw2", -0.010351, 1e-4),
    ("step_through", {"updates": 1.0}, "a", 0.562003, 1e-5),
    ("step_through", {"updates": 1.0}, "J", 0.095921, 1e-5),
    ("vanishing_stepper", {"passed": 0.0}, "dw", 0.713, 5e-3),
    ("vanishing_stepper", {"passed": 1.0}, "dw", 0.166, 5e-3),
    ("vanishing_stepper", {"passed": 2.0}, "dw", 0.0381, 5e-3),
    ("vanishing_stepper", {"passed": 3.0}, "dw", 0.00948, 5e-3),
    ("vanishing_stepper", {"passed": 4.0}, "dw", 0.00222, 5e-3),
    ("vanishing_stepper", {"passed": 5.0}, "dw", 0.000487, 5e-3),
    ("vanishing_stepper", {"passed": 6.0}, "dw", 0.000134, 5e-3),
    ("vanishing_stepper", {"passed": 7.0}, "dw", 3.06e-05, 5e-3),
    ("vanishing_stepper", {"passed": 8.0}, "dw", 6.96e-06, 5e-3),
    ("vanishing_stepper", {"passed": 9.0}, "dw", 1.72e-06, 5e-3),
    ("vanishing_stepper", {"passed": 10.0}, "dw", 7.25e-07, 5e-3),
    ("vanishing_stepper", {"phi": "relu", "passed": 0.0}, "dw", 1.42, 5e-3),
    ("vanishing_stepper", {"phi": "relu"}, "dw", 1.35, 5e-3),
    ("vanishing_stepper", {"passed": 5.0}, "power", 9.765625e-4, 1e-12),
    ("vanishing_stepper", {}, "power", 0.25**10, 1e-12),
    ("sigmoid", {"w": 1.0}, "width", 4.394449154672439, 1e-12),
    ("sigmoid", {"w": 4.0}, "slope", 1.0, 1e-12),
    ("sigmoid", {"w": 1.0, "b": 3.0}, "centre", -3.0, 1e-12),
    ("sigmoid", {"w": 2.0, "b": -3.0}, "at_two", 0.731058578630005, 1e-12),
    ("sigmoid", {"w": -2.0, "b": 1.0}, "slope", -0.5, 1e-12),
]


@pytest.mark.parametrize(("name", "state", "value", "expected", "parts"), KNOWN)
def test_known_values(
    name: str, state: dict[str, Any], value: str, expected: float, parts: float
) -> None:
    explorer = explorers.load(name)
    found = explorers.values(explorer, explorers.start(explorer) | state)[value]
    assert found == pytest.approx(expected, rel=parts, abs=1e-12)


def test_a_shut_gate_has_no_gradient() -> None:
    explorer = explorers.load("backprop_flow")
    found = explorers.values(explorer, explorers.start(explorer) | {"w": -1.0})
    assert found["dw"] == found["db"] == 0.0


def test_what_the_gates_and_the_weights_leave_is_what_is_left() -> None:
    explorer = explorers.load("vanishing_stepper")
    for state in explorers.states(explorer):
        found = explorers.values(explorer, state)
        product = found["alone"] * found["by_weights"]
        assert found["left"] == pytest.approx(product, rel=1e-9)
        steps = math.prod(found["gates"]) * math.prod(found["weights"])
        assert found["left"] == pytest.approx(steps, rel=5e-3)  # drawn: four digits


def test_messages_that_are_added_give_the_measured_slope() -> None:
    explorer = explorers.load("computational_graphs")
    for state in explorers.states(explorer):
        found = explorers.values(explorer, state)
        kink = state["graph"] == "kink" and state["x"] == 0
        if not state["overwrite"] and not kink:
            assert found["grad"] == pytest.approx(found["measured"], rel=1e-5, abs=1e-9)


def test_the_calculated_gradients_are_the_measured_ones() -> None:
    explorer = explorers.load("backprop_calculator")
    pairs = {"w1": "dw1", "b1": "dz1", "w2": "dw2", "b2": "dy"}
    for state in islice(explorers.states(explorer), 0, None, 7):
        found = explorers.values(explorer, state)
        for name, gradient in pairs.items():
            measured = found[f"{name}_nudged"]
            assert found[gradient] == pytest.approx(measured, rel=1e-5, abs=1e-8)


def test_a_flat_sigmoid_has_no_middle() -> None:
    explorer = explorers.load("sigmoid")
    found = explorers.values(explorer, {"w": 0.0, "b": 1.0})
    assert found["centre"] is None
    assert found["middle_x"] == []


@pytest.mark.parametrize("patience", ["1", "5", "20"])
def test_the_kept_epoch_is_the_best_that_patience_saw(patience: str) -> None:
    explorer = explorers.load("regularization")
    state = explorers.start(explorer) | {"patience": patience}
    found = explorers.values(explorer, state)
    kept, last = int(found["kept"]), int(found["last"])
    assert last == min(60, kept + int(patience))
    assert found["new"][kept - 1] == min(found["new"][:last])
    assert found["new_kept"] == found["new"][kept - 1]


#: Case, sizes n, d_in and d_out, verdict, shape that comes out.
VERDICTS = [
    ("forgotten .T", (32, 32, 32), "silent", "(32, 32)"),
    ("W in front", (32, 32, 32), "silent", "(32, 32)"),
    ("b as a column", (32, 32, 32), "silent", "(32, 32)"),
    ("reshape for .T", (32, 32, 32), "silent", "(32, 32)"),
    ("forgotten .T", (50, 32, 10), "raises", "an error"),
    ("W in front", (50, 32, 10), "raises", "an error"),
    ("b as a column", (50, 32, 10), "raises", "an error"),
    ("reshape for .T", (50, 32, 10), "silent", "(50, 10)"),
    ("right layer", (50, 32, 10), "right", "(50, 10)"),
    ("target without its axis", (50, 32, 1), "silent", "(50, 50)"),
    ("target without its axis", (1, 1, 1), "right", "(1, 1)"),
    ("b as a column", (1, 3, 2), "silent", "(2, 2)"),
    ("mean without its axis", (4, 1, 2), "silent", "(4, 4)"),
]


@pytest.mark.parametrize(("case", "sizes", "verdict", "shape"), VERDICTS)
def test_a_line_of_code_is_right_refused_or_silent(
    case: str, sizes: tuple[int, ...], verdict: str, shape: str
) -> None:
    explorer = explorers.load("shape_checker")
    state = {"case": case, **dict(zip(("n", "d_in", "d_out"), sizes, strict=True))}
    found = explorers.values(explorer, state)
    assert (found["verdict"], found["got_shape"]) == (verdict, shape)


def test_a_softmax_down_the_batch_mixes_every_pair_of_rows() -> None:
    explorer = explorers.load("shape_checker")
    state = {"case": "softmax down the batch", "n": 8, "d_in": 3, "d_out": 10}
    found = explorers.values(explorer, state)
    assert found["shape_check"] == "passes"
    assert found["row_check"] == "fails, 56 of 56 pairs mix"
