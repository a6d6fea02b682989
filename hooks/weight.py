"""What makes pages light: events of mkdocs that call what does the work."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from hooks import mathematics, ondemand, styles

#: The theme's script: its address, and that of our copy.
script = ("", "")


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
    """Make one style sheet, now that every formula is known."""
    try:
        styles.replace(files, config, mathematics.rendered)
    except (RuntimeError, ValueError) as error:
        raise PluginError(str(error)) from error


def on_post_page(output: str, **_: Any) -> str:
    """Load our copy of the theme's script, and scripts after what draws the page."""
    output = output.replace(f'{script[0]}"', f'{script[1]}" defer')
    return output.replace('type="module">', 'type="module" fetchpriority="low">')


def on_post_template(output_content: str, **_: Any) -> str:
    """Do the same where a page is missing."""
    return on_post_page(output_content)
