"""What the theme's pages lack for readers who hear them: names of its regions.

Its templates would have to be copied whole to be mended; so the pages are. A theme
that has other pages stops the build here.
"""

from __future__ import annotations

import re

SEARCH = 'data-md-component="search" role="dialog"'
#: A section's list of pages is named after the label of its fold, which has no text
#: where the section has a page of its own; the label of its title has one.
SECTION = re.compile(
    r'aria-labelledby="(__nav_[\d_]+)_label"([^>]*>\s*<label class="md-nav__title") '
    r'for="\1"'
)


def named(html: str) -> str:
    """Return a page whose search and whose lists of pages have names.

    Raises
    ------
    ValueError
        If the theme's page is not as it is known.

    Examples
    --------
    >>> named('<div data-md-component="search" role="dialog">')
    '<div data-md-component="search" role="dialog" aria-label="Search the site">'
    """
    if html.count(SEARCH) != 1:
        raise ValueError(f"the theme's page has not one {SEARCH}: see hooks/theme.py")
    html = html.replace(SEARCH, f'{SEARCH} aria-label="Search the site"')
    html = SECTION.sub(r'aria-labelledby="\1_title"\2 id="\1_title" for="\1"', html)
    if re.search(r'aria-labelledby="__nav_[\d_]+_label"', html):
        raise ValueError("the theme's navigation has changed: see hooks/theme.py")
    return html
