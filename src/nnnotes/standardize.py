"""Mean 0 and variance 1 along an axis: what batch norm and layer norm share.

A whole data set is standardized by :func:`nnnotes.splits.standardize`, which has one
mean and one deviation, those of the training rows.
"""

from __future__ import annotations

import numpy as np

from nnnotes.checks import check_shape
from nnnotes.parameters import SQUARABLE, Array, check_entries
from nnnotes.ranges import check_above


def standardize(x: Array, axis: int, eps: float) -> tuple[Array, Array]:
    """Return x with mean 0 and variance 1 along an axis, and the scale of that.

    Parameters
    ----------
    x : ndarray (n, d)
        A batch.
    axis : int
        0 for each column over the rows, 1 for each row over the columns.
    eps : float
        Added to the biased variance (1/n).

    Returns
    -------
    x_hat : ndarray (n, d)
        ``(x - mean) * scale``.
    scale : ndarray (1, d) or (n, 1)
        ``1 / sqrt(var + eps)``.

    Examples
    --------
    >>> standardize(np.array([[1.0, 3.0]]), 1, 0.0)
    (array([[-1.,  1.]]), array([[1.]]))
    """
    centered = x - x.mean(axis=axis, keepdims=True)
    scale: Array = 1 / np.sqrt((centered**2).mean(axis=axis, keepdims=True) + eps)
    return centered * scale, scale


def standardize_grad(d: Array, x_hat: Array, scale: Array, axis: int) -> Array:
    """Send a gradient back through :func:`standardize`: its mean and part in x_hat go.

    Parameters
    ----------
    d : ndarray (n, d)
        Gradient of the loss in ``x_hat``.
    x_hat, scale : ndarray
        As the forward pass gave them.
    axis : int
        As in the forward pass.

    Returns
    -------
    ndarray (n, d)
        Gradient of the loss in ``x``.

    Examples
    --------
    >>> x_hat, scale = np.array([[-1.0, 1.0]]), np.array([[1.0]])
    >>> standardize_grad(
    ...     np.array([[3.0, 5.0]]), x_hat, scale, 1
    ... )  # only a mean and x_hat
    array([[0., 0.]])
    """
    along = (d * x_hat).mean(axis=axis, keepdims=True)
    dx: Array = scale * (d - d.mean(axis=axis, keepdims=True) - x_hat * along)
    return dx


def check_dy(call: str, dy: Array, x: Array) -> None:
    """Refuse a gradient that has not the shape of x, or is not finite.

    Parameters
    ----------
    call : str
        The function, for the message.
    dy : ndarray (n, d)
        Gradient of the loss in the output.
    x : ndarray (n, d)
        Input.

    Raises
    ------
    ValueError
        If the shapes differ or an entry is nan or inf.

    Examples
    --------
    >>> check_dy("layer_norm_grad", np.ones((1, 2)), np.ones((2, 2)))
    Traceback (most recent call last):
    ValueError: layer_norm_grad: dy is (1, 2), expected (2, 2); x (2, 2)
    """
    check_shape(call, "dy", dy, x.shape, f"x {x.shape}")
    check_entries(call, "dy", dy)


def check_norm(call: str, x: Array, eps: float, **units: Array) -> None:
    """Refuse a batch that is empty or too large to square, and units that do not fit.

    Parameters
    ----------
    call : str
        The function, for the message.
    x : ndarray (n, d)
        Input.
    eps : float
        Added to the variance; above 0.
    **units : ndarray (d,)
        What has one entry a column, by name: gain, shift, running statistics.

    Raises
    ------
    ValueError
        If one of them does not fit.

    Examples
    --------
    >>> check_norm("layer_norm", np.ones((0, 2)), 1e-5)
    Traceback (most recent call last):
    ValueError: layer_norm: x is (0, 2), expected (n, d), neither 0
    """
    if x.ndim != 2 or x.size == 0:
        raise ValueError(f"{call}: x is {x.shape}, expected (n, d), neither 0")
    check_entries(call, "x", x, SQUARABLE)
    for name, array in units.items():
        check_shape(call, name, array, x.shape[1:], f"x {x.shape}")
        check_entries(call, name, array)
    check_above(call, "eps", eps)
