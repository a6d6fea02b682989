"""Approximation: curves written down with hinges, folds, and the pieces they make."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnnotes.checks import check_finite, check_shape
from nnnotes.forward import Layer, affine
from nnnotes.network import Network
from nnnotes.parameters import Array
from nnnotes.passes import run
from nnnotes.ranges import check_above, check_between, check_count


def hinge_network(
    f: Callable[[Array], Array], low: float, high: float, pieces: int
) -> Network:
    """Write down a one-hidden-layer ReLU network that interpolates a curve.

    Unit k bends at the k-th knot, and its output weight is the change of slope there.
    Nothing is trained.

    Parameters
    ----------
    f : callable
        Array -> array of the same shape; finite on [low, high].
    low, high : float
        Ends of the interval; beyond them the last piece goes on straight.
    pieces : int
        Straight pieces of equal width, and hidden units; 1 or more.

    Returns
    -------
    Network
        1 input, ``pieces`` hidden units, 1 output; equal to f at the knots.

    Raises
    ------
    ValueError
        If ``high`` is not above ``low``, ``pieces`` is less than 1, or f gives other
        shapes or no numbers.

    References
    ----------
    Leshno, Lin, Pinkus & Schocken (1993), Multilayer feedforward networks with a
    nonpolynomial activation function can approximate any function.

    Examples
    --------
    >>> network = hinge_network(np.square, 0.0, 2.0, pieces=2)
    >>> network.forward(np.array([[0.0], [0.5], [1.0], [2.0]])).ravel()
    array([0. , 0.5, 1. , 4. ])
    """
    check_above("hinge_network", "high", high, low)
    check_count("hinge_network", "pieces", pieces, 1)
    knots = np.linspace(low, high, pieces + 1)
    values = f(knots)
    check_shape("hinge_network", "f(knots)", values, knots.shape, "as the knots")
    check_finite("hinge_network", "f(knots)", values)
    slopes = np.diff(values) / np.diff(knots)
    changes = np.diff(slopes, prepend=0.0)
    hidden = Layer(np.ones((pieces, 1)), -knots[:-1], "relu")
    return Network((hidden, Layer(changes[None, :], values[:1])), "mse")


def hinge_bound(low: float, high: float, pieces: int, curvature: float) -> float:
    """Return the largest error that :func:`hinge_network` can make on its interval.

    Parameters
    ----------
    low, high : float
        Ends of the interval.
    pieces : int
        Straight pieces of equal width; 1 or more.
    curvature : float
        Largest absolute second derivative of the curve; 0 or more.

    Returns
    -------
    float
        ``h^2 / 8 * curvature`` with h the width of a piece: twice the pieces, a
        quarter of the error.

    Raises
    ------
    ValueError
        If ``high`` is not above ``low``, or a number is out of range.

    Examples
    --------
    >>> hinge_bound(0.0, 2.0, pieces=2, curvature=2.0)  # x^2
    0.25
    """
    check_above("hinge_bound", "high", high, low)
    check_count("hinge_bound", "pieces", pieces, 1)
    check_between("hinge_bound", "curvature", curvature)
    return ((high - low) / pieces) ** 2 / 8 * curvature


def random_layer_error(
    phi: Callable[[Array], Array],
    x: Array,
    y: Array,
    width: int,
    rng: np.random.Generator,
    spread: float = 6.0,
) -> float:
    """Fit a curve on a random hidden layer of any bend; return the error that is left.

    A bend that is a polynomial gives a polynomial of its degree at any width, and so
    an error that does not fall.

    Parameters
    ----------
    phi : callable
        Bend: array -> array of the same shape.
    x : ndarray (n, d_in)
        Inputs.
    y : ndarray (n, d_out)
        Targets.
    width : int
        Hidden units; 1 or more.
    rng : numpy.random.Generator
        Draws weights of deviation 1, then biases.
    spread : float
        Biases lie between ``-spread`` and ``spread``; above 0.

    Returns
    -------
    float
        Root of the mean square of what the best last layer leaves, in units of y.

    Raises
    ------
    ValueError
        If the rows differ in number, an entry is no number, or ``width`` or
        ``spread`` is out of range.

    References
    ----------
    Leshno, Lin, Pinkus & Schocken (1993), Multilayer feedforward networks with a
    nonpolynomial activation function can approximate any function.

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 50)[:, None]
    >>> [
    ...     round(random_layer_error(phi, x, x**4, 64, np.random.default_rng(0)), 2)
    ...     for phi in (np.square, np.tanh)
    ... ]
    [0.08, 0.0]
    """
    check_count("random_layer_error", "width", width, 1)
    check_above("random_layer_error", "spread", spread)
    check_shape("random_layer_error", "y", y, (len(x), *y.shape[1:]), f"x {x.shape}")
    check_finite("random_layer_error", "y", y)
    w = rng.standard_normal((width, x.shape[1]))
    h = phi(affine(x, w, rng.uniform(-spread, spread, width)))
    h = np.concatenate([h, np.ones((len(x), 1))], axis=1)
    # Below this share of the largest direction there is only rounding.
    best = np.linalg.lstsq(h, y, rcond=1e-12)[0]
    return float(np.sqrt(np.mean((h @ best - y) ** 2)))


def fold_network(folds: int) -> Network:
    """Write down a deep ReLU network that folds [0, 1] again and again.

    One fold is the tent ``2 relu(x) - 4 relu(x - 1/2)``: up to 1 and down again. Each
    doubles the pieces that are already there.

    Parameters
    ----------
    folds : int
        Hidden layers, of two units each; 1 or more.

    Returns
    -------
    Network
        1 input, 1 output; a saw of ``2**folds`` pieces between 0 and 1.

    Raises
    ------
    ValueError
        If ``folds`` is less than 1.

    References
    ----------
    Telgarsky (2016), Benefits of depth in neural networks, arXiv:1602.04485.

    Examples
    --------
    >>> x = np.array([[0.0], [0.25], [0.5], [0.75], [1.0]])
    >>> fold_network(1).forward(x).ravel(), fold_network(2).forward(x).ravel()
    (array([0. , 0.5, 1. , 0.5, 0. ]), array([0., 1., 0., 1., 0.]))
    """
    check_count("fold_network", "folds", folds, 1)
    tent, bends = np.array([[2.0, -4.0]]), np.array([0.0, -0.5])
    layers = [Layer(np.ones((2, 1)), bends, "relu")]
    # The next two units both look at the tent that the last two made.
    layers += [Layer(np.vstack([tent, tent]), bends, "relu")] * (folds - 1)
    return Network((*layers, Layer(tent, np.zeros(1))), "mse")


def count_pieces(network: Network, start: Array, stop: Array) -> int:
    """Count the straight pieces of a ReLU network between two points.

    Exact up to rounding, without a grid: between two switches every unit is straight,
    and where a line crosses 0 is found by one division.

    Parameters
    ----------
    network : Network
        Hidden layers with ReLU, without norms.
    start, stop : ndarray (d_in,)
        Ends of the segment.

    Returns
    -------
    int
        1 and the number of places at which a hidden unit switches on or off.

    Raises
    ------
    ValueError
        If a hidden layer has another activation or a norm, or the points do not fit.

    References
    ----------
    Montufar, Pascanu, Cho & Bengio (2014), On the number of linear regions of deep
    neural networks, arXiv:1402.1869.
    Hanin & Rolnick (2019), Complexity of linear regions in deep networks,
    arXiv:1901.09021.

    Examples
    --------
    >>> count_pieces(fold_network(5), np.zeros(1), np.ones(1))
    32
    """
    hidden = network.layers[:-1]
    if network.norms or any(layer.activation != "relu" for layer in hidden):
        raise ValueError("count_pieces: expected ReLU in all hidden layers, no norms")
    for name, point in (("start", start), ("stop", stop)):
        width = network.layers[0].w.shape[1:]
        check_shape("count_pieces", name, point, width, "as the first layer")
    places = np.array([0.0, 1.0])
    for depth in range(1, len(hidden) + 1):
        x = start + places[:, None] * (stop - start)
        z = run(network.blocks[:depth], x)[1][-1].z
        at, unit = np.nonzero(z[:-1] * z[1:] < 0)
        before, after = z[at, unit], z[at + 1, unit]
        width = places[at + 1] - places[at]
        crossed = places[at] + width * before / (before - after)
        places = np.unique(np.concatenate([places, crossed]))
    # Two switches closer than this are one crossing, found from both its sides.
    return int(np.sum(np.diff(places) > 1e-12))
