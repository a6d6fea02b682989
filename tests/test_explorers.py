"""Explorers: what their modules say fits together, and their values are right."""

from __future__ import annotations

import gzip
import json
import math
import re
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from conftest import topics
from fences import DOCS, pages

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
                "x", "y", "lengths", "names", "rows", "largest", "nodes", "edges",
                "units", "wires",
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
def test_the_values_of_an_explorer_are_at_most_100_kilobytes(name: str) -> None:
    assert len(gzip.compress(built.grids()[name].encode())) < 100_000


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_stands_on_a_page_of_its_own_and_is_listed(name: str) -> None:
    docs = Path(__file__).parents[1] / "docs" / "explorers"
    assert f"``` explorer\n{name}\n```" in (docs / f"{name}.md").read_text("utf-8")
    assert f"]({name}.md)" in (docs / "index.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_stands_on_the_page_of_a_topic_that_links_to_its_own(
    name: str,
) -> None:
    texts = [(DOCS / topic).read_text("utf-8") for topic in topics()]
    found = [text for text in texts if f"``` explorer\n{name}\n```" in text]
    assert len(found) == 1
    assert f"](../explorers/{name}.md)" in found[0]


@pytest.mark.parametrize("name", NAMES)
def test_its_page_asks_first_and_ends_with_the_picture_in_code(name: str) -> None:
    text = (DOCS / "explorers" / f"{name}.md").read_text("utf-8")
    before, code = text.split("## In code")
    asked = before.split("## Try this")[1]
    answers = re.findall(r'^\?\?\? question ".+"\n((?:    .+\n)+)', asked, re.M)
    assert len(answers) >= 3
    assert sum(f'<a href="#{name}:' in answer for answer in answers) >= 3
    assert f'--8<-- "explorers/{name}.py"' in code


def test_the_values_of_a_page_are_at_most_100_kilobytes() -> None:
    """Of all explorers that stand on it together."""
    sizes = {name: len(gzip.compress(built.grids()[name].encode())) for name in NAMES}
    for note in pages():
        text = (DOCS / note).read_text("utf-8")
        names = re.findall(r"^``` explorer\n(\w+)\n```", text, re.M)
        assert sum(sizes[name] for name in names) <= 100_000, note


def test_a_state_that_cannot_be_is_refused_by_name() -> None:
    explorer = explorers.load("backprop_flow")
    state = explorers.start(explorer)
    with pytest.raises(ValueError, match="phi: given 'cube'; it can be relu, leaky"):
        explorers.values(explorer, state | {"phi": "cube"})
    with pytest.raises(ValueError, match="w: a finite number is expected; given nan"):
        explorers.values(explorer, state | {"w": math.nan})


