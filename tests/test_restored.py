"""An interpreter restored from the snapshot computes what a fresh one computes.

Both run in Node: one begins with the memory that the site serves, the other loads the
packages as they are distributed. The judges are numpy's and matplotlib's own tests.
"""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from fences import ROOT

from hooks import interpreter, npm, packs, runtime, wheel

#: A good slice of the packages' own tests, two minutes on two cores. Some of numpy's
#: files need extension modules that are made for its tests alone and are in no wheel.
UPSTREAM = (
    "numpy/_core/tests/test_arrayprint.py",
    "numpy/_core/tests/test_einsum.py",
    "numpy/_core/tests/test_item_selection.py",
    "numpy/_core/tests/test_umath_complex.py",
    "numpy/fft/tests/test_pocketfft.py",
    "numpy/lib/tests/test_histograms.py",
    "numpy/lib/tests/test_polynomial.py",
    "numpy/linalg/tests/test_linalg.py",
    "numpy/random/tests/test_generator_mt19937.py",
    "numpy/random/tests/test_randomstate.py",
    "matplotlib/tests/test_artist.py",
    "matplotlib/tests/test_collections.py",
    "matplotlib/tests/test_colors.py",
    "matplotlib/tests/test_contour.py",
    "matplotlib/tests/test_figure.py",
    "matplotlib/tests/test_legend.py",
    "matplotlib/tests/test_lines.py",
    "matplotlib/tests/test_patches.py",
    "matplotlib/tests/test_scale.py",
    "matplotlib/tests/test_text.py",
    "matplotlib/tests/test_ticker.py",
    "matplotlib/tests/test_transforms.py",
)
#: What is left out for every reader, however Python starts.
LEFT_OUT = {
    "matplotlib/tests/test_artist.py::test_setp": "reads matplotlib's docstrings",
    "result_images/test_colors/light_source_shading_topo.png": "draws sample data",
}
FRESH, SNAPSHOTS = "fresh", ("numbers-snapshot", "figures-snapshot")


@pytest.fixture(scope="module")
def made() -> Path:
    wheels = [name for name in runtime.read().files if name.endswith(".whl")]
    return packs.ensure(runtime.ensure(), wheels, wheel.ensure())


def begin(
    made: Path, way: str, script: str, result: Path, *given: str
) -> subprocess.Popen[str]:
    """Start a script of tests/pyodide/ in an interpreter."""
    folder = ROOT / "tests" / "pyodide"
    command = [npm.node(), *interpreter.OPTIONS, folder / "run.mjs", way]
    command += [runtime.ensure(), made, sysconfig.get_path("purelib")]
    command += [folder / script, result, *given]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def end(running: subprocess.Popen[str], result: Path) -> dict[str, Any]:
    """Return what the script gives."""
    said, complaint = running.communicate(timeout=1200)
    lines = [line[:300] for line in (said + complaint).splitlines()]
    assert running.returncode == 0, "\n".join(lines[-30:])
    found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return found


def both(
    made: Path, ways: tuple[str, str], script: str, work: Path, *given: str
) -> list[dict[str, Any]]:
    """Return what a script gives in two interpreters, run side by side."""
    results = [work / f"{number}.json" for number in range(2)]
    running = [
        begin(made, way, script, result, *given)
        for way, result in zip(ways, results, strict=True)
    ]
    return [end(*pair) for pair in zip(running, results, strict=True)]


def test_the_packages_own_tests_end_alike_in_a_restored_and_in_a_fresh_interpreter(
    made: Path, tmp_path: Path
) -> None:
    ways = ("figures-snapshot", FRESH)
    restored, fresh = both(made, ways, "upstream.py", tmp_path, *UPSTREAM)
    for what, least in (("outcomes", 3500), ("images", 200)):
        one, other = restored[what], fresh[what]
        assert len(other) > least
        differing = [name for name in one | other if one.get(name) != other.get(name)]
        assert not set(differing) - set(LEFT_OUT)
    # Image tests fail for want of images to compare with; so these have hashes.
    failing = [name for name, end in fresh["outcomes"].items() if "failed" in end]
    assert len(failing) < len(fresh["images"])


@pytest.mark.parametrize("way", SNAPSHOTS)
def test_chance_differs_between_two_restored_interpreters_and_seeds_do_not(
    made: Path, tmp_path: Path, way: str
) -> None:
    one, two = both(made, (way, way), "chance.py", tmp_path)
    alike = [
        name for name in one["chance"] if one["chance"][name] == two["chance"][name]
    ]
    assert not alike
    result = tmp_path / "fresh.json"
    fresh = end(begin(made, FRESH, "chance.py", result), result)
    assert one["seeded"] == two["seeded"] == fresh["seeded"]


@pytest.mark.parametrize("way", SNAPSHOTS)
def test_what_runs_cells_is_imported_before_a_reader_comes(
    made: Path, tmp_path: Path, way: str
) -> None:
    result = tmp_path / "imported.json"
    found = set(end(begin(made, way, "imported.py", result), result)["modules"])
    ours = {f"nnnotes.{name}".removesuffix(".__init__") for name in packs.BROWSER}
    assert {"numpy", "nnnotes.browser", *ours} <= found
    assert ("matplotlib.figure" in found) == (way == "figures-snapshot")
