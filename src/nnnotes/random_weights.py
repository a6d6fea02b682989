"""Random weights of the right size: LeCun, Xavier (Glorot) and He, normal and uniform.

A layer of shape (d_out, d_in) has fan-in d_in and fan-out d_out. Every initializer
takes a generator and that shape. All means are 0: a scheme is a variance.
"""

from __future__ import annotations

import math

import numpy as np

from nnnotes.parameters import Array
from nnnotes.ranges import check_above, check_between, check_count

Shape = tuple[int, int]


def lecun_normal(rng: np.random.Generator, shape: Shape) -> Array:
    """Draw normal weights of variance 1 / fan-in.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights. A linear layer hands on the mean square of its input.

    Raises
    ------
    ValueError
        If the shape is not two integers of 1 or more.

    References
    ----------
    LeCun, Bottou, Orr & Müller (1998), Efficient backprop.

    Examples
    --------
    >>> w = lecun_normal(np.random.default_rng(0), (500, 400))
    >>> w.shape, round(float(w.std()), 3)  # 1 / sqrt(400)
    ((500, 400), 0.05)
    """
    _, fan_in = fans("lecun_normal", shape)
    return normal(rng, shape, 1 / fan_in)


def lecun_uniform(rng: np.random.Generator, shape: Shape) -> Array:
    """Draw uniform weights of variance 1 / fan-in: up to sqrt(3 / fan-in).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights.

    Raises
    ------
    ValueError
        As for :func:`lecun_normal`.

    References
    ----------
    LeCun, Bottou, Orr & Müller (1998), Efficient backprop.

    Examples
    --------
    >>> w = lecun_uniform(np.random.default_rng(0), (500, 300))
    >>> round(float(np.abs(w).max()), 4)  # sqrt(3 / 300)
    0.1
    """
    _, fan_in = fans("lecun_uniform", shape)
    return uniform(rng, shape, 1 / fan_in)


def xavier_normal(rng: np.random.Generator, shape: Shape, gain: float = 1.0) -> Array:
    """Draw normal weights of variance gain^2 2 / (fan-in + fan-out).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.
    gain : float
        Factor on the standard deviation, see
        :func:`nnnotes.initialization.gain`; above 0.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights: between what the forward pass asks for and what the backward pass.

    Raises
    ------
    ValueError
        As for :func:`lecun_normal`, or if ``gain`` is not above 0.

    References
    ----------
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks.

    Examples
    --------
    >>> w = xavier_normal(np.random.default_rng(0), (500, 300))
    >>> round(float(w.std()), 3)  # sqrt(2 / 800)
    0.05
    """
    return normal(rng, shape, xavier_variance("xavier_normal", shape, gain))


def xavier_uniform(rng: np.random.Generator, shape: Shape, gain: float = 1.0) -> Array:
    """Draw uniform weights up to gain sqrt(6 / (fan-in + fan-out)).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.
    gain : float
        Factor on the standard deviation, see
        :func:`nnnotes.initialization.gain`; above 0.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights, with the variance of :func:`xavier_normal`.

    Raises
    ------
    ValueError
        As for :func:`xavier_normal`.

    References
    ----------
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
    neural networks.

    Examples
    --------
    >>> w = xavier_uniform(np.random.default_rng(0), (128, 256))
    >>> round(float(np.abs(w).max()), 3)  # sqrt(6 / 384)
    0.125
    """
    return uniform(rng, shape, xavier_variance("xavier_uniform", shape, gain))


def he_normal(
    rng: np.random.Generator, shape: Shape, slope: float = 0.0, fan: str = "in"
) -> Array:
    """Draw normal weights of variance 2 / fan, for ReLU.

    ReLU lets half of the mean square through; the 2 makes up for it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.
    slope : float
        Slope below 0 of a leaky ReLU: the variance is ``2 / ((1 + slope^2) fan)``.
    fan : str
        "in" holds the mean square of signals, "out" that of gradients.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights.

    Raises
    ------
    ValueError
        As for :func:`lecun_normal`, or if ``slope`` is negative or ``fan`` unknown.

    References
    ----------
    He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.

    Examples
    --------
    >>> w = he_normal(np.random.default_rng(0), (500, 200))
    >>> round(float(w.std()), 3)  # sqrt(2 / 200)
    0.1
    """
    return normal(rng, shape, he_variance("he_normal", shape, slope, fan))


def he_uniform(
    rng: np.random.Generator, shape: Shape, slope: float = 0.0, fan: str = "in"
) -> Array:
    """Draw uniform weights up to sqrt(6 / fan), for ReLU.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the weights.
    shape : (d_out, d_in)
        Of the layer.
    slope : float
        As for :func:`he_normal`.
    fan : str
        As for :func:`he_normal`.

    Returns
    -------
    ndarray (d_out, d_in)
        Weights, with the variance of :func:`he_normal`.

    Raises
    ------
    ValueError
        As for :func:`he_normal`.

    References
    ----------
    He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.

    Examples
    --------
    >>> w = he_uniform(np.random.default_rng(0), (500, 600))
    >>> round(float(np.abs(w).max()), 4)  # sqrt(6 / 600)
    0.1
    """
    return uniform(rng, shape, he_variance("he_uniform", shape, slope, fan))


def normal(rng: np.random.Generator, shape: Shape, variance: float) -> Array:
    """Draw a normal matrix of mean 0."""
    return rng.normal(0.0, math.sqrt(variance), size=shape)


def uniform(rng: np.random.Generator, shape: Shape, variance: float) -> Array:
    """Draw a uniform matrix of mean 0; its variance is a third of the limit squared."""
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, size=shape)


def xavier_variance(call: str, shape: Shape, gain: float) -> float:
    """Return gain^2 2 / (fan-in + fan-out)."""
    check_above(call, "gain", gain)
    return gain**2 * 2 / sum(fans(call, shape))


def he_variance(call: str, shape: Shape, slope: float, fan: str) -> float:
    """Return 2 / ((1 + slope^2) fan)."""
    check_between(call, "slope", slope)
    fan_out, fan_in = fans(call, shape)
    if fan not in ("in", "out"):
        raise ValueError(f"{call}: fan is {fan!r}, expected 'in' or 'out'")
    return 2 / ((1 + slope**2) * (fan_in if fan == "in" else fan_out))


def fans(call: str, shape: Shape) -> Shape:
    """Return (fan-out, fan-in), after making sure that the shape is one."""
    if len(shape) != 2:
        raise ValueError(f"{call}: shape is {shape}, expected (d_out, d_in)")
    check_count(call, "d_out", shape[0], 1)
    check_count(call, "d_in", shape[1], 1)
    return shape
