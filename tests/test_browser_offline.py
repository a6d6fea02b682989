"""Without a network: pages that were read open, and their cells run."""

from __future__ import annotations

import re

from browser_fixtures import Watched
from playwright.sync_api import BrowserContext, Page, expect
from serve import Server

PAGE = "backprop/gradient_check/"
START = 90_000
PYTHON = (
    "async () => (await caches.keys())"
    ".filter((name) => name.startsWith('nnnotes-python-')).length"
)


def run(page: Page, name: str, state: str = "done") -> None:
    cell = page.locator(f'nn-cell[name="backprop/{name}"]')
    cell.get_by_role("button", name="Run", exact=True).click()
    expect(cell).to_have_attribute("state", re.compile("done|error"), timeout=START)
    assert cell.get_attribute("state") == state


def kept(page: Page, count: int) -> None:
    page.wait_for_function(
        f"async () => (await ({PYTHON})()) === {count}", timeout=START
    )


def test_a_page_that_was_read_opens_and_runs_without_a_network(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(server.address + PAGE)
    run(page, "gradient_check")
    kept(page, 1)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Gradient check")
    context.set_offline(True)
    asked = len(server.asked)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Gradient check")
    for name in ("gradient_check_check", "gradient_check"):
        run(page, name)
        proof = page.locator(f'nn-cell[name="backprop/{name}"] .nn-proof')
        expect(proof).to_have_attribute("data-same", "true")
    # The browser itself looks for a new service worker.
    assert set(server.asked[asked:]) <= {"/sw.js"}


def test_what_was_never_used_is_not_kept(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PAGE)
    page.wait_for_function("async () => (await caches.keys()).length === 1")
    kept(page, 0)


def test_python_is_kept_whole_or_not_at_all(
    context: BrowserContext, server: Server, watched: Watched
) -> None:
    watched.expect("404")
    server.missing.add("library-")  # nothing reads it in this visit
    page = context.new_page()
    page.goto(server.address + PAGE)
    run(page, "gradient_check_check")
    page.wait_for_timeout(8000)
    kept(page, 0)
    server.heal()
    page.reload()
    run(page, "gradient_check_check")
    kept(page, 1)


def test_another_version_replaces_the_kept_one_when_it_is_whole(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(server.address + PAGE)
    page.evaluate("caches.open('nnnotes-python-old')")
    kept(page, 1)
    run(page, "gradient_check_check")
    page.wait_for_function(
        "async () => !(await caches.has('nnnotes-python-old'))", timeout=START
    )
    kept(page, 1)
