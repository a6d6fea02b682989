"""What the theme's pages lack: names for readers who hear them, and boxes for tables.

Its templates would have to be copied whole to be mended; so the pages are. A theme
that has other pages stops the build here.

Wide tables scroll in boxes, into which Material's script puts them one by one; the
browser then has to style and lay out anew what is in them.
"""

from __future__ import annotations

import re

SEARCH = 'data-md-component="search" role="dialog"'
#: The way to a page is called as the list of all pages is.
WAY = '<nav class="md-path" aria-label='
#: A section's list of pages is named after the label of its fold, which has no text
#: where the section has a page of its own; the label of its title has one.
SECTION = re.compile(
    r'aria-labelledby="(__nav_[\d_]+)_label"([^>]*>\s*<label class="md-nav__title") '
    r'for="\1"'
)


BOX = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'
TABLE = re.compile(r"<table>.*?</table>", re.S)


def boxed(html: str) -> str:
    """Return a page whose tables are where the theme's script would put them.

    Examples
    --------
    >>> boxed("<table><tr></tr></table>").count("<div")
    2
    >>> boxed('<table class="own"></table>')
    '<table class="own"></table>'
    """
    return TABLE.sub(lambda table: f"{BOX}{table[0]}</div></div>", html)


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
    html = re.sub(f'{WAY}"[^"]*"', f'{WAY}"Way to this page"', html)
    html = SECTION.sub(r'aria-labelledby="\1_title"\2 id="\1_title" for="\1"', html)
    if re.search(r'aria-labelledby="__nav_[\d_]+_label"', html):
        raise ValueError("the theme's navigation has changed: see hooks/theme.py")
    return html
