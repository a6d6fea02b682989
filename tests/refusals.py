"""Storage that takes nothing: scripts for a page, and what the page then says."""

from __future__ import annotations

import pytest

#: They run in the page before its own scripts.
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("by the test", "SecurityError"); } })"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException("by the test", "QuotaExceededError"); }"""

refusals = pytest.mark.parametrize(
    ("fault", "why"),
    [(FORBIDDEN, "lets the page store nothing"), (FULL, "storage is full")],
    ids=["forbidden", "full"],
)
