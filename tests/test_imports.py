"""Importing the package brings NumPy and nothing heavy beside it."""

from __future__ import annotations

import subprocess
import sys

from fences import ROOT

MODULES = sorted(path.stem for path in (ROOT / "src" / "nnnotes").glob("[!_]*.py"))

#: What a reader's browser would have to fetch, or what only tests and the build have.
HEAVY = [
    "matplotlib",
    "scipy",
    "pandas",
    "torch",
    "sklearn",
    "hypothesis",
    "pytest",
    "PIL",
]

SCRIPT = """
import importlib, sys
for name in sys.argv[1].split():
    importlib.import_module(name)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def imported(*names: str) -> set[str]:
    """Top-level names that a fresh interpreter has after importing modules."""
    command = [sys.executable, "-c", SCRIPT, " ".join(names)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_importing_every_module_imports_no_matplotlib() -> None:
    found = imported(*(f"nnnotes.{name}" for name in MODULES))
    assert found & {"numpy", "nnnotes", *HEAVY} == {"numpy", "nnnotes"}


def test_importing_the_package_imports_nothing_at_all() -> None:
    assert imported("nnnotes") - imported("json") <= {"nnnotes"}


def test_the_mathematics_need_no_module_but_numpy_and_the_standard_library() -> None:
    parts = imported(
        "nnnotes.training", "nnnotes.diagnostics", "nnnotes.generalization"
    )
    # NumPy's own: what its generators were compiled with, and what starts Python.
    known = {*imported("numpy.random"), *sys.stdlib_module_names, "nnnotes"}
    assert {name for name in parts - known if not name.startswith("_")} == set()
