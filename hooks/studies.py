"""The study behind the recipe's table: many variants, many seeds, kept as a file.

It takes minutes, too long for a build. ``python -m hooks.studies`` runs it and writes
the scores with a hash of what they were made of. A build in which that hash is another
one stops and names the command.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from hooks.fingerprint import definitions, fingerprint
from nnnotes import examples

COMMAND = "python -m hooks.studies"
#: The example whose ``trial(seed, **change)`` is run, and where its scores are kept.
EXAMPLE = "practice/recipe_small"
SCORES = examples.FOLDER / "practice" / "recipe_scores.json"
SEEDS = 20

Change = dict[str, Any]

#: What is changed in the full recipe, one part at a time, and two at a time.
PARTS: dict[str, Change] = {
    "full recipe": {},
    "no batch norm": {"norm": None},
    "layer norm": {"norm": "layer"},
    "no dropout": {"drop": 0.0},
    "no early stopping": {"patience": None},
    "neither dropout nor early stopping": {"drop": 0.0, "patience": None},
    "no weight decay": {"decay": 0.0},
    "constant rate": {"schedule": False},
    "small start": {"he": False},
    "small start without batch norm": {"he": False, "norm": None},
    "SGD at the same rate": {"optimizer": "sgd"},
    "SGD at a rate of its own": {"optimizer": "sgd", "peak": 0.5},
    "one hidden layer": {"depth": 1},
}
#: The same if every label is right.
CLEAN: dict[str, Change] = {
    name: {**PARTS[name], "wrong_share": 0.0}
    for name in ("full recipe", "no dropout", "no batch norm")
}
#: The recipe with each optimizer at its rates.
PEAKS = {
    "adamw": (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1),
    "sgd": (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0),
}
#: From a flat line to the full recipe: each step keeps those before it.
PLAIN: Change = {"he": False, "norm": None, "drop": 0.0, "optimizer": "sgd",
                 "peak": 0.5, "schedule": False, "patience": None}  # fmt: skip
STEPS: dict[str, Change] = {
    "plain SGD": PLAIN,
    "He start": {"he": True},
    "batch norm": {"norm": "batch"},
    "AdamW": {"optimizer": "adamw", "peak": 0.01},
    "warm-up and cosine": {"schedule": True},
    "dropout": {"drop": 0.3},
    "early stopping": {"patience": 5},
}


def study() -> dict[str, dict[str, Change]]:
    """Return group -> variant -> what it changes in the full recipe."""
    groups = {"parts": PARTS, "right labels": CLEAN}
    for optimizer, peaks in PEAKS.items():
        changes = [{"optimizer": optimizer, "peak": peak} for peak in peaks]
        groups[optimizer] = {f"{c['peak']:g}": c for c in changes}
    groups["steps"] = {}
    done: Change = {}
    for name, change in STEPS.items():
        done = {**done, **change}
        groups["steps"][name] = done
    return groups


def trial(job: tuple[Change, int]) -> list[float]:
    """Run one trial of the example; return its scores, rounded."""
    change, seed = job
    scope: dict[str, Any] = {"__name__": EXAMPLE}
    exec(definitions(examples.load(EXAMPLE).code), scope)
    return [round(float(score), 4) for score in scope["trial"](seed, **change)]


def made_of() -> str:
    """Return the hash of what the scores depend on, as it is now."""
    code = definitions(examples.load(EXAMPLE).code)
    return fingerprint(code, json.dumps([SEEDS, study()]))


def problem(file: Path = SCORES) -> str:
    """Return why the kept scores may not be shown; nothing if they may."""
    kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if kept.get("made_of") == made_of():
        return ""
    return f"{file.name} was made by other code: run `{COMMAND}` and commit the file"


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop the build rather than show the scores of other code."""
    if found := problem():
        raise PluginError(found)


def main() -> None:
    """Run every variant with every seed and write the scores."""
    started, made = time.monotonic(), made_of()
    # Small matrices: one thread a trial, one trial a core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    rows, lines = {}, []
    with multiprocessing.get_context("spawn").Pool() as pool:
        for group, variants in study().items():
            print(f"{group}: {len(variants)} variants, {SEEDS} seeds", flush=True)
            for name, change in variants.items():
                jobs = [(change, seed) for seed in range(SEEDS)]
                right, learned = zip(*pool.map(trial, jobs), strict=True)
                rows[name] = {"right": right, "learned": learned}
            body = ",\n".join(f"  {json.dumps(n)}: {json.dumps(rows[n])}" for n in rows)
            lines.append(f"{json.dumps(group)}: {{\n{body}\n}}")
            rows.clear()
    seconds = round(time.monotonic() - started)
    head = f'{{\n"made_of": "{made}",\n"seconds": {seconds},\n'
    SCORES.write_text(head + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{SCORES.name}: written after {seconds} seconds")


if __name__ == "__main__":
    main()
