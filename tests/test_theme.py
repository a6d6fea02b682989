"""The theme's pages get the names that they lack, or the build stops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks import theme

SEARCH = '<div class="md-search" data-md-component="search" role="dialog"></div>'
SECTION = (
    '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label" '
    'aria-expanded="false">\n  <label class="md-nav__title" for="__nav_2">Losses'
    "</label></nav>"
)


def test_the_search_and_each_list_of_pages_have_names() -> None:
    html = theme.named(SEARCH + SECTION)
    assert 'role="dialog" aria-label="Search the site"' in html
    assert 'aria-labelledby="__nav_2_title"' in html
    assert '<label class="md-nav__title" id="__nav_2_title" for="__nav_2">' in html


@pytest.mark.parametrize(
    "html", ["", SEARCH * 2, SEARCH + SECTION.replace("label ", "b ")]
)
def test_another_theme_stops_the_build(html: str) -> None:
    with pytest.raises(ValueError, match=r"see hooks/theme\.py"):
        theme.named(html)


def test_every_name_that_the_site_points_to_is_there_and_says_something(
    site: Path,
) -> None:
    found = 0
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        for name in re.findall(r'aria-labelledby="(__nav_[^"]+)"', text):
            (label,) = re.findall(rf'id="{name}"[^>]*>(.*?)</label>', text, re.S)
            assert re.sub(r"<[^>]*>|\s", "", label), f"{path}: {name}"
            found += 1
    assert found > 100
