"""Regularization: dropout, decay, exact zeros by L1, and stopping early.

Decay and L1 take weights only. Which parameters are weights, the caller says with
``decayed``, or the number of axes does: see :func:`nnnotes.parameters.weight_mask`.
Stopping stands in ``early_stopping`` and can be had from here; the norms, which steady
training rather than the weights, in ``normalization``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnnotes.checks import check_finite, check_shape
from nnnotes.early_stopping import EarlyStopping, early_stopping
from nnnotes.parameters import Array, Params, check_params, each, weight_mask
from nnnotes.ranges import check_between, check_fraction

__all__ = [
    "EarlyStopping",
    "dropout",
    "dropout_grad",
    "early_stopping",
    "l1_shrink",
    "weight_decay",
]


def dropout(h: Array, rate: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Drop entries with probability ``rate`` and enlarge the others: training only.

    This is inverted dropout: the mean over masks is ``h``, so that evaluation does
    nothing at all.

    Parameters
    ----------
    h : ndarray of any shape
        Activations.
    rate : float
        Probability of dropping an entry, not of keeping it; in [0, 1).
    rng : numpy.random.Generator
        Source of the mask.

    Returns
    -------
    out : ndarray with the shape of ``h``
        ``h * mask``.
    mask : ndarray with the shape of ``h``
        0 or ``1 / (1 - rate)``, for every example and unit; for :func:`dropout_grad`.

    Raises
    ------
    ValueError
        If ``rate`` is outside [0, 1) or an entry is not finite.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Dropout: a simple
    way to prevent neural networks from overfitting. Their p is the probability of
    keeping, and they rescale at test time.

    Examples
    --------
    >>> out, mask = dropout(np.full(8, 5.0), 0.2, np.random.default_rng(0))
    >>> out
    array([6.25, 6.25, 0.  , 0.  , 6.25, 6.25, 6.25, 6.25])
    """
    check_finite("dropout", "h", h)
    check_fraction("dropout", "rate", rate)
    kept = rng.random(h.shape) >= rate
    mask: Array = kept / (1.0 - rate)
    return h * mask, mask


def dropout_grad(d_out: Array, mask: Array) -> Array:
    """Send a gradient back through :func:`dropout`, by the mask of the forward pass.

    Parameters
    ----------
    d_out : ndarray of any shape
        Gradient of the loss in the output.
    mask : ndarray with the shape of ``d_out``
        As :func:`dropout` gave it.

    Returns
    -------
    ndarray with the shape of ``d_out``
        Gradient of the loss in ``h``.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> dropout_grad(np.array([3.0, 3.0]), np.array([0.0, 2.0]))
    array([0., 6.])
    """
    check_shape("dropout_grad", "d_out", d_out, mask.shape, f"mask {mask.shape}")
    return d_out * mask


def weight_decay(
    params: Sequence[Array],
    lr: float,
    decay: float,
    decayed: Sequence[bool] | None = None,
) -> Params:
    """Shrink the weights by the factor 1 - lr decay: decoupled decay.

    Before a step of plain descent it is the same as the penalty
    ``decay / 2 * sum(w**2)``. Before an adaptive step it is not.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    lr : float
        Rate, per step; 0 or more.
    decay : float
        Strength, per unit of rate; 0 or more, and ``lr * decay`` at most 1.
    decayed : sequence of bool, optional
        Which parameters shrink, one entry each. Without it: those with two axes or
        more, see :func:`nnnotes.parameters.weight_mask`.

    Returns
    -------
    list of ndarray
        New parameters; biases and gains as they were.

    Raises
    ------
    ValueError
        If ``lr`` or ``decay`` is negative, their product above 1, an entry not
        finite, or ``decayed`` has not one entry a parameter.

    References
    ----------
    Loshchilov & Hutter (2019), Decoupled weight decay regularization.

    Examples
    --------
    >>> weight_decay([np.array([[1.0, -2.0]]), np.array([1.0])], lr=0.1, decay=0.5)
    [array([[ 0.95, -1.9 ]]), array([1.])]
    """
    check_params("weight_decay", "params", params)
    check_between("weight_decay", "lr", lr)
    check_between("weight_decay", "decay", decay)
    check_between("weight_decay", "lr * decay", lr * decay, 0, 1)
    factors = [1 - lr * decay if d else 1.0 for d in weight_mask(params, decayed)]
    return each(lambda p, factor: factor * p, params, factors)


def l1_shrink(
    params: Sequence[Array],
    lr: float,
    strength: float,
    decayed: Sequence[bool] | None = None,
) -> Params:
    """Move every weight ``lr * strength`` towards zero, and stop there.

    The proximal step of the penalty ``strength * sum(abs(w))``, to be taken after a
    step on the loss alone. It makes exact zeros; the penalty's gradient only makes
    weights that hop around zero.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    lr : float
        Rate, per step; 0 or more.
    strength : float
        Factor of the penalty; 0 or more.
    decayed : sequence of bool, optional
        Which parameters shrink, as for :func:`weight_decay`.

    Returns
    -------
    list of ndarray
        New parameters; biases and gains as they were.

    Raises
    ------
    ValueError
        If ``lr`` or ``strength`` is negative, an entry not finite, or ``decayed``
        has not one entry a parameter.

    References
    ----------
    Tibshirani (1996), Regression shrinkage and selection via the lasso.
    Daubechies, Defrise & De Mol (2004), An iterative thresholding algorithm for linear
    inverse problems with a sparsity constraint.

    Examples
    --------
    >>> l1_shrink([np.array([[1.0, -0.25]]), np.array([0.25])], lr=0.5, strength=1.0)
    [array([[ 0.5, -0. ]]), array([0.25])]
    """
    check_params("l1_shrink", "params", params)
    check_between("l1_shrink", "lr", lr)
    check_between("l1_shrink", "strength", strength)
    steps = [lr * strength if d else 0.0 for d in weight_mask(params, decayed)]
    return each(lambda p, s: np.sign(p) * np.maximum(np.abs(p) - s, 0), params, steps)
