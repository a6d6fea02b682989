"""Chromium prints pages of the built site, as they are without a script.

No server is needed: what the page asks for is answered from the site's folder. A page
gets a style sheet more, which numbers its sheets, and a hidden link to each of its
places: Chromium notes in the PDF where a place is only if a link leads there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote, urldefrag

from playwright.sync_api import Browser, Route, sync_playwright

from hooks import chromium

#: A host that is nowhere.
BASE = "http://notes.invalid/"
STYLE = "book.css"
ID = re.compile(r'\sid="?([^"\s>]+)')
#: Prints one page: its address below the site's, the style, its text if it has no file.
Print = Callable[[str, str, str], bytes]


def numbered(first: int, head: str, style: str = "decimal") -> str:
    """Return the style sheet for a page that begins on this sheet."""
    quoted = head.replace("\\", "\\\\").replace('"', '\\"')
    letters = "font: 8pt sans-serif; color: #5c6370"
    return (
        "@page { margin: 18mm 16mm;"
        f'@top-left {{ content: "{quoted}"; {letters} }}'
        f"@bottom-center {{ content: counter(page, {style}); {letters} }} }}"
        f"html {{ counter-reset: page {first - 1} }}"
    )


def prepared(page: str) -> str:
    """Return the HTML with the style sheet and the links to its places."""
    places = dict.fromkeys(ID.findall(page))
    links = "".join(f'<a href="#{escape(place)}"></a>' for place in places)
    sheet = f'<link rel="stylesheet" href="/{STYLE}"></head>'
    page = page.replace("</head>", sheet, 1)
    return page.replace("</body>", f"<div hidden>{links}</div></body>", 1)


@contextlib.contextmanager
def printer(site: Path) -> Iterator[Print]:
    """Start a Chromium and give a function that prints; see `printing`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find_or_install(), args=chromium.ARGUMENTS
        )
        yield printing(browser, site)
        browser.close()


def printing(browser: Browser, site: Path) -> Print:
    """Return a function that prints pages of a site with this browser.

    It raises RuntimeError if a page asks for a file that is not there.
    """
    given = {"style": "", "page": "", "text": ""}
    missing: list[str] = []

    def answer(route: Route) -> None:
        address = unquote(urldefrag(route.request.url).url.removeprefix(BASE))
        if address == STYLE:
            route.fulfill(body=given["style"], content_type="text/css")
        elif address == given["page"]:
            route.fulfill(body=given["text"], content_type="text/html; charset=utf-8")
        elif (site / address).is_file():
            route.fulfill(path=site / address)
        else:
            missing.append(address)
            route.fulfill(status=404)

    page = browser.new_context(java_script_enabled=False).new_page()
    page.route("**/*", answer)

    def paper(address: str, style: str, text: str) -> bytes:
        if not text:
            text = prepared((site / address / "index.html").read_text("utf-8"))
        given.update(style=style, page=address, text=text)
        page.goto(BASE + address)
        if missing:
            raise RuntimeError(f"{address}: not in {site}: {', '.join(missing)}")
        return page.pdf(
            format="A4", prefer_css_page_size=True, outline=True, tagged=True
        )

    return paper
