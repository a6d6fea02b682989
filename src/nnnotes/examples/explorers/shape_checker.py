"""Whether NumPy refuses a slip depends on the sizes; three slips it never refuses.

Bars for seven wrong lines of code over all 216 combinations of three sizes from 1 to 6:
the share of sizes that raise, that give a wrong result without a word, and that happen
to be right. A forgotten transpose raises in {raised[0]:.0%} of them. A reshape in its
place, a target without its axis and a softmax down the batch never raise.
"""

import itertools

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.softmax import softmax

meant = {
    "X @ W + b": "X @ W.T + b",
    "(W @ X).T + b": "X @ W.T + b",
    "X @ W.T + b[:, None]": "X @ W.T + b",
    "X @ W.reshape(W.shape[::-1]) + b": "X @ W.T + b",
    "X - X.mean(axis=1)": "X - X.mean(axis=1, keepdims=True)",
    "y_hat - y": "y_hat - y[:, None]",
    "softmax(X.T).T": "softmax(X)",
}
rng, counts = np.random.default_rng(0), np.zeros((7, 3))
for n, d_in, d_out in itertools.product((1, 2, 3, 4, 5, 6), repeat=3):
    sizes = {"X": (n, d_in), "W": (d_out, d_in), "b": d_out, "y_hat": (n, 1), "y": n}
    names = {name: rng.normal(size=size) for name, size in sizes.items()}
    for k, line in enumerate(meant):
        wanted = eval(meant[line], {"softmax": softmax}, names)
        try:
            got = eval(line, {"softmax": softmax}, names)
            counts[k, 1 + (got.shape == wanted.shape and np.allclose(got, wanted))] += 1
        except ValueError:
            counts[k, 0] += 1
raised, silent, right = counts.T / 216
print(*(f"raises {raised[k]:4.0%}   {line}" for k, line in enumerate(meant)), sep="\n")
assert not raised[[3, 5, 6]].any() and raised[0] > 0.8

fig, ax = plt.subplots(figsize=(5.2, 3.8), subplot_kw={"yticks": [], "xlim": (0, 1)})
ax.barh(range(7), raised, 0.45, color=draw.RIGHT, label="raises")
ax.barh(range(7), silent, 0.45, raised, color=draw.GRADIENT, hatch="//", label="silent")
ax.barh(range(7), right, 0.45, 1 - right, color=draw.FAINT, label="right by luck")
for k, line in enumerate(meant):
    ax.text(0, k - 0.3, line, family="monospace", size=9)
ax.set(xlabel="share of 216 sizes", ylim=(6.4, -1.5))
ax.legend(ncols=3, loc="upper left", columnspacing=1)
