"""Softmax: scores to probabilities, row by row, and what goes back through it.

Not elementwise: every output depends on all scores of its row. So it is no activation
of a layer, and its gradient needs the gradient that comes in, not ``z`` alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_finite, check_shape

Array = NDArray[np.float64]


def softmax(z: Array) -> Array:
    """Turn each row of scores into probabilities that sum to 1.

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits; the softmax is taken along the last axis. For a temperature T give
        ``z / T``.

    Returns
    -------
    ndarray with the shape of ``z``
        ``exp(z) / sum(exp(z))`` along the last axis.

    Raises
    ------
    ValueError
        If there is no class, or an entry is nan or inf.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1001.0, 1002.0]])).round(4)
    array([[0.09  , 0.2447, 0.6652]])
    """
    check_scores("softmax", z)
    # softmax(z) = softmax(z - m) with m = max z: no exponent is positive.
    scores = np.exp(z - z.max(axis=-1, keepdims=True))
    p: Array = scores / scores.sum(axis=-1, keepdims=True)
    return p


def softmax_grad(z: Array, dp: Array) -> Array:
    """Send a gradient back through p = softmax(z).

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits.
    dp : ndarray with the shape of ``z``
        Gradient of the loss in ``p``.

    Returns
    -------
    ndarray with the shape of ``z``
        Gradient of the loss in ``z``: ``p_i (dp_i - sum_k p_k dp_k)``. That is ``dp``
        times :func:`softmax_jacobian`, without building the matrix; rows sum to 0.

    Raises
    ------
    ValueError
        If the shapes differ, or as for :func:`softmax`.

    Examples
    --------
    >>> softmax_grad(np.zeros((1, 2)), np.array([[1.0, 0.0]]))
    array([[ 0.25, -0.25]])
    """
    check_shape("softmax_grad", "dp", dp, z.shape, f"z {z.shape}")
    p = softmax(z)
    dz: Array = p * (dp - np.sum(p * dp, axis=-1, keepdims=True))
    return dz


def softmax_jacobian(z: Array) -> Array:
    """Return all slopes of the softmax: a full matrix for each row of scores.

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits.

    Returns
    -------
    ndarray (..., n_classes, n_classes)
        ``diag(p) - p p^T``: entry (i, j) is the slope of ``p_i`` in ``z_j``.

    Raises
    ------
    ValueError
        As for :func:`softmax`.

    Examples
    --------
    >>> softmax_jacobian(np.zeros(2))
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    p = softmax(z)[..., np.newaxis]
    jacobian: Array = p * np.eye(z.shape[-1]) - p * np.swapaxes(p, -1, -2)
    return jacobian


def log_softmax(z: Array) -> Array:
    """Return the logarithms of the softmax, in nats.

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits.

    Returns
    -------
    ndarray with the shape of ``z``
        ``z - logsumexp(z)`` along the last axis, finite also where the probability
        itself rounds to 0.

    Raises
    ------
    ValueError
        As for :func:`softmax`.

    Examples
    --------
    >>> log_softmax(np.array([[0.0, -1000.0]]))
    array([[    0., -1000.]])
    """
    check_scores("log_softmax", z)
    # logsumexp(z) = m + logsumexp(z - m) with m = max z: no exponent is positive.
    z = z - z.max(axis=-1, keepdims=True)
    log_p: Array = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return log_p


def log_softmax_grad(z: Array, dlog_p: Array) -> Array:
    """Send a gradient back through the logarithms of the softmax.

    Parameters
    ----------
    z : ndarray (..., n_classes)
        Logits.
    dlog_p : ndarray with the shape of ``z``
        Gradient of the loss in ``log_softmax(z)``.

    Returns
    -------
    ndarray with the shape of ``z``
        Gradient of the loss in ``z``: ``dlog_p - p sum(dlog_p)``; rows sum to 0.

    Raises
    ------
    ValueError
        If the shapes differ, or as for :func:`softmax`.

    Examples
    --------
    >>> log_softmax_grad(np.zeros((1, 2)), np.array([[1.0, 0.0]]))
    array([[ 0.5, -0.5]])
    """
    check_shape("log_softmax_grad", "dlog_p", dlog_p, z.shape, f"z {z.shape}")
    dz: Array = dlog_p - softmax(z) * np.sum(dlog_p, axis=-1, keepdims=True)
    return dz


def check_scores(call: str, z: Array) -> None:
    """Refuse scores without a class, or with an entry that is no number.

    Parameters
    ----------
    call : str
        The function, for the message.
    z : ndarray (..., n_classes)
        Logits.

    Raises
    ------
    ValueError
        If there is no class, or an entry is nan or inf.

    Examples
    --------
    >>> check_scores("softmax", np.ones((2, 0)))
    Traceback (most recent call last):
    ValueError: softmax: z is (2, 0), expected (..., n_classes)
    """
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"{call}: z is {z.shape}, expected (..., n_classes)")
    check_finite(call, "z", z)
