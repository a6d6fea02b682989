"""Find a Chromium, or install one; never go on without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from filelock import FileLock

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: No sandbox, for containers; no GPU; nothing that talks to other hosts by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_or_install() -> str:
    """Return the path of a Chromium.

    It is the one that the variable ``CHROMIUM`` names, else one on the path, else
    Playwright's (installed if need be), else the system's package (likewise).

    Raises
    ------
    RuntimeError
        If none can be had; says what to do.
    """
    if named := os.environ.get("CHROMIUM"):
        if not Path(named).is_file():
            raise RuntimeError(f"CHROMIUM names {named}, and there is no such file.")
        return named
    # What another process installs is there when it is whole.
    with FileLock(Path(tempfile.gettempdir()) / "nnnotes-chromium.lock"):
        for way in (on_path, playwrights, installed_by_playwright, installed_by_system):
            if found := way():
                return found
    raise RuntimeError(
        "The browser tests need Chromium, and it could not be installed: "
        "run `playwright install --with-deps chromium` or your system's "
        "package manager, or name one in the variable CHROMIUM."
    )


def on_path() -> str | None:
    """Return the first Chromium on the path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def playwrights() -> str | None:
    """Return Playwright's own Chromium if it is there."""
    # Asked in another process: Playwright runs once in each, and the tests need it.
    ask = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as it: print(it.chromium.executable_path)"
    )
    path = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.strip()
    return path if Path(path).is_file() else None


def installed_by_playwright() -> str | None:
    """Let Playwright fetch its Chromium; it must start to count."""
    if not succeeds(sys.executable, "-m", "playwright", "install", "chromium"):
        return None
    path = playwrights()
    # It may lack libraries that only the system's package manager can bring.
    return path if path and succeeds(path, "--version") else None


def installed_by_system() -> str | None:
    """Let the system install it."""
    install("chromium")
    return on_path()


def install(package: str) -> None:
    """Install a package of the system where apt is there and lets us."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    succeeds(*sudo, "apt-get", "update", "-q")
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    patient = ["-o", "DPkg::Lock::Timeout=600"]
    succeeds(*quiet, "apt-get", *patient, "install", "-y", "-q", package)


def succeeds(*command: str) -> bool:
    """Run a command; its output goes to the log of the tests."""
    try:
        return subprocess.run(command, check=False, timeout=900).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
