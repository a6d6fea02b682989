"""The playground in a real browser: it trains there what `nnnotes` trains here."""

from __future__ import annotations

import math
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from nnnotes import explorers

START = 90_000
#: After one update and some pictures of ten.
RUNS = re.compile(r"After [1-9]\d*1 updates")
LARGE = re.compile(r"After \d*[02468]01 updates")  # 1 and some times 200
EXPLORER = explorers.load("playground")


def opened(page: Page, address: str, state: str = "") -> Locator:
    """Return the playground, ready."""
    page.goto(f"{address}explorers/playground/{state}")
    found = page.locator("nn-explorer")
    expect(found).to_have_attribute("state", "ready")
    expect(found.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    return found


def says(found: Locator) -> Locator:
    """Return the line that says what is to be seen."""
    return found.locator(".nn-says")


def check(found: Locator, **state: Any) -> None:
    """Compare what is shown with what is computed here; rounding grows in training."""
    expected = explorers.values(EXPLORER, explorers.start(EXPLORER) | state)
    expect(says(found)).to_have_text(expected["say"], timeout=START)
    shown = found.evaluate("found => found.shown")
    for name, value in expected.items():
        if isinstance(value, float):
            assert math.isclose(shown[name], value, rel_tol=1e-6), name
    assert len(shown["units"]) == len(expected["units"])


def test_the_slider_shows_the_first_network_without_python(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = opened(page, address)
    check(found)
    found.get_by_role("slider", name="updates").press("End")
    check(found, updates=3000.0)
    assert not [url for url in asked if "/runtime/" in url]


def test_keys_alone_step_a_network_and_the_address_follows(
    page: Page, address: str
) -> None:
    state = "#playground:data=xor;width=2;activation=relu"
    found = opened(page, address, state)
    expect(says(found)).to_have_text("Python has to train this network first.")
    found.get_by_role("button", name="Step 1", exact=True).focus()
    page.keyboard.press("Enter")
    setting = {"data": "xor", "width": 2.0, "activation": "relu"}
    check(found, updates=1.0, **setting)
    found.get_by_role("button", name="Step 10", exact=True).focus()
    page.keyboard.press("Space")
    check(found, updates=11.0, **setting)
    expect(page).to_have_url(re.compile("updates=11;data=xor;activation=relu;width=2$"))
    found.get_by_role("button", name="From the start").click()
    check(found, updates=0.0, **setting)


def test_play_trains_until_it_is_paused(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="no-preference")
    found = opened(page, address, "#playground:updates=1")
    found.get_by_role("button", name="Play", exact=True).click()
    expect(says(found)).to_contain_text(RUNS, timeout=START)
    pause = found.get_by_role("button", name="Pause")
    expect(says(found)).to_have_attribute("aria-live", "off")
    pause.click()
    expect(found).to_have_attribute("state", "ready")
    expect(says(found)).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(500)
    count = found.locator('input[type=number][name="updates"]')
    updates = float(count.input_value())
    check(found, updates=updates)
    page.wait_for_timeout(500)
    assert float(count.input_value()) == updates


def test_play_in_large_steps_stops_out_of_sight_and_at_a_change(
    page: Page, address: str
) -> None:
    found = opened(page, address, "#playground:updates=1")
    play = found.get_by_role("button", name="Play", exact=True)
    play.click()
    expect(says(found)).to_contain_text(LARGE, timeout=START)
    page.locator("nn-cell").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(play).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    play.click()
    expect(found.get_by_role("button", name="Pause")).to_have_count(1)
    found.get_by_role("radio", name="sigmoid").check()
    expect(play).to_have_count(1)


def test_a_click_on_the_picture_adds_a_point(page: Page, address: str) -> None:
    found = opened(page, address)
    picture = found.locator(".nn-drawn").first
    dots = picture.locator(".nn-dot")
    before = dots.count()
    box = picture.bounding_box()
    assert box
    # The plane as draw.js lays it out: x 44 to 350 of 360, y 10 to 316 of 354.
    middle = {"x": box["width"] * 197 / 360, "y": box["height"] * 163 / 354}
    found.get_by_role("radio", name="0", exact=True).check()
    picture.click(position=middle)
    field = found.get_by_role("textbox", name="your own points")
    x, y, label = map(float, field.input_value().split(","))
    assert (abs(x), abs(y), label) < (0.03, 0.03, 0.5)
    expect(dots).to_have_count(before + 1)
    points = field.input_value()
    found.get_by_role("button", name="Compute with Python").click()
    check(found, points=points)
    expect(dots).to_have_count(before + 1)
    field.fill("1,2")
    field.press("Enter")
    expect(says(found)).to_contain_text("'1,2' is no point, expected x,y,class")
    field.fill("")
    field.press("Enter")
    check(found)
