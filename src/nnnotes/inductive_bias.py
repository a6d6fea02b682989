"""Inductive bias: what a network prefers before the first example.

Three comparisons. Shuffle the pixels: a multilayer perceptron does not notice, a
convolution does. Start descent at zero: it ends at the smallest of all exact fits. Add
slow and fast waves: the slow ones are learned first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnnotes.capacity import minimum_norm
from nnnotes.checks import check_matrix, check_shape
from nnnotes.network import Network
from nnnotes.parameters import Array


def permute_inputs(network: Network, order: Sequence[int]) -> Network:
    """Shuffle the columns of the first weights as the columns of an input.

    Parameters
    ----------
    network : Network
        Any network of layers.
    order : sequence of int
        Places of the columns: a permutation of 0 to d_in - 1.

    Returns
    -------
    Network
        It gives for ``x[:, order]`` what ``network`` gives for ``x``, and it learns
        the same from it.

    Raises
    ------
    ValueError
        If ``order`` is no permutation of the columns.

    Examples
    --------
    >>> from nnnotes.mlp import mlp
    >>> network, x = mlp([3, 8, 2], np.random.default_rng(0)), np.eye(3)
    >>> moved = permute_inputs(network, [2, 0, 1])
    >>> bool(np.allclose(moved.forward(x[:, [2, 0, 1]]), network.forward(x)))
    True
    """
    first = network.layers[0]
    if sorted(order) != list(range(first.w.shape[1])):
        raise ValueError(
            f"permute_inputs: order has {len(order)} entries, expected each of 0 to "
            f"{first.w.shape[1] - 1} once"
        )
    moved = replace(first, w=first.w[:, list(order)])
    return replace(network, layers=(moved, *network.layers[1:]))


def shift_images(x: Array, right: int, down: int) -> Array:
    """Move 8x8 images by whole pixels; paper comes in where ink has left.

    Parameters
    ----------
    x : ndarray (n, 64)
        One image a row; its smallest entry is taken for paper.
    right, down : int
        Pixels, from -7 to 7; negative for left and up.

    Returns
    -------
    ndarray (n, 64)
        Moved images.

    Raises
    ------
    ValueError
        If ``x`` is no matrix of 64 columns or a move is too long.

    Examples
    --------
    >>> x = np.zeros((1, 64))
    >>> x[0, 0] = 1.0
    >>> np.flatnonzero(shift_images(x, right=1, down=2))
    array([17])
    """
    check_matrix("shift_images", "x", x)
    check_shape("shift_images", "x", x, (len(x), 64), "8x8 images")
    if max(abs(right), abs(down)) > 7:
        raise ValueError(
            f"shift_images: right {right}, down {down}, expected -7 to 7 each"
        )
    images = x.reshape(-1, 8, 8)
    moved = np.full(images.shape, x.min(initial=np.inf))
    to = [slice(max(s, 0), 8 + min(s, 0)) for s in (down, right)]
    from_ = [slice(max(-s, 0), 8 + min(-s, 0)) for s in (down, right)]
    moved[:, to[0], to[1]] = images[:, from_[0], from_[1]]
    return moved.reshape(x.shape)


def learned_share(output: Array, x: Array, frequency: int) -> float:
    """Return how much of a wave sin(k x) is in an output.

    Parameters
    ----------
    output : ndarray (n,)
        What a network gives.
    x : ndarray (n,)
        Where: evenly spaced over a full turn, 2 pi, the end left out.
    frequency : int
        The k of the wave, in turns.

    Returns
    -------
    float
        Factor of sin(k x) in the output: 1 if the whole wave is there.

    Raises
    ------
    ValueError
        If the shapes differ or are not (n,).

    References
    ----------
    Rahaman et al. (2019), On the spectral bias of neural networks, arXiv:1806.08734.

    Examples
    --------
    >>> x = np.linspace(-np.pi, np.pi, 64, endpoint=False)
    >>> output = np.sin(x) + 0.25 * np.sin(4 * x)
    >>> [round(learned_share(output, x, k), 6) for k in (1, 2, 4)]
    [1.0, 0.0, 0.25]
    """
    check_shape("learned_share", "x", x, (x.size,), "one axis")
    check_shape("learned_share", "output", output, x.shape, f"x {x.shape}")
    return float(2 * np.mean(output * np.sin(frequency * x)))


def row_space_share(features: Array, weights: Array) -> Array:
    """Return the part of some weights that the rows of the features can see.

    Descent on a linear head moves weights by sums of rows only. The rest of a start,
    to which every row is blind, stays as it is for ever.

    Parameters
    ----------
    features : ndarray (n, m)
        One example a row.
    weights : ndarray (m, d_out)
        Weights of a linear head.

    Returns
    -------
    ndarray (m, d_out)
        The smallest weights that give every row what ``weights`` give it.

    Raises
    ------
    ValueError
        If the shapes do not fit or an entry is no number.

    References
    ----------
    Zhang, Bengio, Hardt, Recht & Vinyals (2017), Understanding deep learning requires
    rethinking generalization, arXiv:1611.03530.

    Examples
    --------
    >>> row_space_share(np.array([[1.0, 1.0]]), np.array([[3.0], [1.0]])).round(12)
    array([[2.],
           [2.]])
    """
    check_shape(
        "row_space_share",
        "weights",
        weights,
        (features.shape[-1], weights.shape[-1]),
        f"features {features.shape}",
    )
    return minimum_norm(features, features @ weights)
