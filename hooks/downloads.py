"""Where downloads are kept from one build to the next."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: This environment variable names another folder than ``.cache``.
VARIABLE = "NNNOTES_DOWNLOADS"


def folder(name: str) -> Path:
    """Return the folder that keeps the downloads of one kind."""
    return Path(os.environ.get(VARIABLE) or ROOT / ".cache").absolute() / name
