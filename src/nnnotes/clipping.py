"""Clipping: gradients cut down before the step, by entry or by their joint length."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnnotes.parameters import Array, Params, check_params
from nnnotes.ranges import check_above


def clip_by_value(grads: Sequence[Array], limit: float) -> Params:
    """Cut every entry to [-limit, limit]. This turns the step.

    Parameters
    ----------
    grads : sequence of ndarray
        Gradients.
    limit : float
        Largest size of an entry that stays; above 0.

    Returns
    -------
    list of ndarray
        New gradients, with the same shapes.

    Raises
    ------
    ValueError
        If an entry is not finite, or ``limit`` is not above 0.

    Examples
    --------
    >>> clip_by_value([np.array([3.0, -0.5]), np.array([-12.0])], limit=1.0)
    [array([ 1. , -0.5]), array([-1.])]
    """
    check_params("clip_by_value", "grads", grads)
    check_above("clip_by_value", "limit", limit)
    return [np.clip(g, -limit, limit) for g in grads]


def global_norm(grads: Sequence[Array]) -> float:
    """Return the length of all gradients together, as if they were one vector.

    Parameters
    ----------
    grads : sequence of ndarray
        Gradients.

    Returns
    -------
    float
        Root of the sum of all squared entries; 0 without entries.

    Raises
    ------
    ValueError
        If an entry is not finite, or above 1e300.

    Examples
    --------
    >>> global_norm([np.array([3.0, 4.0]), np.array([12.0])])
    13.0
    """
    check_params("global_norm", "grads", grads, limit=1e300)  # or the norm overflows
    largest = max((float(np.abs(g).max(initial=0.0)) for g in grads), default=0.0)
    if largest == 0.0:
        return 0.0
    # ||g|| = m ||g / m|| with m the largest entry: no square overflows or vanishes.
    return largest * math.sqrt(sum(float(np.sum((g / largest) ** 2)) for g in grads))


def clip_by_global_norm(grads: Sequence[Array], limit: float) -> tuple[Params, float]:
    """Shorten all gradients by one factor, if together they are too long.

    The step keeps its direction. PyTorch's ``clip_grad_norm_`` adds 1e-6 to the norm
    and so cuts a little lower.

    Parameters
    ----------
    grads : sequence of ndarray
        Gradients of all parameters.
    limit : float
        Largest norm that stays; above 0.

    Returns
    -------
    grads : list of ndarray
        New gradients; their norm is ``min(norm, limit)``.
    norm : float
        Norm before clipping.

    Raises
    ------
    ValueError
        If an entry is not finite, which no factor repairs, or ``limit`` is not
        above 0.

    References
    ----------
    Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural
    networks.

    Examples
    --------
    >>> clipped, norm = clip_by_global_norm(
    ...     [np.array([3.0, 4.0]), np.array([12.0])], 1.3
    ... )
    >>> norm, [g.round(6) for g in clipped]
    (13.0, [array([0.3, 0.4]), array([1.2])])
    """
    check_above("clip_by_global_norm", "limit", limit)
    norm = global_norm(grads)
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in grads], norm
