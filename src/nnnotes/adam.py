"""Adam, a momentum divided by the typical size of its gradients; and AdamW."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnnotes.optimizer_state import AdamState, check_update
from nnnotes.parameters import SQUARABLE, Array, Params, check_params, each
from nnnotes.ranges import check_above
from nnnotes.regularization import weight_decay


def adam_init(params: Sequence[Array]) -> AdamState:
    """Return the state of :func:`adam` and :func:`adamw` before their first step.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.

    Returns
    -------
    AdamState
        Step 0, both moments zero.

    Raises
    ------
    ValueError
        If a parameter is not finite, or ``params`` is one array.

    Examples
    --------
    >>> adam_init([np.ones((3, 2)), np.ones(3)])
    AdamState, step 0: mean size of entries
    parameter  m  v
    (3, 2)     0  0
    (3,)       0  0
    """
    check_params("adam_init", "params", params)
    m = [np.zeros(p.shape) for p in params]
    return AdamState(0, m, [np.zeros(p.shape) for p in params])


def adam(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: AdamState,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Params, AdamState]:
    """Divide the mean gradient by its typical size, entry by entry.

    m <- beta1 m + (1 - beta1) g and v <- beta2 v + (1 - beta2) g^2 start at zero,
    which m' = m / (1 - beta1^t) and v' = v / (1 - beta2^t) make up for, t from 1.
    Then theta <- theta - lr m' / (sqrt(v') + eps).

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : AdamState
        From :func:`adam_init` or the step before.
    lr : float
        Rate: the size of the first step of every entry; 0 or more.
    beta1, beta2 : float
        Shares of the averages that are kept, per step; in [0, 1).
    eps : float
        Added to the root; above 0.

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : AdamState
        New state.

    Raises
    ------
    ValueError
        As for :func:`nnnotes.adaptive.rmsprop`.

    References
    ----------
    Kingma & Ba (2015), Adam: a method for stochastic optimization, algorithm 1, in the
    faster order of section 2.

    Examples
    --------
    >>> params = [np.array([1.0, -2.0])]
    >>> params, state = adam(
    ...     params, [np.array([50.0, -0.5])], adam_init(params), lr=0.1
    ... )
    >>> params[0].round(6)  # a rate each, whatever the gradient's size
    array([ 0.9, -1.9])
    """
    fractions = {"beta1": beta1, "beta2": beta2}
    check_update("adam", params, grads, state, AdamState, lr, SQUARABLE, **fractions)
    check_above("adam", "eps", eps)
    t = state.step + 1
    m = each(lambda m, g: beta1 * m + (1 - beta1) * g, state.m, grads)
    v = each(lambda v, g: beta2 * v + (1 - beta2) * g**2, state.v, grads)
    # lr m' / (sqrt(v') + eps) = lr root / start m / (sqrt(v) + eps root): the same step
    # with fewer passes over the arrays.
    start, root = 1 - beta1**t, math.sqrt(1 - beta2**t)

    def step(p: Array, m: Array, v: Array) -> Array:
        size = np.sqrt(v)
        size += eps * root
        return p - lr * root / start * (m / size)

    return each(step, params, m, v), AdamState(t, m, v)


def adamw(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: AdamState,
    lr: float,
    decay: float = 0.01,
    decayed: Sequence[bool] | None = None,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Params, AdamState]:
    """Shrink the weights by 1 - lr decay, then take Adam's step.

    The decay stays out of the gradients, and so out of the division by their size:
    every weight shrinks by the same factor.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss, without a penalty, in each of them.
    state : AdamState
        From :func:`adam_init` or the step before.
    lr : float
        Rate; 0 or more.
    decay : float
        Strength, per unit of rate; 0 or more, and ``lr * decay`` at most 1.
    decayed : sequence of bool, optional
        Which parameters shrink, one entry each. Without it: those with two axes or
        more, see :func:`nnnotes.parameters.weight_mask`.
    beta1, beta2, eps : float
        As for :func:`adam`.

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : AdamState
        New state.

    Raises
    ------
    ValueError
        As for :func:`adam` and :func:`nnnotes.regularization.weight_decay`.

    References
    ----------
    Loshchilov & Hutter (2019), Decoupled weight decay regularization.

    Examples
    --------
    >>> params = [np.array([[1.0]]), np.array([1.0])]
    >>> still = [np.zeros((1, 1)), np.zeros(1)]
    >>> params, state = adamw(params, still, adam_init(params), lr=0.1, decay=0.5)
    >>> params  # the weight shrinks, the bias does not
    [array([[0.95]]), array([1.])]
    """
    params = weight_decay(params, lr, decay, decayed)
    return adam(params, grads, state, lr, beta1, beta2, eps)
