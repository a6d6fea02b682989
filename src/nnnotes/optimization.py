"""Optimization: mini-batches, the optimizers by name, and descent from a start.

The optimizers stand in ``descent`` (one rate for all entries), ``adaptive`` and
``adam`` (one for each), clipping in ``clipping``, changing rates in ``schedules``, and
what to expect of descent in ``convergence``. What an optimizer remembers between two
steps is in ``optimizer_state``; all but the schedules can be had from here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.adam import adam, adam_init, adamw
from nnnotes.adaptive import adagrad, adagrad_init, rmsprop, rmsprop_init
from nnnotes.clipping import clip_by_global_norm, clip_by_value, global_norm
from nnnotes.convergence import batch_noise, best_momentum, noise_floor
from nnnotes.descent import (
    momentum,
    momentum_ema,
    momentum_init,
    nesterov,
    sgd,
    sgd_init,
)
from nnnotes.optimizer_state import State
from nnnotes.parameters import Array, Params, check_params
from nnnotes.ranges import check_count

__all__ = [
    "OPTIMIZERS",
    "adagrad",
    "adagrad_init",
    "adam",
    "adam_init",
    "adamw",
    "batch_noise",
    "best_momentum",
    "clip_by_global_norm",
    "clip_by_value",
    "global_norm",
    "gradient_descent",
    "minibatches",
    "momentum",
    "momentum_ema",
    "momentum_init",
    "nesterov",
    "noise_floor",
    "optimizer",
    "rmsprop",
    "rmsprop_init",
    "sgd",
    "sgd_init",
]

Init = Callable[[Sequence[Array]], State]
Update = Callable[..., tuple[Params, Any]]

#: Name -> how to start the state, and the step.
OPTIMIZERS: dict[str, tuple[Init, Update]] = {
    "sgd": (sgd_init, sgd),
    "momentum": (momentum_init, momentum),
    "momentum_ema": (momentum_init, momentum_ema),
    "nesterov": (momentum_init, nesterov),
    "adagrad": (adagrad_init, adagrad),
    "rmsprop": (rmsprop_init, rmsprop),
    "adam": (adam_init, adam),
    "adamw": (adam_init, adamw),
}


def optimizer(name: str) -> tuple[Init, Update]:
    """Look up an optimizer: how to start its state, and its step.

    Parameters
    ----------
    name : str
        A key of :data:`OPTIMIZERS`.

    Returns
    -------
    tuple of two functions
        ``init(params) -> state`` and
        ``step(params, grads, state, lr, **hyper) -> (params, state)``.

    Raises
    ------
    ValueError
        If there is no optimizer of that name.

    Examples
    --------
    >>> init, step = optimizer("momentum")
    >>> step.__name__
    'momentum'
    """
    if name not in OPTIMIZERS:
        known = ", ".join(OPTIMIZERS)
        raise ValueError(f"optimizer: no {name!r}; known: {known}")
    return OPTIMIZERS[name]


def gradient_descent(
    grad: Callable[[Params], Sequence[Array]],
    params: Sequence[Array],
    lr: float | Callable[[int], float],
    steps: int,
    method: str = "sgd",
    **hyper: Any,
) -> list[Params]:
    """Follow the gradient from a start, and return the whole path.

    Parameters
    ----------
    grad : callable
        Parameters -> gradients, a list of the same shapes.
    params : sequence of ndarray
        Start.
    lr : float or callable
        Rate, or a schedule: step, from 0 -> rate.
    steps : int
        How many; 0 or more.
    method : str
        A key of :data:`OPTIMIZERS`.
    **hyper : float
        What the optimizer takes beside the rate, such as ``beta=0.9``.

    Returns
    -------
    list of list of ndarray
        ``steps + 1`` parameters, the start first.

    Raises
    ------
    ValueError
        If ``steps`` is negative, or as for the optimizer; so also when the path
        leaves the finite numbers.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 4.3.

    Examples
    --------
    >>> path = gradient_descent(lambda p: [2 * p[0]], [np.array([8.0])], 0.25, steps=3)
    >>> [params[0].item() for params in path]  # theta^2: half the way at each step
    [8.0, 4.0, 2.0, 1.0]
    """
    check_count("gradient_descent", "steps", steps, 0)
    check_params("gradient_descent", "params", params)
    init, update = optimizer(method)
    state, path = init(params), [[np.array(p, dtype=np.float64) for p in params]]
    for step in range(steps):
        rate = lr(step) if callable(lr) else lr
        new, state = update(path[-1], grad(path[-1]), state, rate, **hyper)
        path.append(new)
    return path


def minibatches(n: int, size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Shuffle the examples and cut them into batches: one epoch.

    Every example comes once. The last batch is smaller if ``size`` does not divide n.
    The next call gives another order.

    Parameters
    ----------
    n : int
        Number of examples; 1 or more.
    size : int
        Examples in a batch; 1 or more. With ``size >= n`` there is one batch.
    rng : numpy.random.Generator
        Source of the order.

    Returns
    -------
    list of ndarray (size,) of int64
        Rows of each batch; ``x[rows], y[rows]`` are its examples.

    Raises
    ------
    ValueError
        If ``n`` or ``size`` is less than 1 or no integer.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 8.1.

    Examples
    --------
    >>> batches = minibatches(10, 4, np.random.default_rng(0))
    >>> [len(rows) for rows in batches], sorted(np.concatenate(batches).tolist())
    ([4, 4, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    check_count("minibatches", "n", n, 1)
    check_count("minibatches", "size", size, 1)
    order = rng.permutation(np.arange(n, dtype=np.int64))
    return [order[start : start + size] for start in range(0, n, size)]