def test_an_unknown_explorer_is_refused_by_name() -> None:
    with pytest.raises(
        LookupError, match="no explorer 'nothing'; there are activations"
    ):
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
    ("depth_signal", {}, "first_gradient", 1.46e-8, 0.01),
    ("depth_signal", {}, "last_gradient", 0.0166, 0.01),
    ("depth_signal", {}, "last_loss", 2.30, 0.01),
    ("depth_signal", {"norm": True}, "first_gradient", 7.23e-3, 0.01),
    # Losses after 100 updates of deep networks differ a little between machines.
    ("depth_signal", {"norm": True}, "last_loss", 0.887, 0.1),
    *(
        ("depth_signal", {"depth": 20.0, "phi": "ReLU", **state}, key, number, parts)
        for state, key, number, parts in (
            ({"weights": "He"}, "last_loss", 1.10, 0.25),
            ({"weights": "uniform from 0 to 1"}, "last_signal", 1.88e23, 0.01),
            (
                {"weights": "normal, spread 0.01", "norm": True},
                "last_loss",
                1.22,
                0.25,
            ),
        )
    ),
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
    ("optimizers", {"method": "SGD", "rate": 0.039}, "end", 6.1e-4, 0.01),
    ("optimizers", {"method": "SGD", "rate": 0.041}, "end", 1.1e6, 0.02),
    ("optimizers", {"method": "momentum", "rate": 0.01}, "end", 2.4e-5, 0.02),
    ("optimizers", {}, "end", 5.4e-5, 0.01),
    ("optimizers", {"updates": 1.0}, "x", -3.9, 1e-6),
    ("optimizers", {"updates": 1.0}, "y", 0.5, 1e-6),
    # The corrected averages of one gradient are the gradient and its size: 50 * 0.6.
    ("optimizers", {"updates": 1.0}, "m2", 30.0, 1e-9),
    ("optimizers", {"updates": 1.0}, "root2", 30.0, 1e-9),
    # 0.6 (1 - 50 rate)^t across, -4 (1 - rate)^t along.
    (
        "optimizers",
        {"method": "SGD", "rate": 0.041, "updates": 40.0},
        "y",
        0.6 * 1.05**40,
        1e-3,
    ),
    (
        "optimizers",
        {"method": "SGD", "rate": 0.02, "updates": 80.0},
        "x",
        -4 * 0.98**80,
        1e-3,
    ),
    *(
        ("optimizers", {"surface": "curved valley", **state}, "end", end, 0.02)
        for state, end in (
            ({"method": "SGD", "rate": 0.02}, 0.186),
            ({"method": "momentum", "rate": 0.02}, 0.0120),
            ({"method": "Adam", "rate": 0.1}, 0.0040),
        )
    ),
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
    ("activations", {"phi": "sigmoid"}, "value", 0.731059, 1e-6),
    ("activations", {"phi": "sigmoid"}, "slope", 0.196612, 1e-5),
    ("activations", {"phi": "tanh"}, "value", 0.761594, 1e-6),
    ("activations", {"phi": "tanh"}, "slope", 0.419974, 1e-5),
    ("activations", {}, "value", 0.841345, 1e-6),
    ("activations", {}, "slope", 1.083315, 1e-6),
    ("activations", {"phi": "silu"}, "slope", 0.927671, 1e-6),
    ("activations", {"phi": "softplus"}, "value", 1.313262, 1e-6),
    ("activations", {"phi": "softplus"}, "slope", 0.731059, 1e-6),
    ("activations", {"z": -1.0}, "value", -0.158655, 1e-5),
    ("activations", {"z": -1.0}, "slope", -0.083315, 1e-5),
    ("activations", {"phi": "silu", "z": -1.0}, "value", -0.268941, 1e-5),
    ("activations", {"phi": "silu", "z": -1.0}, "slope", 0.072329, 1e-5),
    # Of a normal z with spread s, relu has mean s / sqrt(2 pi), gelu s^2 / sqrt(...).
    ("activations", {"phi": "relu", "spread": 3.0}, "mean", 1.196827, 1e-6),
    ("activations", {"phi": "gelu"}, "mean", 1 / math.sqrt(4 * math.pi), 1e-6),
    ("activations", {"phi": "relu"}, "through", 0.5, 1e-9),
    ("temperature", {}, "p_cat", 0.6590, 1e-4),
    ("temperature", {}, "p_dog", 0.2424, 2e-4),
    ("temperature", {}, "p_fox", 0.0986, 5e-4),
    ("temperature", {"shift": True}, "p_cat", 0.6590011388859679, 1e-9),
    ("temperature", {"heat": 0.5}, "p_cat", 0.8637771, 1e-6),
    ("temperature", {"heat": 0.5}, "odds", math.exp(2.0), 1e-9),
    ("temperature", {"cat": 1.0, "fox": 1.0}, "bits", math.log2(3), 1e-9),
    ("outlier", {"late": 36.0}, "mean", 226 / 7, 1e-12),
    ("outlier", {}, "mean", 340 / 7, 1e-12),
    ("outlier", {}, "best", 340 / 7, 1e-9),
    ("outlier", {}, "median", 32.0, 1e-12),
    ("outlier", {"late": 36.0}, "median", 32.0, 1e-12),
    ("outlier", {"loss": "absolute"}, "best", 32.0, 1e-9),
    ("outlier", {"loss": "Huber"}, "best", 32.5, 1e-9),
    ("outlier", {}, "cost", 1994.571429, 1e-9),
    ("outlier", {}, "least", 1719.959184, 1e-9),
    ("confidently_wrong", {}, "entropy_slope", -0.999665, 1e-6),
    ("confidently_wrong", {}, "squared_slope", -0.000670, 1e-3),
    ("confidently_wrong", {}, "entropy", 8.000335, 1e-7),
    ("confidently_wrong", {}, "ratio", 1491.479, 1e-6),
    ("confidently_wrong", {"z": 0.0}, "squared_slope", -0.25, 1e-12),
    ("confidently_wrong", {"z": 0.0, "answer": "no"}, "entropy_slope", 0.5, 1e-12),
    ("learning_rate", {"rate": 0.1}, "left", 0.9**10, 1e-12),
    ("learning_rate", {"rate": 0.5}, "left", 0.5**10, 1e-12),
    ("learning_rate", {"rate": 1.0}, "left", 0.0, 1e-12),
    ("learning_rate", {"rate": 1.5}, "left", 0.5**10, 1e-12),
    ("learning_rate", {"rate": 1.9}, "left", 0.9**10, 1e-12),
    ("learning_rate", {"rate": 2.0}, "left", 1.0, 1e-12),
    ("learning_rate", {"rate": 2.1}, "left", 1.1**10, 1e-12),
    ("learning_rate", {"rate": 1.0, "steps": 40.0}, "along", -4 * 0.95**40, 1e-9),
    # Other draws gave these shares of 40 runs: real runs, so no exact values.
    ("batches", {"size": 1.0, "updates": 600.0}, "share", 1.0, 0.05),
    ("batches", {"updates": 600.0}, "share", 1.0, 0.05),
    ("batches", {"rate": 0.2, "updates": 600.0}, "share", 0.875, 0.25),
    ("batches", {"size": 128.0, "updates": 600.0}, "share", 0.0, 0.0),
    ("batches", {"size": 512.0, "updates": 600.0}, "share", 0.0, 0.0),
    (
        "batches",
        {"size": 32.0, "updates": 600.0, "draw": "drawn anew"},
        "share",
        0.75,
        0.3,
    ),
    (
        "batches",
        {"surface": "about equal", "size": 1.0, "updates": 600.0},
        "share",
        1.0,
        0.05,
    ),
    (
        "batches",
        {"surface": "about equal", "size": 8.0, "updates": 600.0},
        "share",
        0.0,
        0.0,
    ),
    ("batches", {"size": 1.0, "updates": 600.0}, "epochs", 600 / 512, 1e-12),
    ("sigmoid", {"w": 1.0}, "width", 4.394449154672439, 1e-12),
    ("sigmoid", {"w": 4.0}, "slope", 1.0, 1e-12),
    ("sigmoid", {"w": 1.0, "b": 3.0}, "centre", -3.0, 1e-12),
    ("sigmoid", {"w": 2.0, "b": -3.0}, "at_two", 0.731058578630005, 1e-12),
    ("sigmoid", {"w": -2.0, "b": 1.0}, "slope", -0.5, 1e-12),
]


