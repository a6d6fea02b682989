"""What the templates ask of a page."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from hooks import about, citing, dates, metadata


class Reading:
    """Answers for one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.config = config
        self.known = dates.changes()
        self.pages: dict[str, about.About] = {}
        self.made_with = about.versions()
        #: Page -> the address of the picture beside a link to it, below the site.
        self.cards: dict[str, str] = {}

    def about(self, page: Page) -> about.About:
        """Return when the page was changed and built, and its examples ran."""
        name = page.file.src_uri
        if name not in self.pages:
            self.pages[name] = about.about(name, self.known)
        return self.pages[name]

    def versions(self) -> dict[str, str]:
        """Return what the site is made with."""
        return self.made_with

    def title(self, page: Page) -> str:
        """Return the title of a page as plain text."""
        return metadata.title(page)

    def card(self, page: Page) -> str:
        """Return the address of the page's picture."""
        return f"{self.config.site_url}{self.cards[page.file.src_uri]}"

    def authors(self) -> str:
        """Return who is to be named in a citation."""
        return citing.authors()

    def linked(self, page: Page) -> dict[str, Any]:
        """Return the page's linked data."""
        return metadata.linked(page, self.config, self.about(page).changed)

    def bibtex(self, page: Page) -> str:
        """Return the page's entry for a list of references."""
        address = page.canonical_url or ""
        changed = self.about(page).changed
        return citing.bibtex(metadata.title(page), page.url, address, changed)
