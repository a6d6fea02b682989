"""Forward pass: affine layers and bends, keeping what the backward pass asks for.

Rows are examples: x (n, d_in), w (d_out, d_in), b (d_out,), z = x @ w.T + b. The way
back stands in ``backprop``; a stack with a loss behind it is a ``network``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import activation
from nnnotes.checks import check_columns, check_finite, check_matrix, check_weights
from nnnotes.tables import table

Array = NDArray[np.float64]
Shape = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Layer:
    """One affine map and the activation behind it.

    Parameters
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
    >>> Layer(np.ones((3, 2)), np.zeros(3), "tanh").w.shape
    (3, 2)
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

    Parameters
    ----------
    x : ndarray (n, d_in)
        Input of the layer.
    z : ndarray (n, d_out)
        Pre-activation, ``x @ w.T + b``.

    Examples
    --------
    >>> Cache(np.ones((1, 2)), np.zeros((1, 1)))
    Cache(x=array([[1., 1.]]), z=array([[0.]]))
    """

    x: Array
    z: Array


def affine(x: Array, w: Array, b: Array) -> Array:
    """Return x @ w.T + b: every row of ``x`` through the same affine map.

    Row i of the result depends on row i of ``x`` alone, so that one matrix product
    does n forward passes. Entries are not looked at: nan and inf are handed on.

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
    >>> x, w = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [2.0, 1.0]])
    >>> affine(x, w, np.array([0.5, -0.5]))
    array([[1.5, 3.5]])
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
        If a layer's input has not as many columns as its weights, or an entry of
        ``x`` is nan or inf.

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
    check_finite("forward", "x", x)
    caches = []
    for layer in layers:
        z = affine(x, layer.w, layer.b)
        caches.append(Cache(x, z))
        phi, _ = activation(layer.activation)
        x = phi(z)
    return x, caches


def logits(layers: Sequence[Layer], x: Array) -> Array:
    """Send a batch through a classifier and return its scores, not probabilities.

    Only differences within a row mean anything: ``z_a - z_b`` is the logarithm of
    ``p_a / p_b``, and a constant added to a row changes no probability.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output; the last one is affine.
    x : ndarray (n, d_in)
        One example a row.

    Returns
    -------
    ndarray (n, n_classes)
        Logits, as :func:`nnnotes.losses.softmax_cross_entropy` takes them.

    Raises
    ------
    ValueError
        If the last layer bends its output, or as for :func:`forward`.

    Examples
    --------
    >>> last = Layer(np.eye(2), np.array([0.0, 1.0]))
    >>> logits([last], np.array([[2.0, -1.0]]))
    array([[2., 0.]])
    """
    if not layers or layers[-1].activation != "identity":
        last = layers[-1].activation if layers else "missing"
        raise ValueError(f"logits: the last layer is {last}, expected identity")
    return forward(layers, x)[0]


@dataclass(frozen=True)
class ShapeTrace:
    """The shapes of a forward pass; prints as a table, one line a layer.

    Parameters
    ----------
    layers : tuple of (str, tuple, tuple, tuple)
        Name of the activation, then the shapes of ``x``, ``w`` and ``z``. The shape
        of ``b`` is that of a row of ``z``.

    Examples
    --------
    >>> ShapeTrace((("relu", (8, 3), (5, 3), (8, 5)),)).parameters
    20
    """

    layers: tuple[tuple[str, Shape, Shape, Shape], ...]

    @property
    def parameters(self) -> int:
        """Weights and biases of all layers: d_out (d_in + 1) each."""
        return sum(math.prod(w) + w[0] for _, _, w, _ in self.layers)

    def __str__(self) -> str:
        header = ["layer", "x", "w", "b", "z", "activation", "parameters"]
        rows = [["total", "", "", "", "", "", str(self.parameters)]]
        for number, (name, x, w, z) in enumerate(self.layers):
            shapes = [str(shape) for shape in (x, w, w[:1], z)]
            rows.insert(-1, [str(number), *shapes, name, str(math.prod(w) + w[0])])
        return table(header, rows)


def shape_trace(layers: Sequence[Layer], x: Array) -> ShapeTrace:
    """Follow the shapes of a batch through a stack, without computing it.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    x : ndarray (n, d_in)
        One example a row; only its shape is read.

    Returns
    -------
    ShapeTrace
        One entry a layer.

    Raises
    ------
    ValueError
        If a layer's input has not as many columns as its weights.

    Examples
    --------
    >>> hidden = Layer(np.zeros((128, 784)), np.zeros(128), "relu")
    >>> last = Layer(np.zeros((10, 128)), np.zeros(10))
    >>> print(shape_trace([hidden, last], np.zeros((32, 784))))
    layer          x           w       b          z  activation  parameters
    0      (32, 784)  (128, 784)  (128,)  (32, 128)        relu      100480
    1      (32, 128)   (10, 128)   (10,)   (32, 10)    identity        1290
    total                                                            101770
    """
    check_stack("shape_trace", layers, x)
    n, shapes = len(x), [(layer.activation, layer.w.shape) for layer in layers]
    return ShapeTrace(tuple((name, (n, w[1]), w, (n, w[0])) for name, w in shapes))


def check_stack(call: str, layers: Sequence[Layer], x: Array) -> None:
    """Refuse layers that do not take what the one before them gives.

    Parameters
    ----------
    call : str
        The function, for the message.
    layers : sequence of Layer
        From the input to the output.
    x : ndarray (n, d_in)
        One example a row.

    Raises
    ------
    ValueError
        If a layer does not fit, with its place.

    Examples
    --------
    >>> layer = Layer(np.ones((5, 4)), np.ones(5))
    >>> check_stack("forward", [layer, layer], np.ones((8, 4)))
    Traceback (most recent call last):
    ValueError: forward: layers[0] gives 5 columns, layers[1] expects 4
    """
    check_matrix(call, "x", x)
    source, columns = "x has", x.shape[1]
    for number, layer in enumerate(layers):
        d_out, d_in = layer.w.shape
        if d_in != columns:
            raise ValueError(
                f"{call}: {source} {columns} columns, layers[{number}] expects {d_in}"
            )
        source, columns = f"layers[{number}] gives", d_out
