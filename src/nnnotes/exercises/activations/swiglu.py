"""A SwiGLU layer."""

from __future__ import annotations

from nnnotes.exercises.exercise import (
    Case,
    Compare,
    Exercise,
    Functions,
    Mistake,
    Property,
)
from nnnotes.exercises.source import Source
from nnnotes.forward import Array
from nnnotes.swiglu import swiglu


def layer(source: Source) -> Case:
    """Return a batch and the three matrices."""
    n, d = source.size("row", 3), source.size("feature", 3)
    m = source.size("hidden unit", 3)
    return {
        "x": source.numbers(n, d),
        "w_gate": source.numbers(m, d),
        "w_up": source.numbers(m, d),
        "w_down": source.numbers(d, m),
    }


def definition(
    answer: Functions, x: Array, w_gate: Array, w_up: Array, w_down: Array
) -> Compare:
    """Compare with the package's layer."""
    came = answer.swiglu(x, w_gate, w_up, w_down)
    return Compare(came, swiglu(x, w_gate, w_up, w_down))


def mirrored(
    answer: Functions, x: Array, w_gate: Array, w_up: Array, w_down: Array
) -> Compare:
    """Compare with all signs of the straight half turned."""
    came = answer.swiglu(x, w_gate, -w_up, w_down)
    return Compare(came, -answer.swiglu(x, w_gate, w_up, w_down))


EXERCISE = Exercise(
    title="A SwiGLU layer",
    topic="activations/swiglu",
    statement=r"""
Write the layer that multiplies two halves and leads back to the width it started with:

$$
G = XW_g^\top, \qquad U = XW_u^\top, \qquad Y = (\mathrm{SiLU}(G) \odot U)\,W_d^\top
$$

`w_gate` and `w_up` have shape `(m, d)`, `w_down` has shape `(d, m)`, and `x` has shape `(n, d)`.
SiLU is $\mathrm{SiLU}(z) = z\,\sigma(z)$ with the sigmoid $\sigma$.
""",
    starter='''
import numpy as np


def swiglu(x, w_gate, w_up, w_down):
    """Return y, of the shape of x."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def swiglu(x, w_gate, w_up, w_down):
    """Return y, of the shape of x."""
    gate = x @ w_gate.T
    up = x @ w_up.T
    bent = gate / (1 + np.exp(-gate))
    return (bent * up) @ w_down.T
''',
    properties=(
        Property(
            "The bent half times the straight half goes through `w_down`.",
            layer,
            definition,
        ),
        Property(
            "The half of `w_up` is straight: turn its sign, and the sign of `y` turns.",
            layer,
            mirrored,
        ),
    ),
    mistakes=(
        Mistake(
            "The halves are exchanged: the one of `w_gate` is bent, the one of `w_up` "
            "stays straight.",
            {
                "bent = gate / (1 + np.exp(-gate))": "bent = up / (1 + np.exp(-up))",
                "(bent * up)": "(bent * gate)",
            },
        ),
        Mistake(
            "This is the sigmoid of the gate. SiLU is the sigmoid times the gate itself.",
            {"gate / (1": "1 / (1"},
        ),
        Mistake(
            "The halves are added. It is their product that lets one half say how much "
            "of the other goes on.",
            {"bent * up": "bent + up"},
        ),
        Mistake(
            "The gate is multiplied in without its bend.",
            {"bent * up": "gate * up"},
        ),
        Mistake(
            "The straight half is bent too.",
            {"up = x @ w_up.T": "up = x @ w_up.T\n    up = up / (1 + np.exp(-up))"},
        ),
        Mistake(
            "The third matrix is missing: the result has the width of the hidden units.",
            {"(bent * up) @ w_down.T": "bent * up"},
        ),
        Mistake(
            "`w_down` is not transposed. It has one row for each output.",
            {"w_down.T": "w_down"},
        ),
    ),
    hints=(
        "There are three matrix products: two from `x`, one from the product of the "
        "halves.",
        "SiLU is `gate / (1 + np.exp(-gate))`.",
        "The product of the halves goes entry by entry, `*`; the way back is `@ w_down.T`.",
    ),
)
