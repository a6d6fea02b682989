"""The lead of a topic, the sentence that answers it, has a class to stand out by."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Lead(Treeprocessor):
    """Marks it. A rule for what follows a heading would cost each page more.

    A browser that meets one styles anew what stands beside anything that a script puts
    in where such a heading could stand, and that is everywhere.
    """

    def run(self, root: Element) -> None:
        """Mark the paragraph below the main idea."""
        for heading, first in pairwise(root):
            if heading.get("id") == "main-idea" and first.tag == "p":
                first.set("class", "nn-lead")
