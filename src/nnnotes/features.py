"""Fixed features: columns made by hand for a linear head to weigh.

They have no gradient beside them, since nothing in them is learned.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_finite, check_matrix
from nnnotes.ranges import check_count

Array = NDArray[np.float64]


def polynomial_features(x: Array, degree: int) -> Array:
    """Multiply columns with each other in all ways, up to ``degree`` factors.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    degree : int
        Largest number of factors, 1 or more.

    Returns
    -------
    ndarray (n, m)
        Columns by number of factors: for two columns and degree 2 these are
        ``x1, x2, x1^2, x1 x2, x2^2``. No column of ones: a head has its own bias.

    Raises
    ------
    ValueError
        If ``x`` is no matrix of finite numbers, or ``degree`` is below 1.

    Examples
    --------
    >>> polynomial_features(np.array([[2.0, 3.0]]), degree=2)
    array([[2., 3., 4., 6., 9.]])
    """
    check_count("polynomial_features", "degree", degree, 1)
    check_rows("polynomial_features", "x", x)
    columns = [
        np.prod(x[:, factors], axis=1)
        for k in range(1, degree + 1)
        for factors in combinations_with_replacement(range(x.shape[1]), k)
    ]
    return np.stack(columns, axis=1)


def hinge_features(x: Array, knots: Array) -> Array:
    """Bend each column at each knot: max(0, x - knot).

    A sum of hinges is piecewise linear. A ReLU layer has the same features with knots
    that move: unit j bends at ``-b_j / w_j``.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    knots : ndarray (m,)
        Where the hinges open, in units of ``x``.

    Returns
    -------
    ndarray (n, d m)
        The m hinges of the first column, then those of the second, and so on.

    Raises
    ------
    ValueError
        If ``x`` is no matrix or ``knots`` no vector of finite numbers.

    References
    ----------
    Friedman (1991), Multivariate adaptive regression splines.

    Examples
    --------
    >>> hinge_features(np.array([[-1.0], [0.5], [2.0]]), np.array([0.0, 1.0]))
    array([[0. , 0. ],
           [0.5, 0. ],
           [2. , 1. ]])
    """
    check_rows("hinge_features", "x", x)
    if knots.ndim != 1 or knots.size == 0:
        raise ValueError(f"hinge_features: knots is {knots.shape}, expected (m,)")
    check_finite("hinge_features", "knots", knots)
    return np.maximum(x[:, :, np.newaxis] - knots, 0.0).reshape(len(x), -1)


def check_rows(call: str, name: str, array: Array) -> None:
    """Refuse what is no table of numbers: one row an example, one column a feature.

    Parameters
    ----------
    call, name : str
        The function and its argument, for the message.
    array : ndarray (n, columns)
        The argument.

    Raises
    ------
    ValueError
        If it is no matrix, has no row or no column, or an entry is nan or inf.

    Examples
    --------
    >>> check_rows("linear_head", "h", np.ones((0, 2)))
    Traceback (most recent call last):
    ValueError: linear_head: h is (0, 2), expected at least one row and column
    """
    check_matrix(call, name, array)
    if array.size == 0:
        raise ValueError(
            f"{call}: {name} is {array.shape}, expected at least one row and column"
        )
    check_finite(call, name, array)
