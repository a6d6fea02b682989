"""The companion notebooks' part of the build: mkdocs events around mkdocs-jupyter.

A percent script of ``docs/notebooks`` goes in as a finished notebook, with what our
runner computed. mkdocs-jupyter turns it into a page by our template, whose filters,
below, render as our pages do; and it puts the notebook beside the page.
"""

from __future__ import annotations

import os
from pathlib import Path
from posixpath import dirname, normpath

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs_jupyter.config import settings
from nbconvert.exporters.templateexporter import default_filters

from hooks import ipynb, percent, runner, tasks
from hooks.cells import Cells
from hooks.place import log
from nnnotes import examples

MADE = runner.ROOT / ".cache" / "notebooks"
FOLDER = "notebooks/"
#: Source -> its text, for the build that is under way.
scripts: dict[str, str] = {}
#: What renders the page under way; the site's address, and the way to it from there.
cells, markdown = Cells(), Markdown()
root = ("", "")

# What mkdocs-jupyter brings, 590 kB of styles and scripts a page, is Jupyter's look.
settings.templates_dir = str(Path(__file__).with_name("notebook"))


def on_config(config: MkDocsConfig) -> None:
    """Let no settings of the machine's own Jupyter change the pages."""
    os.environ["JUPYTER_NO_CONFIG"] = "1"


@event_priority(50)  # mkdocs-jupyter then finds notebooks
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Exchange each percent script for its notebook, which is written later."""
    scripts.clear()
    for file in [file for file in files if file.src_uri.startswith(FOLDER)]:
        if file.src_uri.endswith(".py"):
            scripts[file.src_uri] = file.content_string
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=""))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Write the notebooks, now that the address of everything is known."""
    site = str(config.site_url)
    wheels = [file.url for file in files if Path(file.src_uri).match("nnnotes-*.whl")]
    MADE.mkdir(parents=True, exist_ok=True)
    for source, text in scripts.items():

        def address(link: str, source: str = source) -> str:
            target = files.get_file_from_path(normpath(f"{dirname(source)}/{link}"))
            if not target:
                raise LookupError(f"no page {link!r}")
            return site + target.url

        path = MADE / f"{Path(source).stem}.ipynb"
        path.write_text(made(source, text, address, site + wheels[0]), "utf-8")
        files.src_uris[source].abs_src_path = str(path)


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
    global cells, markdown, root
    if page.file.src_uri not in scripts:
        return
    cells = Cells()
    rest = [name for name in config.markdown_extensions if name != "hooks.cells"]
    markdown = Markdown(extensions=[*rest, cells], extension_configs=config.mdx_configs)
    _RelativePathTreeprocessor(page.file, files, config)._register(markdown)
    root = str(config.site_url), "../" * page.url.count("/")
    default_filters.update(nn_prose=prose, nn_cell=cell)


def prose(text: str) -> str:
    """Render a cell of prose as our pages are rendered, with links within the site."""
    address, way = root
    return markdown.reset().convert(text).replace(f'href="{address}', f'href="{way}')


def cell(name: str) -> str:
    """Render a cell of code: the same element as on a page of its own."""
    if name.startswith(tasks.PREFIX):
        fence = f"``` exercise\n{name.removeprefix(tasks.PREFIX)}\n```"
        return markdown.reset().convert(fence)
    return cells.cell(examples.load(name), runner.result(name), 1)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Drop the style sheet that mkdocs-jupyter adds whatever the template says."""
    if page.file.src_uri not in scripts:
        return html
    body, style, _ = html.rpartition("\n        <style>")
    return body if style else html
