"""Links that leave the notes say so: paper prints their addresses, and no others."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Outside(Treeprocessor):
    """Mark them by `rel`; in a page at hand every address may have become absolute."""

    def run(self, root: Element) -> None:
        """Mark every link of a page whose address names a host."""
        for link in root.iter("a"):
            if link.get("href", "").startswith(("http://", "https://")):
                known = link.get("rel", "").split()
                link.set("rel", " ".join(dict.fromkeys([*known, "external"])))
