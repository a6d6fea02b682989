"""SwiGLU: a layer whose one half says what and whose other half says how much.

Weights are stored (out, in) as everywhere: w_gate and w_up (h, d), w_down (d_out, h).
There are no biases.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_columns, check_shape
from nnnotes.ranges import check_count
from nnnotes.smooth import silu, silu_grad

Array = NDArray[np.float64]


def swiglu(x: Array, w_gate: Array, w_up: Array, w_down: Array) -> Array:
    """Return (silu(x @ w_gate.T) * (x @ w_up.T)) @ w_down.T.

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    w_gate, w_up : ndarray (h, d)
        Weights of the two halves. They are not interchangeable: the gate is bent.
    w_down : ndarray (d_out, h)
        Weights of the way back from the hidden width; d_out is d in a transformer.

    Returns
    -------
    ndarray (n, d_out)
        Output of the layer.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Shazeer (2020), GLU variants improve transformer, arXiv:2002.05202.

    Examples
    --------
    >>> x = np.array([[3.0, 5.0]])  # two units multiply: silu(t) - silu(-t) = t
    >>> gate, up = np.array([[1.0, 0], [-1, 0]]), np.array([[0, 1.0], [0, -1]])
    >>> swiglu(x, gate, up, np.ones((1, 2))).round(12)
    array([[15.]])
    """
    check_halves("swiglu", x, w_gate, w_up, w_down)
    return (silu(x @ w_gate.T) * (x @ w_up.T)) @ w_down.T


def swiglu_grad(
    x: Array, w_gate: Array, w_up: Array, w_down: Array, dy: Array
) -> tuple[Array, Array, Array, Array]:
    """Send a gradient back through y = swiglu(x, w_gate, w_up, w_down).

    Parameters
    ----------
    x : ndarray (n, d)
        One example a row.
    w_gate, w_up : ndarray (h, d)
        Weights of the two halves.
    w_down : ndarray (d_out, h)
        Weights of the way back.
    dy : ndarray (n, d_out)
        Gradient of the loss in the output; the factor 1/n of a mean is already in it.

    Returns
    -------
    dx : ndarray (n, d)
        Gradient in ``x``: the sum of what comes through both halves.
    dw_gate, dw_up : ndarray (h, d)
        Gradients in the weights of the halves.
    dw_down : ndarray (d_out, h)
        Gradient in the weights of the way back.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> grads = swiglu_grad(one, 0 * one, one, one, one)
    >>> [g.item() for g in grads]  # silu(0) is 0, its slope 1/2
    [0.0, 0.5, 0.0, 0.0]
    """
    check_halves("swiglu_grad", x, w_gate, w_up, w_down)
    shapes = f"x {x.shape}, w_down {w_down.shape}"
    check_shape("swiglu_grad", "dy", dy, (len(x), len(w_down)), shapes)
    gate, up = x @ w_gate.T, x @ w_up.T
    dh = dy @ w_down
    dgate, dup = dh * up * silu_grad(gate), dh * silu(gate)  # product rule
    dx = dgate @ w_gate + dup @ w_up
    return dx, dgate.T @ x, dup.T @ x, dy.T @ (silu(gate) * up)


def matched_width(d: int, multiple: int = 1) -> int:
    """Return the hidden width at which SwiGLU costs what a plain 4d layer costs.

    Three matrices of d h weights against two of 4 d d: h is 8/3 of d.

    Parameters
    ----------
    d : int
        Width of the input and the output.
    multiple : int
        Round up to a multiple of this; 256 in LLaMA's reference code.

    Returns
    -------
    int
        ``8 d // 3``, rounded up.

    Raises
    ------
    ValueError
        If a number is not above 0.

    References
    ----------
    Shazeer (2020), GLU variants improve transformer, arXiv:2002.05202.
    Touvron et al. (2023), LLaMA: open and efficient foundation language models.

    Examples
    --------
    >>> matched_width(4096, multiple=256)
    11008
    """
    check_count("matched_width", "d", d, 1)
    check_count("matched_width", "multiple", multiple, 1)
    return -(-(8 * d // 3) // multiple) * multiple


def check_halves(
    call: str, x: Array, w_gate: Array, w_up: Array, w_down: Array
) -> None:
    """Refuse weights that are not those of one SwiGLU layer for ``x``.

    Parameters
    ----------
    call : str
        The function, for the message.
    x : ndarray (n, d)
        One example a row.
    w_gate, w_up : ndarray (h, d)
        Weights of the two halves.
    w_down : ndarray (d_out, h)
        Weights of the way back.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> check_halves("swiglu", np.ones((1, 2)), *np.ones((2, 3, 2)), np.ones((2, 2)))
    Traceback (most recent call last):
    ValueError: swiglu: w_down is (2, 2), expected (d_out, 3); w_gate (3, 2)
    """
    check_columns(call, x, w_gate)
    check_shape(call, "w_up", w_up, w_gate.shape, f"w_gate {w_gate.shape}")
    if w_down.ndim != 2 or w_down.shape[1] != len(w_gate):
        raise ValueError(
            f"{call}: w_down is {w_down.shape}, expected (d_out, {len(w_gate)}); "
            f"w_gate {w_gate.shape}"
        )
