"""What can be checked of the looks: colors, letters, the first screen, small things."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from fences import DOCS, ROOT

from nnnotes import draw

#: Roles that draw lines, dots and arrows; of what is read as text, INK and MUTED.
LINES = ("FORWARD", "GRADIENT", "RIGHT", "THIRD", "FOURTH", "INK", "MUTED")
TEXT = ("INK", "MUTED")


def luminance(color: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, as WCAG 2.2 defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_figures_have_contrast_in_both_palettes() -> None:
    """3 for what is drawn (1.4.11), 4.5 for what is read (1.4.3)."""
    for dark in (False, True):
        color = {name: getattr(draw, name) for name in (*LINES, "PAPER")}
        if dark:
            color = {name: draw.DARK[found] for name, found in color.items()}
        for name in LINES:
            wanted = 4.5 if name in TEXT else 3
            assert contrast(color[name], color["PAPER"]) >= wanted, (name, dark)


def test_no_two_roles_have_one_color() -> None:
    for palette in (draw.DARK.keys(), draw.DARK.values()):
        assert all(one != other for one, other in combinations(palette, 2))


def test_the_page_and_the_figures_have_the_same_colors() -> None:
    """One role, one color: in the style sheet's tokens and in the drawings."""
    text = (DOCS / "assets" / "site.css").read_text("utf-8")
    light, dark = re.findall(r"--nn-forward: [^}]*", text)
    tokens = {
        "forward": "FORWARD", "gradient": "GRADIENT", "right": "RIGHT",
        "third": "THIRD", "fourth": "FOURTH", "ink": "INK", "quiet": "MUTED",
        "line": "FAINT", "paper": "PAPER",
    }  # fmt: skip
    for token, role in tokens.items():
        color = getattr(draw, role)
        assert f"--nn-{token}: {color};" in light
        assert f"--nn-{token}: {draw.DARK[color]};" in dark


def test_the_icon_is_a_small_drawing_of_our_own() -> None:
    for path in (
        DOCS / "assets" / "favicon.svg",
        ROOT / "overrides" / ".icons" / "nnnotes" / "mark.svg",
    ):
        root = ElementTree.parse(path).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert path.stat().st_size < 1000