#: The same for what is exact: from the formulas written out, without the package.
RECORDED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "reference" / "explorers.json").read_text("utf-8")
)


@pytest.mark.parametrize("name", sorted({one["explorer"] for one in RECORDED}))
def test_exact_values_hold_to_nine_digits(name: str) -> None:
    explorer = explorers.load(name)
    for one in RECORDED:
        if one["explorer"] == name:
            state = explorers.start(explorer) | one["state"]
            found = explorers.values(explorer, state)
            for value, expected in one["values"].items():
                about = pytest.approx(expected, rel=1e-9, abs=1e-9)
                assert found[value] == about, (one["state"], value)


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


def test_an_activation_falls_where_its_slope_says_so() -> None:
    explorer = explorers.load("activations")
    for state in islice(explorers.states(explorer), 0, None, 7):
        found = explorers.values(explorer, state)
        points = [(x, y) for x, y in zip(found["axis"], found["curve"], strict=True)]
        kinked = state["phi"] in ("relu", "leaky_relu") and state["z"] == 0
        here = [i for i, (x, _) in enumerate(points) if x == state["z"]]
        if not here or not 0 < here[0] < len(points) - 1 or kinked:
            continue
        (x1, y1), (x2, y2) = points[here[0] - 1], points[here[0] + 1]
        if y1 is not None and y2 is not None:
            measured = (y2 - y1) / (x2 - x1)
            assert found["slope"] == pytest.approx(measured, abs=5e-3)


