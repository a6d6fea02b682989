"""Diagnostics: what to look at when training fails, layer by layer.

A look at a network gives a :class:`Report`, which prints as a table and draws as one
figure. Shape checks stand in ``shapes``, curves in ``curves``, ablations in
``ablation``; all can be had from here. Histories to look at come from ``training``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnnotes.ablation import ablate
from nnnotes.activations import activation
from nnnotes.curves import curve_report
from nnnotes.network import Network
from nnnotes.parameters import Array, check_like
from nnnotes.passes import run
from nnnotes.report import Report
from nnnotes.shapes import check_axes, row_influence

__all__ = [
    "Report",
    "ablate",
    "activation_report",
    "activation_verdict",
    "check_axes",
    "curve_report",
    "gradient_norms",
    "gradient_report",
    "gradient_verdict",
    "row_influence",
    "update_ratios",
]

#: A unit is saturated where its slope is below this share of the steepest one:
#: for tanh that is |a| > 0.97.
SATURATED = 1 - 0.97**2


def activation_report(network: Network, x: Array) -> Report:
    """Look at the outputs of each hidden layer over a whole set of rows.

    Parameters
    ----------
    network : Network
        Looked at as it is used after training.
    x : ndarray (n, d_in)
        As many rows as there are: a unit that is silent on a few may fire on others.

    Returns
    -------
    Report
        For each hidden layer ``mean`` and ``std`` of all entries; ``spread``, the
        deviation over rows, averaged over units: 0 if the layer says the same to all;
        ``zero``, the share of entries that are exactly 0, which is no illness; and
        the shares of units or entries that are ill: ``dead``, units with slope 0 on
        every row; ``saturated``, entries where a bounded activation is flat
        (for tanh: above 0.97), nan for others.

    Raises
    ------
    ValueError
        If the shapes do not fit or there is no row.

    References
    ----------
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks, section 3.

    Examples
    --------
    >>> from nnnotes.mlp import mlp
    >>> network = mlp([64, 32, 32, 10], np.random.default_rng(0))
    >>> x = np.random.default_rng(1).standard_normal((200, 64))
    >>> activation_report(network, x).verdict
    'no layer is dead, saturated or constant'
    """
    if len(x) == 0:
        raise ValueError(f"activation_report: no rows; x {x.shape}")
    _, kept = run(network.blocks, x)
    names = ["mean", "std", "spread", "zero", "dead", "saturated"]
    rows = []
    for layer, seen in zip(network.layers[:-1], kept, strict=False):
        slope = activation(layer.activation)[1](seen.bent)
        bounded = layer.activation in ("tanh", "sigmoid")
        steepest = 0.25 if layer.activation == "sigmoid" else 1.0
        flat = np.mean(slope < SATURATED * steepest) if bounded else np.nan
        a = seen.a
        spread, dead = a.std(axis=0).mean(), (slope == 0).all(axis=0).mean()
        rows.append([a.mean(), a.std(), spread, np.mean(a == 0), dead, flat])
    found = np.array(rows, dtype=np.float64).reshape(-1, len(names))
    columns = dict(zip(names, found.T, strict=True))
    panels = (("mean", "std", "spread"), ("zero", "dead", "saturated"))
    labels = tuple(str(k) for k in range(len(rows)))
    return Report("layer", labels, columns, activation_verdict(columns), panels)


def activation_verdict(columns: Mapping[str, Array]) -> str:
    """Name the layers of which half the units are ill, or all say the same.

    Parameters
    ----------
    columns : mapping of str to ndarray (layers,)
        ``mean``, ``spread``, ``dead`` and ``saturated``, as in the report; nan
        accuses no layer.

    Returns
    -------
    str
        An illness and its layers, several parted by semicolons; or that there is none.

    Examples
    --------
    >>> names = ("mean", "spread", "saturated")
    >>> columns = {name: np.full(2, np.nan) for name in names}
    >>> activation_verdict({**columns, "dead": np.array([0.02, 0.91])})
    'dead: layer 1'
    """
    illnesses = {
        "dead": columns["dead"] > 0.5,
        "saturated": columns["saturated"] > 0.5,
        # The same output for all rows, though not by being dead.
        "constant": (columns["spread"] <= 1e-6 * (1e-12 + np.abs(columns["mean"])))
        & (columns["dead"] < 1),
    }
    parts = [
        f"{name}: layer {', '.join(str(k) for k in np.flatnonzero(ill))}"
        for name, ill in illnesses.items()
        if ill.any()
    ]
    return "; ".join(parts) or "no layer is dead, saturated or constant"


def gradient_norms(grads: Sequence[Array]) -> Array:
    """Return the Frobenius norm of each weight's gradient, first layer first.

    Parameters
    ----------
    grads : sequence of ndarray
        Gradients of all parameters; those with fewer than two axes are passed over.

    Returns
    -------
    ndarray (n_layers,)
        One norm for each weight matrix. The root of the sum of squares over all
        parameters is :func:`nnnotes.clipping.global_norm`.

    Examples
    --------
    >>> gradient_norms([np.array([[3.0, 4.0]]), np.array([7.0]), np.array([[12.0]])])
    array([ 5., 12.])
    """
    return np.array([np.linalg.norm(g) for g in grads if g.ndim > 1])


def update_ratios(before: Sequence[Array], after: Sequence[Array]) -> Array:
    """Return how far a step moves each weight matrix, as a share of its length.

    Parameters
    ----------
    before, after : sequence of ndarray
        Parameters on both sides of a step; only those with two axes count.

    Returns
    -------
    ndarray (n_layers,)
        ``||after - before|| / ||before||``; infinite if a matrix of zeros moves, 0 if
        nothing moves. Around 1e-3 is a common rule of thumb.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> update_ratios([np.array([[3.0, 4.0]])], [np.array([[3.0, 4.5]])])
    array([0.1])
    """
    check_like("update_ratios", "after", after, before)
    ratios = []
    for old, new in zip(before, after, strict=True):
        if old.ndim > 1:
            moved, size = float(np.linalg.norm(new - old)), float(np.linalg.norm(old))
            ratios.append(moved / size if size else np.inf if moved else 0.0)
    return np.array(ratios)


def gradient_report(
    network: Network,
    x: Array,
    y: NDArray[Any],
    after: Sequence[Array] | None = None,
) -> Report:
    """Look at each layer's weights, their gradient, and how far a step moves them.

    Parameters
    ----------
    network : Network
        Looked at as it is used after training.
    x : ndarray (n, d_in)
        One example a row.
    y : ndarray
        Labels (n,) or targets (n, d_out), as the loss takes them.
    after : sequence of ndarray, optional
        The parameters after a step.

    Returns
    -------
    Report
        For each layer the norms of ``weight`` and ``gradient``, and with ``after``
        ``update/weight``, the share of its length that the step moves it.

    Raises
    ------
    ValueError
        As for :meth:`nnnotes.network.Network.loss_and_grads`, or if ``after`` has
        other shapes than the parameters.
    FloatingPointError
        If the output or a gradient overflows.

    References
    ----------
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks, section 4.2.

    Examples
    --------
    >>> from nnnotes.mlp import mlp
    >>> rng = np.random.default_rng(0)
    >>> network = mlp([64, *[48] * 10, 10], rng, "sigmoid", "xavier_normal")
    >>> x, y = rng.standard_normal((100, 64)), np.arange(100) % 10
    >>> print(gradient_report(network, x, y).verdict.split(":")[0])
    gradients vanish towards the input
    """
    _, grads = network.loss_and_grads(x, y)
    weights = [layer.w for layer in network.layers]
    columns = {"weight": gradient_norms(weights), "gradient": gradient_norms(grads)}
    if after is not None:
        columns["update/weight"] = update_ratios(network.params, after)
    labels = tuple(str(k) for k in range(len(weights)))
    panels = tuple((name,) for name in columns if name != "weight")
    return Report("layer", labels, columns, gradient_verdict(columns), panels)


def gradient_verdict(columns: Mapping[str, Array]) -> str:
    """Say whether gradients arrive, and whether the step is of a sensible size.

    Parameters
    ----------
    columns : mapping of str to ndarray (layers,)
        ``gradient``, the norms, first layer first; and ``update/weight``, if measured.

    Returns
    -------
    str
        What is unusual, parted by semicolons; or that gradients arrive.

    Examples
    --------
    >>> gradient_verdict({"gradient": np.array([1e-5, 1.0])})
    'gradients vanish towards the input: first/last 1.0e-05'
    """
    norms, parts = columns["gradient"], []
    if not norms.any():
        return "no gradient arrives anywhere: dead units, or a loss that is flat"
    share = norms[0] / norms[-1] if norms[-1] else np.inf
    if share < 0.01:
        parts.append(f"gradients vanish towards the input: first/last {share:.1e}")
    if share > 100:
        parts.append(f"gradients grow towards the input: first/last {share:.1e}")
    ratios = columns.get("update/weight", np.full(len(norms), 1e-3))
    for name, ill in (
        ("without a move", ratios == 0),
        ("moved by more than a tenth of its length", ratios > 0.1),
    ):
        if ill.any():
            parts.append(f"layer {', '.join(map(str, np.flatnonzero(ill)))} {name}")
    return "; ".join(parts) or "gradients arrive at every layer"
