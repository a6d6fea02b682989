"""Recomputation: the gradients of backpropagation from less memory.

Also known as activation checkpointing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.backprop import Grads, backward
from nnnotes.checks import check_finite
from nnnotes.forward import Layer, check_stack, forward
from nnnotes.ranges import check_count

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Recomputation:
    """What :func:`backward_checkpointed` gives.

    Parameters
    ----------
    grads : list of (dw, db)
        As from :func:`nnnotes.backprop.backward`.
    dx : ndarray (n, d_in)
        As from :func:`nnnotes.backprop.backward`.
    held : int
        Layers' records (kept inputs and caches) alive at once, at the most.
        :func:`nnnotes.forward.forward` holds one for each layer.
    evaluations : int
        Layers evaluated, forward and backward. Without recomputation: two for each.

    Examples
    --------
    >>> layers = [Layer(np.eye(1), np.zeros(1))] * 4
    >>> found = backward_checkpointed(layers, np.ones((1, 1)), 2, lambda out: out)
    >>> found.held, found.evaluations
    (4, 12)
    """

    grads: Grads
    dx: Array
    held: int
    evaluations: int


def backward_checkpointed(
    layers: Sequence[Layer],
    x: Array,
    every: int,
    loss_grad: Callable[[Array], Array],
) -> Recomputation:
    """Give the gradients of :func:`nnnotes.backprop.backward` from less memory.

    The forward pass keeps the input of every k-th layer only. The backward pass
    recomputes the caches of one segment of k layers at a time.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    x : ndarray (n, d_in)
        One example a row.
    every : int
        Number k of layers from one kept input to the next. The square root of the
        number of layers holds least.
    loss_grad : callable
        Output (n, d_out) -> gradient of the loss in it, with its shape.

    Returns
    -------
    Recomputation
        Gradients, and what they cost.

    Raises
    ------
    ValueError
        If ``every`` is less than 1, the shapes do not fit, or an entry of ``x`` is
        nan or inf.

    References
    ----------
    Chen, Xu, Zhang & Guestrin (2016), Training deep nets with sublinear memory cost,
    arXiv:1604.06174.
    Griewank & Walther (2008), Evaluating Derivatives, second edition, chapter 12.

    Examples
    --------
    >>> layers = [Layer(np.eye(2), np.zeros(2), "tanh")] * 64
    >>> result = backward_checkpointed(layers, np.ones((1, 2)), 8, np.ones_like)
    >>> result.held, result.evaluations
    (16, 192)
    """
    check_count("backward_checkpointed", "every", every, 1)
    check_stack("backward_checkpointed", layers, x)
    check_finite("backward_checkpointed", "x", x)
    inputs = []
    for number, layer in enumerate(layers):
        if number % every == 0:
            inputs.append(x)
        x, _ = forward([layer], x)
    d = loss_grad(x)
    grads: Grads = []
    held, evaluations = 0, len(layers)
    while inputs:
        start = every * (len(inputs) - 1)
        segment = layers[start : start + every]
        _, caches = forward(segment, inputs[-1])
        held = max(held, len(inputs) + len(caches))
        segment_grads, d = backward(segment, caches, d)
        grads = segment_grads + grads
        evaluations += 2 * len(segment)
        del inputs[-1], caches
    return Recomputation(grads, d, held, evaluations)
