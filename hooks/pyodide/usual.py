"""Runs inside Pyodide: what cells usually do, to learn which files that needs.

The files that these two steps read are sent to every reader who takes the step;
all others wait until something reads them. A file that is missing here costs such a
reader a second request, never a wrong result.
"""

import contextlib
import dataclasses
import functools
import gc
import importlib.resources
import inspect
import io
import itertools
import json
import linecache
import math
import re
import statistics
import sys
import textwrap
import time
import timeit
import traceback
from typing import Any

#: Of the standard library, what our own code and many cells need besides.
OTHERS = (
    *(dataclasses, functools, importlib.resources, inspect, itertools, linecache),
    *(math, statistics, textwrap, time, timeit, traceback),
)
SITE = "/lib/python3.14/site-packages/"

NUMBERS = """
import numpy as np
from numpy import linalg, typing
rng = np.random.default_rng(0)
x = rng.normal(size=(4, 4)).astype(np.float32)
print(x, np.linalg.solve(x, x), np.einsum("ij,ij->i", x, x), np.fft.fft(x[0]))
print(np.polyfit(x[0], x[1], 1), np.median(x), np.unique(x), rng.permutation(4))
print(np.linalg.svd(x), np.linalg.eigvalsh(x), np.array2string(x), np.random.rand(2))
"""

FIGURES = """
import io
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colors, patches, ticker
from matplotlib.collections import LineCollection
x = np.linspace(0.1, 3, 20)
fig, axes = plt.subplots(2, 3)
axes[0, 0].plot(x, x, "o-", label=r"$\\alpha_i^2 \\hat{x}$ loss")
axes[0, 0].legend()
axes[0, 0].annotate("here", (1, 1), arrowprops={"arrowstyle": "->"})
axes[0, 1].hist(x)
axes[0, 1].set_yscale("log")
axes[0, 2].scatter(x, x, c=x)
axes[0, 2].bar(x, x)
axes[0, 2].fill_between(x, x, -x)
axes[1, 0].contourf(np.outer(x, x))
axes[1, 1].contour(np.outer(x, x), colors="k")
fig.colorbar(axes[1, 2].pcolormesh(np.outer(x, x)))
axes[1, 2].text(0, 0, "italic", style="italic", weight="bold")
axes[1, 2].imshow(np.outer(x, x))
fig.suptitle("mono", family="monospace")
for form in ("svg", "png"):
    fig.savefig(io.BytesIO(), format=form)
"""

#: Each has what those before it have.
STEPS = (NUMBERS, FIGURES)


def usual() -> str:
    """Return JSON: the files of each step."""
    seen: list[str] = []
    sys.addaudithook(lambda event, values: note(event, values, seen))
    before: set[str] = set()
    steps = []
    for code in STEPS:
        do(code)
        found = {name.removeprefix(SITE) for name in [*seen, *libraries()]}
        steps.append(sorted(found - before))
        before |= found
    return json.dumps(steps)


def do(step: str) -> None:
    """Do a step, in silence."""
    list(importlib.resources.files("numpy").iterdir())
    with contextlib.redirect_stdout(io.StringIO()):
        exec(step, {})


def prepare(*steps: str) -> None:
    """Leave the interpreter as these steps leave it, without their results."""
    for step in steps:
        do(step)
    if "matplotlib" in sys.modules:
        forget_drawings()
    linecache.clearcache()
    re.purge()
    # They remember what the folders of this machine hold.
    for path in list(sys.path_importer_cache):
        if path.startswith(SITE[:-1]):
            del sys.path_importer_cache[path]
    gc.collect()
    gc.collect()
    if left := [file.name for file in files() if file.fileno() > 2]:
        raise RuntimeError(f"no other interpreter has these open files: {left}")


def forget_drawings() -> None:
    """Close what matplotlib keeps open: figures, and the fonts of texts it drew."""
    from matplotlib import font_manager, mathtext, pyplot, text

    pyplot.close("all")
    font_manager._get_font.cache_clear()  # type: ignore[attr-defined]
    text._get_text_metrics_with_cache_impl.cache_clear()  # type: ignore[attr-defined]
    mathtext.MathTextParser._parse_cached.cache_clear()  # type: ignore[attr-defined]


def files() -> list[io.FileIO]:
    """Return all open files."""
    found = (thing for thing in gc.get_objects() if isinstance(thing, io.FileIO))
    return [file for file in found if not file.closed]


def note(event: str, values: tuple[Any, ...], seen: list[str]) -> None:
    """Note a file of a package that is opened."""
    if event == "open" and str(values[0]).startswith(SITE):
        seen.append(str(values[0]))


def libraries() -> list[str]:
    """Return the extension modules, which are not opened by Python."""
    files = (getattr(module, "__file__", None) or "" for module in sys.modules.values())
    return [file for file in files if file.startswith(SITE) and file.endswith(".so")]
