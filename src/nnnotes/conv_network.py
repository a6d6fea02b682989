"""A small convolutional network for 8x8 images, which `fit` trains like any other.

Weight sharing is what tells this network, before the first example, that neighbors
belong together. A multilayer perceptron is not told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import relu, relu_grad
from nnnotes.backprop import affine_grad
from nnnotes.checks import check_finite
from nnnotes.convolution import convolve, convolve_grad, max_pool, max_pool_grad
from nnnotes.forward import affine
from nnnotes.initialization import he_normal, lecun_normal
from nnnotes.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from nnnotes.parameters import Array, Params, check_like
from nnnotes.passes import check_size
from nnnotes.ranges import check_count
from nnnotes.tables import table

Labels = NDArray[Any]


@dataclass(frozen=True, eq=False, repr=False)
class ConvNetwork:
    """Filters, ReLU, pooling, and an affine map to the classes' scores.

    Parameters
    ----------
    params : list of ndarray
        Filters (c, 9), their biases (c,), weights (K, 9 c) and biases (K,).

    Examples
    --------
    >>> conv_network(16, 10, np.random.default_rng(0))
    layer      activation          w      b  parameters
    filters  relu, pooled    (16, 9)  (16,)         160
    last         identity  (10, 144)  (10,)        1450
    total                                          1610
    """

    params: Params

    def __repr__(self) -> str:
        """Return the two layers as a table: shapes, and the parameters in them."""
        w, b, last, shift = self.params
        rows = [["filters", "relu, pooled", str(w.shape), str(b.shape)]]
        rows += [["last", "identity", str(last.shape), str(shift.shape)]]
        sizes = [w.size + b.size, last.size + shift.size]
        rows = [[*row, str(size)] for row, size in zip(rows, sizes, strict=True)]
        rows += [["total", "", "", "", str(sum(sizes))]]
        return table(["layer", "activation", "w", "b", "parameters"], rows)

    def with_params(self, params: Sequence[Array]) -> ConvNetwork:
        """Return the same network with other parameters.

        Parameters
        ----------
        params : sequence of ndarray
            In the order and the shapes of ``params``.

        Returns
        -------
        ConvNetwork
            A new network; this one is as it was.

        Raises
        ------
        ValueError
            If the number of arrays or a shape differs.
        """
        check_like("with_params", "params", params, self.params)
        return ConvNetwork(list(params))

    def forward(self, x: Array) -> Array:
        """Return the scores of images.

        Parameters
        ----------
        x : ndarray (n, 64)
            One image a row.

        Returns
        -------
        ndarray (n, K)
            Logits.

        Raises
        ------
        ValueError
            If the shapes do not fit, or an entry of ``x`` is nan or inf.
        """
        return self._run(x)[-1]

    def _run(self, x: Array) -> tuple[Array, Array, Array, Array]:
        """Return filters' sums, their ReLU, the pooled row of an image, the scores."""
        check_finite("ConvNetwork", "x", x)
        filters, shift, w, b = self.params
        z = convolve(x, filters, shift)
        a = relu(z)
        h = max_pool(a).reshape(len(x), -1)
        return z, a, h, affine(h, w, b)

    def training_pass(
        self, x: Array, y: Labels, rng: np.random.Generator
    ) -> tuple[ConvNetwork, Params]:
        """Return the gradients of a batch.

        Parameters
        ----------
        x : ndarray (n, 64)
            One image a row.
        y : ndarray (n,) of integers
            Labels from 0.
        rng : numpy.random.Generator
            Not used: nothing is dropped.

        Returns
        -------
        network : ConvNetwork
            This one.
        grads : list of ndarray
            In the order and the shapes of ``params``.

        Raises
        ------
        ValueError
            As for :meth:`forward`, or if a label is no class.
        FloatingPointError
            If the parameters have grown until the scores overflow.
        """
        z, a, h, output = self._run(x)
        check_size("output", output)
        d = softmax_cross_entropy_grad(output, y)
        dh, dw, db = affine_grad(h, self.params[2], d)
        da = max_pool_grad(a, dh.reshape(len(x), 9, -1))
        return self, [*convolve_grad(x, da * relu_grad(z)), dw, db]

    def evaluate(self, x: Array, y: Labels) -> tuple[float, float]:
        """Measure loss and accuracy.

        Parameters
        ----------
        x : ndarray (n, 64)
            One image a row.
        y : ndarray (n,) of integers
            Labels from 0.

        Returns
        -------
        loss : float
            Mean softmax cross-entropy, in nats; nan if a score has overflowed.
        accuracy : float
            Share of right answers.

        Raises
        ------
        ValueError
            As for :meth:`forward`, or if a label is no class.
        """
        output, loss = self.forward(x), math.nan
        if np.isfinite(output).all():
            loss = softmax_cross_entropy(output, y)
        return loss, float(np.mean(output.argmax(axis=1) == y))


def conv_network(filters: int, n_classes: int, rng: np.random.Generator) -> ConvNetwork:
    """Make a small convolutional network for 8x8 images.

    Parameters
    ----------
    filters : int
        Number of 3x3 filters; 1 or more.
    n_classes : int
        Number of scores; 1 or more.
    rng : numpy.random.Generator
        Draws the filters, then the weights of the last layer.

    Returns
    -------
    ConvNetwork
        With He's filters and LeCun's last layer, as :func:`nnnotes.mlp.mlp`.

    Raises
    ------
    ValueError
        If a number is less than 1.

    Examples
    --------
    >>> network = conv_network(16, 10, np.random.default_rng(0))
    >>> sum(p.size for p in network.params)
    1610
    """
    check_count("conv_network", "filters", filters, 1)
    check_count("conv_network", "n_classes", n_classes, 1)
    first, last = (
        he_normal(rng, (filters, 9)),
        lecun_normal(rng, (n_classes, 9 * filters)),
    )
    return ConvNetwork([first, np.zeros(filters), last, np.zeros(n_classes)])
