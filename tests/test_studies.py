"""The recipe's table: made of the code as it is, and what that code still gives."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import numpy as np
import pytest
from fences import DOCS
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from hooks import fingerprint, runner, studies

KEPT = json.loads(studies.SCORES.read_text("utf-8"))


def test_the_kept_scores_were_made_by_the_code_as_it_is() -> None:
    assert not studies.problem()


def test_every_variant_has_a_score_for_every_seed() -> None:
    for group, variants in studies.study().items():
        assert list(KEPT[group]) == list(variants)
        for row in KEPT[group].values():
            assert len(row["right"]) == len(row["learned"]) == studies.SEEDS
            assert all(0 <= share <= 1 for share in row["right"] + row["learned"])


@pytest.mark.parametrize(
    ("group", "name", "seed"),
    [
        ("parts", "full recipe", 0),
        ("parts", "no batch norm", 7),
        ("right labels", "no dropout", 3),
        ("sgd", "1", 11),
        ("steps", "He start", 19),
    ],
)
def test_a_trial_that_is_run_again_gives_the_kept_scores(
    group: str, name: str, seed: int
) -> None:
    right, learned = studies.trial((studies.study()[group][name], seed))
    kept = KEPT[group][name]
    # 900 digits and about 90 wrong labels: one answer may turn on a last digit.
    assert abs(right - kept["right"][seed]) <= 2.5 / 900
    assert abs(learned - kept["learned"][seed]) <= 2.5 / 80


def test_the_page_s_own_run_is_the_full_recipe_of_seed_0() -> None:
    accuracy = runner.result("practice/recipe").values["accuracy"]
    assert abs(accuracy - KEPT["parts"]["full recipe"]["right"][0]) < 1e-4


def test_the_last_step_and_adamw_at_its_rate_are_the_full_recipe() -> None:
    full = KEPT["parts"]["full recipe"]
    assert KEPT["steps"]["early stopping"] == KEPT["adamw"]["0.01"] == full


def test_a_difference_in_the_table_is_the_mean_over_pairs_of_seeds() -> None:
    values = runner.result("practice/recipe_ablation").values
    full = np.array(KEPT["parts"]["full recipe"]["right"])
    for k, row in enumerate(KEPT["parts"].values()):
        apart = np.array(row["right"]) - full
        assert values["change"][k] == pytest.approx(apart.mean(), abs=1e-12)
        spread = np.sqrt(np.sum((apart - apart.mean()) ** 2) / 19 / 20)
        assert values["error"][k] == pytest.approx(spread, abs=1e-12)


def test_a_row_of_the_page_quotes_the_scores_of_its_own_variant() -> None:
    page = (DOCS / "practice" / "recipe.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (\{\{ recipe_ablation\.at.*)$", page, re.M)
    names = list(studies.PARTS)
    assert len(rows) == len(names)
    for k, (label, cells) in enumerate(rows):
        assert set(re.findall(r"\[(\d+)\]", cells)) == {str(k)}, label
        words = {"layer norm": "layer norm for batch norm"}.get(names[k], names[k])
        words = words.replace("SGD at the", "SGD for AdamW, at the")
        words = words.replace("SGD at a", "SGD for AdamW, at a")
        assert label == words


def test_a_stale_table_stops_the_build_and_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "recipe_scores.json"
    old.write_text(json.dumps({**KEPT, "made_of": "0123"}), "utf-8")
    assert studies.COMMAND in studies.problem(old)
    assert studies.COMMAND in studies.problem(tmp_path / "none.json")
    monkeypatch.setattr(studies, "made_of", lambda: "4567")
    with pytest.raises(PluginError, match=re.escape(studies.COMMAND)):
        studies.on_pre_build(MkDocsConfig())


CODE = '''"""A module."""
def half(x):
    """Halve."""
    return x / 2  # not whole
'''


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Halve.", "Divide by two.", True),
        ("  # not whole", "", True),
        ("x / 2", "(x / 2)", True),
        ("x / 2", "x / 2.0", False),
        ("x / 2", "x * 2", False),
        ("half", "third", False),
        ("(x)", "(x, y=0)", False),
    ],
)
def test_the_hash_sees_code_and_no_comment(old: str, new: str, same: bool) -> None:
    before, after = (
        fingerprint.bare(ast.parse(code)) for code in (CODE, CODE.replace(old, new))
    )
    assert (before == after) == same


def test_the_hash_covers_every_module_that_a_trial_uses() -> None:
    code = "from nnnotes.training import fit\nfrom nnnotes import draw\n"
    names = {path.stem for path in fingerprint.modules(code)}
    assert {"training", "draw", "early_stopping", "adam", "checks"} <= names
    settings = fingerprint.fingerprint("x = 1", "a")
    assert settings != fingerprint.fingerprint("x = 1", "b")
    assert settings != fingerprint.fingerprint("x = 2", "a")
