"""The companion notebooks' part of the build: mkdocs events around mkdocs-jupyter.

A percent script of ``docs/notebooks`` goes in as a finished notebook, with what our
runner computed. mkdocs-jupyter turns it into a page by our template, and puts it beside
the page.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from posixpath import dirname, normpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_jupyter.config import settings
from nbconvert.exporters.templateexporter import default_filters

from hooks import ipynb, percent
from hooks.filters import Filters
from hooks.place import log

FOLDER = "notebooks/"
#: Source -> its text, for the build that is under way, and where its notebook is made.
scripts: dict[str, str] = {}
workshop: tempfile.TemporaryDirectory[str] | None = None

# What mkdocs-jupyter brings, 590 kB of styles and scripts a page, is Jupyter's look.
settings.templates_dir = str(Path(__file__).with_name("notebook"))


def on_startup(command: str, dirty: bool) -> None:
    """Let no other build, and nobody's settings of Jupyter, change ours."""
    global workshop
    workshop = tempfile.TemporaryDirectory(prefix="nnnotes-")
    os.environ["JUPYTER_CONFIG_DIR"] = workshop.name


@event_priority(50)  # mkdocs-jupyter then finds notebooks
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Exchange each percent script for its notebook, which is written later."""
    scripts.clear()
    for file in [file for file in files if file.src_uri.startswith(FOLDER)]:
        if file.src_uri.endswith(".py"):
            scripts[file.src_uri] = file.content_string
            files.remove(file)
            path = str(place(file.src_uri))
            files.append(File.generated(config, file.src_uri, abs_src_path=path))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Write the notebooks, now that the address of everything is known."""
    site = str(config.site_url)
    wheels = [file.url for file in files if Path(file.src_uri).match("nnnotes-*.whl")]
    assert wheels, "hooks/browser.py adds the package's wheel"
    for source, text in scripts.items():

        def address(link: str, source: str = source) -> str:
            target = files.get_file_from_path(normpath(f"{dirname(source)}/{link}"))
            if not target:
                raise LookupError("no such page")
            return site + target.url

        path = place(source)
        path.parent.mkdir(exist_ok=True)
        path.write_text(made(source, text, address, site + wheels[0]), "utf-8")
        # mkdocs-jupyter's own kind of file forgets it.
        files.src_uris[source].abs_src_path = str(path)


def place(source: str) -> Path:
    """Return where a script's notebook is written."""
    assert workshop, "mkdocs has started"
    return Path(workshop.name, source).with_suffix(".ipynb")


def made(source: str, text: str, address: percent.Address, wheel: str) -> str:
    """Return the notebook of a script; report what is wrong with its place."""
    try:
        return percent.notebook(text, address, wheel)
    except percent.Mistake as mistake:
        line = text[: text.find(mistake.given)].count("\n") + 1
        log.error(f"docs/{source}:{line}: {mistake}")
        return ipynb.written([ipynb.prose(f"# Broken\n\n```text\n{mistake}\n```")])


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give a notebook's page the front matter of its script."""
    text = scripts.get(page.file.src_uri)
    return percent.read(text)[0] if text else None


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Prepare the filters for a notebook: mkdocs-jupyter renders it next."""
    if script := scripts.get(page.file.src_uri):
        filters = Filters(script, page, config, files)
        default_filters.update(nn_prose=filters.prose, nn_cell=filters.cell)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Drop the style sheet that mkdocs-jupyter adds whatever the template says."""
    if page.file.src_uri not in scripts:
        return html
    body, style, _ = html.rpartition("\n        <style>")
    return body if style else html


def on_shutdown() -> None:
    """Clear the workshop away."""
    if workshop:
        workshop.cleanup()
