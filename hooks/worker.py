"""What happens in the process of one run: execute, keep values, note what was read.

Imports nothing of nnnotes at the top: each run must see the package as it is now.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import warnings
from typing import Any

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH120, PTH100
SOURCES = os.path.join(ROOT, "src") + os.sep  # noqa: PTH118


def work(name: str, code: str) -> dict[str, Any]:
    """Run one example and return everything that the page needs, ready for JSON."""
    read: set[str] = set()
    sys.addaudithook(lambda event, args: note(read, event, args))
    sys.dont_write_bytecode = True
    for module in [
        module for module in sys.modules if module.split(".")[0] == "nnnotes"
    ]:
        del sys.modules[module]
    # A reader would find a warning under the result: an example gives none.
    warnings.simplefilter("error")
    started = time.perf_counter()
    from hooks import artists
    from nnnotes import cell, draw

    scope: dict[str, Any] = {}
    tables: list[Any] = []
    # This module is of this run alone; a figure is gone when the run has ended.
    cell.svg = artists.kept(cell.svg, tables)
    result = cell.run(code, name, scope=scope)
    loaded = {
        getattr(module, "__file__", None) for module in list(sys.modules.values())
    }
    read |= {str(path) for path in loaded if path and str(path).startswith(SOURCES)}
    return {
        "text": result.text,
        "error": result.error,
        "figures": [[light, draw.dark(light)] for light in result.figures],
        "tables": tables,
        "values": values(scope),
        "read": sorted(read),
        "seconds": time.perf_counter() - started,
    }


def note(read: set[str], event: str, args: tuple[Any, ...]) -> None:
    """Keep the project's files that are opened: a run depends on them."""
    if event == "open" and isinstance(args[0], str) and not args[0].endswith(".pyc"):
        path = os.path.abspath(args[0])  # noqa: PTH100
        if path.startswith(SOURCES):
            read.add(path)


def values(scope: dict[str, Any]) -> dict[str, Any]:
    """Return the named results that prose may quote: numbers, text, small arrays."""
    import numpy as np

    found: dict[str, Any] = {}
    for name, value in scope.items():
        if isinstance(value, np.ndarray | np.generic) and value.size <= 64:
            value = value.tolist()
        if name.startswith("_") or not isinstance(
            value, int | float | str | list | tuple
        ):
            continue
        with contextlib.suppress(TypeError, ValueError):  # a list of something else
            text = json.dumps(value)
            if len(text) < 4000:
                found[name] = json.loads(text)
    return found
