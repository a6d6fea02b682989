"""What builds keep under ``.cache``: whole folders, named by what they were made of."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

#: Seconds since its last use after which a folder may go. A second build, or a server,
#: may be reading another folder than the newest.
SPARED = 24 * 3600


def put(part: Path, final: Path) -> None:
    """Move a finished folder to its place, unless another build was faster."""
    try:
        part.rename(final)
    except OSError:
        if not final.is_dir():
            raise
    for old in final.parent.iterdir():
        if old != final and time.time() - old.stat().st_mtime > SPARED:
            shutil.rmtree(old, ignore_errors=True)


def used(final: Path) -> bool:
    """Tell whether a folder is there, and note that it is still of use."""
    try:
        os.utime(final)
    except FileNotFoundError:
        return False
    return True
