"""The pictures that other sites show beside a link to these notes: 1200 by 630 pixels.

The first page's is a drawing of what its example computes. Every other page's says
where the page stands, its title and what it is about.
"""

from __future__ import annotations

import functools
import hashlib
import io
from textwrap import fill
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from PIL import Image

from hooks import metadata
from nnnotes import cell, draw, examples

FOLDER = "assets/social"
EXAMPLE = "start/first_network"
SIZE = 1200, 630
#: Pixels an inch; only letters and lines depend on it.
DPI = 100
SHADES = 64
#: Pixels that stay empty at the left and at the right.
EDGE = 72
#: From where to where title and description may reach, in pixels.
ROOM = 48, 510
#: Roles of the figures' colours, on a dark page.
INK, QUIET, PAPER = (draw.DARK[role] for role in (draw.INK, draw.MUTED, draw.PAPER))


def file(page: Page, config: MkDocsConfig) -> tuple[str, bytes]:
    """Return a page's picture with its address below the site, which tells its content.

    Raises
    ------
    ValueError
        If the first page's example fails, or another's words are too many.
    """
    if page.is_homepage:
        content = first()
    else:
        *way, (title, _) = metadata.trail(page, config)[1:]
        about = page.meta.get("description") or config.site_description or ""
        content = written(" › ".join(name for name, _ in way), title, about)
    stem = page.file.src_uri.rsplit(".", 1)[0]
    return f"{FOLDER}/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.png", content


@functools.cache
def first() -> bytes:
    """Return the picture of the first page.

    Raises
    ------
    ValueError
        If the example fails.
    """
    scope: dict[str, Any] = {}
    result = cell.run(examples.load(EXAMPLE).code, EXAMPLE, scope=scope)
    if result.error:
        raise ValueError(f"the card is drawn of {EXAMPLE}, which fails: {result.error}")
    figure = sheet()
    axes = figure.add_axes((0.5, 0.12, 0.46, 0.76))
    axes.set_axis_off()
    x, y, h, w2 = (scope[name] for name in ("x", "y", "h", "w2"))
    axes.plot(x, h * w2, color=QUIET, lw=1.2)
    axes.plot(x, h @ w2.T, color=draw.DARK[draw.FORWARD], lw=7)
    axes.plot(x, y, "o", color=draw.DARK[draw.THIRD], ms=7)
    figure.text(0.06, 0.66, "nnnotes", color=INK, size=54, weight="bold")
    for height, text, color, size in (
        (0.4, "Neural networks,\nin notes that run", INK, 27),
        (0.17, "Every figure is made by code\nthat runs in your browser.", QUIET, 18),
    ):
        figure.text(0.06, height, text, color=color, size=size, linespacing=1.4)
    return png(figure)


@functools.cache
def written(place: str, title: str, about: str) -> bytes:
    """Return the picture of another page, its title as large as there is room for."""
    figure = sheet()
    for at, role in enumerate((draw.FORWARD, draw.GRADIENT)):  # as in the figures
        bar = (0, 1 - 0.5 * (at + 1)), 0.012, 0.5
        figure.add_artist(Rectangle(*bar, color=draw.DARK[role]))
    line(figure, 545, "nnnotes", INK, 24, weight="bold")
    line(figure, 545, place, QUIET, 24, ha="right")
    for size, letters in ((72, 17), (58, 21), (46, 27), (34, 36)):
        lines = fill(title, letters, break_long_words=False)
        name = line(figure, ROOM[1], lines, INK, size, va="top", weight="bold")
        below = name.get_window_extent().y0 - 40
        said = line(figure, below, fill(about, 48), QUIET, 27, va="top")
        spare = said.get_window_extent().y0 - ROOM[0]
        if spare >= 0 and max(map(right, (name, said))) <= SIZE[0] - EDGE:
            for text in (name, said):
                text.set_y(text.get_position()[1] - spare / 2 / SIZE[1])
            return png(figure)
        name.remove()
        said.remove()
    raise ValueError(f"its title and description do not fit its card: {title!r}")


def line(
    figure: Figure, height: float, text: str, color: str, size: int, **look: Any
) -> Text:
    """Write lines of text at a height in pixels."""
    across = 1 - EDGE / SIZE[0] if look.get("ha") == "right" else EDGE / SIZE[0]
    look = {
        "color": color,
        "size": size,
        "linespacing": 1.3,
        "parse_math": False,
        **look,
    }
    return figure.text(across, height / SIZE[1], text, **look)


def right(text: Text) -> float:
    """Return where a text ends, in pixels."""
    return float(text.get_window_extent().x1)


def sheet() -> Figure:
    """Return an empty picture."""
    figure = Figure((SIZE[0] / DPI, SIZE[1] / DPI), dpi=DPI)
    figure.set_layout_engine("none")  # the notes' style has another
    return figure


def png(figure: Figure) -> bytes:
    """Return a picture as a file, in as many shades as its few colours need."""
    file = io.BytesIO()
    # The notes' style has figures without a ground of their own.
    figure.savefig(file, format="rgba", dpi=DPI, facecolor=PAPER, transparent=False)
    picture = Image.frombytes("RGBA", SIZE, file.getvalue()).convert("RGB")
    file = io.BytesIO()
    picture.quantize(SHADES, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return file.getvalue()
