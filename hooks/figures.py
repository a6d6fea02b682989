"""A drawing becomes two image files, one for each colour scheme of the page."""

from __future__ import annotations

import hashlib
import re
from html import escape

SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
FOLDER = "assets/figures"


def file_names(name: str, svg: str) -> tuple[str, str]:
    """Return the addresses of the light and the dark file, named by content."""
    digest = hashlib.sha256(svg.encode()).hexdigest()[:8]
    stem = f"{FOLDER}/{name}.{digest}"
    return f"{stem}.light.svg", f"{stem}.dark.svg"


def files(name: str, figures: list[list[str]]) -> dict[str, str]:
    """Return address -> text of every image file of an example."""
    found: dict[str, str] = {}
    for light, dark in figures:
        found |= dict(zip(file_names(name, light), (light, dark), strict=True))
    return found


def html(
    name: str,
    light: str,
    alt: str,
    caption: str,
    base: str,
    *,
    first: bool = True,
    below: bool = False,
) -> str:
    """Return a figure element: two images, of which the style sheet shows one.

    The first on a page of that example has a place that can be linked to. The start
    page shows its figure at once; the others fetch theirs when one comes near. One
    that is below what the example printed says so.
    """
    loading = "lazy" if base else "eager"
    size = SIZE.search(light)
    assert size, f"{name}: a Matplotlib figure states its size"
    width, height = (round(float(points) * 4 / 3) for points in size.groups())
    images = "".join(
        f'<img class="nn-{scheme}" src="{base}{address}" alt="{escape(alt)}" '
        f'loading="{loading}" decoding="async" width="{width}" height="{height}">'
        for scheme, address in zip(
            ("light", "dark"), file_names(name, light), strict=True
        )
    )
    identity = f' id="figure-{name.split("/")[-1]}"' if first else ""
    place = " nn-beneath" if below else ""
    return (
        f'<figure class="nn-figure{place}"{identity}>{images}'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
