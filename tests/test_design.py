"""What can be checked of the looks: colors, letters, the first screen, small things."""

from __future__ import annotations

import re
import struct
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fences import DOCS, ROOT
from PIL import Image, ImageColor
from playwright.sync_api import Page, expect

from hooks import card
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


def test_every_kind_of_page_in_the_row_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (row,) = re.findall(r"^  tabs: \[(.*)\]$", text, re.M)
    nav = text.split("\nnav:")[1]
    for title in row.split(", "):
        assert re.search(rf"^  - {title}\b", nav, re.M), title


SCREENS = [(1280, 800), (390, 844)]


@pytest.mark.parametrize("size", SCREENS)
def test_the_first_screen_shows_an_example_that_runs(
    page: Page, address: str, size: tuple[int, int]
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    run = page.get_by_role("button", name="Run", exact=False).first
    expect(run).to_be_in_viewport(ratio=1)
    figure = page.locator("nn-cell img.nn-light").first
    expect(figure).to_be_in_viewport(ratio=1)
    expect(page.locator("nn-cell pre").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_row_of_kinds_fits_a_laptop(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "backprop/chain_rule/")
    last = page.locator(".md-tabs__item").last
    expect(last).to_be_in_viewport(ratio=1)
    here = page.locator(".md-tabs__item--active")
    assert here.all_inner_texts() == ["Notes"]
    # The side bar has every part, and the topics of this one.
    bar = page.locator(".md-sidebar--primary")
    expect(bar.get_by_role("link", name="Diagnostics")).to_be_visible()
    expect(bar.get_by_role("link", name="Reverse accumulation")).to_be_visible()
    # A line of prose has 50 to 90 letters.
    prose = page.locator(".md-content__inner > p:not(:has(*))").first
    assert 50 < prose.evaluate(LETTERS) < 90


#: How many letters of its own text a paragraph has room for in a line.
LETTERS = """(paragraph) => {
  const line = paragraph.cloneNode(true);
  const free = { inlineSize: "max-content", maxInlineSize: "none" };
  Object.assign(line.style, { whiteSpace: "nowrap", ...free });
  paragraph.after(line);
  const wide = line.getBoundingClientRect().width;
  line.remove();
  return (paragraph.clientWidth / wide) * paragraph.innerText.length;
}"""


def test_keys_lead_past_the_header_and_focus_is_seen(page: Page, address: str) -> None:
    page.goto(address + "backprop/chain_rule/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1:target")).to_have_count(1)
    page.keyboard.press("Tab")
    focused = page.locator("article :focus")
    expect(focused).to_have_count(1)
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle") != "none"


def test_a_missing_page_helps_on(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "No page has this address"
    )
    links = page.locator(".nn-lost-pages a").all_inner_texts()
    assert "Backpropagation" in links and "Explorers" in links


def test_every_page_has_a_card_of_its_own_of_the_size_that_is_promised(
    site: Path,
) -> None:
    seen = set()
    for page in site.rglob("index.html"):
        if "assets" in page.parts:
            continue
        text = page.read_text("utf-8")
        found = re.search(
            r'og:image" content="https?://[^"]*?/(assets/social/[^"]+)"', text
        )
        assert found, page
        content = (site / found[1]).read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">II", content[16:24])
        for name, value in zip(("width", "height"), size, strict=True):
            assert f'<meta property="og:image:{name}" content="{value}">' in text
        ground = Image.open(site / found[1]).convert("RGB").getpixel((600, 2))
        assert ground == ImageColor.getrgb(draw.DARK[draw.PAPER])
        assert len(content) < 300_000, "some sites refuse larger ones"
        assert found[1] not in seen, f"{page} shares its card"
        seen.add(found[1])
    assert len(seen) > 60


def test_a_card_with_too_many_words_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit its card: 'Sigmoid'"):
        card.written("5 Activations", "Sigmoid", "word " * 200)


def test_a_topic_leads_with_its_answer(site: Path, topic: str) -> None:
    text = (site / topic.removesuffix(".md") / "index.html").read_text("utf-8")
    heading, lead = text.index('id="main-idea"'), text.index('<p class="nn-lead">')
    assert text.count("nn-lead") == 1
    assert heading < lead < text.index("<p", lead + 1)
    assert "<p" not in text[heading:lead]
