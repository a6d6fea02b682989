"""The site under real headers, on a real server, at the root and below a path."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from browser_fixtures import Watched, guard
from hosts import nginx
from playwright.sync_api import Browser, expect
from serve import Server, serve

from hooks import compress, policy

#: A hash as our build, esbuild, Material and the runtime write it.
HASHED = re.compile(r"[-.](?:[0-9a-f]{8}|[0-9a-f]{12}|[0-9A-Z]{8})(?=[./])")
KEPT = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def asked(address: str, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def names(site: Path) -> list[str]:
    found = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found)


def test_names_that_may_be_kept_for_ever_tell_their_content_and_no_others(
    site: Path,
) -> None:
    for name in names(site):
        kept = name.startswith(policy.LASTING)
        # The service worker looks for this name to know that all of them are there.
        assert kept == bool(HASHED.search(name)), name


def test_the_headers_file_says_what_may_be_kept(site: Path) -> None:
    text = (site / "_headers").read_text("utf-8")
    rules = re.findall(r"^/(\S+)\*\n  Cache-Control: (.*)$", text, re.M)
    assert dict(rules) == dict.fromkeys(policy.LASTING, KEPT)
    # Some hosts join the values of all rules that fit: no file may have two.
    for name in names(site):
        assert sum(name.startswith(rule) for rule, _ in rules) < 2, name
    assert "Cache-Control" not in text.split("/assets/")[0]


def test_nginx_sends_every_file_with_its_headers(host: str, site: Path) -> None:
    types = {
        ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml",
        ".js": "javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
        ".woff2": "font/woff2", ".json": "application/json",
    }  # fmt: skip
    with closing(http.client.HTTPConnection(urlsplit(host).netloc)) as connection:
        for name in names(site):
            connection.request("HEAD", f"/{quote(name)}")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, name
            kept = KEPT if name.startswith(policy.LASTING) else "no-cache"
            assert answer.headers.get_all("Cache-Control") == [kept], name
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            kind = types.get(Path(name).suffix, "")
            assert kind in (answer.headers["Content-Type"] or ""), name


def test_nginx_finds_pages_with_and_without_slash_and_says_what_is_missing(
    host: str, site: Path
) -> None:
    moved = asked(host, "/backprop")
    assert (moved.status, moved.headers["Location"]) == (301, "/backprop/")
    missing = asked(host, "/backprop/nothing/")
    assert missing.status == 404
    assert missing.body == (site / "404.html").read_bytes()
    gone = asked(host, "/assets/cell/nn-cell-AAAAAAAA.js")
    assert gone.status == 404 and not gone.headers["Cache-Control"]


def test_nginx_sends_the_compressed_copy(tmp_path: Path) -> None:
    folder, text = tmp_path / "site", "<p>gradient</p>\n" * 100
    folder.mkdir()
    (folder / "index.html").write_text(text)
    compress.main([str(folder)])
    with nginx(folder, tmp_path) as address:
        packed = asked(address, "/", **{"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(packed.body).decode() == text
        assert asked(address, "/").body.decode() == text


def test_a_cell_runs_under_the_headers_of_nginx(browser: Browser, host: str) -> None:
    watched = Watched()
    context = guard(browser.new_context(), host, watched)
    page = context.new_page()
    page.goto(f"{host}backprop/gradient_check/")
    cell = page.locator("nn-cell").first
    cell.get_by_role("button", name="Run", exact=True).click()
    expect(cell).to_have_attribute("state", "done", timeout=120_000)
    expect(cell.locator(".nn-proof")).to_have_attribute("data-same", "true")
    context.close()
    watched.check()


def test_the_site_works_below_a_path(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes").symlink_to(site, target_is_directory=True)
    watched = Watched()
    with serve(tmp_path) as server:
        home = f"{server.address}notes/"
        context = guard(browser.new_context(), home, watched)
        page = context.new_page()
        page.goto(f"{home}backprop/gradient_check/", wait_until="networkidle")
        page.get_by_role("link", name="Main idea").first.wait_for()
        page.locator("nn-cell:defined").first.wait_for()
        page.get_by_role("link", name="Chain rule").first.click()
        page.locator("h1", has_text="Chain rule").wait_for()
        assert page.url == f"{home}backprop/chain_rule/"
        page.wait_for_load_state("networkidle")
        context.close()
        outside = [path for path in server.asked if not path.startswith("/notes/")]
    assert not outside
    watched.check()


def test_a_missing_page_leads_on_from_any_depth(
    browser: Browser, server: Server, site: Path
) -> None:
    text = (site / "404.html").read_text("utf-8")
    assert "<title>Not found - nnnotes</title>" in text
    assert '<meta name="robots" content="noindex">' in text
    links = re.findall(r'(?:href|src)="?([^"\s>]+)', text)
    assert links and all(
        link.startswith(("/", "#", "http", "data:")) for link in links
    ), links
    shown = text[text.index("No page has this address") :]
    shown = shown[: shown.index("</ul>")]
    targets = re.findall(r'<li><a href="([^"]+)"', shown)
    assert len(targets) > 10
    for target in targets:
        assert (site / target.lstrip("/") / "index.html").is_file(), target
