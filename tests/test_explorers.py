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
            named = {"x", "y", "lengths", "names", "rows", "largest"} & {
                field.name for field in fields(mark)
            }
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


def test_a_flat_sigmoid_has_no_middle() -> None:
    explorer = explorers.load("sigmoid")
    found = explorers.values(explorer, {"w": 0.0, "b": 1.0})
    assert found["centre"] is None
    assert found["middle_x"] == []