def test_a_thousand_on_every_score_changes_no_probability() -> None:
    explorer = explorers.load("temperature")
    for state in islice(explorers.states(explorer), 0, None, 6):
        found = explorers.values(explorer, state | {"shift": False})
        shifted = explorers.values(explorer, state | {"shift": True})
        assert shifted["p"] == pytest.approx(found["p"], abs=1e-9)
        assert sum(found["p"]) == pytest.approx(1.0, abs=1e-3)  # drawn: four digits


def test_at_the_best_promise_the_pulls_cancel() -> None:
    explorer = explorers.load("outlier")
    for state in islice(explorers.states(explorer), 0, None, 5):
        best = explorers.values(explorer, state)["best"]
        found = explorers.values(explorer, state | {"promise": best})
        assert found["sum"] == pytest.approx(0.0, abs=1e-6)
        assert found["cost"] <= min(found["curve"]) * (1 + 1e-3)


def test_cross_entropy_pulls_at_least_twice_as_hard_as_squared_error() -> None:
    explorer = explorers.load("confidently_wrong")
    for state in explorers.states(explorer):
        found = explorers.values(explorer, state)
        p = found["p"]
        assert found["ratio"] == pytest.approx(1 / (2 * p * (1 - p)), rel=1e-9)
        assert found["ratio"] >= 2


def test_rates_on_both_sides_of_one_come_equally_close() -> None:
    explorer = explorers.load("learning_rate")
    state = explorers.start(explorer)
    for rate in (0.1, 0.25, 0.5, 0.75):
        one = explorers.values(explorer, state | {"rate": rate})["left"]
        other = explorers.values(explorer, state | {"rate": 2 - rate})["left"]
        assert one == pytest.approx(other, rel=1e-9)


def test_a_batch_of_all_examples_has_no_noise_and_one_path() -> None:
    explorer = explorers.load("batches")
    state = explorers.start(explorer) | {"size": 512.0, "updates": 600.0}
    found = explorers.values(explorer, state)
    assert found["count"] == 1
    assert found["noise"] == pytest.approx(0.0, abs=1e-12)


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


@pytest.mark.parametrize("method", ["SGD", "momentum"])
@pytest.mark.parametrize("rate", [0.005, 0.02, 0.041])
def test_a_turned_ravine_is_the_same_to_descent(method: str, rate: float) -> None:
    explorer = explorers.load("optimizers")
    ends = [
        explorers.values(
            explorer,
            {"surface": surface, "method": method, "rate": rate, "updates": 80.0},
        )["height"]
        for surface in ("ravine", "ravine, turned")
    ]
    assert ends[0] == pytest.approx(ends[1], rel=2e-3)  # both have four digits


@pytest.mark.parametrize("method", ["SGD", "momentum", "Adam"])
def test_every_method_leaves_a_saddle(method: str) -> None:
    explorer = explorers.load("optimizers")
    state = {"surface": "saddle", "method": method, "rate": 0.05, "updates": 120.0}
    found = explorers.values(explorer, state)
    assert found["height"] < 1e-4
    assert found["y"] == pytest.approx(2**0.5, rel=5e-3)


def test_relu_signals_are_as_small_as_their_weights() -> None:
    # The draws are the same; their spread is 0.01, or He's root of 2 / d_in.
    explorer = explorers.load("depth_signal")
    state = explorers.start(explorer) | {"phi": "ReLU", "depth": 20.0}
    small, he = (
        explorers.values(explorer, state | {"weights": weights})
        for weights in ("normal, spread 0.01", "He")
    )
    factor = 0.01 / (2 / 64) ** 0.5
    assert small["first_signal"] == pytest.approx(he["first_signal"] * factor, rel=0.01)
    factor *= (0.01 / (2 / 32) ** 0.5) ** 19
    assert small["last_signal"] == pytest.approx(he["last_signal"] * factor, rel=0.01)


@pytest.mark.parametrize("weights", ["Xavier", "He"])
def test_batch_norm_makes_the_size_of_weights_no_matter(weights: str) -> None:
    explorer = explorers.load("depth_signal")
    state = explorers.start(explorer) | {"phi": "tanh", "norm": True}
    found = explorers.values(explorer, state | {"weights": weights})
    small = explorers.values(explorer, state | {"weights": "normal, spread 0.01"})
    for key in ("last_signal", "last_difference", "last_gradient"):
        assert found[key] == pytest.approx(small[key], rel=0.02), key
