"""Descent with a rate for each entry: AdaGrad and RMSProp. Adam builds on them.

Each divides a gradient by the typical size of the gradients seen at that entry. eps
stands outside of the root and keeps 0 / 0 away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnnotes.optimizer_state import (
    AdaGradState,
    RMSPropState,
    check_update,
)
from nnnotes.parameters import SQUARABLE, Array, Params, check_params, each
from nnnotes.ranges import check_above


def adagrad_init(params: Sequence[Array]) -> AdaGradState:
    """Return the state of :func:`adagrad` before its first step.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.

    Returns
    -------
    AdaGradState
        Step 0, every sum zero.

    Raises
    ------
    ValueError
        If a parameter is not finite, or ``params`` is one array.

    Examples
    --------
    >>> adagrad_init([np.ones((3, 2))]).total[0].shape
    (3, 2)
    """
    check_params("adagrad_init", "params", params)
    return AdaGradState(0, [np.zeros(p.shape) for p in params])


def adagrad(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: AdaGradState,
    lr: float,
    eps: float = 1e-10,
) -> tuple[Params, AdaGradState]:
    """Divide by the root of a sum of squares: s <- s + g^2.

    Then theta <- theta - lr g / (sqrt(s) + eps). The sum only grows, so the steps only
    shrink: as 1 / sqrt(t) under a constant gradient.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : AdaGradState
        From :func:`adagrad_init` or the step before.
    lr : float
        Rate: the size of the first step of every entry; 0 or more.
    eps : float
        Added to the root; above 0.

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : AdaGradState
        New state.

    Raises
    ------
    ValueError
        If shapes do not fit, an entry is not finite or too large to be squared,
        ``lr`` is negative or ``eps`` not above 0.

    References
    ----------
    Duchi, Hazan & Singer (2011), Adaptive subgradient methods for online learning and
    stochastic optimization.

    Examples
    --------
    >>> params, state = [np.zeros(2)], adagrad_init([np.zeros(2)])
    >>> for _ in range(4):  # 1 + 1/sqrt(2) + 1/sqrt(3) + 1/2, large gradient or small
    ...     params, state = adagrad(params, [np.array([50.0, 0.001])], state, lr=1.0)
    >>> params[0].round(4)
    array([-2.7845, -2.7845])
    """
    check_update("adagrad", params, grads, state, AdaGradState, lr, SQUARABLE)
    check_above("adagrad", "eps", eps)
    total = each(lambda s, g: s + g**2, state.total, grads)
    moved = each(lambda p, g, s: p - lr * g / (np.sqrt(s) + eps), params, grads, total)
    return moved, AdaGradState(state.step + 1, total)


def rmsprop_init(params: Sequence[Array]) -> RMSPropState:
    """Return the state of :func:`rmsprop` before its first step.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.

    Returns
    -------
    RMSPropState
        Step 0, every average zero.

    Raises
    ------
    ValueError
        If a parameter is not finite, or ``params`` is one array.

    Examples
    --------
    >>> rmsprop_init([np.ones((3, 2))]).v[0].shape
    (3, 2)
    """
    check_params("rmsprop_init", "params", params)
    return RMSPropState(0, [np.zeros(p.shape) for p in params])


def rmsprop(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: RMSPropState,
    lr: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> tuple[Params, RMSPropState]:
    """Divide by a fading root mean square: v <- beta v + (1 - beta) g^2.

    Then theta <- theta - lr g / (sqrt(v) + eps). The average starts at zero and is
    not corrected for it: the first step is ``1 / sqrt(1 - beta)`` rates long.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : RMSPropState
        From :func:`rmsprop_init` or the step before.
    lr : float
        Rate: the size that steps tend to under a constant gradient; 0 or more.
    beta : float
        Share of the average that is kept, per step; in [0, 1). PyTorch calls it
        alpha, with 0.99 as its default.
    eps : float
        Added to the root; above 0.

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : RMSPropState
        New state.

    Raises
    ------
    ValueError
        As for :func:`adagrad`, or if ``beta`` is outside [0, 1).

    References
    ----------
    Tieleman & Hinton (2012), Neural Networks for Machine Learning, lectures.

    Examples
    --------
    >>> params, state = [np.zeros(2)], rmsprop_init([np.zeros(2)])
    >>> params, state = rmsprop(params, [np.array([50.0, 0.001])], state, lr=0.1)
    >>> params[0].round(4)
    array([-0.3162, -0.3162])
    """
    check_update(
        "rmsprop", params, grads, state, RMSPropState, lr, SQUARABLE, beta=beta
    )
    check_above("rmsprop", "eps", eps)
    v = each(lambda v, g: beta * v + (1 - beta) * g**2, state.v, grads)
    moved = each(lambda p, g, v: p - lr * g / (np.sqrt(v) + eps), params, grads, v)
    return moved, RMSPropState(state.step + 1, v)
