"""Ask axe-core what a reader with other senses or devices would stumble over."""

from __future__ import annotations

from functools import cache
from typing import Any

from fences import ROOT
from playwright.sync_api import Page

from hooks import npm

FOLDER = ROOT / "tests" / "axe"
#: WCAG 2.2, levels A and AA, and what axe's makers hold to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source() -> str:
    """Return axe-core, as its lock has it."""
    return (npm.ensure(FOLDER) / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on a page as it is now, one text a place; or of some rules.

    It runs in the page and leaves a name, `axe`, there. No security policy is in its
    way, as it comes by the debugger and not by the page.
    """
    page.evaluate(f"if (!globalThis.axe) {{ {source()} }}")
    wanted = {"type": "rule", "values": list(rules)}
    if not rules:
        wanted = {"type": "tag", "values": TAGS}
    asked = "runOnly => axe.run({ runOnly, resultTypes: ['violations'] })"
    found: dict[str, Any] = page.evaluate(asked, wanted)
    return [
        f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
