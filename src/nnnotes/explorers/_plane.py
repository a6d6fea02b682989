"""What lies in a panel's plane: curves end where they leave it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def cut(numbers: ArrayLike, low: float, high: float) -> NDArray[np.float64]:
    """Return the numbers, nan instead of those outside: a curve has a gap there."""
    found = np.asarray(numbers, dtype=np.float64)
    return np.where((found < low) | (found > high), np.nan, found)
