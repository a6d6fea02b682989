"""The controls of an explorer as native inputs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any


def form(name: str, grid: dict[str, Any]) -> str:
    """Return the controls, at rest until their script is there."""
    rows = "".join(
        control(name, key, one, i)
        for i, (key, one) in enumerate(grid["controls"].items())
    )
    states = "".join(button(one, preset=one) for one in grid["presets"])
    asks = "" if play(grid["controls"]) else compute()
    return (
        '<fieldset class="nn-controls" disabled>'
        f'<legend class="nn-hidden">Controls</legend>{rows}'
        f'<div class="nn-states">{states}{button("Reset", act="reset")}</div>'
        f"{asks}</fieldset>"
    )


def button(text: str, **data: object) -> str:
    """Return a button that says what it does in its data."""
    told = "".join(f' data-{key}="{escape(str(one))}"' for key, one in data.items())
    return f'<button class="nn-choice" type="button"{told}>{escape(text)}</button>'


def control(name: str, key: str, one: dict[str, Any], number: int) -> str:
    """Return one control as native inputs."""
    identity = f"explore-{name}-{number}"
    label = escape(one["label"])
    if one["kind"] == "Choice":
        return choice(identity, key, one)
    if one["kind"] == "Points":
        return points(identity, key, one)
    if one["kind"] == "Switch":
        checked = " checked" if one["start"] else ""
        return (
            f'<label class="nn-control nn-switch"><input type="checkbox" name="{key}"'
            f"{checked}> {label}</label>"
        )
    names = one.get("names")
    at = one["start"] if names else one["stops"].index(one["start"])
    last = len(names or one["stops"]) - 1
    shown = names[at] if names else f"{one['start']:g}"
    back, forth = ("Back", "Next") if names else (one["back"], one["forth"])
    beside = (
        f"<output>{escape(shown)}</output>"
        if not one.get("between")
        else f'<input type="number" name="{key}" step="any" value="{shown}" '
        f'aria-label="{label}, exact">'
    )
    return (
        f'<div class="nn-control"><label for="{identity}">{label}</label>'
        f"{button(back, go=key, way=-1) if back else ''}"
        f'<input type="range" id="{identity}" name="{key}" min="0" max="{last}" '
        f'step="1" value="{at}" aria-valuetext="{escape(shown)}">'
        f"{button(forth, go=key, way=1) if forth else ''}{beside}</div>"
    )


def play(controls: dict[str, Any]) -> str:
    """Return the buttons that let a slider run, if there is one that can."""
    for key, one in controls.items():
        if one.get("play"):
            step, far = one["play"]
            return (
                f'<fieldset class="nn-states nn-play" data-moves="{key}" disabled>'
                f'<legend class="nn-hidden">{escape(one["label"])}</legend>'
                f"{button('Play', play=far)}{button(f'Step {step}', step=step)}"
                f"{button(f'Step {far}', step=far)}"
                f"{button('From the start', step='start')}{compute()}</fieldset>"
            )
    return ""


def compute() -> str:
    """Return the button that asks Python, hidden until it is needed."""
    return (
        '<div class="nn-between" hidden>'
        f"{button('Compute with Python', act='compute')}</div>"
    )


def points(identity: str, key: str, one: dict[str, Any]) -> str:
    """Return a text of points, and which class a click on the picture adds."""
    ways = radios(f"{key}-class", ("0", "1"), "1")
    return (
        f'<div class="nn-control nn-points" data-points="{key}">'
        f'<label for="{identity}">{escape(one["label"])}</label>'
        f'<input type="text" id="{identity}" name="{key}" '
        f'value="{escape(one["start"])}" spellcheck="false" autocomplete="off"></div>'
        '<fieldset class="nn-control nn-options"><legend>a click on the first picture '
        f"adds class</legend>{ways}</fieldset>"
    )


def radios(name: str, options: Iterable[str], start: str) -> str:
    """Return radio buttons, one an option."""
    ways = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(option)}"'
        f"{' checked' if option == start else ''}> {escape(option)}</label>"
        for option in options
    )
    return f'<div class="nn-ways">{ways}</div>'


def choice(identity: str, key: str, one: dict[str, Any]) -> str:
    """Return a group of radio buttons."""
    options = radios(key, one["options"], one["start"])
    return (
        f'<fieldset class="nn-control nn-options" id="{identity}">'
        f"<legend>{escape(one['label'])}</legend>{options}</fieldset>"
    )
