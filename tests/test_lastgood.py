"""A build that fails leaves the last good site as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from hooks import downloads, npm, runtime

ROOT = Path(__file__).parent.parent
#: Goes wrong after everything else in the build, as late as it can.
HOOK = """
    import logging
    from pathlib import Path

    from mkdocs.plugins import event_priority

    @event_priority(-200)
    def on_post_build(config):
        assert Path(config.site_dir).name == "site.new"
        wish = Path("wish").read_text()
        if wish == "raise":
            raise RuntimeError("the last step broke")
        if wish == "interrupt":
            raise KeyboardInterrupt
        if wish == "error":
            logging.getLogger("mkdocs.nnnotes").error("a number is wrong")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with one page, built once."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# First\n")
    (tmp_path / "hook.py").write_text(textwrap.dedent(HOOK))
    (tmp_path / "wish").write_text("")
    hooks = f"[{ROOT / 'hooks' / 'browser.py'}, hook.py]"
    config = f"site_name: Small\nhooks: {hooks}\nplugins: []\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "First" in page(tmp_path)
    return tmp_path


def build(
    project: Path, *options: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    env = os.environ | variables
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True)


def page(project: Path) -> str:
    return (project / "site" / "index.html").read_text("utf-8")


def folders(project: Path) -> set[str]:
    return {path.name for path in project.iterdir() if path.name.startswith("site")}


def edit(project: Path, text: str, wish: str = "") -> None:
    (project / "docs" / "index.md").write_text(text)
    (project / "wish").write_text(wish)


def test_a_good_build_replaces_the_old_site(project):
    (project / "site" / "stale.html").write_text("")
    edit(project, "# Second\n")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    assert "Second" in page(project)
    assert not (project / "site" / "stale.html").exists()
    assert folders(project) == {"site"}


@pytest.mark.parametrize(
    ("text", "wish", "options"),
    [
        ("# Second\n[gone](gone.md)\n", "", ["--strict"]),
        ("# Second\n[gone](gone.md)\n", "", ["--strict", "--quiet"]),
        ("# Second\n", "raise", []),
        ("# Second\n", "interrupt", []),
        ("# Second\n", "error", []),
        ("# Second\n", "error", ["--quiet"]),
    ],
    ids=[
        "warning",
        "warning, quiet",
        "exception",
        "interrupt",
        "error",
        "error, quiet",
    ],
)
def test_a_bad_build_fails_and_leaves_the_old_site(project, text, wish, options):
    before = {
        path: path.read_bytes()
        for path in (project / "site").rglob("*")
        if path.is_file()
    }
    edit(project, text, wish)
    done = build(project, *options)
    assert done.returncode != 0
    after = {
        path: path.read_bytes()
        for path in (project / "site").rglob("*")
        if path.is_file()
    }
    assert after == before
    assert folders(project) == {"site"}


def test_a_build_that_is_not_strict_may_warn(project):
    edit(project, "# Second\n[gone](gone.md)\n")
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "gone.md" in done.stderr
    assert "Second" in page(project)


def test_quiet_still_shows_no_warning(project):
    edit(project, "# Second\n[gone](gone.md)\n")
    done = build(project, "--quiet")
    assert done.returncode == 0
    assert "gone.md" not in done.stderr + done.stdout


def test_a_first_build_that_fails_leaves_no_site(project):
    for path in sorted((project / "site").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (project / "site").rmdir()
    edit(project, "# Second\n", "raise")
    assert build(project).returncode != 0
    assert folders(project) == set()


def test_what_a_killed_build_left_is_cleared_away(project):
    (project / "site").rename(project / "site.old")
    (project / "site.new").mkdir()
    (project / "site.new" / "half.html").write_text("")
    edit(project, "# Second\n", "raise")
    assert build(project).returncode != 0
    assert "First" in page(project), "the old site is back"
    assert folders(project) == {"site"}


def test_a_truncated_runtime_file_stops_the_build_and_leaves_the_old_site(project):
    kept = runtime.ensure()
    mine = project / "downloads" / "runtime" / kept.name
    mine.mkdir(parents=True)
    for path in kept.iterdir():
        (mine / path.name).symlink_to(path)
    (mine / "python_stdlib.zip").unlink()
    content = (kept / "python_stdlib.zip").read_bytes()
    (mine / "python_stdlib.zip").write_bytes(content[:-1])
    (project / "downloads" / "npm").symlink_to(npm.ensure().parent.parent)
    edit(project, "# Second\n")
    variable = {downloads.VARIABLE: str(project / "downloads")}
    done = build(project, "--strict", **variable)
    assert done.returncode != 0
    said = done.stderr + done.stdout
    assert "python_stdlib.zip is not the one" in said
    assert f"delete the folder {mine}" in said
    assert "Traceback" not in said
    assert "First" in page(project)
