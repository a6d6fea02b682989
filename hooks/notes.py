"""The notes' part of the build: run the examples first, then let the pages render."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from hooks import anki, explorers, figures, runner


def on_pre_build(config: MkDocsConfig) -> None:
    """Run every example and compute every grid whose result is not at hand."""
    try:
        explorers.refresh()
    except RuntimeError as error:
        raise PluginError(str(error)) from error
    runs = runner.refresh()
    runner.log.info(f"{len(runs)} examples, {len(runner.executed)} of them run now")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the figures that the runs drew, the explorers' values, the deck for Anki."""
    for name, run in runner.results.items():
        for address, svg in figures.files(name, run.figures).items():
            files.append(File.generated(config, address, content=svg))
    for name, text in explorers.grids().items():
        address = explorers.address(name, text)
        files.append(File.generated(config, address, content=text))
    cards = anki.deck(anki.titles(config.nav or []), config.site_url, anki.changed())
    files.append(File.generated(config, anki.FILE, content=cards))
    return files
