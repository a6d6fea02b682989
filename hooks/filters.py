"""What our template asks for: a notebook's prose and code as our pages' HTML."""

from __future__ import annotations

import re

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor

from hooks import runner, tasks
from hooks.cells import Cells
from nnnotes import examples


class Filters:
    """Renders the cells of one notebook.

    Parameters
    ----------
    script : str
        The percent script, to say where in it a mistake is.
    page, config, files
        As mkdocs knows them.
    """

    def __init__(
        self, script: str, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        self.script = script
        self.site, self.root = str(config.site_url), "../" * page.url.count("/")
        self.cells = Cells(f"{config.docs_dir}/{page.file.src_uri}")
        rest = [name for name in config.markdown_extensions if name != "hooks.cells"]
        self.markdown = Markdown(
            extensions=[*rest, self.cells], extension_configs=config.mdx_configs
        )
        _RelativePathTreeprocessor(page.file, files, config)._register(self.markdown)

    def prose(self, text: str) -> str:
        """Render a cell of prose, with links within the site."""
        start = re.split(r"\]\(|\n", text)[0]
        above = self.script[: max(self.script.find(f"# {start}"), 0)].count("\n")
        # As many lines as in the script: there a mistake is reported.
        html = self.markdown.reset().convert("\n" * above + text)
        return html.replace(f'href="{self.site}', f'href="{self.root}')

    def cell(self, name: str) -> str:
        """Render a cell of code: the same element as on a page of its own."""
        if name.startswith(tasks.PREFIX):
            fence = f"``` exercise\n{name.removeprefix(tasks.PREFIX)}\n```"
            return self.markdown.reset().convert(fence)
        return self.cells.cell(examples.load(name), runner.result(name), 1)
