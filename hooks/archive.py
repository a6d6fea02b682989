"""The notes for a disk or a stick: `python -m hooks.archive site` makes one zip.

The built site is changed in three ways. Addresses end in `index.html`, as no server
looks for it. Search finds its index in a script and its worker in a frame, as Material
has it for pages from a folder. And browsers run no module, no worker and no fetch for
such pages: cells and explorers say that they are for reading.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config import load_config

from hooks import npm, offered
from hooks.downloads import ROOT

NAME = "nnnotes.zip"
#: Names in the archive begin so: it unpacks into one folder.
TOP = "nnnotes/"
SEARCH = "assets/archive/iframe-worker.js"
TAG = re.compile(r"<(?:a|link)\b[^>]*>")
HREF = re.compile(r'(?<=\shref=)(?:"([^"]*)"|([^\s">]+))')
#: What works from a server only: modules, and the policy, whose 'self' is no folder.
ONLINE = re.compile(
    r'<script[^>]*\btype="?module"?[^>]*></script>|'
    r'<meta http-equiv="Content-Security-Policy"[^>]*>|'
    r'<link rel="?(?:canonical|alternate ?|prev|next)"?[^>]*>'
)
BUNDLE = re.compile(r'<script src="([^"]*)assets/javascripts/bundle\.')
CODE = '<div class="nn-code">'
#: Below it comes no bar of tools.
STILL = '<div class="nn-code nn-still">'
EXPLORER = re.compile(r"<nn-explorer\b[^>]*>")
CONTROLS = re.compile(r'<fieldset class="nn-(?:controls|states nn-play)"')
#: Never needed without a server, or made by other commands.
LEFT_OUT = (
    "assets/runtime/", "assets/cell/", "assets/explorers/", "assets/social/",
    "404.html", "_",
)  # fmt: skip
SUFFIXES = (".gz", ".br", ".pdf", ".zip", ".xml")


def taken(name: str) -> bool:
    """Tell whether a file of the site belongs in the archive."""
    unwanted = name in ("sw.js", "search/search_index.json")
    return not (unwanted or name.startswith(LEFT_OUT) or name.endswith(SUFFIXES))


def linked(page: str, name: str, site: Path, address: str) -> str:
    """Return a page whose links name files, here or, if they are left out, there.

    Parameters
    ----------
    page : str
        The HTML.
    name : str
        Its file below the site's folder.
    site : Path
        The folder, to see what is there.
    address : str
        Where the site is.
    """

    def lead(found: re.Match[str]) -> str:
        href = found[1] if found[1] is not None else found[2]
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            return f'"{href}"'
        file = urljoin(f"/{name}", parts.path).lstrip("/")
        there = site / file
        if there.is_file() and not taken(file):
            href = parts._replace(path=urljoin(address, file)).geturl()
        if there.is_dir():
            inner = f"{parts.path.rstrip('/')}/index.html"
            href = parts._replace(path=inner).geturl()
        return f'"{href}"'

    return TAG.sub(lambda tag: HREF.sub(lead, tag[0]), page)


def readable(page: str, name: str, address: str) -> str:
    """Return a page that says what cannot be done from a folder."""
    there = urljoin(address, name.removesuffix("index.html"))
    link = f'<a href="{escape(there)}" rel="external">site</a>'
    # Built for this machine only: then there is no site to name.
    place = "site" if urlsplit(address).hostname == "127.0.0.1" else link

    def note(what: str) -> str:
        return f'<p class="nn-note nn-reading">{what} on the {place}.</p>'

    page = offered.withdraw(page, "You are reading the folder.")
    page = ONLINE.sub("", page)
    page = page.replace(CODE, note("A copy for reading. This cell can be run") + STILL)
    moved = note("A copy for reading. These controls can be moved")
    page = EXPLORER.sub(lambda tag: moved + tag[0], page)
    page = CONTROLS.sub(r"\g<0> hidden", page)
    scripts = f'<script src="\\1{SEARCH}"></script>'
    return BUNDLE.sub(scripts + r"\g<0>", page)


def pack(site: Path, address: str) -> int:
    """Write the archive; return the number of its pages."""
    pages = 0
    with zipfile.ZipFile(
        site / NAME, "w", zipfile.ZIP_DEFLATED, compresslevel=9
    ) as out:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if not path.is_file() or not taken(name):
                continue
            if name.endswith(".html"):
                text = linked(path.read_text("utf-8"), name, site, address)
                put(out, name, readable(text, name, address).encode())
                pages += 1
            else:
                put(out, name, path.read_bytes())
        index = (site / "search" / "search_index.json").read_text("utf-8")
        put(out, "search/search_index.js", f"var __index = {found(index)}".encode())
        shim = npm.ensure() / "iframe-worker" / "shim" / "index.js"
        put(out, SEARCH, shim.read_bytes())
    return pages


def found(index: str) -> str:
    """Return the search index with addresses that name files."""
    data = json.loads(index)
    for entry in data["docs"]:
        page, mark, place = entry["location"].partition("#")
        if not page or page.endswith("/"):
            entry["location"] = f"{page}index.html{mark}{place}"
    return json.dumps(data, ensure_ascii=False)


def put(out: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file without the hour of its making: the same site, the same archive."""
    out.writestr(zipfile.ZipInfo(TOP + name), content, zipfile.ZIP_DEFLATED, 9)


def main(arguments: list[str]) -> None:
    """Make the archive and let the site offer it."""
    if len(arguments) != 1:
        sys.exit("usage: python -m hooks.archive <folder of the built site>")
    site = Path(arguments[0])
    config = load_config(str(ROOT / "mkdocs.yml"))
    pages = pack(site, str(config.site_url))
    size = f"{(site / NAME).stat().st_size / 1e6:.0f} MB"
    offered.offer(site, NAME, f"All pages as a folder to unpack: {size}")
    print(f"{site / NAME}: {pages} pages, {size}")


if __name__ == "__main__":
    main(sys.argv[1:])
