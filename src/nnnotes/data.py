"""Data sets: six drawn by a formula, and 1,797 handwritten digits.

Rows are examples. A formula takes its randomness from ``rng``, so that a seed gives
the same rows everywhere.

Digits: E. Alpaydin & C. Kaynak (1998), Optical Recognition of Handwritten Digits,
UCI Machine Learning Repository, doi 10.24432/C50P49, CC BY 4.0; see LICENSE-digits.
"""

from __future__ import annotations

import math
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nnnotes.ranges import check_between, check_count

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
Examples = tuple[Array, Labels]


def moons(n: int, noise: float, rng: np.random.Generator) -> Examples:
    """Draw two half circles that reach into each other: no line parts them.

    Parameters
    ----------
    n : int
        Examples; classes take turns.
    noise : float
        Standard deviation of the scatter around the curve; the radius is 1.
    rng : numpy.random.Generator
        Draws the places on the curves and the scatter.

    Returns
    -------
    x : ndarray (n, 2)
        Points.
    y : ndarray (n,) of int64
        0 for the upper moon, 1 for the lower.

    Raises
    ------
    ValueError
        If ``n`` is less than 1 or ``noise`` is negative.

    Examples
    --------
    >>> x, y = moons(4, 0.0, np.random.default_rng(0))
    >>> x.shape, y.tolist()
    ((4, 2), [0, 1, 0, 1])
    """
    _check_draw("moons", n, noise)
    t = rng.uniform(0.0, math.pi, n)
    y = np.arange(n, dtype=np.int64) % 2
    upper = np.stack([np.cos(t), np.sin(t)], axis=1)
    x = np.where(y[:, None] == 0, upper, np.array([1.0, 0.5]) - upper)
    return x + noise * rng.standard_normal((n, 2)), y


def spirals(
    n: int, noise: float, rng: np.random.Generator, arms: int = 2, turns: float = 1.5
) -> Examples:
    """Draw arms that wind around one center, one class an arm.

    Parameters
    ----------
    n : int
        Examples; arms take turns.
    noise : float
        Standard deviation of the scatter; the arms end at radius 1.
    rng : numpy.random.Generator
        Draws the places on the arms and the scatter.
    arms : int
        Number of classes.
    turns : float
        How often an arm winds around the center.

    Returns
    -------
    x : ndarray (n, 2)
        Points.
    y : ndarray (n,) of int64
        The arm, from 0.

    Raises
    ------
    ValueError
        If ``n`` or ``arms`` is less than 1 or ``noise`` is negative.

    Examples
    --------
    >>> x, y = spirals(6, 0.0, np.random.default_rng(0), arms=3)
    >>> y.tolist()
    [0, 1, 2, 0, 1, 2]
    """
    _check_draw("spirals", n, noise)
    if arms < 1:
        raise ValueError(f"spirals: arms is {arms}, expected 1 or more")
    # The square root spreads the points evenly over the disc, not over the radius.
    radius = np.sqrt(rng.uniform(0.0, 1.0, n))
    y = np.arange(n, dtype=np.int64) % arms
    angle = 2 * math.pi * (turns * radius + y / arms)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return x + noise * rng.standard_normal((n, 2)), y


def rings(n: int, noise: float, rng: np.random.Generator) -> Examples:
    """Draw two circles around one center: the squared radius parts them.

    Parameters
    ----------
    n : int
        Examples; classes take turns.
    noise : float
        Standard deviation of the scatter.
    rng : numpy.random.Generator
        Draws the angles and the scatter.

    Returns
    -------
    x : ndarray (n, 2)
        Points.
    y : ndarray (n,) of int64
        0 for the ring of radius 1/2, 1 for the ring of radius 1.

    Raises
    ------
    ValueError
        If ``n`` is less than 1 or ``noise`` is negative.

    Examples
    --------
    >>> x, y = rings(4, 0.0, np.random.default_rng(0))
    >>> np.sqrt(np.sum(x**2, axis=1)).round(6), y.tolist()
    (array([0.5, 1. , 0.5, 1. ]), [0, 1, 0, 1])
    """
    _check_draw("rings", n, noise)
    angle = rng.uniform(0.0, 2 * math.pi, n)
    y = np.arange(n, dtype=np.int64) % 2
    radius = np.where(y == 0, 0.5, 1.0)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return x + noise * rng.standard_normal((n, 2)), y


