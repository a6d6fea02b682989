"""From linear models to networks: fixed features, a linear head, and what bends add.

A linear model is an affine map of features. Fixed features are chosen by hand: they
stand in ``features``, which comes first, and two of them can be had from here. A hidden
layer is a feature map that is learned; ``forward`` stacks them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_integers, check_shape
from nnnotes.features import check_rows, hinge_features, polynomial_features
from nnnotes.forward import Layer, affine, check_stack

Array = NDArray[np.float64]
Labels = NDArray[np.integer]
Map = Callable[[Array], Array]

__all__ = [
    "additivity_gap",
    "collapse",
    "compose",
    "head_hessian",
    "hinge_features",
    "linear_head",
    "linear_probe",
    "polynomial_features",
]


def linear_head(h: Array, y: Array) -> tuple[Array, Array]:
    """Fit the last layer by least squares, with the features held still.

    The mean squared error of a linear head is a bowl: every minimum is a global one.
    Of several the one with the smallest weights is taken.

    Parameters
    ----------
    h : ndarray (n, m)
        Features, one example a row.
    y : ndarray (n, d_out)
        Targets.

    Returns
    -------
    w : ndarray (d_out, m)
        Weights.
    b : ndarray (d_out,)
        Biases.

    Raises
    ------
    ValueError
        If there is no example, the rows do not match, or an entry is nan or inf.

    References
    ----------
    Goodfellow, Bengio & Courville (2016), Deep Learning, chapter 5.

    Examples
    --------
    >>> h = np.array([[0.0], [1.0], [2.0]])
    >>> w, b = linear_head(h, 3 * h - 1)
    >>> w.round(12), b.round(12)
    (array([[3.]]), array([-1.]))
    """
    check_rows("linear_head", "h", h)
    check_rows("linear_head", "y", y)
    check_shape("linear_head", "y", y, (len(h), y.shape[1]), f"h {h.shape}")
    # At the best bias the mean residual is 0: fit deviations from the means first.
    h_mean, y_mean = h.mean(axis=0), y.mean(axis=0)
    w = np.linalg.lstsq(h - h_mean, y - y_mean)[0].T
    return w, y_mean - w @ h_mean


def head_hessian(h: Array) -> Array:
    """Return the curvature of the mean squared error of a linear head.

    Gradient descent on the head converges for a rate below 2 over the largest
    eigenvalue, and slowly if the smallest is much smaller.

    Parameters
    ----------
    h : ndarray (n, m)
        Features, one example a row.

    Returns
    -------
    ndarray (m + 1, m + 1)
        ``(2/n) A^T A`` with A the features and a last column of ones, for the bias.

    Raises
    ------
    ValueError
        If ``h`` is no matrix of finite numbers, or has no rows.

    Examples
    --------
    >>> head_hessian(np.array([[1.0], [-1.0]]))
    array([[2., 0.],
           [0., 2.]])
    """
    check_rows("head_hessian", "h", h)
    a = np.column_stack([h, np.ones(len(h))])
    return 2.0 * a.T @ a / len(h)


def compose(*functions: Map) -> Map:
    """Chain functions, the right-most acts first: ``compose(f, g)(x) = f(g(x))``.

    Parameters
    ----------
    *functions : callable
        From the output to the input, as in the formula.

    Returns
    -------
    callable
        Their composition; without functions the identity.

    Examples
    --------
    >>> fold = compose(abs, lambda x: x - 1)
    >>> fold(np.array([0.0, 3.0]))
    array([1., 2.])
    """

    def composed(x: Array) -> Array:
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


def collapse(layers: Sequence[Layer]) -> Layer:
    """Merge a stack without bends into the one affine map that it is.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output, all with the activation "identity".

    Returns
    -------
    Layer
        With ``w = w_L ... w_1`` and the biases carried through.

    Raises
    ------
    ValueError
        If there is no layer, one bends, or the shapes do not fit.

    Examples
    --------
    >>> double, shift = Layer(np.eye(1) * 2, np.zeros(1)), Layer(np.eye(1), np.ones(1))
    >>> one = collapse([shift, double])  # 2 (x + 1) = 2 x + 2
    >>> one.w, one.b
    (array([[2.]]), array([2.]))
    """
    if not layers:
        raise ValueError("collapse: no layers")
    for number, layer in enumerate(layers):
        if layer.activation != "identity":
            raise ValueError(
                f"collapse: layers[{number}] has {layer.activation}, expected identity"
            )
    w, b = layers[0].w, layers[0].b
    check_stack("collapse", layers, w[:0])
    for layer in layers[1:]:
        b = affine(b[np.newaxis], layer.w, layer.b)[0]
        w = layer.w @ w
    return Layer(w, b)


def additivity_gap(f: Map, u: Array, v: Array) -> float:
    """Measure how far a function is from affine: 0 for every stack without bends.

    Parameters
    ----------
    f : callable
        Batch (n, d_in) -> batch (n, d_out).
    u, v : ndarray (n, d_in)
        Pairs of inputs to try it on.

    Returns
    -------
    float
        The largest entry of ``|f(u + v) - f(u) - f(v) + f(0)|``. Above rounding it
        proves a bend; 0 proves none for these inputs only.

    Raises
    ------
    ValueError
        If the shapes differ, or ``u`` is no matrix of finite numbers.

    Examples
    --------
    >>> u, v = np.array([[1.0]]), np.array([[-1.0]])
    >>> additivity_gap(lambda x: 2 * x + 5, u, v), additivity_gap(np.abs, u, v)
    (0.0, 2.0)
    """
    check_rows("additivity_gap", "u", u)
    check_rows("additivity_gap", "v", v)
    check_shape("additivity_gap", "v", v, u.shape, f"u {u.shape}")
    gap = f(u + v) - f(u) - f(v) + f(np.zeros(u.shape))
    return float(np.max(np.abs(gap)))


def linear_probe(h: Array, labels: Labels, h_new: Array, labels_new: Labels) -> float:
    """Fit a linear head to read classes off features, and score it on new examples.

    A high score says that the classes can be read off linearly, not that the network
    reads them. Try shuffled labels too: a probe that fits those tells nothing.

    Parameters
    ----------
    h : ndarray (n, m)
        Activations of a layer, one example a row; to fit the probe.
    labels : ndarray (n,) of integers
        Their classes, from 0.
    h_new : ndarray (n_new, m)
        Activations of examples that the probe has not seen.
    labels_new : ndarray (n_new,) of integers
        Their classes.

    Returns
    -------
    float
        Share of the new examples whose class the probe gets right, 0 to 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, a label is no integer from 0, or an entry is nan
        or inf.

    References
    ----------
    Alain & Bengio (2016), Understanding intermediate layers using linear classifier
    probes, arXiv:1610.01644.

    Examples
    --------
    >>> h, labels = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    >>> linear_probe(h, labels, np.array([[-0.1], [3.0]]), np.array([0, 1]))
    1.0
    """
    _check_probe(h, labels)
    _check_probe(h_new, labels_new)
    check_shape("linear_probe", "a row of h_new", h_new[0], h[0].shape, "as of h")
    w, b = linear_head(h, np.eye(int(labels.max()) + 1)[labels])
    best = np.argmax(affine(h_new, w, b), axis=1)
    return float(np.mean(best == labels_new))


def _check_probe(h: Array, labels: Labels) -> None:
    """Raise a ValueError unless there is a class number for each row of features."""
    check_rows("linear_probe", "h", h)
    check_shape("linear_probe", "labels", labels, (len(h),), f"h {h.shape}")
    check_integers("linear_probe", labels)
    if labels.min() < 0:
        raise ValueError(
            f"linear_probe: labels run from {labels.min()}, expected 0 or more"
        )
