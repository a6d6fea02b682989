"""Explorers in a real browser: they show what `nnnotes` computes."""

from __future__ import annotations

import json
import math
import re
import time
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from test_explorers import KNOWN, RECORDED

from nnnotes import explorers
from nnnotes.explorers import view

NAMES = explorers.names()
START = 90_000


def opened(page: Page, address: str, name: str, state: str = "") -> Locator:
    """Return an explorer that is ready."""
    page.goto(f"{address}explorers/{name}/{state}")
    explorer = page.locator(f'nn-explorer[name="{name}"]')
    expect(explorer).to_have_attribute("state", "ready")
    return explorer


def shown(explorer: Locator, state: dict[str, Any]) -> dict[str, Any]:
    """Set the controls, and return the values that are shown then."""
    script = "(found, state) => (found.set(state), found.shown)"
    found: dict[str, Any] = explorer.evaluate(script, state)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_the_values_of_the_package(
    page: Page, address: str, name: str
) -> None:
    explorer = explorers.load(name)
    found = opened(page, address, name)
    presets = [explorers.start(explorer) | dict(p) for p in explorer.presets.values()]
    every = max(1, sum(1 for _ in explorers.states(explorer)) // 40)
    for state in [*presets, *islice(explorers.states(explorer), 0, None, every)]:
        assert shown(found, state) == explorers.values(explorer, state), state


def known(name: str) -> list[tuple[dict[str, Any], str, float, float]]:
    """Return states of the grid, a value, its number, and to how many parts."""
    explorer = explorers.load(name)
    rounded = [(state, *rest) for one, state, *rest in KNOWN if one == name]
    exact = [
        (one["state"], value, number, 1e-9)
        for one in RECORDED
        if one["explorer"] == name
        for value, number in one["values"].items()
    ]
    return [
        found
        for found in [*rounded, *exact]
        if all(
            value in explorers.stops(explorer.controls[key])
            for key, value in found[0].items()
        )
    ]


@pytest.mark.parametrize("name", sorted({name for name, *_ in KNOWN}))
def test_the_page_shows_the_known_values(page: Page, address: str, name: str) -> None:
    first = explorers.start(explorers.load(name))
    found = opened(page, address, name)
    cases = known(name)
    assert cases
    for state, value, number, parts in cases:
        seen = shown(found, first | state)[value]
        assert seen == pytest.approx(number, rel=parts, abs=1e-9), (state, value)


@pytest.mark.parametrize("name", NAMES)
def test_between_the_stops_python_computes_the_same(
    page: Page, address: str, name: str
) -> None:
    explorer = explorers.load(name)
    sliders = {
        key: control
        for key, control in explorer.controls.items()
        if isinstance(control, view.Slider) and control.between
    }
    if not sliders:
        assert not opened(page, address, name).locator("input[type=number]").count()
        return
    key, slider = next(iter(sliders.items()))
    between = slider.start + 0.37 * (slider.stops[1] - slider.stops[0])
    found = opened(page, address, name)
    exact = found.locator(f'input[type=number][name="{key}"]')
    exact.fill(str(between))
    exact.press("Enter")
    found.get_by_role("button", name="Compute with Python").click()
    expect(found).to_have_attribute("state", "loading")
    expect(found).to_have_attribute("state", "ready", timeout=START)
    state = explorers.start(explorer) | {key: between}
    expected = explorers.values(explorer, state)
    answer = found.evaluate("found => found.shown")
    assert answer.keys() == expected.keys()
    for one, value in expected.items():
        if isinstance(value, float):
            assert math.isclose(answer[one], value, rel_tol=1e-9, abs_tol=1e-12), one
        elif isinstance(value, str):
            assert answer[one] == value, one
        else:
            assert len(json.dumps(answer[one])) > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_first_picture_is_the_one_that_the_build_wrote(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}explorers/{name}/")
    found = page.locator(f'nn-explorer[name="{name}"]')
    parts = (
        "found => [...found.querySelectorAll('.nn-drawn')].map(one => one.innerHTML)"
    )
    with page.expect_response(re.compile(rf"/explorers/{name}\..*json")):
        before = found.evaluate(parts)
    expect(found).to_have_attribute("state", "ready")
    found.evaluate("found => found.show()")
    clean = [re.sub(r' xmlns="[^"]*"', "", svg) for svg in found.evaluate(parts)]
    assert clean == before


def test_keys_move_a_slider_and_the_address_follows(page: Page, address: str) -> None:
    found = opened(page, address, "sigmoid")
    slider = found.get_by_role("slider", name="weight w")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1.5")
    expect(found.locator(".nn-says")).to_contain_text("slope 0.375")
    expect(page).to_have_url(re.compile(r"#sigmoid:w=1\.5$"))
    found.get_by_role("button", name="Reset").click()
    expect(slider).to_have_attribute("aria-valuetext", "1")
    page.wait_for_timeout(500)
    assert "#" not in page.url


def test_a_link_sets_the_controls(page: Page, address: str) -> None:
    found = opened(page, address, "sigmoid", "#sigmoid:w=4;b=-6")
    expect(found.locator(".nn-says")).to_contain_text("through 0.5 at x = 1.5,")


def test_a_link_to_a_state_leads_to_the_explorer_on_a_long_page(
    page: Page, address: str
) -> None:
    page.goto(f"{address}activations/sigmoid/#sigmoid:w=4;b=-6")
    found = page.locator("nn-explorer")
    expect(found.locator(".nn-says")).to_contain_text("through 0.5 at x = 1.5,")
    expect(found.locator(".nn-drawn")).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("location.hash = '#sigmoid:w=-2;b=1'")
    expect(found.locator(".nn-says")).to_contain_text("falls through 0.5")
    expect(found.locator(".nn-drawn")).to_be_in_viewport(ratio=1)


def test_a_link_of_another_page_leads_to_the_explorer_too(
    page: Page, address: str
) -> None:
    page.goto(f"{address}activations/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    link = page.locator("article a[href$='sigmoid/']").first
    link.evaluate("link => { link.href += '#sigmoid:w=4' }")
    page.locator("article a[href$='#sigmoid:w=4']").click()
    found = page.locator('nn-explorer[name="sigmoid"]')
    expect(found.locator(".nn-says")).to_contain_text("with slope 1;")
    expect(found.locator(".nn-drawn")).to_be_in_viewport(ratio=1)


def test_after_a_reload_the_reader_is_where_they_were(page: Page, address: str) -> None:
    page.goto(f"{address}activations/sigmoid/#sigmoid:w=4")
    expect(page.locator("nn-explorer")).to_have_attribute("state", "ready")
    page.get_by_role("heading", name="Sources").scroll_into_view_if_needed()
    page.wait_for_function("history.state?.y > 0")
    before = page.evaluate("scrollY")
    page.reload()
    expect(page.get_by_role("heading", name="Sources")).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 50


def slowly(route: Route) -> None:
    """Let a file take half a second."""
    time.sleep(0.5)
    route.continue_()


def test_who_goes_back_is_where_they_were(page: Page, address: str) -> None:
    page.goto(f"{address}activations/sigmoid/#sigmoid:w=4")
    expect(page.locator("nn-explorer")).to_have_attribute("state", "ready")
    onward = page.locator(".md-footer__link--next")
    onward.scroll_into_view_if_needed()
    page.wait_for_function("() => history.state?.y === scrollY && scrollY > 3500")
    before = page.evaluate("scrollY")
    # Aiming at it would scroll on, to a place that no state holds.
    onward.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Sigmoid")
    page.route("**/activations/sigmoid/", slowly)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sigmoid")
    page.wait_for_function("before => Math.abs(scrollY - before) < 50", arg=before)
    page.locator("nn-explorer").scroll_into_view_if_needed()
    expect(page.locator("nn-explorer")).to_have_attribute("state", "ready")
    expect(page.get_by_label("weight w, exact")).to_have_value("4")


def test_a_step_tells_what_it_has_shown(page: Page, address: str) -> None:
    found = opened(page, address, "backprop_flow", "#backprop_flow:step=4")
    found.get_by_role("button", name="Next", exact=True).click()
    expect(found.locator(".nn-says")).to_have_text("dL/da = 2(a − y): 0.2.")
    found.get_by_role("slider", name="target y").press("ArrowLeft")
    expect(found.locator(".nn-says")).to_contain_text("The output")


@pytest.mark.parametrize(
    "state", ["#sigmoid:w=;b", "#sigmoid:%E0%A4%A", "#sigmoid:nothing=1", "#other:w=3"]
)
def test_a_link_that_says_nonsense_shows_the_start(
    page: Page, address: str, state: str
) -> None:
    found = opened(page, address, "sigmoid", state)
    expect(found.locator(".nn-says")).to_contain_text("at x = 0, with slope 0.25")


def test_steps_show_and_hide(page: Page, address: str) -> None:
    found = opened(page, address, "backprop_flow")
    expect(found.locator(".nn-values tr:visible")).to_have_count(6)
    for _ in range(3):
        found.get_by_role("button", name="Back", exact=True).click()
    expect(found.locator(".nn-values tr:visible")).to_have_count(0)
    expect(found.locator(".nn-drawn")).not_to_contain_text("dw")


def test_without_its_values_an_explorer_says_so(
    page: Page, address: str, server: Any, watched: Any
) -> None:
    watched.expect("404")
    server.missing.add("assets/explorers/sigmoid")
    page.goto(f"{address}explorers/sigmoid/")
    found = page.locator("nn-explorer")
    expect(found).to_have_attribute("state", "error")
    expect(found.locator(".nn-says")).to_contain_text("could not be loaded (Error: 404")
    expect(found.locator(".nn-drawn")).to_be_visible()
