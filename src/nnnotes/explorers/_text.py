"""Numbers in the sentences of explorers."""

from __future__ import annotations


def written(number: float) -> str:
    """Return a number as people write it, small or large."""
    if not number or 1e-3 <= number < 1e4:
        return f"{number:.3g}"
    mantissa, exponent = f"{number:.2e}".split("e")
    small = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    return f"{mantissa} × 10{str(int(exponent)).translate(small)}"
