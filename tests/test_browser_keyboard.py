"""Explorers without a mouse: Tab reaches every control, keys change what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_browser_explorers import NAMES, opened

from nnnotes import explorers

#: The control that has the focus, as a few facts; null outside of the explorer.
FOCUSED = """found => {
  const one = document.activeElement;
  if (!found.contains(one)) return null;
  const { name, value, type, min, max, dataset } = one;
  const seen = one.checkVisibility() && one.matches(":focus-visible");
  return { name, value, type, min, max, seen, ...dataset, text: one.textContent };
}"""
#: What a reader sees and hears of the values, without the control itself.
SHOWN = """found => JSON.stringify([
  found.querySelector(".nn-says").textContent,
  found.querySelector(".nn-values").innerText,
  found.querySelector(".nn-panels").innerHTML,
])"""
STATE = "found => found.form.read()"
#: Starts at the explorer itself, as if the reader came from above.
ENTER = """found => {
  found.tabIndex = -1;
  found.focus();
  globalThis.heard = [];
  new MutationObserver(() => heard.push(found.querySelector(".nn-says").textContent))
    .observe(found.querySelector(".nn-says"), { childList: true });
}"""
#: Every control but the radio buttons of a group, of which Tab reaches one.
ALL = """found => {
  const inputs = [...found.querySelectorAll("input, button")];
  const shown = inputs.filter((one) => one.checkVisibility());
  return shown.filter(({ type, checked }) => type !== "radio" || checked).length;
}"""


def keys(one: dict[str, Any], stops: Any) -> list[str]:
    """Return what to press until something changes, as the control's kind is used."""
    match one["type"]:
        case "range":  # some ends show nothing new
            return ["ArrowRight"] * 2 + ["ArrowLeft"] * 4
        case "radio":
            return ["ArrowRight"] * 3
        case "checkbox":
            return ["Space"]
        case "number":
            other = next(stop for stop in stops if stop != float(one["value"]))
            return ["ControlOrMeta+A", *f"{other}", "Enter"]
        case "text":
            return [*"0,0,1", "Enter"]
    return ["Enter"]


@pytest.mark.parametrize("name", NAMES)
def test_keys_alone_reach_and_move_every_control(
    page: Page, address: str, name: str
) -> None:
    explorer = explorers.load(name)
    first = explorers.start(explorer)
    found = opened(page, address, name)
    if name == "playground":
        expect(found.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    every = found.evaluate(ALL)
    found.evaluate(ENTER)
    reached = 0
    while True:
        page.keyboard.press("Tab")
        one = found.evaluate(FOCUSED)
        if one is None:
            break
        assert one["seen"], f"{one} has the focus and does not show it"
        reached += 1
        if "play" in one or "step" in one or one["name"].endswith("-class"):
            continue  # they need Python, or a click: tests of the playground
        control = explorer.controls.get(one["name"])
        before = after = found.evaluate(SHOWN), found.evaluate(STATE)
        for key in keys(one, getattr(control, "stops", ())):
            page.keyboard.press(key)
            after = found.evaluate(SHOWN), found.evaluate(STATE)
            if after[0] != before[0]:
                break
        if "preset" in one:
            assert after[1] == first | dict(explorer.presets[one["preset"]]), one
        elif one.get("act") == "reset":
            assert after[1] == first
        elif "go" in one and after[1] == before[1]:
            # At the end of its slider a button has nothing to do.
            slider = found.locator(f'input[type=range][name="{one["go"]}"]')
            end = "min" if one["way"] == "-1" else "max"
            assert slider.input_value() == slider.get_attribute(end), one
        elif "go" not in one:
            assert after[1] != before[1], one
            assert after[0] != before[0], f"nothing shown changes with {one}"
        found.evaluate("(found, state) => found.set(state)", first)
    assert reached == every
    assert len(set(page.evaluate("heard"))) > 1
