"""Forward and backward pass through a stack of blocks, and reading its output."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.backprop import affine_grad
from nnnotes.blocks import Kept, Norm, block_backward, block_forward
from nnnotes.checks import check_finite
from nnnotes.forward import Layer
from nnnotes.parameters import SQUARABLE, Array, Params

Block = tuple[Layer, Norm | None]


def run(
    blocks: Sequence[Block],
    x: Array,
    rate: float = 0.0,
    rng: np.random.Generator | None = None,
) -> tuple[Array, list[Kept]]:
    """Send a batch through all blocks and keep what each of them saw.

    Parameters
    ----------
    blocks : sequence of (Layer, Norm or None)
        From the input to the output.
    x : ndarray (n, d_in)
        One example a row.
    rate : float
        Probability of dropping a unit of a hidden layer, in training.
    rng : numpy.random.Generator, optional
        Given in training only: draws what is dropped.

    Returns
    -------
    output : ndarray (n, d_out)
        Output of the last block, from which nothing is dropped.
    kept : list of Kept
        One for each block.

    Raises
    ------
    ValueError
        If the shapes do not fit, or an entry of ``x`` is nan or inf.

    Examples
    --------
    >>> layer = Layer(np.eye(2), np.zeros(2), "relu")
    >>> output, kept = run([(layer, None)] * 2, np.array([[3.0, -1.0]]))
    >>> output, kept[0].z
    (array([[3., 0.]]), array([[ 3., -1.]]))
    """
    check_finite("run", "x", x)
    kept = []
    for number, (layer, norm) in enumerate(blocks, start=1):
        drop = rate if number < len(blocks) else 0.0
        x, seen = block_forward(layer, norm, drop, x, rng)
        kept.append(seen)
    return x, kept


def run_back(blocks: Sequence[Block], kept: Sequence[Kept], d: Array) -> Params:
    """Send the gradient in the output back through what :func:`run` kept.

    Parameters
    ----------
    blocks : sequence of (Layer, Norm or None)
        As in the forward pass.
    kept : sequence of Kept
        One for each block.
    d : ndarray (n, d_out)
        Gradient of the loss in the output.

    Returns
    -------
    list of ndarray
        Gradients in w and b, and with a norm gamma and beta, block by block.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    FloatingPointError
        If a gradient overflows.

    Examples
    --------
    >>> blocks = [(Layer(np.eye(2), np.zeros(2), "relu"), None)]
    >>> _, kept = run(blocks, np.array([[3.0, -1.0]]))
    >>> run_back(blocks, kept, np.array([[1.0, 1.0]]))
    [array([[ 3., -1.],
           [ 0.,  0.]]), array([1., 0.])]
    """
    grads: Params = []
    for number in reversed(range(len(blocks))):
        (layer, norm), seen = blocks[number], kept[number]
        dz, extra = block_backward(layer, norm, seen, d)
        if number > 0:
            d, dw, db = affine_grad(seen.x, layer.w, dz)
        else:  # nobody asks for the gradient in the rows: a matrix product less
            dw, db = dz.T @ seen.x, dz.sum(axis=0)
        grads = [dw, db, *extra, *grads]
    for number, g in enumerate(grads):
        check_size(f"grads[{number}]", g)
    return grads


def decide(loss: str, output: Array) -> NDArray[Any]:
    """Turn outputs into answers, as the loss reads them.

    Parameters
    ----------
    loss : str
        A key of :data:`nnnotes.losses.LOSSES`.
    output : ndarray (n, d_out)
        Output of a network.

    Returns
    -------
    ndarray
        Classes (n,), or 0 and 1 (n, d_out), of int64; for regression the output.

    Examples
    --------
    >>> decide("softmax_cross_entropy", np.array([[0.0, 2.0, 1.0]])).tolist()
    [1]
    """
    if loss == "softmax_cross_entropy":
        classes: NDArray[Any] = output.argmax(axis=1).astype(np.int64)
        return classes
    if loss == "binary_cross_entropy":
        return (output > 0).astype(np.int64)
    return output


def block_params(layer: Layer, norm: Norm | None) -> Params:
    """Return the parameters of one block.

    Parameters
    ----------
    layer : Layer
        Affine map and activation.
    norm : Norm or None
        Between the two.

    Returns
    -------
    list of ndarray
        Weights and biases, and with a norm gamma and beta.

    Examples
    --------
    >>> block_params(Layer(np.eye(1), np.zeros(1)), None)
    [array([[1.]]), array([0.])]
    """
    extra = [] if norm is None else [norm.gamma, norm.beta]
    return [layer.w, layer.b, *extra]


def check_layers(layers: Sequence[Layer], norms: Sequence[Norm]) -> None:
    """Refuse layers and norms that do not take what the layer before gives.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    norms : sequence of Norm
        One for each hidden layer, or none at all.

    Raises
    ------
    ValueError
        If there is no layer, or one does not fit, with its place.

    Examples
    --------
    >>> check_layers([Layer(np.ones((5, 4)), np.ones(5))] * 2, [])
    Traceback (most recent call last):
    ValueError: Network: layers[0] gives 5 columns, layers[1] expects 4
    """
    if not layers:
        raise ValueError("Network: no layers, expected one or more")
    for number, (below, layer) in enumerate(pairwise(layers)):
        if len(below.w) != layer.w.shape[1]:
            raise ValueError(
                f"Network: layers[{number}] gives {len(below.w)} columns, "
                f"layers[{number + 1}] expects {layer.w.shape[1]}"
            )
    if norms and len(norms) != len(layers) - 1:
        raise ValueError(
            f"Network: {len(norms)} norms, expected one for each of "
            f"{len(layers) - 1} hidden layers"
        )
    for number, (layer, norm) in enumerate(zip(layers, norms, strict=False)):
        if norm.gamma.shape != layer.b.shape:
            raise ValueError(
                f"Network: norms[{number}] has {norm.gamma.shape}, "
                f"layers[{number}] gives {layer.b.shape}"
            )


def check_size(name: str, array: Array) -> None:
    """Refuse an array that is about to overflow.

    Parameters
    ----------
    name : str
        What it is, for the message.
    array : ndarray
        Outputs or gradients.

    Raises
    ------
    FloatingPointError
        If its norm is above 1e150, where squares overflow, or nan.

    Examples
    --------
    >>> check_size("output", np.array([[1e160]]))
    Traceback (most recent call last):
    FloatingPointError: the norm of output is above 1e+150 or nan
    """
    # A nan fails the comparison too. The sum of squares is one pass without a copy.
    if not np.vdot(array, array) <= SQUARABLE**2:
        raise FloatingPointError(f"the norm of {name} is above {SQUARABLE:.0e} or nan")
