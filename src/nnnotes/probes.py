"""Single measurements of the clinic: of probabilities, of weights, of rows."""

from __future__ import annotations

import numpy as np

from nnnotes.data import Labels
from nnnotes.parameters import Array
from nnnotes.passes import decide


def nll(p: Array, y: Labels) -> float:
    """Return the loss of probabilities: the mean of -ln p of the label, in nats.

    The losses of ``cross_entropy`` start from logits and apply softmax themselves: they
    would hide that a row of ``p`` does not sum to 1.

    Parameters
    ----------
    p : ndarray (n, n_classes)
        Probabilities. What is below 1e-300 counts as 1e-300.
    y : ndarray (n,) of integers
        Labels.

    Returns
    -------
    float
        Cross-entropy, if the rows of ``p`` sum to 1.

    Examples
    --------
    >>> round(nll(np.full((2, 10), 0.1), np.array([3, 4])), 4)
    2.3026
    """
    right = p[np.arange(len(y), dtype=np.int64), y]
    return float(-np.log(np.maximum(right, 1e-300)).mean())


def accuracy(p: Array, y: Labels) -> float:
    """Return the share of rows whose largest probability is the label's.

    Parameters
    ----------
    p : ndarray (n, n_classes)
        Probabilities.
    y : ndarray (n,) of integers
        Labels.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> accuracy(np.array([[0.9, 0.1], [0.8, 0.2]]), np.array([0, 1]))
    0.5
    """
    return float(np.mean(decide("softmax_cross_entropy", p) == y))


def distinct(w: Array) -> float:
    """Return the share of units whose weights no other unit before them has.

    Parameters
    ----------
    w : ndarray (d_out, d_in)
        Weights, one unit a row.

    Returns
    -------
    float
        1 if all differ.

    Examples
    --------
    >>> distinct(np.zeros((4, 2)))
    0.25
    """
    return len(np.unique(w, axis=0)) / len(w)


def squared_distances(a: Array, b: Array) -> Array:
    """Return the squared distance of each row of one array from each of another.

    Parameters
    ----------
    a : ndarray (n, d)
        Rows.
    b : ndarray (m, d)
        Rows.

    Returns
    -------
    ndarray (n, m)
        Exact zeros become round-off.

    Examples
    --------
    >>> squared_distances(np.zeros((1, 2)), np.array([[3.0, 4.0]]))
    array([[25.]])
    """
    # |a - b|^2 = |a|^2 + |b|^2 - 2 a b: one matrix product instead of n m rows.
    squares: Array = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)
    return squares - 2 * a @ b.T
