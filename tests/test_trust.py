"""Pages say how they were made, and nothing that is not known."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from fences import DOCS, ROOT, pages

from hooks import about, corrections, dates, runner

LOCK = ROOT / "hooks" / "runtime.lock.json"
CATEGORIES = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def commit(folder: Path, when: str, **files: str) -> None:
    """Commit files at a time."""
    for name, text in files.items():
        (folder / name).write_text(text)
    stamp = os.environ | {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    who = ["-c", "user.name=a", "-c", "user.email=a@a.example"]
    for words in (["add", "-A"], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env=stamp)


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two files, changed on different days."""
    folder = tmp_path / "project"
    folder.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    commit(folder, "2020-01-02T03:04:05+00:00", one="1", two="1")
    commit(folder, "2021-02-03T04:05:06+00:00", two="2")
    monkeypatch.setattr(dates, "ROOT", folder)
    return folder


def test_a_page_is_as_old_as_the_last_commit_of_what_it_is_made_of(
    history: Path,
) -> None:
    known = dates.changes()
    assert dates.latest(known, [history / "one"]) == datetime(
        2020, 1, 2, 3, 4, 5, tzinfo=UTC
    )
    both = dates.latest(known, [history / "one", history / "two"])
    assert both == datetime(2021, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_what_is_not_committed_is_of_today(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (history / "one").write_text("new")
    (history / "three").write_text("new")
    known = dates.changes()
    for name in ("one", "three"):
        assert known[name] == datetime.fromtimestamp(1700000000, UTC)


def test_no_date_is_said_without_the_whole_history(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = tmp_path / "shallow"
    command = ["git", "clone", "-q", "--depth=1", history.as_uri(), str(shallow)]
    subprocess.run(command, check=True)
    monkeypatch.setattr(dates, "ROOT", shallow)
    assert dates.changes() == {}
    assert dates.latest({}, [shallow / "one"]) is None
    (tmp_path / "bare").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr(dates, "ROOT", tmp_path / "bare")
    assert dates.changes() == {}


def test_a_run_remembers_when_it_was_and_a_kept_one_says_the_same(
    tmp_path: Path,
) -> None:
    before = time.time()
    run = runner.run_all({"a/one": "print(1)"}, cache=tmp_path)["a/one"]
    assert before <= run.when <= time.time()
    kept = runner.run_all({"a/one": "print(1)"}, cache=tmp_path)["a/one"]
    assert runner.executed == [] and kept.when == run.when


def test_days_of_runs_are_said_from_first_to_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day = 86400.0
    assert about.ran([]) == ""
    assert about.ran([0.0, 5.0]) == "on 1970-01-01"
    assert about.ran([3 * day, day]) == "from 1970-01-02 to 1970-01-04"


def test_a_build_of_a_given_date_says_nothing_of_its_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    said = about.about("backprop/gradient_check.md", {})
    assert (said.ran, said.built, said.day) == ("", "", "")
    assert said.examples == 3


def test_a_page_names_its_versions_and_the_days(site: Path) -> None:
    html = (site / "backprop" / "gradient_check" / "index.html").read_text("utf-8")
    found = re.search(r'<footer class="nn-about".*?</p>', html, re.S)
    assert found
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[0]).replace("&nbsp;", " "))
    pyodide = json.loads(LOCK.read_text("utf-8"))["pyodide"]
    for part in (
        f"Python {platform.python_version()}",
        f"NumPy {np.__version__}",
        f"Matplotlib {matplotlib.__version__}",
        f"Pyodide {pyodide}",
        "nnnotes 0.1.0",
    ):
        assert part in text
    names = [
        p.stem for p in DOCS.glob("../src/nnnotes/examples/backprop/gradient_check*")
    ]
    days = {
        datetime.fromtimestamp(runner.result(f"backprop/{name}").when, UTC).date()
        for name in names
    }
    assert f"last ran {'on' if len(days) == 1 else 'from'} {min(days)}" in text


def test_every_correction_stands_on_the_page_that_collects_them(site: Path) -> None:
    told = {
        note: re.findall(
            r'^\?\?\? info "You may have read: (.+)"',
            (DOCS / note).read_text("utf-8"),
            re.M,
        )
        for note in pages()
    }
    html = (site / "corrections" / "index.html").read_text("utf-8")
    article = html[html.index("<article") : html.index('<footer class="nn-about"')]
    boxes = article.split('<div class="admonition quote">')[1:]
    assert len(boxes) == sum(map(len, told.values())) > 60
    for box in boxes:
        (where,) = re.findall(r'href="\.\./([^"#]+)#(correction-\d+)">', box)
        page = (site / where[0] / "index.html").read_text("utf-8")
        assert f'id="{where[1]}"' in page
        assert 'href="http' in box or "Stories" in page, box[:200]
        assert "{{" not in box and "[" not in re.sub(r"<[^>]*>|\\\[", "", box)[:40]


def test_a_correction_is_written_for_the_page_that_collects_it() -> None:
    line = (
        "See [this](layer.md#a), [that](../losses/b.md) and {{ sgd.x:.2f }} [He 2015]."
    )
    assert corrections.moved(line, "optimization/sgd.md") == (
        "See [this](optimization/layer.md#a), [that](losses/b.md) and"
        " {{ optimization/sgd.x:.2f }} [He 2015]."
    )


def test_the_changelog_keeps_its_form() -> None:
    text = (DOCS / "changelog.md").read_text("utf-8")
    days = re.findall(r"^## (?:.* - )?(\d{4}-\d\d-\d\d)$", text, re.M)
    assert days == sorted(days, reverse=True)
    assert len(days) == len(re.findall(r"^## ", text, re.M))
    kinds = re.findall(r"^### (.+)$", text, re.M)
    assert kinds and set(kinds) <= set(CATEGORIES)
    assert all(datetime.fromisoformat(day) <= datetime.now() for day in days)
