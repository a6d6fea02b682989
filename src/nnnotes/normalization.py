"""Normalization: layer norm and RMS norm over the columns; batch norm over the rows.

Rows are examples, columns are units; ``gamma`` is the gain and ``beta`` the shift, one
a unit, and neither is ever decayed. Batch norm stands in ``batch_norm``.
"""

from __future__ import annotations

import numpy as np

from nnnotes.batch_norm import (
    RunningStatistics,
    batch_norm,
    batch_norm_eval,
    batch_norm_eval_grad,
    batch_norm_grad,
    running_init,
    running_update,
)
from nnnotes.parameters import Array
from nnnotes.standardize import check_dy, check_norm, standardize, standardize_grad

__all__ = [
    "RunningStatistics",
    "batch_norm",
    "batch_norm_eval",
    "batch_norm_eval_grad",
    "batch_norm_grad",
    "layer_norm",
    "layer_norm_grad",
    "rms_norm",
    "rms_norm_grad",
    "running_init",
    "running_update",
]


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """Standardize each row over its units, then scale and shift each unit.

    Rows do not see one another: training and evaluation are the same.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    gamma, beta : ndarray (d,)
        Gain and shift of each unit.
    eps : float
        Added to the variance, under the root; above 0.

    Returns
    -------
    ndarray (n, d)
        ``gamma * (x - mean) / sqrt(var + eps) + beta``, statistics of each row, with
        the biased variance (1/d).

    Raises
    ------
    ValueError
        If shapes do not fit, the batch is empty, an entry is not finite or too large
        to be squared, or ``eps`` is not above 0.

    References
    ----------
    Ba, Kiros & Hinton (2016), Layer normalization, arXiv:1607.06450.

    Examples
    --------
    >>> x = np.array([[1.0, 2.0, 3.0, 6.0]])
    >>> layer_norm(x, np.ones(4), np.zeros(4)).round(4)
    array([[-1.069 , -0.5345,  0.    ,  1.6036]])
    """
    check_norm("layer_norm", x, eps, gamma=gamma, beta=beta)
    x_hat, _ = standardize(x, 1, eps)
    return gamma * x_hat + beta


def layer_norm_grad(
    x: Array, gamma: Array, dy: Array, eps: float = 1e-5
) -> tuple[Array, Array, Array]:
    """Send a gradient back through :func:`layer_norm`, statistics included.

    Parameters
    ----------
    x : ndarray (n, d)
        Input of the forward pass.
    gamma : ndarray (d,)
        Gain of each unit.
    dy : ndarray (n, d)
        Gradient of the loss in the output.
    eps : float
        As in the forward pass.

    Returns
    -------
    dx : ndarray (n, d)
        Gradient in ``x``. Each row sums to 0: a shift of a row changes nothing.
    dgamma, dbeta : ndarray (d,)
        Gradients in gain and shift, summed over the batch.

    Raises
    ------
    ValueError
        As for :func:`layer_norm`.

    References
    ----------
    Ba, Kiros & Hinton (2016), Layer normalization, arXiv:1607.06450.

    Examples
    --------
    >>> x, dy = np.array([[1.0, 3.0, 5.0]]), np.array([[1.0, 0.0, 0.0]])
    >>> dx, dgamma, dbeta = layer_norm_grad(x, np.ones(3), dy)
    >>> dx.round(4), dbeta
    (array([[ 0.1021, -0.2041,  0.1021]]), array([1., 0., 0.]))
    """
    check_norm("layer_norm_grad", x, eps, gamma=gamma)
    check_dy("layer_norm_grad", dy, x)
    x_hat, scale = standardize(x, 1, eps)
    dx = standardize_grad(gamma * dy, x_hat, scale, 1)
    return dx, (dy * x_hat).sum(axis=0), dy.sum(axis=0)


def rms_norm(x: Array, gamma: Array, eps: float = 1e-5) -> Array:
    """Divide each row by its root mean square, then scale each unit.

    No mean is taken away, and there is no shift.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    gamma : ndarray (d,)
        Gain of each unit.
    eps : float
        Added to the mean square, under the root; above 0. PyTorch's default is the
        machine's rounding unit.

    Returns
    -------
    ndarray (n, d)
        ``gamma * x / sqrt(mean(x**2) + eps)``, the mean over each row.

    Raises
    ------
    ValueError
        As for :func:`layer_norm`.

    References
    ----------
    Zhang & Sennrich (2019), Root mean square layer normalization.

    Examples
    --------
    >>> rms_norm(np.array([[1.0, 2.0, 3.0, 6.0]]), np.ones(4)).round(4)
    array([[0.2828, 0.5657, 0.8485, 1.6971]])
    """
    check_norm("rms_norm", x, eps, gamma=gamma)
    return gamma * x * inverse_rms(x, eps)


def rms_norm_grad(
    x: Array, gamma: Array, dy: Array, eps: float = 1e-5
) -> tuple[Array, Array]:
    """Send a gradient back through :func:`rms_norm`, the root mean square included.

    Parameters
    ----------
    x : ndarray (n, d)
        Input of the forward pass.
    gamma : ndarray (d,)
        Gain of each unit.
    dy : ndarray (n, d)
        Gradient of the loss in the output.
    eps : float
        As in the forward pass.

    Returns
    -------
    dx : ndarray (n, d)
        Gradient in ``x``; at a right angle to each row, up to ``eps``.
    dgamma : ndarray (d,)
        Gradient in the gain, summed over the batch.

    Raises
    ------
    ValueError
        As for :func:`layer_norm`.

    References
    ----------
    Zhang & Sennrich (2019), Root mean square layer normalization.

    Examples
    --------
    >>> x, dy = np.array([[1.0, 1.0]]), np.array([[1.0, 0.0]])
    >>> dx, dgamma = rms_norm_grad(x, np.ones(2), dy)
    >>> dx.round(4), dgamma.round(4)
    (array([[ 0.5, -0.5]]), array([1., 0.]))
    """
    check_norm("rms_norm_grad", x, eps, gamma=gamma)
    check_dy("rms_norm_grad", dy, x)
    scale = inverse_rms(x, eps)
    x_hat, d = x * scale, gamma * dy
    along = (d * x_hat).mean(axis=1, keepdims=True)
    return scale * (d - x_hat * along), (dy * x_hat).sum(axis=0)


def inverse_rms(x: Array, eps: float) -> Array:
    """Return 1 / sqrt(mean(x^2) + eps) of each row, as a column.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    eps : float
        Added to the mean square.

    Returns
    -------
    ndarray (n, 1)
        One scale a row.

    Examples
    --------
    >>> inverse_rms(np.array([[1.0, 7.0]]), 0.0)
    array([[0.2]])
    """
    scale: Array = 1 / np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return scale
