"""Without a network: pages that were read open, and their cells run."""

from __future__ import annotations

import re
import time

from browser_fixtures import Watched
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serve import Server

PAGE = "backprop/gradient_check/"
START = 90_000
PYTHON = """async () => {
  const names = (await caches.keys()).filter((k) => k.startsWith("nnnotes-python-"));
  const whole = new URL("/assets/runtime/whole", location);
  const ask = (cacheName) => caches.match(whole, { cacheName });
  const found = await Promise.all(names.map(ask));
  return found.filter(Boolean).length;
}"""


def run(page: Page, name: str, state: str = "done") -> None:
    cell = page.locator(f'nn-cell[name="backprop/{name}"]')
    cell.get_by_role("button", name="Run", exact=True).click()
    expect(cell).to_have_attribute("state", re.compile("done|error"), timeout=START)
    said = cell.locator(".nn-error").inner_text()
    assert cell.get_attribute("state") == state, said


def becomes(page: Page, asynchronous: str, value: object) -> None:
    """Ask until it is ``value``: to `wait_for_function` any promise is a yes."""
    end = time.monotonic() + START / 1000
    while (answer := page.evaluate(asynchronous)) != value:
        assert time.monotonic() < end, f"{asynchronous} stays {answer}, not {value}"
        page.wait_for_timeout(200)


def kept(page: Page, count: int) -> None:
    becomes(page, PYTHON, count)


def test_a_page_that_was_read_opens_and_runs_without_a_network(
    browser: Browser, server: Server
) -> None:
    # Not the guarded reader: where tests listen to requests, caches are switched off.
    context = browser.new_context()
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
    context.close()


def test_what_was_never_used_is_not_kept(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PAGE)
    becomes(page, "async () => (await caches.keys()).length", 1)
    page.wait_for_timeout(8000)  # longer than it takes after a run
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
    page.evaluate(
        "caches.open('nnnotes-python-old')"
        ".then((cache) => cache.put('/assets/runtime/whole', new Response()))"
    )
    kept(page, 1)
    run(page, "gradient_check_check")
    becomes(page, "() => caches.has('nnnotes-python-old')", False)
    kept(page, 1)
