"""Fixtures for tests in a browser: the served site, Chromium, a watched page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    expect,
    sync_playwright,
)
from serve import Server, serve

from hooks import chromium

# Five seconds, Playwright's own, are not much on a busy machine.
expect.set_options(timeout=20_000)


@dataclass
class Watched:
    """What a page did that it should not have done.

    A test that provokes messages of the console says so with :meth:`expect`.
    """

    foreign: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Let messages pass that contain ``part``."""
        self.expected.append(part)

    def check(self) -> None:
        """Fail if another host was asked, or the console is not clean; then forget."""
        foreign, self.foreign = self.foreign, []
        messages, self.messages = self.messages, []
        expected, self.expected = self.expected, []
        assert foreign == [], f"other hosts were asked: {foreign}"
        rest = [
            message
            for message in messages
            if not any(part in message for part in expected)
        ]
        assert rest == [], f"the console is not clean: {rest}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium.find_or_install()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=chromium.ARGUMENTS
        )
        yield launched
        launched.close()


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """The built site, served, with switches for faults."""
    with serve(site) as running:
        yield running


@pytest.fixture
def address(server: Server) -> str:
    """Where the site is, with a slash at the end."""
    return server.address


@pytest.fixture
def watched() -> Watched:
    """What the test's pages do wrong."""
    return Watched()


@pytest.fixture
def context(
    browser: Browser, address: str, watched: Watched
) -> Iterator[BrowserContext]:
    """A reader without a past, for whom no other host exists."""
    context = browser.new_context(reduced_motion="reduce")
    yield guard(context, address, watched)
    context.close()
    watched.check()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page of that reader."""
    return context.new_page()


def guard(context: BrowserContext, address: str, watched: Watched) -> BrowserContext:
    """Block and note every other host; note errors and messages of the console."""

    def pass_or_block(route: Route) -> None:
        url = route.request.url
        if url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            watched.foreign.append(url)
            route.abort()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            watched.messages.append(f"{message.type}: {message.text}")

    context.route("**/*", pass_or_block)
    context.on("console", hear)
    context.on("weberror", lambda fault: watched.messages.append(str(fault.error)))
    return context


def worker_with(page: Page, prelude: str) -> None:
    """Let the worker begin with other code, as in a browser that differs."""

    def answer(route: Route) -> None:
        given = route.fetch()
        route.fulfill(response=given, body=prelude + given.text())

    page.route("**/assets/cell/worker-*.js", answer)


def write(element: Locator, code: str) -> Locator:
    """Replace the code of a cell or an exercise as a reader does; return the editor."""
    editor = element.get_by_role("textbox")
    if not editor.is_visible():
        # Not its `pre`: where work was kept, the editor may be about to replace it.
        element.locator(".nn-code").click()
    editor.fill(code)
    return editor


def follow(page: Page, name: str) -> None:
    """Follow a link of the navigation, which moves while the page scrolls to it."""
    link = page.locator(".md-tabs a, .md-nav a").filter(has_text=name).first
    link.evaluate("link => link.click()")
