"""Initialization: how large random weights start, and what breaks their symmetry.

The initializers by name, gains and orthogonal weights. The random ones stand in
``random_weights``; what the sizes do to signals and gradients, in ``propagation``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nnnotes.parameters import Array
from nnnotes.propagation import (
    backward_moments,
    distinct_units,
    forward_moments,
    jacobian,
)
from nnnotes.random_weights import (
    Shape,
    fans,
    he_normal,
    he_uniform,
    lecun_normal,
    lecun_uniform,
    xavier_normal,
    xavier_uniform,
)
from nnnotes.ranges import check_above

__all__ = [
    "GAINS",
    "INITIALIZERS",
    "backward_moments",
    "distinct_units",
    "forward_moments",
    "gain",
    "he_normal",
    "he_uniform",
    "jacobian",
    "lecun_normal",
    "lecun_uniform",
    "orthogonal",
    "xavier_normal",
    "xavier_uniform",
]

#: Activation -> the factor on the weights' standard deviation that PyTorch recommends.
GAINS: dict[str, float] = {
    "identity": 1.0,
    "sigmoid": 1.0,
    "tanh": 5 / 3,
    "relu": math.sqrt(2),
    "leaky_relu": math.sqrt(2 / (1 + 0.01**2)),
}


def gain(activation: str) -> float:
    """Look up the factor on the weights' standard deviation before an activation.

    For the ReLUs it holds the mean square exactly. For tanh, 5/3 is a custom: it
    keeps the mean square off zero, at about 0.43.

    Parameters
    ----------
    activation : str
        A key of :data:`GAINS`.

    Returns
    -------
    float
        Factor, for ``xavier_normal``, ``xavier_uniform`` and ``orthogonal``.

    Raises
    ------
    ValueError
        If the table has no such activation.

    Examples
    --------
    >>> round(gain("relu"), 6)
    1.414214
    """
    if activation not in GAINS:
        known = ", ".join(GAINS)
        raise ValueError(f"gain: no {activation!r}; known: {known}")
    return GAINS[activation]


def orthogonal(rng: np.random.Generator, shape: Shape, gain: float = 1.0) -> Array:
    """Draw weights that turn without stretching: w.T @ w or w @ w.T is the identity.

    Every rotation is equally likely. The shorter side is orthonormal: the columns of
    a layer that widens, the rows of one that narrows.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.
    gain : float
        Every singular value, see :func:`gain`; above 0.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights.

    Raises
    ------
    ValueError
        As for :func:`nnnotes.random_weights.xavier_normal`.

    References
    ----------
    Saxe, McClelland & Ganguli (2014), Exact solutions to the nonlinear dynamics of
    learning in deep linear neural networks.
    Mezzadri (2007), How to generate random matrices from the classical compact groups.

    Examples
    --------
    >>> w = orthogonal(np.random.default_rng(0), (2, 5))
    >>> np.allclose(w @ w.T, np.eye(2))
    True
    """
    fan_out, fan_in = fans("orthogonal", shape)
    check_above("orthogonal", "gain", gain)
    tall = rng.normal(size=(max(shape), min(shape)))
    q, r = np.linalg.qr(tall)
    # QR leaves each column's sign to the library; r's diagonal makes it random.
    q = gain * q * np.where(np.diag(r) < 0, -1.0, 1.0)
    return q if fan_out >= fan_in else q.T.copy()


#: Name -> generator, (d_out, d_in) -> weights.
INITIALIZERS: dict[str, Callable[[np.random.Generator, Shape], Array]] = {
    "lecun_normal": lecun_normal,
    "lecun_uniform": lecun_uniform,
    "xavier_normal": xavier_normal,
    "xavier_uniform": xavier_uniform,
    "he_normal": he_normal,
    "he_uniform": he_uniform,
    "orthogonal": orthogonal,
}
