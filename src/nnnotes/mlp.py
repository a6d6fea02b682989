"""A multilayer perceptron from sizes and names: random weights, zero biases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from nnnotes.blocks import norm_init
from nnnotes.forward import Layer
from nnnotes.initialization import INITIALIZERS
from nnnotes.network import Network
from nnnotes.parameters import Array

Initializer = Callable[[np.random.Generator, tuple[int, int]], Array]


def mlp(
    sizes: Sequence[int],
    rng: np.random.Generator,
    activation: str = "relu",
    initializer: str | Initializer = "he_normal",
    last: str | Initializer = "lecun_normal",
    norm: str | None = None,
    dropout: float = 0.0,
    loss: str = "softmax_cross_entropy",
) -> Network:
    """Make a multilayer perceptron: a network with an affine last layer.

    Parameters
    ----------
    sizes : sequence of int
        Columns of the input, units of each hidden layer, columns of the output.
    rng : numpy.random.Generator
        Draws the weights, first layer first.
    activation : str
        Of the hidden layers; a key of :data:`nnnotes.activations.ACTIVATIONS`.
    initializer : str or callable
        Of the hidden layers' weights: a key of
        :data:`nnnotes.initialization.INITIALIZERS`, or ``(rng, (d_out, d_in)) -> w``.
    last : str or callable
        Of the last layer's weights. No bend follows it, hence no factor 2.
    norm : str, optional
        "batch" or "layer", between affine map and activation of the hidden layers.
    dropout : float
        Probability of dropping a hidden unit in training; in [0, 1).
    loss : str
        A key of :data:`nnnotes.losses.LOSSES`.

    Returns
    -------
    Network
        The same for the same seed.

    Raises
    ------
    ValueError
        If there are fewer than two sizes, one is less than 1, or a name is unknown.

    Examples
    --------
    >>> network = mlp([2, 8, 2], np.random.default_rng(0), activation="tanh")
    >>> [p.shape for p in network.params]
    [(8, 2), (8,), (2, 8), (2,)]
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"mlp: sizes is {list(sizes)}, expected two or more from 1")
    layers: list[Layer] = []
    for d_in, d_out in pairwise(sizes):
        hidden = len(layers) < len(sizes) - 2
        draw = _find_initializer(initializer if hidden else last)
        w, name = draw(rng, (d_out, d_in)), activation if hidden else "identity"
        layers.append(Layer(w, np.zeros(d_out), name))
    norms = [norm_init(norm, d) for d in sizes[1:-1]] if norm else []
    return Network(tuple(layers), loss, tuple(norms), dropout)


def _find_initializer(initializer: str | Initializer) -> Initializer:
    """Return the initializer of a name, or the function that was given."""
    if callable(initializer):
        return initializer
    if initializer not in INITIALIZERS:
        known = ", ".join(INITIALIZERS)
        raise ValueError(f"mlp: no initializer {initializer!r}; known: {known}")
    return INITIALIZERS[initializer]
