"""Shape checks: axes by name, and whether rows mix where no shape tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.parameters import Array
from nnnotes.ranges import check_above


def check_axes(array: NDArray[Any], axes: str, **sizes: int) -> dict[str, int]:
    """Compare the axes of an array with names and sizes, and fail if they differ.

    Parameters
    ----------
    array : ndarray
        Any array.
    axes : str
        Names of its axes with blanks between, such as ``"n d_out"``; a number stands
        for itself.
    **sizes : int
        Sizes that are known. A name that is not among them takes the array's.

    Returns
    -------
    dict of str to int
        Sizes of all names, to check the next array with.

    Raises
    ------
    ValueError
        If the number of axes or a size differs.

    Examples
    --------
    >>> sizes = check_axes(np.zeros((8, 3)), "n d")
    >>> check_axes(np.zeros((8, 1)), "n 1", **sizes)
    {'n': 8, 'd': 3}
    >>> check_axes(np.zeros(8), "n 1", **sizes)
    Traceback (most recent call last):
    ValueError: check_axes: array is (8,), expected 2 axes "n 1"
    """
    names = axes.split()
    if array.ndim != len(names):
        raise ValueError(
            f'check_axes: array is {array.shape}, expected {len(names)} axes "{axes}"'
        )
    known = dict(sizes)
    for name, size in zip(names, array.shape, strict=True):
        wanted = int(name) if name.isdigit() else known.setdefault(name, size)
        if size != wanted:
            raise ValueError(
                f"check_axes: axis {name} is {size}, expected {wanted}; "
                f'array {array.shape}, axes "{axes}"'
            )
    return known


def row_influence(
    f: Callable[[Array], Array],
    x: Array,
    rng: np.random.Generator,
    eps: float = 1e-3,
) -> Array:
    """Move one row at a time and measure which rows of the output move.

    A network that looks at one example at a time gives a diagonal. Anything off it
    means that rows mix: a softmax over the wrong axis, batch statistics, a reshape.

    Parameters
    ----------
    f : callable
        Batch (n, d_in) -> output with n rows.
    x : ndarray (n, d_in)
        Where to measure; not changed.
    rng : numpy.random.Generator
        Draws the moves.
    eps : float
        Standard deviation of a move; above 0.

    Returns
    -------
    ndarray (n, n)
        Entry (i, j): the largest change in row i of the output when row j moves.

    Raises
    ------
    ValueError
        If ``eps`` is not above 0, or ``f`` gives another number of rows.

    References
    ----------
    Karpathy (2019), A recipe for training neural networks.

    Examples
    --------
    >>> x, rng = np.eye(3), np.random.default_rng(0)
    >>> (row_influence(lambda x: 2 * x, x, rng) > 0).astype(int)
    array([[1, 0, 0],
           [0, 1, 0],
           [0, 0, 1]])
    >>> int(np.count_nonzero(row_influence(lambda x: x - x.mean(axis=0), x, rng)))
    9
    """
    check_above("row_influence", "eps", eps)
    still = f(x)
    if len(still) != len(x):
        raise ValueError(
            f"row_influence: f gives {len(still)} rows, expected {len(x)}; x {x.shape}"
        )
    influence = np.zeros((len(x), len(x)))
    for j in range(len(x)):
        moved = x.copy()
        moved[j] += eps * rng.standard_normal(x.shape[1])
        change = np.abs(f(moved) - still).reshape(len(x), -1)
        influence[:, j] = change.max(axis=1)
    return influence
