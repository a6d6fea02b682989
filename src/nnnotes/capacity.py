"""Capacity: more parameters than examples, and what the error does about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnnotes.activations import relu
from nnnotes.checks import check_finite, check_integers, check_shape
from nnnotes.data import Examples
from nnnotes.mlp import mlp
from nnnotes.parameters import Array
from nnnotes.ranges import check_between
from nnnotes.report import Report
from nnnotes.training import fit


def minimum_norm(features: Array, targets: Array, ridge: float = 0.0) -> Array:
    """Return the smallest of the best weights of a linear head.

    With more features than rows many weights fit exactly; this is the one with the
    smallest norm, and gradient descent from zero ends there. With ``ridge`` the fit is
    traded against the norm.

    Parameters
    ----------
    features : ndarray (n, m)
        One example a row.
    targets : ndarray (n, d_out)
        What the head should give.
    ridge : float
        Factor of the squared norm in the sum of squared errors; 0 or more.

    Returns
    -------
    ndarray (m, d_out)
        Weights c; the head gives ``features @ c``.

    Raises
    ------
    ValueError
        If the rows differ in number, an entry is no number, or ``ridge`` is negative.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 2.9.
    Hastie, Montanari, Rosset & Tibshirani (2022), Surprises in high-dimensional
    ridgeless least squares interpolation, arXiv:1903.08560.

    Examples
    --------
    >>> minimum_norm(np.array([[1.0, 1.0]]), np.array([[2.0]])).ravel().round(12)
    array([1., 1.])
    >>> minimum_norm(np.array([[1.0, 1.0]]), np.array([[2.0]]), ridge=2.0).ravel()
    array([0.5, 0.5])
    """
    for name, array in (("features", features), ("targets", targets)):
        if array.ndim != 2 or array.size == 0:
            raise ValueError(
                f"minimum_norm: {name} is {array.shape}, expected two axes, neither 0"
            )
        check_finite("minimum_norm", name, array)
    shape = (len(features), targets.shape[1])
    check_shape("minimum_norm", "targets", targets, shape, f"features {features.shape}")
    check_between("minimum_norm", "ridge", ridge)
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    # Along direction i the fit is divided by s_i; ridge bounds 1 / s_i.
    small = s <= 1e-10 * s[0]
    stretch = s**2 + ridge
    inverse = np.where(small, 0.0, s / np.where(small, 1.0, stretch))
    weights: Array = vt.T @ (inverse[:, None] * (u.T @ targets))
    return weights


def random_feature_sweep(
    train: Examples,
    test: Examples,
    counts: Sequence[int],
    ridge: float = 0.0,
    seeds: Sequence[int] = (0, 1, 2),
) -> Report:
    """Fit a head on more and more random ReLU features: the double descent.

    The test error has a peak where there are as many features as rows: there the
    head can only just fit, and needs large weights for it.

    Parameters
    ----------
    train : tuple of ndarray (n, d) and ndarray (n,) of integers
        Inputs and labels from 0.
    test : tuple like ``train``
        Rows that are not fitted.
    counts : sequence of int
        Numbers of features, each 1 or more.
    ridge : float
        As for :func:`minimum_norm`.
    seeds : sequence of int
        Draws; a column holds their median. The features are drawn by
        ``default_rng(1000 * seed + count)``: no point depends on the others.

    Returns
    -------
    Report
        For each count ``train mse`` and ``test mse`` (squared distance to the one-hot
        label less 1/K), ``test error`` (share of wrong classes) and ``norm`` of the
        weights.

    Raises
    ------
    ValueError
        If there are no counts or seeds, a count is less than 1, labels are no
        integers, or as for :func:`minimum_norm`.

    References
    ----------
    Belkin, Hsu, Ma & Mandal (2019), Reconciling modern machine-learning practice and
    the classical bias-variance trade-off.
    Nakkiran et al. (2020), Deep double descent, arXiv:1912.02292.

    Examples
    --------
    >>> from nnnotes.splits import split_digits
    >>> parts = split_digits(np.random.default_rng(0), n_train=50, n_val=0)
    >>> report = random_feature_sweep(parts.train, parts.test, [20, 50, 400], seeds=[0])
    >>> report.verdict
    'test mse is largest at 50 features; there are 50 rows'
    """
    if not counts or not seeds or min(counts) < 1:
        raise ValueError(
            f"random_feature_sweep: counts {list(counts)}, seeds {list(seeds)}, "
            "expected one or more of each, counts from 1"
        )
    x, labels = train
    check_integers("random_feature_sweep", labels)
    classes = int(max(labels.max(), test[1].max())) + 1
    points = [
        np.median(
            [_feature_errors(train, test, count, ridge, s, classes) for s in seeds],
            axis=0,
        )
        for count in counts
    ]
    names = ["train mse", "test mse", "test error", "norm"]
    columns = dict(zip(names, np.array(points).T, strict=True))
    peak = counts[int(np.argmax(columns["test mse"]))]
    verdict = f"test mse is largest at {peak} features; there are {len(x)} rows"
    panels = (("train mse", "test mse"), ("test error",), ("norm",))
    return Report("features", tuple(map(str, counts)), columns, verdict, panels)


def _feature_errors(
    train: Examples, test: Examples, count: int, ridge: float, seed: int, classes: int
) -> tuple[float, float, float, float]:
    """Return train mse, test mse, test error and norm for one draw of features."""
    (x, labels), (x_new, labels_new) = train, test
    rng = np.random.default_rng(1000 * seed + count)
    w = rng.standard_normal((count, x.shape[1])) / np.sqrt(x.shape[1])
    h, h_new = relu(x @ w.T), relu(x_new @ w.T)
    one_hot = np.eye(classes) - 1 / classes
    y, y_new = one_hot[labels], one_hot[labels_new]
    c = minimum_norm(h, y, ridge)
    out, out_new = h @ c, h_new @ c
    wrong = np.mean(out_new.argmax(axis=1) != labels_new)
    near, far = ((out - y) ** 2).sum(axis=1), ((out_new - y_new) ** 2).sum(axis=1)
    return float(near.mean()), float(far.mean()), float(wrong), float(np.linalg.norm(c))


def width_sweep(
    train: Examples,
    test: Examples,
    widths: Sequence[int],
    *,
    epochs: int,
    seed: int = 0,
    **settings: Any,
) -> Report:
    """Train one hidden layer of more and more units on the same rows.

    Parameters
    ----------
    train : tuple of ndarray (n, d) and ndarray (n,) of integers
        Inputs and labels from 0.
    test : tuple like ``train``
        Rows that are not fitted.
    widths : sequence of int
        Hidden units, each 1 or more.
    epochs : int
        Passes over the rows.
    seed : int
        Seed of the weights and of the order of the rows, the same for every width.
    **settings : Any
        Further arguments of :func:`nnnotes.training.fit`, such as ``lr=0.01``.

    Returns
    -------
    Report
        For each width ``parameters``, ``parameters/row``, and the accuracies at the
        end.

    Raises
    ------
    ValueError
        If there are no widths, labels are no integers, or as for
        :func:`nnnotes.training.fit`.

    References
    ----------
    Zhang, Bengio, Hardt, Recht & Vinyals (2017), Understanding deep learning requires
    rethinking generalization, arXiv:1611.03530.
    Neyshabur, Tomioka & Srebro (2015), In search of the real inductive bias,
    arXiv:1412.6614.

    Examples
    --------
    >>> from nnnotes.data import moons
    >>> train = moons(60, 0.1, np.random.default_rng(0))
    >>> test = moons(200, 0.1, np.random.default_rng(1))
    >>> report = width_sweep(train, test, [1, 16], epochs=60, lr=0.05)
    >>> report.columns["parameters"].astype(int).tolist()
    [7, 82]
    """
    if not widths:
        raise ValueError("width_sweep: no widths, expected one or more")
    x, labels = train
    check_integers("width_sweep", labels)
    classes = int(max(labels.max(), test[1].max())) + 1
    rows = []
    for width in widths:
        start = mlp([x.shape[1], width, classes], np.random.default_rng(seed))
        rng = np.random.default_rng(seed)
        _, history = fit(
            start, train, test, epochs=epochs, rng=rng, every=epochs, **settings
        )
        size = sum(p.size for p in start.params)
        shares = history.train_accuracy[-1], history.val_accuracy[-1]
        rows.append([size, size / len(x), *shares])
    names = ["parameters", "parameters/row", "train accuracy", "test accuracy"]
    columns = dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))
    best = widths[int(np.argmax(columns["test accuracy"]))]
    verdict = f"test accuracy is highest at width {best}"
    panels = (("train accuracy", "test accuracy"),)
    return Report("width", tuple(map(str, widths)), columns, verdict, panels)
