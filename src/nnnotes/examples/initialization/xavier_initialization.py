"""In a funnel no variance holds both directions; Xavier divides the misfit evenly.

Mean square on a logarithmic axis over six layers that narrow from 512 to 16 units.
Blue solid lines, signals on their way to the right, start at 1 on the left. Red dashed
lines, gradients on their way to the left, start at 1 on the right. With 1/fan-in the
signal stays near 1 and the gradient falls to {ends[0][1]:.3f}. With 1/fan-out the
gradient stays and the signal grows to {ends[1][0]:.0f}. Xavier's lines lie in between,
at {ends[2][0]:.1f} and {ends[2][1]:.2f}.
"""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

widths, ends = [512, 256, 128, 64, 32, 16], []
pairs = list(pairwise(widths))
rules = {"1/fan-in": lambda d_in, d_out: 1 / d_in}
rules["1/fan-out"] = lambda d_in, d_out: 1 / d_out
rules["Xavier"] = lambda d_in, d_out: 2 / (d_in + d_out)
fig, ax = plt.subplots(figsize=(5.2, 4.2))
print("rule        signal (predicted)   gradient (predicted)")
for (name, variance), marker in zip(rules.items(), "so^", strict=True):
    signal, gradient = np.zeros((2, 8, 6))
    for seed in range(8):  # networks
        rng = np.random.default_rng([62, seed])
        ws = [variance(i, o) ** 0.5 * rng.normal(size=(o, i)) for i, o in pairs]
        h, d = rng.normal(size=(50, 512)), rng.normal(size=(50, 16))
        signal[seed, 0], gradient[seed, 5] = np.mean(h**2), np.mean(d**2)
        for k in range(5):
            h, d = h @ ws[k].T, d @ ws[4 - k]  # no activation: tanh near 0
            signal[seed, k + 1], gradient[seed, 4 - k] = np.mean(h**2), np.mean(d**2)
    q, g = signal.mean(axis=0), gradient.mean(axis=0)
    forth = np.prod([i * variance(i, o) for i, o in pairs])
    back = np.prod([o * variance(i, o) for i, o in pairs])
    print(f"{name:9} {q[5]:8.3f} ({forth:6.3f}) {g[0]:14.4f} ({back:6.4f})")
    assert np.isclose(forth / back, 512 / 16)  # for every rule there is
    assert np.isclose(q[5], forth, rtol=0.1) and np.isclose(g[0], back, rtol=0.1)
    ax.semilogy(q, marker + "-", color=draw.FORWARD, ms=5)
    ax.semilogy(g, marker + "--", color=draw.GRADIENT, ms=5)
    ends.append((q[5], g[0]))
    ax.text(5.15, q[5], name, color=draw.FORWARD, va="center")
    ax.text(-0.15, g[0], name, color=draw.GRADIENT, va="center", ha="right")
ax.text(0.4, 15, "signals go right", color=draw.FORWARD)
ax.text(2.6, 0.05, "gradients go left", color=draw.GRADIENT)
ax.set(xlabel="units of the layer", ylabel="mean square", xlim=(-1.6, 6.6))
ax.set_xticks(range(6), widths)