def xor(n: int, noise: float, rng: np.random.Generator) -> Examples:
    """Draw clouds around the four corners (+-1, +-1); equal signs are class 0.

    Parameters
    ----------
    n : int
        Examples; corners take turns, so that every four rows hold all of them.
    noise : float
        Standard deviation of a cloud.
    rng : numpy.random.Generator
        Draws the scatter.

    Returns
    -------
    x : ndarray (n, 2)
        Points.
    y : ndarray (n,) of int64
        1 where the corner's signs differ.

    Raises
    ------
    ValueError
        If ``n`` is less than 1 or ``noise`` is negative.

    References
    ----------
    Minsky & Papert (1969), Perceptrons.

    Examples
    --------
    >>> x, y = xor(4, 0.0, np.random.default_rng(0))
    >>> x.tolist(), y.tolist()
    ([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]], [0, 1, 1, 0])
    """
    _check_draw("xor", n, noise)
    corner = np.arange(n, dtype=np.int64) % 4
    left, low = corner // 2, corner % 2
    x = 2.0 * np.stack([left, low], axis=1) - 1.0
    return x + noise * rng.standard_normal((n, 2)), left ^ low


def checkerboard(n: int, rng: np.random.Generator, cells: int = 4) -> Examples:
    """Draw points evenly on the unit square; the color of their cell is the class.

    Parameters
    ----------
    n : int
        Examples.
    rng : numpy.random.Generator
        Draws the points.
    cells : int
        Cells along one side.

    Returns
    -------
    x : ndarray (n, 2)
        Points, from 0 to 1 in both columns.
    y : ndarray (n,) of int64
        0 in the cell at the origin, and 0 and 1 by turns from there.

    Raises
    ------
    ValueError
        If ``n`` or ``cells`` is less than 1.

    Examples
    --------
    >>> x, y = checkerboard(3, np.random.default_rng(0))
    >>> (4 * x).round(1).tolist(), y.tolist()
    ([[2.5, 1.1], [0.2, 0.1], [3.3, 3.7]], [1, 0, 0])
    """
    _check_draw("checkerboard", n, 0.0)
    if cells < 1:
        raise ValueError(f"checkerboard: cells is {cells}, expected 1 or more")
    x = rng.uniform(0.0, 1.0, (n, 2))
    return x, np.floor(cells * x).astype(np.int64).sum(axis=1) % 2


def sine(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw points on one period of the sine: a curve for regression.

    Parameters
    ----------
    n : int
        Examples.
    noise : float
        Standard deviation of the targets around the curve.
    rng : numpy.random.Generator
        Draws the inputs and the scatter.

    Returns
    -------
    x : ndarray (n, 1)
        Inputs from 0 to 2 pi, in radians, not sorted.
    y : ndarray (n, 1)
        ``sin(x)`` and the scatter.

    Raises
    ------
    ValueError
        If ``n`` is less than 1 or ``noise`` is negative.

    Examples
    --------
    >>> x, y = sine(5, 0.0, np.random.default_rng(0))
    >>> x.shape, y.shape, float(np.abs(y - np.sin(x)).max())
    ((5, 1), (5, 1), 0.0)
    """
    _check_draw("sine", n, noise)
    x = rng.uniform(0.0, 2 * math.pi, (n, 1))
    return x, np.sin(x) + noise * rng.standard_normal((n, 1))


def digits() -> Examples:
    """Read the 8x8 handwritten digits that come with the package.

    The test part of the UCI data set, as in scikit-learn. Thirteen people wrote them,
    in stretches of the file. A split by random rows has every writer in every part;
    an accuracy on it says "same writers", and is higher than on new ones.

    Returns
    -------
    x : ndarray (1797, 64)
        One image a row, pixel rows one after the other; ink from 0 to 16.
    y : ndarray (1797,) of int64
        The digit, 0 to 9.

    References
    ----------
    Alpaydin & Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository, doi 10.24432/C50P49; license CC BY 4.0.

    Examples
    --------
    >>> x, y = digits()
    >>> x.shape, float(x.min()), float(x.max()), y[:5].tolist()
    ((1797, 64), 0.0, 16.0, [0, 1, 2, 3, 4])
    """
    with (files("nnnotes") / "digits.npz").open("rb") as file, np.load(file) as held:
        return held["X"].astype(np.float64), held["y"].astype(np.int64)


def _check_draw(call: str, n: int, noise: float) -> None:
    """Raise a ValueError unless n counts examples and noise is a deviation."""
    check_count(call, "n", n, 1)
    check_between(call, "noise", noise)
