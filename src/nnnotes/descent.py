"""Descent with one rate for all: plain steps, momentum in two forms, Nesterov.

Every optimizer takes parameters, gradients and a state, and returns new ones. In the
formulas theta is a parameter, g its gradient and lr the rate.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnnotes.optimizer_state import (
    MomentumState,
    SGDState,
    check_update,
)
from nnnotes.parameters import Array, Params, check_params, each


def sgd_init(params: Sequence[Array]) -> SGDState:
    """Return the state of :func:`sgd` before its first step.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters, such as ``[w1, b1, w2, b2]``.

    Returns
    -------
    SGDState
        Step 0.

    Raises
    ------
    ValueError
        If a parameter is not finite, or ``params`` is one array.

    Examples
    --------
    >>> sgd_init([np.array([1.0])])
    SGDState, step 0: remembers nothing else
    """
    check_params("sgd_init", "params", params)
    return SGDState(0)


def sgd(
    params: Sequence[Array], grads: Sequence[Array], state: SGDState, lr: float
) -> tuple[Params, SGDState]:
    """Take one step against the gradient: theta <- theta - lr g.

    Of the whole data's gradient it is gradient descent, of a mini-batch's it is
    stochastic.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : SGDState
        From :func:`sgd_init` or the step before.
    lr : float
        Rate, per step; 0 or more.

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : SGDState
        New state.

    Raises
    ------
    ValueError
        If shapes do not fit, an entry is not finite, or ``lr`` is negative.

    References
    ----------
    Robbins & Monro (1951), A stochastic approximation method.

    Examples
    --------
    >>> params, state = sgd([np.array([1.0])], [np.array([4.0])], SGDState(0), lr=0.1)
    >>> params, state
    ([array([0.6])], SGDState, step 1: remembers nothing else)
    """
    check_update("sgd", params, grads, state, SGDState, lr)
    moved = each(lambda p, g: p - lr * g, params, grads)
    return moved, SGDState(state.step + 1)


def momentum_init(params: Sequence[Array]) -> MomentumState:
    """Return the state of the momentum optimizers before their first step.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.

    Returns
    -------
    MomentumState
        Step 0, every velocity zero.

    Raises
    ------
    ValueError
        If a parameter is not finite, or ``params`` is one array.

    Examples
    --------
    >>> momentum_init([np.ones((3, 2)), np.ones(3)])
    MomentumState, step 0: mean size of entries
    parameter  velocity
    (3, 2)            0
    (3,)              0
    """
    check_params("momentum_init", "params", params)
    return MomentumState(0, [np.zeros(p.shape) for p in params])


def momentum(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: MomentumState,
    lr: float,
    beta: float = 0.9,
) -> tuple[Params, MomentumState]:
    """Step along a sum: v <- beta v + g, theta <- theta - lr v.

    This is PyTorch's convention. Along a constant gradient the step grows to
    ``lr / (1 - beta)`` times the gradient. :func:`momentum_ema` is the other one.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : MomentumState
        From :func:`momentum_init` or the step before.
    lr : float
        Rate, per step; 0 or more.
    beta : float
        Share of the velocity that is kept, per step; in [0, 1).

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : MomentumState
        New state.

    Raises
    ------
    ValueError
        As for :func:`sgd`, or if ``beta`` is outside [0, 1).

    References
    ----------
    Polyak (1964), Some methods of speeding up the convergence of iteration methods.
    Sutskever, Martens, Dahl & Hinton (2013), On the importance of initialization and
    momentum in deep learning.

    Examples
    --------
    >>> params, state = [np.array([0.0])], momentum_init([np.array([0.0])])
    >>> for _ in range(3):  # 1, 1.9, 2.71: the sum of the powers of 0.9
    ...     params, state = momentum(params, [np.array([1.0])], state, lr=1.0)
    >>> params[0].round(6), state.velocity[0].round(6)
    (array([-5.61]), array([2.71]))
    """
    check_update("momentum", params, grads, state, MomentumState, lr, beta=beta)
    velocity = each(lambda v, g: beta * v + g, state.velocity, grads)
    moved = each(lambda p, v: p - lr * v, params, velocity)
    return moved, MomentumState(state.step + 1, velocity)


def momentum_ema(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: MomentumState,
    lr: float,
    beta: float = 0.9,
) -> tuple[Params, MomentumState]:
    """Step along a mean: v <- beta v + (1 - beta) g, theta <- theta - lr v.

    v is an exponential moving average. The path is that of :func:`momentum` at the
    rate ``lr * (1 - beta)``: a rate carries over only with that factor.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : MomentumState
        From :func:`momentum_init` or the step before.
    lr : float
        Rate, per step; 0 or more.
    beta : float
        Share of the velocity that is kept, per step; in [0, 1).

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : MomentumState
        New state.

    Raises
    ------
    ValueError
        As for :func:`momentum`.

    Examples
    --------
    >>> params, state = [np.array([0.0])], momentum_init([np.array([0.0])])
    >>> for g in [2.0, -1.5, 3.0, -0.5, 2.5]:
    ...     params, state = momentum_ema(params, [np.array([g])], state, lr=1.0)
    >>> state.velocity[0].round(5)
    array([0.46987])
    """
    check_update("momentum_ema", params, grads, state, MomentumState, lr, beta=beta)
    velocity = each(lambda v, g: beta * v + (1 - beta) * g, state.velocity, grads)
    moved = each(lambda p, v: p - lr * v, params, velocity)
    return moved, MomentumState(state.step + 1, velocity)


def nesterov(
    params: Sequence[Array],
    grads: Sequence[Array],
    state: MomentumState,
    lr: float,
    beta: float = 0.9,
) -> tuple[Params, MomentumState]:
    """Look ahead: v <- beta v + g, theta <- theta - lr (g + beta v).

    In this form the parameters that you hold are already the ones looked at ahead,
    so that the gradient is taken where they stand. PyTorch's form too.

    Parameters
    ----------
    params : sequence of ndarray
        Parameters.
    grads : sequence of ndarray
        Gradient of the loss in each of them, with its shape.
    state : MomentumState
        From :func:`momentum_init` or the step before.
    lr : float
        Rate, per step; 0 or more.
    beta : float
        Share of the velocity that is kept, per step; in [0, 1).

    Returns
    -------
    params : list of ndarray
        New parameters.
    state : MomentumState
        New state.

    Raises
    ------
    ValueError
        As for :func:`momentum`.

    References
    ----------
    Nesterov (1983), A method for solving the convex programming problem with
    convergence rate O(1/k^2).
    Sutskever, Martens, Dahl & Hinton (2013), On the importance of initialization and
    momentum in deep learning.

    Examples
    --------
    >>> params, state = [np.array([0.0])], momentum_init([np.array([0.0])])
    >>> params, state = nesterov(params, [np.array([1.0])], state, lr=1.0)
    >>> params  # the gradient, and 0.9 of a velocity of 1
    [array([-1.9])]
    """
    check_update("nesterov", params, grads, state, MomentumState, lr, beta=beta)
    velocity = each(lambda v, g: beta * v + g, state.velocity, grads)
    moved = each(lambda p, g, v: p - lr * (g + beta * v), params, grads, velocity)
    return moved, MomentumState(state.step + 1, velocity)
