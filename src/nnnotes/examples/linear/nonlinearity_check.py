"""Five layers without a bend are one map of three numbers; a ReLU shows in the gap."""

from itertools import pairwise

import numpy as np

from nnnotes.forward import Layer, forward
from nnnotes.linear import additivity_gap, collapse

rng = np.random.default_rng(14)
parameters = [
    (rng.normal(size=(d_out, d_in)) / np.sqrt(d_in), 0.1 * rng.normal(size=d_out))
    for d_in, d_out in pairwise([2, 8, 8, 8, 8, 1])
]


def network(bend):
    hidden = [Layer(w, b, bend) for w, b in parameters[:-1]]
    return [*hidden, Layer(*parameters[-1])]


def output(layers):
    return lambda x: forward(layers, x)[0]


straight, bent = network("identity"), network("relu")
one = collapse(straight)
many, few = (sum(p.w.size + p.b.size for p in net) for net in (straight, [one]))
x = np.random.default_rng(1).normal(size=(100, 2))
apart = np.max(np.abs(output(straight)(x) - output([one])(x)))
print(f"{many} parameters or {few}, same output: {apart < 1e-12}")

u, v = np.random.default_rng(2).normal(size=(2, 20, 2))
gaps = [additivity_gap(output(net), u, v) for net in (straight, [one], bent)]
print(
    f"gap without bends: below 1e-12 {max(gaps[:2]) < 1e-12}, with ReLU {gaps[2]:.2f}"
)
switch = [np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])]
xor = additivity_gap(lambda x: (x[:, :1] + x[:, 1:]) % 2, *switch)
print(f"gap that XOR asks for: {xor:.0f}")
assert max(apart, *gaps[:2]) < 1e-12 < 0.1 < gaps[2] and xor == 2
