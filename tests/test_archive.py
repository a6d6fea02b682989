"""The archive opens from a folder: pages, links, figures and search, no server."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Page, Request

from hooks import archive, offered

HREF = re.compile(r"<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=\"([^\"]*)\"")


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a copy of the site, unpacked."""
    place = tmp_path_factory.mktemp("archive")
    copy = shutil.copytree(
        site, place / "site", ignore=shutil.ignore_patterns("runtime")
    )
    archive.main([str(copy)])
    first = (copy / archive.NAME).read_bytes()
    archive.main([str(copy)])
    assert (copy / archive.NAME).read_bytes() == first, "it is the same each time"
    offer = (copy / offered.PAGE).read_text("utf-8")
    assert offer.count('<a href="../nnnotes.zip">') == 1
    with zipfile.ZipFile(copy / archive.NAME) as packed:
        packed.extractall(place)
    return place / "nnnotes"


def test_every_link_of_the_archive_names_a_file(folder: Path) -> None:
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 80
    for page in pages:
        for link in HREF.findall(page.read_text("utf-8")):
            address, _ = urldefrag(urljoin(page.as_uri(), link))
            if not address.startswith("file:"):
                continue
            target = Path(unquote(address.removeprefix("file://").split("?")[0]))
            assert target.is_file(), f"{page.relative_to(folder)}: {link}"


def test_the_archive_holds_nothing_that_needs_a_server(folder: Path) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    for gone in ("sw.js", "404.html", "_headers"):
        assert gone not in names
    for gone in ("runtime", "cell", "explorers", "social"):
        assert f"assets/{gone}" not in names
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r'<script[^>]*type="?module', text), page
        assert '<meta http-equiv="Content-Security-Policy"' not in text, page


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page without a network, whose console has to stay clean."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("requestfailed", lambda request: messages.append(failed(request)))
    yield page
    context.close()
    # What a page still asked for when it was left is no fault.
    assert not [message for message in messages if "ERR_ABORTED" not in message]


def failed(request: Request) -> str:
    """Return why a request has no answer."""
    return f"{request.url}: {request.failure}"


def test_a_reader_follows_links_and_searches(reader: Page, folder: Path) -> None:
    reader.goto((folder / "index.html").as_uri())
    reader.get_by_role("link", name="Backpropagation", exact=True).first.click()
    reader.get_by_role("link", name="Gradient check", exact=True).first.click()
    reader.locator("h1", has_text="Gradient check").wait_for()
    assert reader.url.endswith("backprop/gradient_check/index.html")
    image = reader.locator("img.nn-light").first
    image.scroll_into_view_if_needed()
    loaded = "image => image.decode().then(() => image.naturalWidth)"
    assert image.evaluate(loaded) > 100
    reader.locator(".md-search__input").fill("softmax temperature")
    found = reader.locator(".md-search-result__link")
    found.filter(has_text="Softmax and temperature").first.click()
    reader.locator(".md-content h1", has_text="temperature").wait_for()
    assert "/index.html" in reader.url


def test_cells_and_explorers_say_that_they_are_for_reading(
    reader: Page, folder: Path
) -> None:
    for cell_page in ("backprop/gradient_check", "explorers/playground"):
        reader.goto((folder / cell_page / "index.html").as_uri())
        cells = reader.locator("nn-cell, nn-explorer").count()
        notes = reader.locator(".nn-reading")
        assert notes.count() == cells > 0
        assert all(note.is_visible() for note in notes.all())
        assert "for reading" in notes.first.inner_text()
        for control in reader.locator(".nn-controls, .nn-play").all():
            assert not control.is_visible()
        assert reader.locator(".nn-drawn, .nn-printed").first.is_visible()


def test_the_place_of_the_site_is_named_if_it_has_one() -> None:
    cell = '<nn-cell name="a"><div class="nn-code"></div></nn-cell>'
    online = archive.readable(cell, "part/topic/index.html", "https://a.example/notes/")
    assert 'href="https://a.example/notes/part/topic/"' in online
    assert "href" not in archive.readable(cell, "index.html", "http://127.0.0.1:8000/")


def test_links_to_folders_become_links_to_files(tmp_path: Path) -> None:
    (tmp_path / "part" / "topic").mkdir(parents=True)
    (tmp_path / "feed.xml").touch()
    page = (
        '<a href="../topic/#end"></a><a href="../.."></a><a href="#here"></a>'
        '<a class="x" href="https://a.example/"></a><p>href="../topic/"</p>'
        '<a href="../../feed.xml"></a>'
    )
    site = "https://b.example/notes/"
    assert archive.linked(page, "part/topic/index.html", tmp_path, site) == (
        '<a href="../topic/index.html#end"></a><a href="../../index.html"></a>'
        '<a href="#here"></a><a class="x" href="https://a.example/"></a>'
        '<p>href="../topic/"</p><a href="https://b.example/notes/feed.xml"></a>'
    )


def test_search_leads_to_files() -> None:
    places = ["", "a/b/", "a/b/#c", "#d"]
    index = json.dumps({"docs": [{"location": place} for place in places]})
    after = [entry["location"] for entry in json.loads(archive.found(index))["docs"]]
    assert after == ["index.html", "a/b/index.html", "a/b/index.html#c", "index.html#d"]


def test_a_site_without_the_page_of_offers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match='expected a page with <div id="offered">'):
        offered.offer(tmp_path, "nnnotes.pdf", "All")
