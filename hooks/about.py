"""What a page says of how it was made: versions, and when its examples ran."""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from hooks import blocks, corrections, dates, runner, runtime
from hooks.definitions import PACKAGE
from hooks.downloads import ROOT


@dataclass(frozen=True)
class About:
    """One page: its last change if known, and when its examples ran."""

    changed: datetime | None
    examples: int
    ran: str
    built: str

    @property
    def day(self) -> str:
        """The day of the last change; empty if not known."""
        return self.changed.strftime("%Y-%m-%d") if self.changed else ""


def versions() -> dict[str, str]:
    """Return what the site is made with, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        "nnnotes": project["project"]["version"],
        "Python": platform.python_version(),
        "NumPy": version("numpy"),
        "Matplotlib": version("matplotlib"),
        "Pyodide": runtime.read().pyodide,
    }


def examples_on(page: str) -> list[str]:
    """Return the examples that are cells of a page."""
    if not (blocks.DOCS / page).is_file():
        return []
    found = (block.example for block in blocks.blocks(blocks.read(page)))
    return [name for name, section in found if name and not section]


def sources(page: str) -> list[str]:
    """Return the files that a page is made of, from the project's folder."""
    if page == "reference/index.md":
        return [f"{PACKAGE}/__init__.py"]
    if page.startswith("reference/"):
        return [f"{PACKAGE}/{page.removeprefix('reference/').removesuffix('.md')}.py"]
    found = [page, *(corrections.pages() if page == corrections.PAGE else [])]
    scripts = [f"{PACKAGE}/examples/{name}.py" for name in examples_on(page)]
    return [*(str(blocks.DOCS / each) for each in found), *scripts]


def about(page: str, known: dict[str, datetime]) -> About:
    """Return what is known of one page."""
    names = examples_on(page)
    return About(
        dates.latest(known, sources(page)),
        len(names),
        ran([runner.result(name).when for name in names]),
        "" if dates.fixed() else dates.built().strftime("%Y-%m-%d"),
    )


def ran(times: list[float]) -> str:
    """Return the days on which examples ran; nothing if the date of the build is given.

    A result that is at hand is not computed again, so what is said of its day depends
    on the machine, and a build that is to be the same everywhere does not say it.
    """
    if dates.fixed() or not times:
        return ""
    days = [datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%d") for when in times]
    first, last = min(days), max(days)
    return f"on {last}" if first == last else f"from {first} to {last}"
