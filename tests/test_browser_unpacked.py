"""The next visit starts from what this one unpacked."""

from __future__ import annotations

import re

from browser_fixtures import Watched, worker_with
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serve import Server

PAGE = "backprop/gradient_check/"
CELL = 'nn-cell[name="backprop/gradient_check_check"]'
START = 90_000
FOLDER = """const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("nnnotes-unpacked", { create: true });"""
NAMES = f"""async () => {{
  {FOLDER}
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return names.sort().join();
}}"""
#: Writes a file there, or over one.
WRITE = f"""async (name) => {{
  {FOLDER}
  const file = await folder.getFileHandle(name, {{ create: true }});
  const writing = await file.createWritable();
  await writing.write("no memory of Python's");
  await writing.close();
}}"""
#: Files for the first number, and one for the package, and not half a file.
ALL = re.compile(
    r"nnnotes-\w+\.pack,numbers-libraries-\w+\.pack,numbers-snapshot-\w+\.pack"
)


def visit(page: Page, server: Server) -> list[str]:
    """Run a cell on a page opened anew; return the packs that were asked for."""
    # What the browser's own cache holds, it would not ask for.
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    before = len(server.asked)
    page.goto(server.address + PAGE)
    cell = page.locator(CELL)
    cell.get_by_role("button", name="Run", exact=True).click()
    proof = cell.locator(".nn-proof")
    expect(proof).to_have_attribute("data-same", "true", timeout=START)
    return [path for path in server.asked[before:] if path.endswith(".pack")]


def names_when_kept(page: Page) -> str:
    """Wait until all is kept; return the names of the files, in order."""
    for _ in range(300):
        names: str = page.evaluate(NAMES)
        if ALL.fullmatch(names):
            return names
        page.wait_for_timeout(200)
    raise AssertionError(f"these are kept: {names or 'none'}")


def test_the_second_visit_asks_for_no_pack_and_gives_the_same(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context()
    page = context.new_page()
    assert visit(page, server)
    page.evaluate(WRITE, "numbers-snapshot-ofanotherversion.pack")
    names = names_when_kept(page)
    assert "ofanotherversion" not in names
    assert visit(page, server) == []
    assert page.evaluate(NAMES) == names
    context.close()


def test_two_pages_may_read_what_is_kept_at_once(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    visit(first, server)
    names_when_kept(first)
    first.context.new_cdp_session(first).send("Network.clearBrowserCache")
    before = len(server.asked)
    for page in (first, second):
        page.goto(server.address + PAGE)
        page.locator(CELL).get_by_role("button", name="Run", exact=True).click()
    for page in (first, second):
        proof = page.locator(f"{CELL} .nn-proof")
        expect(proof).to_have_attribute("data-same", "true", timeout=START)
    assert not [path for path in server.asked[before:] if path.endswith(".pack")]
    context.close()


def test_what_is_spoiled_there_is_forgotten_and_python_starts_another_way(
    context: BrowserContext, server: Server, watched: Watched
) -> None:
    watched.expect("Python does not start from")
    # The start that was given up may still say so itself.
    watched.expect("wasm instantiation failed")
    watched.expect("Incorrect response MIME type")
    page = context.new_page()
    visit(page, server)
    for name in names_when_kept(page).split(","):
        page.evaluate(WRITE, name)
    asked = visit(page, server)
    assert [path for path in asked if "numbers-" in path]
    assert not page.evaluate(NAMES).startswith("nnnotes")


def test_without_a_storage_of_its_own_every_visit_asks_for_its_packs(
    browser: Browser, server: Server
) -> None:
    # A service worker would fetch the worker's script past our changed one.
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    worker_with(page, "delete StorageManager.prototype.getDirectory;")
    first = visit(page, server)
    page.wait_for_timeout(8000)  # longer than it takes after a run
    assert sorted(visit(page, server)) == sorted(first) != []
    context.close()
