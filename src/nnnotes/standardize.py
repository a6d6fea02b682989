"""Mean 0 and variance 1 along an axis: what batch norm and layer norm share."""

from __future__ import annotations

import numpy as np

from nnnotes.checks import check_above, check_shape
from nnnotes.parameters import SQUARABLE, Array, check_entries


def standardize(x: Array, axis: int, eps: float) -> tuple[Array, Array]:
    """Return x with mean 0 and variance 1 along an axis, and 1 / sqrt(var + eps)."""
    centered = x - x.mean(axis=axis, keepdims=True)
    scale: Array = 1 / np.sqrt((centered**2).mean(axis=axis, keepdims=True) + eps)
    return centered * scale, scale


def standardize_grad(d: Array, x_hat: Array, scale: Array, axis: int) -> Array:
    """Send a gradient back through standardize: without its mean and part in x_hat."""
    along = (d * x_hat).mean(axis=axis, keepdims=True)
    dx: Array = scale * (d - d.mean(axis=axis, keepdims=True) - x_hat * along)
    return dx


def check_dy(call: str, dy: Array, x: Array) -> None:
    """Raise a ValueError unless dy is a finite gradient in the shape of x."""
    check_shape(call, "dy", dy, x.shape, f"x {x.shape}")
    check_entries(call, "dy", dy)


def check_norm(call: str, x: Array, eps: float, **units: Array) -> None:
    """Raise a ValueError unless x is a batch with one entry of units a column."""
    if x.ndim != 2 or x.size == 0:
        raise ValueError(f"{call}: x is {x.shape}, expected (n, d), neither 0")
    check_entries(call, "x", x, SQUARABLE)
    for name, array in units.items():
        check_shape(call, name, array, x.shape[1:], f"x {x.shape}")
        check_entries(call, name, array)
    check_above(call, "eps", eps)
