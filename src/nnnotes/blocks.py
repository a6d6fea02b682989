"""One layer of a network with what can stand around it: norm, bend, dropout.

The order is affine, norm, activation, dropout. In training a norm over the batch uses
the batch and dropout drops; afterwards the norm uses its running statistics and
dropout does nothing. A generator given as ``rng`` means training.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnnotes.activations import activation
from nnnotes.backprop import activation_grad
from nnnotes.forward import Layer, affine
from nnnotes.normalization import (
    RunningStatistics,
    batch_norm,
    batch_norm_eval,
    batch_norm_eval_grad,
    batch_norm_grad,
    layer_norm,
    layer_norm_grad,
    running_init,
    running_update,
)
from nnnotes.parameters import Array, Params
from nnnotes.regularization import dropout, dropout_grad


@dataclass(frozen=True, eq=False)
class Norm:
    """Gain and shift behind a norm, one a unit.

    Parameters
    ----------
    gamma, beta : ndarray (d,)
        Gain and shift; parameters, never decayed.
    running : RunningStatistics or None
        What batch norm uses after training; None for layer norm, which needs none.

    Examples
    --------
    >>> Norm(np.ones(2), np.zeros(2)).name
    'layer'
    """

    gamma: Array
    beta: Array
    running: RunningStatistics | None = None

    @property
    def name(self) -> str:
        """The kind of norm: "batch" or "layer"."""
        return "layer" if self.running is None else "batch"


@dataclass(frozen=True, eq=False)
class Kept:
    """What the forward pass of one block keeps for the backward pass.

    Parameters
    ----------
    x : ndarray (n, d_in)
        Input of the block.
    z : ndarray (n, d_out)
        Output of the affine map.
    bent : ndarray (n, d_out)
        Input of the activation; ``z`` if there is no norm.
    a : ndarray (n, d_out)
        Output of the activation, before dropout.
    mask : ndarray (n, d_out) or None
        What dropout multiplied with.
    training : bool
        Whether the norm used the batch.

    Examples
    --------
    >>> layer = Layer(np.eye(2), np.zeros(2), "relu")
    >>> block_forward(layer, None, 0.0, np.array([[3.0, -1.0]]))[1].z
    array([[ 3., -1.]])
    """

    x: Array
    z: Array
    bent: Array
    a: Array
    mask: Array | None
    training: bool


def norm_init(name: str, d: int) -> Norm:
    """Return a norm that neither scales nor shifts: gain 1, shift 0.

    Parameters
    ----------
    name : str
        "batch" or "layer".
    d : int
        Number of units; 1 or more.

    Returns
    -------
    Norm
        With fresh running statistics for "batch".

    Raises
    ------
    ValueError
        If there is no norm of that name.

    Examples
    --------
    >>> norm_init("layer", 2)
    Norm(gamma=array([1., 1.]), beta=array([0., 0.]), running=None)
    """
    if name not in ("batch", "layer"):
        raise ValueError(f"norm_init: no norm {name!r}; known: batch, layer")
    running = running_init(d) if name == "batch" else None
    return Norm(np.ones(d), np.zeros(d), running)


def block_forward(
    layer: Layer,
    norm: Norm | None,
    rate: float,
    x: Array,
    rng: np.random.Generator | None = None,
) -> tuple[Array, Kept]:
    """Send a batch through affine map, norm, activation and dropout.

    Parameters
    ----------
    layer : Layer
        Affine map and activation.
    norm : Norm or None
        Between the two.
    rate : float
        Probability of dropping a unit of an example, in training.
    x : ndarray (n, d_in)
        One example a row.
    rng : numpy.random.Generator, optional
        Draws what is dropped. Given in training only.

    Returns
    -------
    out : ndarray (n, d_out)
        Output of the block.
    kept : Kept
        For :func:`block_backward` and :func:`moved_norm`.

    Raises
    ------
    ValueError
        If the shapes do not fit or ``rate`` is no probability below 1.

    Examples
    --------
    >>> layer = Layer(np.eye(2), np.zeros(2), "relu")
    >>> block_forward(layer, None, 0.0, np.array([[3.0, -1.0]]))[0]
    array([[3., 0.]])
    """
    z = affine(x, layer.w, layer.b)
    bent = z if norm is None else _normalized(norm, z, rng is not None)
    a = activation(layer.activation)[0](bent)
    if rng is None or rate == 0:
        return a, Kept(x, z, bent, a, None, rng is not None)
    out, mask = dropout(a, rate, rng)
    return out, Kept(x, z, bent, a, mask, True)


def block_backward(
    layer: Layer, norm: Norm | None, kept: Kept, d: Array
) -> tuple[Array, Params]:
    """Send a gradient back through dropout, activation and norm, to the affine map.

    Parameters
    ----------
    layer : Layer
        As in the forward pass.
    norm : Norm or None
        As in the forward pass.
    kept : Kept
        What the forward pass kept.
    d : ndarray (n, d_out)
        Gradient of the loss in the output of the block.

    Returns
    -------
    dz : ndarray (n, d_out)
        Gradient in the output of the affine map, for
        :func:`nnnotes.backprop.affine_grad`.
    extra : list of ndarray
        With a norm the gradients in gamma and beta, else empty.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> layer = Layer(np.eye(2), np.zeros(2), "relu")
    >>> _, kept = block_forward(layer, None, 0.0, np.array([[3.0, -1.0]]))
    >>> block_backward(layer, None, kept, np.array([[5.0, 5.0]]))
    (array([[5., 0.]]), [])
    """
    if kept.mask is not None:
        d = dropout_grad(d, kept.mask)
    d = activation_grad(layer.activation, kept.bent, d)
    if norm is None:
        return d, []
    dz, *extra = _normalized_grad(norm, kept, d)
    return dz, extra


def _normalized(norm: Norm, z: Array, training: bool) -> Array:
    """Apply a norm, as in training or as afterwards."""
    if norm.running is None:
        return layer_norm(z, norm.gamma, norm.beta)
    if training:
        return batch_norm(z, norm.gamma, norm.beta)
    return batch_norm_eval(z, norm.gamma, norm.beta, norm.running)


def _normalized_grad(norm: Norm, kept: Kept, d: Array) -> tuple[Array, Array, Array]:
    """Send a gradient back through normalized: to z, gamma and beta."""
    if norm.running is None:
        return layer_norm_grad(kept.z, norm.gamma, d)
    if kept.training:
        return batch_norm_grad(kept.z, norm.gamma, d)
    return batch_norm_eval_grad(kept.z, norm.gamma, d, norm.running)


def moved_norm(norm: Norm, kept: Kept) -> Norm:
    """Return a norm whose running statistics have seen the batch.

    Parameters
    ----------
    norm : Norm
        As in the forward pass.
    kept : Kept
        What the forward pass of a training batch kept.

    Returns
    -------
    Norm
        The same norm if it has no running statistics.

    Raises
    ------
    ValueError
        As for :func:`nnnotes.normalization.running_update`.

    Examples
    --------
    >>> layer, norm = Layer(np.eye(1), np.zeros(1)), norm_init("batch", 1)
    >>> rng, x = np.random.default_rng(0), np.array([[1.0], [3.0]])
    >>> _, kept = block_forward(layer, norm, 0.0, x, rng)
    >>> moved_norm(norm, kept).running.mean  # a tenth of the way from 0 to 2
    array([0.2])
    """
    if norm.running is None:
        return norm
    return replace(norm, running=running_update(kept.z, norm.running))
