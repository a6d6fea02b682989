"""The reading part of the build: mkdocs events that call what does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hooks import blocks, card, feed, llms, metadata, reference, searching, twins, uses
from hooks.pages import Reading

#: Page -> its whole HTML, while the search reads a shorter one.
whole: dict[str, str] = {}
#: Page below docs -> its plain Markdown, and what the templates ask of all pages.
plain: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> None:
    """Put the reference into the navigation, at the place that is kept for it."""
    try:
        entry = reference.navigation()
    except LookupError as error:
        raise PluginError(str(error)) from error
    config.nav = [entry if part == "Reference" else part for part in config.nav or []]
    reference.lighten(config)


def on_pre_build(config: MkDocsConfig) -> None:
    """Read from the sources who uses what."""
    uses.refresh()
    plain.clear()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the reference."""
    for address, text in reference.pages().items():
        files.append(File.generated(config, address, content=text))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell the templates what they ask, and mkdocs when a page was changed."""
    reading = env.globals["reading"] = Reading(config)
    for file in list(files.documentation_pages()):
        if file.page:
            # Without a history, as in a copy of the sources, mkdocs' own date stays.
            if day := reading.about(file.page).day:
                file.page.update_date = day
            plain[file.src_uri] = twins.twin(file.src_uri, file.content_string)
            if config.site_url:  # other sites need the card's whole address
                try:
                    address, content = card.file(file.page, config)
                except ValueError as error:
                    raise PluginError(f"docs/{file.src_uri}:1: {error}") from error
                reading.cards[file.src_uri] = address
                files.append(File.generated(config, address, content=content))
    for page in llms.notebooks():
        plain[page] = twins.twin(page, blocks.read(page))
    return env


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> None:
    """Let the search put the topics before other pages with the same words."""
    if page.file.src_uri.split("/")[0] in searching.parts():
        page.meta.setdefault("search", {"boost": 2})


@event_priority(100)
def before(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Give the search a copy of the page without code and results."""
    whole[page.file.src_uri] = page.content or ""
    description = str(page.meta.get("description", ""))
    title = metadata.title(page)
    page.content = searching.searchable(page.content or "", title, description)


@event_priority(-100)
def after(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Put the page back."""
    page.content = whole.pop(page.file.src_uri)


on_page_context = CombinedEvent(before, after)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is not a page: the plain pages, their list, the feed of changes."""
    site = Path(config.site_dir)
    for address, text in llms.files(config, plain).items():
        path = site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    try:
        atom = feed.atom(config.site_name, config.site_url or "")
    except ValueError as error:
        raise PluginError(str(error)) from error
    (site / "feed.xml").write_bytes(atom)
