"""Forward pass: affine layers and bends, keeping what the backward pass asks for.

Rows are examples: x (n, d_in), w (d_out, d_in), b (d_out,), z = x @ w.T + b.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import activation

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Layer:
    """One affine map and the activation behind it.

    Attributes
    ----------
    w : ndarray (d_out, d_in)
        Weights; row j belongs to unit j.
    b : ndarray (d_out,)
        Biases.
    activation : str
        A key of :data:`nnnotes.activations.ACTIVATIONS`. The last layer of a
        classifier or regressor has "identity".

    Raises
    ------
    ValueError
        If the shapes do not fit or the activation is unknown.

    Examples
    --------
    >>> layer = Layer(np.ones((3, 2)), np.zeros(3), "tanh")
    >>> layer.w.shape, layer.activation
    ((3, 2), 'tanh')
    """

    w: Array
    b: Array
    activation: str = "identity"

    def __post_init__(self) -> None:
        check_weights("Layer", self.w, self.b)
        activation(self.activation)


@dataclass(frozen=True, eq=False)
class Cache:
    """What the forward pass keeps of one layer for the backward pass.

    Attributes
    ----------
    x : ndarray (n, d_in)
        Input of the layer.
    z : ndarray (n, d_out)
        Pre-activation, ``x @ w.T + b``.
    """

    x: Array
    z: Array


def affine(x: Array, w: Array, b: Array) -> Array:
    """Return x @ w.T + b: every row of ``x`` through the same affine map.

    Parameters
    ----------
    x : ndarray (n, d_in)
        One example a row.
    w : ndarray (d_out, d_in)
        Weights.
    b : ndarray (d_out,)
        Biases, added to every row.

    Returns
    -------
    ndarray (n, d_out)
        Pre-activations.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.1.

    Examples
    --------
    >>> x = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
    >>> affine(x, np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]), np.array([0.5, -0.5]))
    array([[-1.5,  3.5],
           [-0.5, -1.5]])
    """
    check_weights("affine", w, b)
    check_columns("affine", x, w)
    return x @ w.T + b


def forward(layers: Sequence[Layer], x: Array) -> tuple[Array, list[Cache]]:
    """Send a batch through a stack of layers.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    x : ndarray (n, d_in)
        One example a row.

    Returns
    -------
    output : ndarray (n, d_out)
        What the last layer gives.
    caches : list of Cache
        Input and pre-activation of every layer, in the order of ``layers``.

    Raises
    ------
    ValueError
        If a layer's input has not as many columns as its weights.

    References
    ----------
    Rumelhart, Hinton & Williams (1986), Learning representations by
    back-propagating errors, Nature 323.

    Examples
    --------
    >>> hidden = Layer(np.array([[0.5]]), np.array([0.1]), "relu")
    >>> last = Layer(np.array([[-0.3]]), np.array([0.2]))
    >>> output, caches = forward([hidden, last], np.array([[2.0]]))
    >>> output.round(6), caches[0].z
    (array([[-0.13]]), array([[1.1]]))
    """
    check_stack("forward", layers, x)
    caches = []
    for layer in layers:
        z = affine(x, layer.w, layer.b)
        caches.append(Cache(x, z))
        phi, _ = activation(layer.activation)
        x = phi(z)
    return x, caches


def check_weights(call: str, w: Array, b: Array) -> None:
    """Raise a ValueError unless w is (d_out, d_in) and b is (d_out,)."""
    check_matrix(call, "w", w)
    check_shape(call, "b", b, w.shape[:1], f"w {w.shape}")


def check_columns(call: str, x: Array, w: Array) -> None:
    """Raise a ValueError unless x is (n, d_in) and w is (d_out, d_in)."""
    check_matrix(call, "x", x)
    check_matrix(call, "w", w)
    if x.shape[1] != w.shape[1]:
        raise ValueError(
            f"{call}: x has {x.shape[1]} columns, w expects {w.shape[1]}; "
            f"x {x.shape}, w {w.shape}"
        )


def check_stack(call: str, layers: Sequence[Layer], x: Array) -> None:
    """Raise a ValueError unless each layer takes what the one before it gives."""
    check_matrix(call, "x", x)
    source, columns = "x has", x.shape[1]
    for number, layer in enumerate(layers):
        d_out, d_in = layer.w.shape
        if d_in != columns:
            raise ValueError(
                f"{call}: {source} {columns} columns, layers[{number}] expects {d_in}"
            )
        source, columns = f"layers[{number}] gives", d_out


def check_matrix(call: str, name: str, array: Array) -> None:
    """Raise a ValueError unless the array has two axes, as x and w have."""
    if array.ndim != 2:
        axes = {"x": "(n, d_in)", "w": "(d_out, d_in)"}[name]
        raise ValueError(f"{call}: {name} is {array.shape}, expected {axes}")


def check_shape(
    call: str, name: str, array: NDArray[Any], expected: tuple[int, ...], given: str
) -> None:
    """Raise a ValueError unless the array has the shape that follows from ``given``."""
    if array.shape != expected:
        raise ValueError(
            f"{call}: {name} is {array.shape}, expected {expected}; {given}"
        )
