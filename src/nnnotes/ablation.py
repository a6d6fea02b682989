"""Ablations: change one part of a recipe, with the same seeds, and count the errors."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nnnotes.parameters import Array
from nnnotes.report import Report


def paired_difference(full: Array, changed: Array) -> tuple[float, float]:
    """Return the mean difference of paired scores, and its standard error.

    Parameters
    ----------
    full, changed : ndarray (n_seeds,)
        Scores of two recipes; entry k of both is from seed k.

    Returns
    -------
    mean : float
        Mean of ``changed - full``.
    error : float
        Standard deviation of the differences (with n - 1) over the root of n.

    Raises
    ------
    ValueError
        If the shapes differ or there are fewer than two seeds.

    References
    ----------
    Bouthillier et al. (2021), Accounting for variance in machine learning benchmarks.

    Examples
    --------
    >>> mean, error = paired_difference(np.array([0.5, 0.9]), np.array([0.4, 0.6]))
    >>> round(mean, 6), round(error, 6)
    (-0.2, 0.1)
    """
    if full.shape != changed.shape or full.ndim != 1 or len(full) < 2:
        raise ValueError(
            f"paired_difference: full is {full.shape}, changed {changed.shape}, "
            "expected the same (n_seeds,) with two seeds or more"
        )
    differences = changed - full
    error = differences.std(ddof=1) / math.sqrt(len(differences))
    return float(differences.mean()), float(error)


def ablate(
    score: Callable[..., float],
    full: Mapping[str, Any],
    changes: Mapping[str, Mapping[str, Any]],
    seeds: Sequence[int],
) -> Report:
    """Change one part of a recipe at a time, over the same seeds.

    Parameters
    ----------
    score : callable
        ``score(seed, **recipe)`` -> one number, higher is better. It makes all its
        randomness from the seed.
    full : mapping
        The full recipe.
    changes : mapping of str to mapping
        Name -> what differs from the full recipe.
    seeds : sequence of int
        Two or more; each recipe runs once with each.

    Returns
    -------
    Report
        For each recipe mean ``score`` and ``sd`` over seeds, and for each change the
        ``difference`` to the full recipe, paired by seed, with its standard ``error``.
        The verdict calls a difference clear if it is above four errors and 0.01.

    Raises
    ------
    ValueError
        If there are fewer than two seeds or no changes, or a change names a part
        that the full recipe does not have.

    References
    ----------
    Bouthillier et al. (2021), Accounting for variance in machine learning benchmarks.
    Melis, Dyer & Blunsom (2018), On the state of the art of evaluation in neural
    language models.

    Examples
    --------
    >>> def score(seed, height, noise):
    ...     return height + noise * np.random.default_rng(seed).normal()
    >>> full = {"height": 1.0, "noise": 0.1}
    >>> changes = {"lower": {"height": 0.5}, "noisier": {"noise": 0.2}}
    >>> report = ablate(score, full, changes, seeds=range(4))
    >>> print(report.verdict)
    clear: lower
    not separable with these 4 seeds: noisier
    """
    _check_ablation(full, changes, seeds)
    recipes = {"full recipe": dict(full)}
    recipes |= {name: {**full, **change} for name, change in changes.items()}
    scores = {
        name: np.array([score(seed, **recipe) for seed in seeds], dtype=np.float64)
        for name, recipe in recipes.items()
    }
    base = scores["full recipe"]
    pairs = [paired_difference(base, column) for column in scores.values()]
    difference, error = np.array(pairs).T
    columns = {
        "score": np.array([column.mean() for column in scores.values()]),
        "sd": np.array([column.std(ddof=1) for column in scores.values()]),
        "difference": difference,
        "error": error,
    }
    clear = (np.abs(difference) > 4 * error) & (np.abs(difference) > 0.01)
    verdict = _ablation_verdict(list(recipes)[1:], clear[1:], len(base))
    errors = {"difference": "error"}
    return Report(
        "variant", tuple(recipes), columns, verdict, (("difference",),), errors
    )


def _ablation_verdict(names: Sequence[str], clear: Sequence[bool], seeds: int) -> str:
    """Sort the changes into those that make a clear difference and the others."""
    lines = []
    for wanted, text in (
        (True, "clear"),
        (False, f"not separable with these {seeds} seeds"),
    ):
        found = [n for n, c in zip(names, clear, strict=True) if bool(c) == wanted]
        if found:
            lines.append(f"{text}: {', '.join(found)}")
    return "\n".join(lines)


def _check_ablation(
    full: Mapping[str, Any],
    changes: Mapping[str, Mapping[str, Any]],
    seeds: Sequence[int],
) -> None:
    """Raise a ValueError unless the changes are changes of the full recipe."""
    if not changes:
        raise ValueError("ablate: no changes, expected one or more")
    if len(seeds) < 2:
        raise ValueError(f"ablate: {len(seeds)} seeds, expected two or more")
    for name, change in changes.items():
        unknown = [part for part in change if part not in full]
        if name == "full recipe" or unknown:
            raise ValueError(
                f"ablate: {name!r} changes {', '.join(unknown) or 'nothing'}, "
                f"expected parts of the full recipe: {', '.join(full)}"
            )
