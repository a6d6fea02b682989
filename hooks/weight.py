"""What makes pages light: events of mkdocs that call what does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from hooks import katex, mathematics, npm, ondemand, styles

#: The theme's script: its address, and that of our copy.
script = ("", "")
sheets: styles.Sheets


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Exchange the theme's script."""
    global script
    try:
        script = ondemand.replace(files, config)
    except ValueError as error:
        raise PluginError(str(error)) from error
    return files


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Gather the style sheets, now that every formula is known."""
    global sheets
    try:
        theme, ours = styles.take(files, config)
        formulas = katex.sheet(npm.ensure(), mathematics.rendered)
    except (RuntimeError, ValueError) as error:
        raise PluginError(str(error)) from error
    sheets = styles.Sheets(theme, ours, formulas)


def on_post_page(output: str, **_: Any) -> str:
    """Load our copy of the theme's script, and scripts after what draws the page."""
    output = output.replace(f'{script[0]}"', f'{script[1]}" defer')
    return output.replace('type="module">', 'type="module" fetchpriority="low">')


def on_post_template(output_content: str, **_: Any) -> str:
    """Do the same where a page is missing."""
    return on_post_page(output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the style sheets, now that every page is known."""
    try:
        styles.write(Path(config.site_dir), sheets)
    except RuntimeError as error:
        raise PluginError(str(error)) from error
