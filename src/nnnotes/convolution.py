"""Convolution and pooling of 8x8 images: the same 3x3 weights at every place.

Images are rows of 64 pixels. Every function has its gradient beside it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnnotes.checks import check_columns, check_shape, check_weights
from nnnotes.parameters import Array


def patches() -> NDArray[np.int64]:
    """Return the pixels of every 3x3 patch of an 8x8 image.

    Returns
    -------
    ndarray (36, 9) of int64
        One row a patch, 6x6 of them; its pixels' places in a row of 64.

    Examples
    --------
    >>> patches()[1].tolist()
    [1, 2, 3, 9, 10, 11, 17, 18, 19]
    """
    place = np.arange(64, dtype=np.int64).reshape(8, 8)
    windows = np.lib.stride_tricks.sliding_window_view(place, (3, 3))
    return windows.reshape(36, 9)


def convolve(x: Array, w: Array, b: Array) -> Array:
    """Apply filters to every 3x3 patch of 8x8 images.

    Parameters
    ----------
    x : ndarray (n, 64)
        One image a row.
    w : ndarray (c, 9)
        One filter a row.
    b : ndarray (c,)
        Biases.

    Returns
    -------
    ndarray (n, 36, c)
        Entry (i, p, k): filter k on patch p of image i. An affine map of the patch,
        called convolution though the filter is not flipped.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    LeCun, Bottou, Bengio & Haffner (1998), Gradient-based learning applied to document
    recognition.

    Examples
    --------
    >>> x = np.arange(64.0)[None, :]
    >>> z = convolve(x, np.eye(9)[4:5], np.zeros(1))  # the middle of each patch
    >>> z.shape, z[0, :3, 0]
    ((1, 36, 1), array([ 9., 10., 11.]))
    """
    check_weights("convolve", w, b)
    check_shape("convolve", "w", w, (len(w), 9), "3x3 filters")
    check_columns("convolve", x, np.empty((0, 64)))
    return x[:, patches()] @ w.T + b


def convolve_grad(x: Array, dz: Array) -> tuple[Array, Array]:
    """Return the gradients of :func:`convolve` in filters and biases.

    Parameters
    ----------
    x : ndarray (n, 64)
        Images of the forward pass.
    dz : ndarray (n, 36, c)
        Gradient of the loss in the output.

    Returns
    -------
    dw : ndarray (c, 9)
        Sum over images and patches: every place teaches the same weights.
    db : ndarray (c,)
        Sum over images and patches.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> dw, db = convolve_grad(np.ones((2, 64)), np.ones((2, 36, 1)))
    >>> dw.ravel()[:3], db
    (array([72., 72., 72.]), array([72.]))
    """
    check_columns("convolve_grad", x, np.empty((0, 64)))
    check_shape("convolve_grad", "dz", dz, (len(x), 36, dz.shape[-1]), f"x {x.shape}")
    seen = x[:, patches()].reshape(-1, 9)
    dz = dz.reshape(-1, dz.shape[-1])
    return dz.T @ seen, dz.sum(axis=0)


def max_pool(a: Array) -> Array:
    """Keep the largest of every 2x2 square of a 6x6 map.

    Parameters
    ----------
    a : ndarray (n, 36, c)
        One map for each filter.

    Returns
    -------
    ndarray (n, 9, c)
        3x3 maps.

    Raises
    ------
    ValueError
        If ``a`` has other than 36 places.

    Examples
    --------
    >>> max_pool(np.arange(36.0).reshape(1, 36, 1)).ravel()
    array([ 7.,  9., 11., 19., 21., 23., 31., 33., 35.])
    """
    largest: Array = _squares("max_pool", a).max(axis=(2, 4))
    return largest.reshape(len(a), 9, -1)


def max_pool_grad(a: Array, d: Array) -> Array:
    """Send a gradient back through :func:`max_pool`: to the largest, shared by ties.

    Parameters
    ----------
    a : ndarray (n, 36, c)
        Input of the forward pass.
    d : ndarray (n, 9, c)
        Gradient of the loss in the output.

    Returns
    -------
    ndarray (n, 36, c)
        Gradient in ``a``.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> a = np.arange(36.0).reshape(1, 36, 1)
    >>> np.flatnonzero(max_pool_grad(a, np.ones((1, 9, 1))))
    array([ 7,  9, 11, 19, 21, 23, 31, 33, 35])
    """
    n, _, c = a.shape
    blocks = _squares("max_pool_grad", a)
    check_shape("max_pool_grad", "d", d, (n, 9, c), f"a {a.shape}")
    largest = blocks == blocks.max(axis=(2, 4), keepdims=True)
    share = largest / largest.sum(axis=(2, 4), keepdims=True)
    da: Array = share * d.reshape(n, 3, 1, 3, 1, c)
    return da.reshape(n, 36, c)


def _squares(call: str, a: Array) -> Array:
    """Return a 6x6 map as 3x3 squares: (n, 3, 2, 3, 2, c)."""
    check_shape(call, "a", a, (len(a), 36, a.shape[-1]), "6x6 places")
    return a.reshape(len(a), 3, 2, 3, 2, -1)
