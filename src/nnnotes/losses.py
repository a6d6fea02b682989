"""Losses: one number for a batch, and its gradient beside it.

The mean over the batch is taken here: the factor 1/n enters once, in ``name_grad``.
The outputs of one example are summed; PyTorch's losses also divide by their number.
The losses of classifiers stand in ``cross_entropy`` and can be had from here too; the
risk of a whole data set and penalties on weights, in ``objective``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_batch
from nnnotes.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)
from nnnotes.ranges import check_above
from nnnotes.softmax import softmax

Array = NDArray[np.float64]

__all__ = [
    "LOSSES",
    "binary_cross_entropy",
    "binary_cross_entropy_grad",
    "huber",
    "huber_grad",
    "mae",
    "mae_grad",
    "mse",
    "mse_grad",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_grad",
]


def mse(y_hat: Array, y: Array) -> float:
    """Return the mean over examples of the squared distance to the target.

    Parameters
    ----------
    y_hat : ndarray (n, d) or (n,)
        Predictions.
    y : ndarray with the shape of ``y_hat``
        Targets.

    Returns
    -------
    float
        ``(1/n) sum_i ||y_hat_i - y_i||^2``, in squared units of ``y``. It is d times
        what ``torch.nn.MSELoss`` gives, which also divides by d.

    Raises
    ------
    ValueError
        If the shapes differ, such as (n, 1) and (n,), the batch is empty, or an entry
        is nan or inf.

    Examples
    --------
    >>> mse(np.array([[1.0], [4.0]]), np.array([[1.0], [2.0]]))
    2.0
    """
    check_batch("mse", y_hat, y)
    return float(np.sum((y_hat - y) ** 2) / len(y))


def mse_grad(y_hat: Array, y: Array) -> Array:
    """Return the gradient of :func:`mse` with respect to the predictions.

    Parameters
    ----------
    y_hat, y : ndarray (n, d) or (n,)
        As for :func:`mse`.

    Returns
    -------
    ndarray with the shape of ``y_hat``
        ``(2/n) (y_hat - y)``.

    Raises
    ------
    ValueError
        As for :func:`mse`.

    Examples
    --------
    >>> mse_grad(np.array([[1.0], [4.0]]), np.array([[1.0], [2.0]]))
    array([[0.],
           [2.]])
    """
    check_batch("mse_grad", y_hat, y)
    return 2.0 * (y_hat - y) / len(y)


def mae(y_hat: Array, y: Array) -> float:
    """Return the mean over examples of the absolute error; its target is the median.

    Parameters
    ----------
    y_hat, y : ndarray (n, d) or (n,)
        Predictions and targets.

    Returns
    -------
    float
        ``(1/n) sum_i |y_hat_i - y_i|``, in units of ``y``.

    Raises
    ------
    ValueError
        As for :func:`mse`.

    Examples
    --------
    >>> mae(np.array([[1.0], [4.0]]), np.array([[1.0], [2.0]]))
    1.0
    """
    check_batch("mae", y_hat, y)
    return float(np.sum(np.abs(y_hat - y)) / len(y))


def mae_grad(y_hat: Array, y: Array) -> Array:
    """Return the gradient of :func:`mae`: only the sign of an error counts.

    Parameters
    ----------
    y_hat, y : ndarray (n, d) or (n,)
        Predictions and targets.

    Returns
    -------
    ndarray with the shape of ``y_hat``
        ``sign(y_hat - y) / n``; 0 at the kink, as in PyTorch.

    Raises
    ------
    ValueError
        As for :func:`mse`.

    Examples
    --------
    >>> mae_grad(np.array([1.0, 4.0]), np.array([1.0, 2.0]))
    array([0. , 0.5])
    """
    check_batch("mae_grad", y_hat, y)
    return np.sign(y_hat - y) / len(y)


def huber(y_hat: Array, y: Array, delta: float = 1.0) -> float:
    """Return the mean loss that is squared for small errors, absolute for large.

    Parameters
    ----------
    y_hat, y : ndarray (n, d) or (n,)
        Predictions and targets.
    delta : float
        Where the parabola goes over into its tangent, in units of ``y``.

    Returns
    -------
    float
        Mean over examples of ``r^2 / 2`` up to ``|r| = delta``, and of
        ``delta (|r| - delta / 2)`` beyond, with ``r = y_hat - y``.

    Raises
    ------
    ValueError
        If ``delta`` is not above 0, or as for :func:`mse`.

    References
    ----------
    Huber (1964), Robust estimation of a location parameter.

    Examples
    --------
    >>> huber(np.array([0.5, 4.0]), np.array([0.0, 0.0]))
    1.8125
    """
    check_above("huber", "delta", delta)
    check_batch("huber", y_hat, y)
    r = np.abs(y_hat - y)
    near = np.minimum(r, delta)
    return float(np.sum(near * (r - near / 2)) / len(y))


def huber_grad(y_hat: Array, y: Array, delta: float = 1.0) -> Array:
    """Return the gradient of :func:`huber`: the error, cut off at ``delta``.

    Parameters
    ----------
    y_hat, y : ndarray (n, d) or (n,)
        Predictions and targets.
    delta : float
        As for :func:`huber`.

    Returns
    -------
    ndarray with the shape of ``y_hat``
        ``(y_hat - y) / n``, no larger than ``delta / n``.

    Raises
    ------
    ValueError
        As for :func:`huber`.

    Examples
    --------
    >>> huber_grad(np.array([0.5, 4.0]), np.array([0.0, 0.0]))
    array([0.25, 0.5 ])
    """
    check_above("huber_grad", "delta", delta)
    check_batch("huber_grad", y_hat, y)
    return np.clip(y_hat - y, -delta, delta) / len(y)


#: Name -> the loss and its gradient in the first argument. The second is a target a
#: prediction, and for the last one an integer label an example.
LOSSES: dict[str, tuple[Callable[..., float], Callable[..., Array]]] = {
    "mse": (mse, mse_grad),
    "mae": (mae, mae_grad),
    "huber": (huber, huber_grad),
    "binary_cross_entropy": (binary_cross_entropy, binary_cross_entropy_grad),
    "softmax_cross_entropy": (softmax_cross_entropy, softmax_cross_entropy_grad),
}
