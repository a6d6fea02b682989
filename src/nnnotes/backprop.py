"""Backpropagation: gradients layer by layer, and the check that they are right.

A gradient has the shape of its variable and is named after it: dw belongs to w. The
same on a graph of numbers is ``autodiff``; with less memory, ``checkpointing``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from nnnotes.activations import activation
from nnnotes.checks import check_columns, check_finite, check_shape
from nnnotes.forward import Cache, Layer
from nnnotes.ranges import check_above

Array = NDArray[np.float64]
Grads = list[tuple[Array, Array]]


def affine_grad(x: Array, w: Array, dz: Array) -> tuple[Array, Array, Array]:
    """Send a gradient back through z = x @ w.T + b.

    Parameters
    ----------
    x : ndarray (n, d_in)
        Input of the layer.
    w : ndarray (d_out, d_in)
        Weights.
    dz : ndarray (n, d_out)
        Gradient of the loss in ``z``; the factor 1/n of a mean is already in it.

    Returns
    -------
    dx : ndarray (n, d_in)
        Gradient in ``x``.
    dw : ndarray (d_out, d_in)
        Gradient in ``w``: the sum of one outer product for each example.
    db : ndarray (d_out,)
        Gradient in ``b``: a sum over the batch, not a mean.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Rumelhart, Hinton & Williams (1986), Learning representations by
    back-propagating errors, Nature 323.

    Examples
    --------
    >>> x, w = np.array([[2.0, 1.0]]), np.array([[3.0, 4.0]])
    >>> affine_grad(x, w, np.array([[10.0]]))
    (array([[30., 40.]]), array([[20., 10.]]), array([10.]))
    """
    check_columns("affine_grad", x, w)
    shapes = f"x {x.shape}, w {w.shape}"
    check_shape("affine_grad", "dz", dz, (len(x), len(w)), shapes)
    return dz @ w, dz.T @ x, dz.sum(axis=0)


def activation_grad(name: str, z: Array, da: Array) -> Array:
    """Send a gradient back through a = phi(z), entry by entry.

    Parameters
    ----------
    name : str
        A key of :data:`nnnotes.activations.ACTIVATIONS`.
    z : ndarray of any shape
        Pre-activation: the input of the activation, not its output.
    da : ndarray with the shape of ``z``
        Gradient of the loss in ``a``.

    Returns
    -------
    ndarray with the shape of ``z``
        Gradient of the loss in ``z``.

    Raises
    ------
    ValueError
        If the shapes differ or there is no elementwise activation of that name.

    Examples
    --------
    >>> activation_grad("relu", np.array([[-2.0, 3.0]]), np.array([[5.0, 5.0]]))
    array([[0., 5.]])
    """
    check_shape("activation_grad", "da", da, z.shape, f"z {z.shape}")
    _, phi_grad = activation(name)
    return da * phi_grad(z)


def backward(
    layers: Sequence[Layer], caches: Sequence[Cache], d_out: Array
) -> tuple[Grads, Array]:
    """Send a gradient back through a stack of layers, last layer first.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    caches : sequence of Cache
        What :func:`nnnotes.forward.forward` kept of them.
    d_out : ndarray (n, d_out)
        Gradient of the loss in the output.

    Returns
    -------
    grads : list of (dw, db)
        One pair a layer, in the order of ``layers``.
    dx : ndarray (n, d_in)
        Gradient of the loss in the input.

    Raises
    ------
    ValueError
        If layers, caches and gradient do not belong together.

    References
    ----------
    Rumelhart, Hinton & Williams (1986), Learning representations by
    back-propagating errors, Nature 323.
    Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.5.

    Examples
    --------
    >>> from nnnotes.forward import forward
    >>> layers = [Layer(np.array([[0.5]]), np.array([0.1]), "relu")]
    >>> layers += [Layer(np.array([[-0.3]]), np.array([0.2]))]
    >>> output, caches = forward(layers, np.array([[2.0]]))
    >>> grads, dx = backward(layers, caches, 2 * (output - 1))  # (output - 1)^2
    >>> [float(g.round(3).item()) for pair in grads for g in pair]
    [1.356, 0.678, -2.486, -2.26]
    """
    if len(layers) != len(caches):
        raise ValueError(f"backward: {len(layers)} layers, {len(caches)} caches")
    if caches:
        check_shape("backward", "d_out", d_out, caches[-1].z.shape, "as the output")
    grads = []
    d = d_out
    for layer, cache in zip(reversed(layers), reversed(caches), strict=True):
        dz = activation_grad(layer.activation, cache.z, d)
        d, dw, db = affine_grad(cache.x, layer.w, dz)
        grads.append((dw, db))
    return grads[::-1], d


def numeric_grad(f: Callable[[Array], float], x: Array, eps: float = 1e-5) -> Array:
    """Measure the gradient of ``f`` at ``x`` by central differences.

    Parameters
    ----------
    f : callable
        Array with the shape of ``x`` -> one number.
    x : ndarray of any shape
        Where to measure; not changed.
    eps : float
        Half the distance between the two points.

    Returns
    -------
    ndarray with the shape of ``x``
        ``(f(x + eps e_k) - f(x - eps e_k)) / (2 eps)`` for every entry k. The error
        falls with eps^2 until rounding, about 1e-16 / eps, takes over.

    Raises
    ------
    ValueError
        If ``eps`` is not above 0, ``f`` gives an array, or ``x`` holds nan or inf.

    Examples
    --------
    >>> numeric_grad(lambda x: np.sum(x**2), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    check_above("numeric_grad", "eps", eps)
    check_finite("numeric_grad", "x", x)
    grad = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        rise = _as_number("numeric_grad", f(x + step) - f(x - step))
        grad[k] = rise / (2 * eps)
    return grad


def relative_error(a: Array, b: Array) -> float:
    """Return ||a - b|| / (||a|| + ||b||): 0 for equal, 1 for opposite arrays.

    Parameters
    ----------
    a, b : ndarray of one shape
        Two gradients of one variable.

    Returns
    -------
    float
        Between 0 and 1; 0 if both are zero.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> relative_error(np.array([1.0, 0.0]), np.array([3.0, 0.0]))
    0.5
    """
    check_shape("relative_error", "b", b, a.shape, f"a {a.shape}")
    size = float(np.linalg.norm(a)) + float(np.linalg.norm(b))
    return float(np.linalg.norm(a - b)) / size if size else 0.0


def check_gradient(
    f: Callable[[Array], float],
    grad: Array,
    x: Array,
    eps: float = 1e-5,
    tolerance: float = 1e-7,
) -> float:
    """Compare a gradient with :func:`numeric_grad`, and fail if they differ.

    Parameters
    ----------
    f : callable
        Array with the shape of ``x`` -> one number.
    grad : ndarray with the shape of ``x``
        The gradient of ``f`` at ``x`` as your formula gives it.
    x : ndarray of any shape
        Where to compare. Closer than ``eps`` to a kink (ReLU) a right formula fails.
    eps : float
        As in :func:`numeric_grad`.
    tolerance : float
        The largest relative error that passes.

    Returns
    -------
    float
        The relative error, as in :func:`relative_error`.

    Raises
    ------
    AssertionError
        If the error is above ``tolerance`` or not a number; with the entries that
        differ, worst first.
    ValueError
        If ``grad`` has not the shape of ``x``, or as in :func:`numeric_grad`.

    Examples
    --------
    >>> x = np.array([1.0, -3.0])
    >>> check_gradient(lambda x: np.sum(x**2), 2 * x, x) < 1e-9
    True
    """
    check_shape("check_gradient", "grad", grad, x.shape, "as x")
    numeric = numeric_grad(f, x, eps)
    error = relative_error(grad, numeric)
    if not error <= tolerance:  # also catches nan
        raise AssertionError(
            f"check_gradient: relative error {error:.2g} is above {tolerance:g}; "
            f"{_side_by_side(grad, numeric, tolerance)}"
        )
    return error


def _side_by_side(grad: Array, numeric: Array, tolerance: float, rows: int = 5) -> str:
    """Return the entries that differ as a table, worst first."""
    gap = np.abs(grad - numeric).ravel()
    gap[np.isnan(gap)] = np.inf
    finite = [np.where(np.isfinite(g), g, 0.0) for g in (grad, numeric)]
    # If no gap were above this share, the whole error would be below the tolerance.
    size = float(np.linalg.norm(finite[0])) + float(np.linalg.norm(finite[1]))
    count = int(np.sum(gap > tolerance * size / math.sqrt(gap.size)))
    worst = np.argsort(-gap, kind="stable")[:count]
    # Six digits of the largest entry: below them is the noise of differences.
    largest = float(np.max(np.abs(finite))) or 1.0
    decimals = max(0, 5 - math.floor(math.log10(largest)))
    lines = [f"{count} of {gap.size} entries differ, worst first"]
    lines.append(f"{'index':>12} {'analytic':>12} {'numeric':>12}")
    for flat in worst[:rows]:
        k = np.unravel_index(flat, grad.shape)
        index = str([int(i) for i in k])
        lines.append(
            f"{index:>12} {grad[k]:12.{decimals}f} {numeric[k]:12.{decimals}f}"
        )
    return "\n".join(lines)


def _as_number(call: str, value: float) -> float:
    """Return what a function gave as a float; ValueError if it is an array."""
    if np.ndim(value) != 0:
        raise ValueError(f"{call}: f gives {np.shape(value)}, expected one number")
    return float(value)
