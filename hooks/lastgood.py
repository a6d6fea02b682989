"""Keep the last good site until a better one is complete.

mkdocs empties its folder before it builds. So we let it build beside that folder, and
change the two over after a build in which nothing was wrong. After any other the half
site is removed, and the old one has never been touched.
"""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

log = logging.getLogger("mkdocs.nnnotes")


def uncounted() -> None:
    """Let a build finish whatever is wrong, strict or not: nothing counts it."""
    logger = logging.getLogger("mkdocs")
    for handler in list(logger.handlers):
        if isinstance(handler, CountHandler):
            logger.removeHandler(handler)


class Ear(logging.Handler):
    """Counts errors, and lets mkdocs count warnings that it does not show.

    With ``--quiet`` mkdocs drops warnings before its strict mode can count them, and
    a strict build passes. While we listen they are dropped where they are shown.
    """

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logging.ERROR)
        self.errors = 0
        self.logger, self.before = logger, logger.level
        self.shown = [(handler, handler.level) for handler in logger.handlers]
        if logger.level > logging.WARNING:
            for handler, level in self.shown:
                handler.setLevel(max(level, logger.level))
            logger.setLevel(logging.WARNING)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.errors += 1

    def close(self) -> None:
        """Leave everything as it was."""
        super().close()
        self.logger.removeHandler(self)
        self.logger.setLevel(self.before)
        for handler, level in self.shown:
            handler.setLevel(level)


class Swap:
    """One build: begun, complete or not, ended."""

    def __init__(self) -> None:
        self.ear = Ear(logging.getLogger("mkdocs"))
        self.config: MkDocsConfig | None = None
        self.final = Path()
        self.complete = False

    @property
    def beside(self) -> Path:
        """Where the new site is built."""
        return self.final.with_name(f"{self.final.name}.new")

    @property
    def aside(self) -> Path:
        """Where the old site is for the moment of the change."""
        return self.final.with_name(f"{self.final.name}.old")

    def begin(self, config: MkDocsConfig) -> None:
        """Send the build elsewhere."""
        self.config, self.final = config, Path(config.site_dir)
        self.recover()
        shutil.rmtree(self.beside, ignore_errors=True)
        config.site_dir = str(self.beside)

    def recover(self) -> None:
        """Put the old site back if a build died in the moment of the change."""
        if self.aside.is_dir():
            if self.final.is_dir():
                shutil.rmtree(self.aside)
            else:
                self.aside.rename(self.final)

    def end(self) -> None:
        """Change over if all is well, else leave the old site as it is.

        Raises
        ------
        Abort
            If mkdocs would call it a success although errors were reported, as it
            does when a build is not strict.
        """
        self.ear.close()
        if self.config is None:
            return
        self.config.site_dir = str(self.final)
        # mkdocs shuts down in a `finally`: what stopped the build is on its way.
        stopped = sys.exception() is not None or not self.complete
        if not stopped and not self.ear.errors:
            self.change()
            return
        shutil.rmtree(self.beside, ignore_errors=True)
        log.warning(f"Not a good build: {self.final} is as it was before.")
        if not stopped:
            raise Abort(f"Aborted with {self.ear.errors} errors.")

    def change(self) -> None:
        """Put the new site where the old one is."""
        if self.final.is_dir():
            self.final.rename(self.aside)
        self.beside.rename(self.final)
        shutil.rmtree(self.aside, ignore_errors=True)
        log.info(f"The new site is complete: {self.final}")
