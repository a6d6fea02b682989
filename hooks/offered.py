"""What a built site offers for download: a page lists what commands have made."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

PAGE = Path("offline", "index.html")
#: Where the list stands: `<div id="offered">`, with a sentence if nothing is offered.
LIST = re.compile(r'(<div id="offered">)(.*?)(</div>)', re.S)
ENTRY = re.compile(r'<p data-file="([^"]+)">.*?</p>')


def offer(site: Path, name: str, text: str) -> None:
    """Put a file into the list, or its new text.

    Raises
    ------
    RuntimeError
        If the site has no such page, or the page no such list.
    """
    path = site / PAGE
    page = path.read_text("utf-8") if path.is_file() else ""
    found = LIST.search(page)
    if not found:
        raise RuntimeError(f'{path}: expected a page with <div id="offered">')
    entries = {one[1]: one[0] for one in ENTRY.finditer(found[2])}
    entries[name] = f'<p data-file="{name}"><a href="../{name}">{escape(text)}</a></p>'
    inner = "".join(entry for _, entry in sorted(entries.items()))
    page = page[: found.start(2)] + inner + page[found.end(2) :]
    path.write_text(page, "utf-8", newline="")


def withdraw(page: str, text: str) -> str:
    """Return the page with a sentence in the place of the list, if it has one."""
    return LIST.sub(lambda found: f"{found[1]}<p>{escape(text)}</p>{found[3]}", page)
