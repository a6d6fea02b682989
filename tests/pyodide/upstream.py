"""Runs inside Pyodide: test files of numpy and matplotlib, and notes what they say."""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

SITE, GIVEN = Path("/lib/python3.14/site-packages"), Path("/environment")
#: Pure Python from the project's environment; numpy and its kind are Pyodide's own.
PURE = (
    *("pytest", "_pytest", "py.py", "pluggy", "iniconfig", "pygments", "hypothesis"),
    *("_hypothesis_globals.py", "_hypothesis_ftz_detector.py", "sortedcontainers"),
)
OPTIONS = (
    *("-q", "--tb=no", "--disable-warnings", "-p", "no:cacheprovider"),
    # Packages are bytecode without source here: their folders look like namespaces.
    *("-o", "consider_namespace_packages=true", "--continue-on-collection-errors"),
    *("-o", "markers=slow\nleaks_references\nthread_unsafe", "-m", "not slow"),
    # What a browser has not, or nobody draws in one.
    *("-k", "not pdf and not eps and not ps and not pgf and not subprocess"),
)


class Outcomes:
    """Notes how each test ends."""

    def __init__(self, tell):
        self.tell, self.found = tell, {}

    def pytest_collectreport(self, report):
        if report.outcome != "passed":
            self.found[report.nodeid] = f"{report.outcome} when collected"

    def pytest_runtest_logstart(self, nodeid, location):
        self.tell(nodeid)

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            self.found[report.nodeid] = report.outcome


def main(tell, *files):
    """Return JSON: outcomes by test, and hashes by image that a test drew."""
    prepare(files)
    import pytest

    outcomes = Outcomes(tell)
    pytest.main([*OPTIONS, *(str(SITE / file) for file in files)], [outcomes])
    drawn = [path for path in Path("result_images").rglob("*.*") if path.is_file()]
    hashes = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in drawn
    }
    return json.dumps({"outcomes": outcomes.found, "images": hashes})


def prepare(files):
    """Put the tests beside what they test, and pytest where Python finds it."""
    for folder in {Path(file).parent for file in files}:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(GIVEN / folder, SITE / folder, ignore=ignored)
    # The images to compare with are in no wheel; without their folder no test begins.
    (SITE / "matplotlib/tests/baseline_images").mkdir(parents=True, exist_ok=True)
    helpers = "matplotlib/testing/conftest.py"
    shutil.copy(GIVEN / helpers, SITE / helpers)
    # It needs an extension module that is made for numpy's tests alone.
    (SITE / "numpy/conftest.py").unlink(missing_ok=True)
    pure, drawn = Path("/pure"), Path("/drawn")
    for folder in (pure, drawn):
        folder.mkdir()
    for name in PURE:
        (pure / name).symlink_to(GIVEN / name)
    sys.path.insert(0, str(pure))
    sys.dont_write_bytecode = True
    os.chdir(drawn)
    # An image that is text tells its date.
    os.environ |= {"SOURCE_DATE_EPOCH": "0", "MPLBACKEND": "agg"}
