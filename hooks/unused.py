"""Rules of a style sheet that no page of the site can need are left out of it.

Material and KaTeX style far more than our pages have, and a page is not drawn before
its style sheets are there. PurgeCSS looks for the words of each rule in all pages and
scripts.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from hooks import npm


def without(sheet: str, whole: str, files: list[Path]) -> str:
    """Return a style sheet without its unused rules.

    Parameters
    ----------
    sheet : str
        The style sheet.
    whole : str
        One that stays whole; values that it uses stay.
    files : list of Path
        Every page, and every script that changes pages.

    Raises
    ------
    RuntimeError
        If PurgeCSS cannot read the style sheet; holds what it says.
    """
    script = Path(__file__).with_suffix(".mjs")
    package = npm.ensure() / "purgecss" / "lib" / "purgecss.esm.js"
    told = {
        "purgecss": str(package),
        "files": [str(path) for path in files],
        "sheet": sheet,
        "whole": whole,
    }
    done = subprocess.run(
        [npm.node(), str(script)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"PurgeCSS: {done.stderr.strip()}")
    return done.stdout
