"""What a page says of itself to machines: linked data, and the way that leads to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from hooks import citing

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def title(page: Page) -> str:
    """Return the title of a page as plain text."""
    return str(page.title or "").replace("`", "")


def trail(page: Page, config: MkDocsConfig) -> list[tuple[str, str]]:
    """Return names and addresses of the pages that lead to a page, itself the last."""
    found = [(config.site_name, config.site_url or "")]
    for section in reversed([*page.ancestors]):
        if isinstance(section, Section) and (index := front(section)):
            found.append((section.title, index.canonical_url or ""))
    last = (title(page), page.canonical_url or "")
    return found if found[-1][1] == last[1] else [*found, last]


def front(section: Section) -> Page | None:
    """Return the page that a section begins with, if it is about the section."""
    first = section.children[0]
    if isinstance(first, Page) and first.file.name == "index":
        return first
    return None


def linked(
    page: Page, config: MkDocsConfig, changed: datetime | None
) -> dict[str, Any]:
    """Return a page's description in the words of schema.org."""
    site = {"@type": "WebSite", "name": config.site_name, "url": config.site_url}
    about = {
        "name": title(page),
        "description": page.meta.get("description") or config.site_description,
        "url": page.canonical_url,
        "inLanguage": "en",
        "license": LICENSE,
        "author": {"@type": "Organization", "name": citing.authors()},
        **({"dateModified": changed.isoformat()} if changed else {}),
    }
    if page.is_homepage:
        return {"@context": "https://schema.org", **site, **about}
    article = {
        "@type": "TechArticle",
        **about,
        "headline": title(page),
        "isPartOf": site,
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "text/markdown",
            "contentUrl": f"{page.canonical_url}index.md",
        },
    }
    steps = [
        {"@type": "ListItem", "position": at, "name": name, "item": address}
        for at, (name, address) in enumerate(trail(page, config), 1)
    ]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": steps}
    return {"@context": "https://schema.org", "@graph": [article, crumbs]}
