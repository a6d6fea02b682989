"""The picture that other sites show beside a link to these notes: 1200 by 630 pixels.

It is the drawing of the first page, made of what that page's example computes.
"""

from __future__ import annotations

import functools
import io
from typing import Any

from nnnotes import cell, draw, examples

EXAMPLE = "start/first_network"
SIZE = 1200, 630
#: Pixels an inch; only letters and lines depend on it.
DPI = 100


@functools.cache
def png() -> bytes:
    """Return the picture.

    Raises
    ------
    ValueError
        If the example fails.
    """
    scope: dict[str, Any] = {}
    result = cell.run(examples.load(EXAMPLE).code, EXAMPLE, scope=scope)
    if result.error:
        raise ValueError(f"the card is drawn of {EXAMPLE}, which fails: {result.error}")
    from matplotlib.figure import Figure

    # The notes' style is the same as for the example, whose run has set it.
    figure = Figure((SIZE[0] / DPI, SIZE[1] / DPI), dpi=DPI)
    figure.set_facecolor(draw.DARK[draw.PAPER])
    axes = figure.add_axes((0.5, 0.12, 0.46, 0.76))
    axes.set_axis_off()
    x, y, h, w2 = (scope[name] for name in ("x", "y", "h", "w2"))
    axes.plot(x, h * w2, color=draw.DARK[draw.MUTED], lw=1.2)
    axes.plot(x, h @ w2.T, color=draw.DARK[draw.FORWARD], lw=7)
    axes.plot(x, y, "o", color=draw.DARK[draw.THIRD], ms=7)
    ink, quiet = draw.DARK[draw.INK], draw.DARK[draw.MUTED]
    figure.text(0.06, 0.66, "nnnotes", color=ink, size=54, weight="bold")
    for height, text, color, size in (
        (0.4, "Neural networks,\nin notes that run", ink, 27),
        (0.17, "Every figure is made by code\nthat runs in your browser.", quiet, 18),
    ):
        figure.text(0.06, height, text, color=color, size=size, linespacing=1.4)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    return file.getvalue()
