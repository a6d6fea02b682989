"""When a file was last changed, as git knows it, and when this build is.

A date that is not known is not said: without git, or in a clone that holds a part of
the history only, there is none.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from hooks.downloads import ROOT

#: Set by who wants the same bytes from the same sources, whatever the day.
VARIABLE = "SOURCE_DATE_EPOCH"


def fixed() -> bool:
    """Tell whether the build has been told its date."""
    return bool(os.environ.get(VARIABLE))


def built() -> datetime:
    """Return the time of this build, or what it has been told."""
    return datetime.fromtimestamp(int(os.environ.get(VARIABLE) or time.time()), UTC)


def git(*words: str) -> str:
    """Return what git answers about the project; nothing if it cannot."""
    command = ["git", "-C", str(ROOT), *words]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout


def changes() -> dict[str, datetime]:
    """Return the last change of every file of the project, by its path.

    A file with changes that are not committed has the time of the build.
    """
    if git("rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    found: dict[str, datetime] = {}
    when = built()
    for line in git("log", "--no-renames", "--format=:%ct", "--name-only").split("\n"):
        if line.startswith(":"):
            when = datetime.fromtimestamp(int(line[1:]), UTC)
        elif line:
            found.setdefault(line, when)
    status = git("status", "--porcelain", "--no-renames", "--untracked-files=all")
    return found | {line[3:]: built() for line in status.split("\n") if line}


def latest(known: dict[str, datetime], files: Iterable[Path | str]) -> datetime | None:
    """Return when the last of some files was changed; None if one is not known."""
    paths = [os.path.relpath(file, ROOT) for file in files]
    if not paths or any(path not in known for path in paths):
        return None
    return max(known[path] for path in paths)
