"""The plain-Markdown pages of the site, and ``llms.txt``, which lists them."""

from __future__ import annotations

import re
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from hooks import blocks, percent, reference
from hooks.place import FRONT

TITLE = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.M)


def files(config: MkDocsConfig, plain: dict[str, str]) -> dict[str, str]:
    """Return address below the site -> text of every plain page, and of the list."""
    found = {f"{blocks.url(page)}index.md": text for page, text in plain.items()}
    return found | {"llms.txt": listed(config, plain)}


def listed(config: MkDocsConfig, plain: dict[str, str]) -> str:
    """Return the list, in the order of the navigation."""
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", ""]
    for name, pages in sections(config.nav or []):
        lines += [f"## {name}", ""]
        for page in (page for page in pages if page in plain):
            title = TITLE.search(plain[page])
            address = f"{config.site_url}{blocks.url(page)}index.md"
            shown = title[1].replace("`", "") if title else page
            lines.append(f"- [{shown}]({address}): {description(page)}")
        lines.append("")
    return "\n".join(lines)


def notebooks() -> list[str]:
    """Return the scripts that are shown as notebooks."""
    found = sorted((blocks.DOCS / "notebooks").glob("*.py"))
    return [path.relative_to(blocks.DOCS).as_posix() for path in found]


def sections(nav: list[Any]) -> list[tuple[str, list[str]]]:
    """Return the navigation as names with their pages; single pages come first."""
    single: list[str] = []
    found = [("Start", single)]
    for part in nav:
        (name, entry), *_ = part.items()
        if isinstance(entry, str):
            single.append(entry)
        else:
            found.append((name, flat(entry)))
    return found


def flat(entry: Any) -> list[str]:
    """Return the pages in a part of the navigation."""
    if isinstance(entry, str):
        return [entry]
    inside = entry.values() if isinstance(entry, dict) else entry
    return [page for each in inside for page in flat(each)]


def description(page: str) -> str:
    """Return what a page's front matter says of it."""
    generated = reference.pages()
    text = generated[page] if page in generated else blocks.read(page)
    if page.endswith(".py"):
        text = percent.read(text)[0]
    front = FRONT.match(text)
    said = yaml.safe_load(front[0].strip().strip("-")) if front else {}
    return str(said.get("description", ""))
