"""Material's script, changed in two places: the search index comes when one searches.

It is by far the largest file of a first visit. Material waits for the search field
only when a page is opened from a folder, and marks the words of a search in a page only
when its address names them, but fetches the index for that in any case.
"""

from __future__ import annotations

import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCRIPT = re.compile(r"(?P<stem>assets/javascripts/bundle)\.[0-9a-f]{8}\.min\.js")
NAMED = 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h"))'
#: What stands in the script once, and what we put there.
CHANGES = {
    '$(location.protocol!=="file:"),': "$(!1),",
    f"z([t,{NAMED})])": f"{NAMED},b(o=>t.pipe(m(n=>[n,o]))))",
}


def replace(files: Files, config: MkDocsConfig) -> tuple[str, str]:
    """Put the changed script in the place of Material's; return old and new address.

    Raises
    ------
    ValueError
        If the script is not the one that we know.
    """
    found = [file for file in files if SCRIPT.fullmatch(file.src_uri)]
    if len(found) != 1:
        raise ValueError(f"expected one script of Material, not {len(found)}")
    text = changed(found[0].content_string)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    old = found[0].src_uri
    new = SCRIPT.sub(rf"\g<stem>.{digest}.min.js", old)
    files.remove(found[0])
    files.append(File.generated(config, new, content=text))
    return old, new


def changed(text: str) -> str:
    """Return the script with our changes.

    Raises
    ------
    ValueError
        If one of the places is not there, or there more than once.
    """
    for ours in CHANGES.items():
        if text.count(ours[0]) != 1:
            raise ValueError(
                f"Material's script has {ours[0]!r} {text.count(ours[0])} times, "
                "expected once: has the pinned version changed?"
            )
        text = text.replace(*ours)
    return text
