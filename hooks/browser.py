"""The browser's part of the build: mkdocs events that call what does the work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from hooks import (
    bundle,
    lastgood,
    policy,
    runtime,
    served,
    theme,
    wheel,
)

serving = False
served_once = False
swap: lastgood.Swap | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Note whether a site is built to stay, or shown while it is being written."""
    global serving, swap
    serving = command == "serve"
    swap = None if serving or dirty else lastgood.Swap()


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Build beside the last good site, which stays if this build fails.

    While pages are written a mistake must not stop the server: after the first build
    it is shown in the page and in the log instead.
    """
    if swap:
        swap.begin(config)
    if served_once:
        lastgood.uncounted()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the runtime, our wheel and the bundled modules."""
    try:
        runs, facts = served.files(runtime.ensure(), wheel.ensure())
        add(files, config, "assets/runtime/", runs)
        for path in (path for one in bundle.FOLDERS for path in one.glob("*.*js")):
            name = f"assets/{path.parent.name}/{path.name}"
            if source := files.get_file_from_path(name):
                files.remove(source)
        modules, names = bundle.modules(facts)
        add(files, config, "assets/cell/", modules)
        rename(config, names)
    except (RuntimeError, ValueError) as error:
        raise PluginError(str(error)) from error
    return files


def add(
    files: Files, config: MkDocsConfig, folder: str, found: Mapping[str, Path | bytes]
) -> None:
    """Add files to the site, from a path or as they are."""
    for name, content in found.items():
        if isinstance(content, Path):
            file = File.generated(config, folder + name, abs_src_path=str(content))
        else:
            file = File.generated(config, folder + name, content=content)
        files.append(file)


def rename(config: MkDocsConfig, names: Mapping[str, str]) -> None:
    """Let pages load scripts by names that tell their content."""
    for script in config.extra_javascript:
        if not isinstance(script, str):
            name = Path(script.path).name
            script.path = f"assets/cell/{names.get(name, name)}"


def on_post_page(output: str, config: MkDocsConfig, **_: object) -> str:
    """Give names and boxes to what the theme leaves without."""
    if config.theme.name != "material":  # another theme has other faults
        return output
    try:
        return theme.boxed(theme.named(output))
    except ValueError as error:
        raise PluginError(str(error)) from error


def on_post_template(
    output_content: str, template_name: str, config: MkDocsConfig
) -> str:
    """Treat the page for addresses that are not there like the others."""
    html = template_name.endswith(".html")
    return on_post_page(output_content, config) if html else output_content


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Drop what readers never need; say what pages may load."""
    site = Path(config.site_dir)
    for path in site.rglob("*.map"):
        path.unlink()
    global served_once
    served_once = serving
    # `mkdocs serve` puts a script of its own into the pages it sends.
    if not serving:
        try:
            policy.apply(site)
        except ValueError as error:
            raise PluginError(str(error)) from error
    if swap:
        swap.complete = True


def on_shutdown() -> None:
    """Put the new site in place, or leave the old one."""
    if swap:
        swap.end()
