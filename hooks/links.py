"""Links between examples, definitions and the reference, as HTML."""

from __future__ import annotations

from html import escape

from hooks import uses
from hooks.place import Place


def used(code: str, base: str) -> str:
    """Return the line below a cell that names the functions it imports."""
    names = [name for name in uses.of(code) if uses.entry(name)]
    shown = ", ".join(
        f'<a href="{base}{uses.entry(name)}"><code>{name.split(".")[-1]}</code></a>'
        for name in names
    )
    return f'<p class="nn-uses">Uses {shown}</p>' if names else ""


def defined(name: str, base: str) -> str:
    """Return the title of a definition, which leads to its entry in the reference."""
    title = f"<code>nnnotes.{escape(name)}</code>"
    if entry := uses.entry(name):
        title = f'<a href="{base}{entry}">{title}</a>'
    return f'<p class="nn-defined" id="def-{escape(name)}">{title}</p>'


def also(name: str, place: Place) -> str:
    """Return the other pages that use a function, folded."""
    page = place.path.as_posix() if place.path else ""
    others = [one for one in uses.on(name) if not page.endswith(f"docs/{one.page}")]
    if not others:
        return ""
    pages = "1 other page" if len(others) == 1 else f"{len(others)} other pages"
    shown = ", ".join(
        f'<a href="{place.base}{one.address}">{escape(one.title)}</a>' for one in others
    )
    short = name.split(".", 1)[1]
    return (
        f'<details class="nn-also"><summary><code>{escape(short)}</code> on '
        f"{pages}</summary><p>{shown}</p></details>"
    )
