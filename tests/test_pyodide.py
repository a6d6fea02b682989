"""The tests of the mathematics pass in the browser's Python too, with its NumPy.

There the default integer has 32 bits, floating-point warnings do not exist, and exp,
tanh and matrix products end in other digits.
"""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
from fences import ROOT

from hooks import npm, runtime, served, wheel

#: What a test imports that needs a process, a browser or the build.
NATIVE = re.compile(
    r"^(?:from|import) (?:hooks|fences|browser_fixtures|conftest|playwright)", re.M
)


def portable() -> list[str]:
    """Return the test files that need nothing but the package, and its modules."""
    tests = sorted((ROOT / "tests").glob("test_*.py"))
    found = [path for path in tests if not NATIVE.search(path.read_text("utf-8"))]
    found.remove(ROOT / "tests" / "test_site.py")  # reads the built site
    modules = sorted((ROOT / "src" / "nnnotes").glob("*.py"))
    return [path.relative_to(ROOT).as_posix() for path in [*found, *modules]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The runtime's files in one folder, as Pyodide looks for them."""
    own = wheel.ensure()
    for path in [*runtime.ensure().iterdir(), own]:
        (tmp_path / path.name).symlink_to(path)
    lock = served.trimmed(runtime.read(), own)
    (tmp_path / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    return tmp_path


def test_mathematics_passes_its_tests_in_the_browsers_python(folder: Path) -> None:
    script = ROOT / "tests" / "pyodide" / "suite.mjs"
    packages = sysconfig.get_path("purelib")
    options = ["-q", "-p", "no:cacheprovider", "--noconftest", "--doctest-modules"]
    command = [npm.node(), script, folder, packages, ROOT, *options, *portable()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=1500)
    lines = [line[:300] for line in (ran.stdout + ran.stderr).splitlines()]
    assert ran.returncode == 0, "\n".join(lines[-60:])
    passed = re.search(r"^(\d+) passed in", lines[-1])
    assert passed and int(passed[1]) > 500, lines[-1]
