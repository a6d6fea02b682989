"""How a page is cited: the project's CITATION.cff, and the page's own title."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import yaml

from hooks.downloads import ROOT

FILE = ROOT / "CITATION.cff"
#: What BibTeX reads as a command.
SPECIAL = re.compile(r"([&%$#_{}])")


def project() -> dict[str, Any]:
    """Return what CITATION.cff says."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def authors() -> str:
    """Return the names of the authors."""
    return " and ".join(each["name"] for each in project()["authors"])


def bibtex(title: str, url: str, address: str, changed: datetime | None) -> str:
    """Return the entry of one page.

    Parameters
    ----------
    title : str
        Of the page.
    url : str
        The page below the site's root, from which the entry's key is made.
    address : str
        The whole address.
    changed : datetime, optional
        The page's last change; its year is left out if that is not known.
    """
    key = "-".join(["nnnotes", *re.findall(r"\w+", url)])
    said = project()
    fields = {
        "author": f"{{{authors()}}}",
        "title": tex(title),
        "howpublished": tex(said["title"]),
        "note": f"Version {said['version']}",
        "url": address,
    }
    if changed:
        fields["year"] = str(changed.year)
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{body}}}"


def tex(text: str) -> str:
    """Return a text as BibTeX takes it."""
    return SPECIAL.sub(r"\\\1", text)
