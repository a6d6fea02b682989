"""Training, validation and test rows that never meet, and wrong labels on purpose.

A split cuts one random order of the rows: no row is in two parts. Whatever is measured
for preparing the data is measured on the training part alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnnotes.checks import check_classes, check_examples, check_finite
from nnnotes.data import Array, Examples, Labels, digits
from nnnotes.ranges import check_between
from nnnotes.tables import table


@dataclass(frozen=True, eq=False, repr=False)
class Split:
    """Three parts of one data set; prints as a small table.

    Parameters
    ----------
    train : tuple of ndarray (n_train, d) and ndarray (n_train, ...)
        Inputs and targets to fit.
    val : tuple of ndarray (n_val, d) and ndarray (n_val, ...)
        For choices: the rate, the epoch to stop at.
    test : tuple of ndarray (n_test, d) and ndarray (n_test, ...)
        For the last number, looked at once.

    Examples
    --------
    >>> split_digits(np.random.default_rng(0))
    part   rows  columns    mean    std
    train  1000       64   0.000  1.000
    val     397       64   0.004  1.002
    test    400       64  -0.001  1.002
    """

    train: Examples
    val: Examples
    test: Examples

    def __repr__(self) -> str:
        """Return rows, columns and scale of each part as a table."""
        rows = []
        for name in ("train", "val", "test"):
            x, _ = getattr(self, name)
            scale = ["-", "-"]
            if x.size:
                # Adding 0.0 turns a rounded -0.0 into 0.0.
                pair = [round(float(v), 3) + 0.0 for v in (x.mean(), x.std())]
                scale = [f"{v:.3f}" for v in pair]
            rows.append([name, *map(str, x.shape), *scale])
        return table(["part", "rows", "columns", "mean", "std"], rows)


def split(
    x: Array, y: Labels, n_train: int, n_val: int, rng: np.random.Generator
) -> Split:
    """Cut one random order of the rows into training, validation and test rows.

    Parameters
    ----------
    x : ndarray (n, d)
        Inputs.
    y : ndarray (n, ...)
        Labels or targets, one row for each of ``x``.
    n_train, n_val : int
        Rows of the first two parts; the test part is the rest.
    rng : numpy.random.Generator
        Draws the order.

    Returns
    -------
    Split
        Every row in exactly one part.

    Raises
    ------
    ValueError
        If the counts are not the same, ``n_train`` is less than 1, ``n_val`` is
        negative, or there are not enough rows.

    Examples
    --------
    >>> x, y = np.arange(10.0).reshape(5, 2), np.arange(5)
    >>> parts = split(x, y, 2, 2, np.random.default_rng(0))
    >>> [part[1].tolist() for part in (parts.train, parts.val, parts.test)]
    [[2, 4], [3, 0], [1]]
    """
    check_examples("split", x, y)
    whole = all(isinstance(n, (int, np.integer)) for n in (n_train, n_val))
    if not whole or n_train < 1 or n_val < 0 or n_train + n_val > len(x):
        raise ValueError(
            f"split: {n_train} training and {n_val} validation rows, expected "
            f"at least 1 and 0 out of {len(x)}; x {x.shape}"
        )
    order = rng.permutation(len(x))
    parts = np.split(order, [n_train, n_train + n_val])
    return Split(*((x[rows], y[rows]) for rows in parts))


def standardize(train: Array, *others: Array) -> tuple[Array, ...]:
    """Give the training rows mean 0 and deviation 1, and move all others alike.

    One mean and one deviation for all columns: some pixels of the digits are always
    0, and a deviation for each column would divide by it. The norms inside a network
    have their own, for each column or row: :func:`nnnotes.standardize.standardize`.

    Parameters
    ----------
    train : ndarray (n, d)
        Rows to measure.
    *others : ndarray (m, d)
        Rows that follow without being looked at.

    Returns
    -------
    tuple of ndarray
        All the arrays in the order given, as ``(x - mean) / std`` with the mean and
        the deviation of ``train``.

    Raises
    ------
    ValueError
        If ``train`` has no spread, or an entry is nan or inf.

    Examples
    --------
    >>> train, val = standardize(np.array([[1.0], [3.0]]), np.array([[7.0]]))
    >>> train.ravel(), val.ravel()
    (array([-1.,  1.]), array([5.]))
    """
    check_finite("standardize", "train", train)
    if train.size == 0 or not train.std() > 0:
        raise ValueError(
            "standardize: train has no spread, expected different entries; "
            f"train {train.shape}"
        )
    mean, std = train.mean(), train.std()
    return tuple((x - mean) / std for x in (train, *others))


def split_digits(
    rng: np.random.Generator, n_train: int = 1000, n_val: int = 397
) -> Split:
    """Split the digits by random rows and standardize them by the training pixels.

    Every writer is in every part: see :func:`nnnotes.data.digits`.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the order. The notes use ``default_rng(0)`` throughout.
    n_train, n_val : int
        Rows of the first two parts; the other rows are the test part.

    Returns
    -------
    Split
        Inputs of 64 columns, labels 0 to 9.

    Raises
    ------
    ValueError
        As for :func:`split`.

    Examples
    --------
    >>> parts = split_digits(np.random.default_rng(0))
    >>> parts.train[0].shape, parts.val[0].shape, parts.test[0].shape
    ((1000, 64), (397, 64), (400, 64))
    """
    raw = split(*digits(), n_train, n_val, rng)
    (x, y), (x_val, y_val), (x_test, y_test) = raw.train, raw.val, raw.test
    x, x_val, x_test = standardize(x, x_val, x_test)
    return Split((x, y), (x_val, y_val), (x_test, y_test))


def redraw_labels(
    y: Labels, share: float, n_classes: int, rng: np.random.Generator
) -> Labels:
    """Draw a share of the labels anew, so that about (K-1)/K of it becomes wrong.

    Parameters
    ----------
    y : ndarray (n,) of integers
        Labels; not changed.
    share : float
        Probability, from 0 to 1, that a label is drawn anew.
    n_classes : int
        K; every class is as likely, the right one too.
    rng : numpy.random.Generator
        Chooses the labels and draws them.

    Returns
    -------
    ndarray (n,) of int64
        Labels.

    Raises
    ------
    ValueError
        If ``share`` is not from 0 to 1, or a label is no integer or no class.

    References
    ----------
    Zhang, Bengio, Hardt, Recht & Vinyals (2017), Understanding deep learning requires
    rethinking generalization, arXiv:1611.03530.

    Examples
    --------
    >>> labels = np.zeros(8, dtype=np.int64)
    >>> redraw_labels(labels, 0.5, 10, np.random.default_rng(0)).tolist()
    [0, 6, 5, 5, 0, 0, 0, 0]
    """
    check_between("redraw_labels", "share", share, 0.0, 1.0)
    check_classes("redraw_labels", y, n_classes)
    chosen = rng.random(len(y)) < share
    labels = y.astype(np.int64)
    labels[chosen] = rng.integers(0, n_classes, int(chosen.sum()), dtype=np.int64)
    return labels
