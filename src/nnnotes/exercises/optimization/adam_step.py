"""One step of Adam."""

from __future__ import annotations

import numpy as np

from nnnotes.adam import adam
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
from nnnotes.optimizer_state import AdamState


def step(source: Source) -> Case:
    """Return parameters, their gradient, and a state that belongs to them."""
    n = source.size("parameter", 3)
    return {
        "theta": source.numbers(n),
        "grad": source.numbers(n),
        "m": source.numbers(n),
        "v": source.numbers(n, low=0.5),
        "t": 1 + int(source.labels(below=20)),
        "lr": source.choice(1.0, 0.1),
    }


def first(source: Source) -> Case:
    """Return the first step, with gradients of very different sizes."""
    n = source.size("parameter", 3)
    sizes = np.array([source.choice(1.0, 1000.0, 0.01) for _ in range(n)])
    grad = source.numbers(n, low=0.5) * sizes
    zeros = np.zeros(n)
    return {
        "theta": source.numbers(n), "grad": grad, "m": zeros, "v": zeros.copy(),
        "t": 1, "lr": 0.1,
    }  # fmt: skip


def definition(
    answer: Functions, theta: Array, grad: Array, m: Array, v: Array, t: int, lr: float
) -> Compare:
    """Compare with the package's step."""
    (moved,), state = adam([theta], [grad], AdamState(t - 1, [m], [v]), lr)
    came = answer.adam_step(theta, grad, m, v, t, lr)
    return Compare(came, (moved, state.m[0], state.v[0]), parts=("theta", "m", "v"))


def one_rate(
    answer: Functions, theta: Array, grad: Array, m: Array, v: Array, t: int, lr: float
) -> Compare:
    """Compare the length of the first step with the rate."""
    moved = answer.adam_step(theta, grad, m, v, t, lr)[0]
    return Compare(np.abs(moved - theta), np.full(len(theta), lr), within=1e-5)


EXERCISE = Exercise(
    title="A step of Adam",
    topic="optimization/adam",
    statement=r"""
Write one step of Adam with $\beta_1 = 0.9$, $\beta_2 = 0.999$ and $\epsilon = 10^{-8}$:

$$
\begin{aligned}
m &\leftarrow \beta_1 m + (1 - \beta_1)\,g, & \hat m &= m / (1 - \beta_1^t) \\
v &\leftarrow \beta_2 v + (1 - \beta_2)\,g^2, & \hat v &= v / (1 - \beta_2^t) \\
\theta &\leftarrow \theta - \eta\,\hat m / (\sqrt{\hat v} + \epsilon)
\end{aligned}
$$

All arrays have shape `(n,)`; `lr` is the rate $\eta$, and `t` is 1 in the first step.
Return the new `theta`, `m` and `v`; the two moments as they are, without the correction.
""",
    starter='''
import numpy as np


def adam_step(theta, grad, m, v, t, lr):
    """Return theta, m, v after step number t."""
    raise NotImplementedError
''',
    solution='''
import numpy as np


def adam_step(theta, grad, m, v, t, lr):
    """Return theta, m, v after step number t."""
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    theta = theta - lr * m_hat / (np.sqrt(v_hat) + 1e-8)
    return theta, m, v
''',
    properties=(
        Property("Parameters and both moments are those of Adam.", step, definition),
        Property(
            "The first step of every entry is one rate long, whatever its gradient.",
            first,
            one_rate,
        ),
    ),
    mistakes=(
        Mistake(
            "The moments are not corrected. They start at 0 and are too small at first, "
            "each by another factor.",
            {" / (1 - 0.9**t)": "", " / (1 - 0.999**t)": ""},
        ),
        Mistake(
            "Only the first moment is corrected. The second one starts at 0 as well.",
            {" / (1 - 0.999**t)": ""},
        ),
        Mistake(
            "Only the second moment is corrected. The first one starts at 0 as well.",
            {" / (1 - 0.9**t)": ""},
        ),
        Mistake(
            "The root is missing: a gradient is divided by its typical size, not by the "
            "square of it.",
            {"np.sqrt(v_hat)": "v_hat"},
        ),
        Mistake(
            "`v` is the average of squared gradients, and here they are not squared.",
            {"grad**2": "grad"},
        ),
        Mistake(
            "The step goes uphill: the rate times the direction is subtracted.",
            {"theta - lr": "theta + lr"},
        ),
        Mistake(
            "The corrected moments are returned, and the next step would correct them "
            "again.",
            {"return theta, m, v": "return theta, m_hat, v_hat"},
        ),
        Mistake(
            "The shares are exchanged: 0.9 of the old moment is kept, and 0.1 comes from "
            "the gradient.",
            {"0.9 * m + 0.1 * grad": "0.1 * m + 0.9 * grad"},
        ),
        Mistake(
            "Both moments keep 0.9. The second one keeps 0.999.",
            {
                "0.999 * v + 0.001 * grad**2": "0.9 * v + 0.1 * grad**2",
                "0.999**t": "0.9**t",
            },
        ),
    ),
    hints=(
        "Five lines, in the order of the formulas: `m`, `v`, both corrected, `theta`.",
        "`m_hat = m / (1 - 0.9**t)`: in the first step that divides by 0.1.",
        "Keep `m` and `v` for the result; the corrected ones serve this step only.",
    ),
)
