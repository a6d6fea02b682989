"""A multilayer perceptron: layers, a loss, and what follows from both.

Made of the parts before it: blocks of affine map, norm, activation and dropout give the
output, the loss and the blocks' gradients the rest. :func:`nnnotes.mlp.mlp` draws one.
Nothing is changed in place: new parameters make a new network.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.blocks import Norm, moved_norm
from nnnotes.forward import Layer
from nnnotes.losses import LOSSES
from nnnotes.parameters import Array, Params
from nnnotes.passes import (
    Block,
    block_params,
    check_layers,
    check_size,
    decide,
    run,
    run_back,
)
from nnnotes.ranges import check_fraction
from nnnotes.tables import table

Targets = NDArray[Any]


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Layers and a loss; prints as a table, one line a layer.

    Parameters
    ----------
    layers : tuple of Layer
        From the input to the output.
    loss : str
        A key of :data:`nnnotes.losses.LOSSES`.
    norms : tuple of Norm
        One for each hidden layer, or none at all.
    dropout : float
        Probability of dropping a hidden unit in training; in [0, 1).

    Raises
    ------
    ValueError
        If there is no layer, a layer or norm does not take what the layer before it
        gives, the loss is unknown, or ``dropout`` is out of range.

    Examples
    --------
    >>> from nnnotes.mlp import mlp
    >>> mlp([64, 128, 10], np.random.default_rng(0))
    layer  activation          w       b  parameters
    0            relu  (128, 64)  (128,)        8320
    1        identity  (10, 128)   (10,)        1290
    total                                       9610
    loss: softmax_cross_entropy
    """

    layers: tuple[Layer, ...]
    loss: str = "softmax_cross_entropy"
    norms: tuple[Norm, ...] = ()
    dropout: float = 0.0

    def __post_init__(self) -> None:
        check_layers(self.layers, self.norms)
        check_fraction("Network", "dropout", self.dropout)
        if self.loss not in LOSSES:
            known = ", ".join(LOSSES)
            raise ValueError(f"Network: no loss {self.loss!r}; known: {known}")

    def __repr__(self) -> str:
        """Return the layers as a table: shapes, and the parameters in them."""
        rows = []
        for number, (layer, norm) in enumerate(self.blocks):
            before = "" if norm is None else f"{norm.name} norm, "
            shapes = [str(layer.w.shape), str(layer.b.shape)]
            count = sum(p.size for p in block_params(layer, norm))
            name = before + layer.activation
            rows.append([str(number), name, *shapes, str(count)])
        rows.append(["total", "", "", "", str(sum(p.size for p in self.params))])
        text = table(["layer", "activation", "w", "b", "parameters"], rows)
        drop = f"; dropout: {self.dropout:g}" if self.dropout else ""
        return f"{text}\nloss: {self.loss}{drop}"

    @property
    def blocks(self) -> list[Block]:
        """Each layer with its norm or None; the last layer never has one."""
        norms = self.norms or [None] * (len(self.layers) - 1)
        return list(zip(self.layers, [*norms, None], strict=True))

    @property
    def params(self) -> Params:
        """The parameters: w and b, and with a norm gamma and beta, layer by layer."""
        return [p for block in self.blocks for p in block_params(*block)]

    def with_params(self, params: Sequence[Array]) -> Network:
        """Return the same network with other parameters.

        Parameters
        ----------
        params : sequence of ndarray
            In the order and the shapes of ``params``.

        Returns
        -------
        Network
            A new network; this one is as it was.

        Raises
        ------
        ValueError
            If the number of arrays or a shape differs.
        """
        given, own = [p.shape for p in params], [p.shape for p in self.params]
        if given != own:
            raise ValueError(f"with_params: shapes are {given}, expected {own}")
        arrays, layers, norms = iter(params), [], []
        for layer, norm in self.blocks:
            layers.append(Layer(next(arrays), next(arrays), layer.activation))
            if norm is not None:
                norms.append(replace(norm, gamma=next(arrays), beta=next(arrays)))
        return replace(self, layers=tuple(layers), norms=tuple(norms))

    def forward(self, x: Array) -> Array:
        """Send a batch through the network, as it is used after training.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.

        Returns
        -------
        ndarray (n, d_out)
            Output of the last layer: logits for a classifier.

        Raises
        ------
        ValueError
            If the shapes do not fit, or an entry of ``x`` is nan or inf.
        """
        return run(self.blocks, x)[0]

    def predict(self, x: Array) -> Targets:
        """Return what the network says: a class, yes or no, or numbers.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.

        Returns
        -------
        ndarray
            Classes (n,) for softmax cross-entropy; 0 or 1 (n, d_out) for binary
            cross-entropy; else the outputs (n, d_out).

        Raises
        ------
        ValueError
            As for :meth:`forward`.
        """
        return decide(self.loss, self.forward(x))

    def evaluate(self, x: Array, y: Targets) -> tuple[float, float]:
        """Measure loss and accuracy, as the network is used after training.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.
        y : ndarray
            Labels (n,) or targets (n, d_out), as the loss takes them.

        Returns
        -------
        loss : float
            Mean over the rows; nan if an output has overflowed.
        accuracy : float
            Share of right answers; nan for a loss that is not about classes.

        Raises
        ------
        ValueError
            If the shapes do not fit, there is no row, or a label is no class.
        """
        output, loss, share = self.forward(x), math.nan, math.nan
        if np.isfinite(output).all():
            loss = LOSSES[self.loss][0](output, y)
        if self.loss.endswith("cross_entropy"):
            share = float(np.mean(decide(self.loss, output) == y))
        return loss, share

    def loss_and_grads(self, x: Array, y: Targets) -> tuple[float, Params]:
        """Return the loss of a batch and its gradient in every parameter.

        Of the network as it is used after training: nothing is dropped, and batch
        norm uses its running statistics.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.
        y : ndarray
            Labels (n,) or targets (n, d_out), as the loss takes them.

        Returns
        -------
        loss : float
            Mean over the batch.
        grads : list of ndarray
            In the order and the shapes of ``params``.

        Raises
        ------
        ValueError
            If the shapes do not fit, or an entry of the input is no number.
        FloatingPointError
            If the parameters have grown until the output or a gradient overflows.
        """
        output, kept = run(self.blocks, x)
        check_size("output", output)
        value, grad = LOSSES[self.loss]
        return value(output, y), run_back(self.blocks, kept, grad(output, y))

    def training_pass(
        self, x: Array, y: Targets, rng: np.random.Generator
    ) -> tuple[Network, Params]:
        """Return the gradients of a training batch: dropout on, batch statistics.

        Parameters
        ----------
        x : ndarray (n, d_in)
            One example a row.
        y : ndarray
            Labels (n,) or targets (n, d_out), as the loss takes them.
        rng : numpy.random.Generator
            Draws what is dropped.

        Returns
        -------
        network : Network
            With the running statistics moved towards the batch's.
        grads : list of ndarray
            In the order and the shapes of ``params``.

        Raises
        ------
        ValueError
            As for :meth:`loss_and_grads`.
        FloatingPointError
            As for :meth:`loss_and_grads`.
        """
        blocks = self.blocks
        output, kept = run(blocks, x, self.dropout, rng)
        check_size("output", output)
        grads = run_back(blocks, kept, LOSSES[self.loss][1](output, y))
        norms = tuple(map(moved_norm, self.norms, kept))
        return (replace(self, norms=norms) if norms else self), grads
