"""Each hundredfold smaller difference between equal units costs a hundred more steps.

Loss on XOR against the step, for five starts of eight hidden units that differ by 0.1,
0.001, 0.00001, 0.0000001 and not at all. Every curve falls to a plateau near 1, the
loss of a net that always answers 0, and waits there. The first four drop to 0 after
{waits[0]}, {waits[1]}, {waits[2]} and {waits[3]} steps, evenly spaced. The last one
sinks slowly, and never reaches 0.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

x = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
y = np.array([[-1.0], [1.0], [1.0], [-1.0]])
rng = np.random.default_rng(64)
e1, e2 = rng.normal(size=(8, 2)), rng.normal(size=(1, 8))

fig, ax = plt.subplots(figsize=(5.2, 3.4))
waits = []
print("difference   loss < 0.1 at step   loss at step 500")
for power in (-1, -3, -5, -7, None):
    gap = 0.0 if power is None else 10.0**power
    w1, b1, w2, b2 = 0.5 + gap * e1, np.zeros(8), 0.5 + gap * e2, np.zeros(1)
    losses = []
    for _ in range(501):
        h = np.tanh(x @ w1.T + b1)
        error = h @ w2.T + b2 - y
        losses.append(np.mean(error**2))
        dz = 2 / 4 * error @ w2 * (1 - h**2)
        w2, b2 = w2 - 0.1 * 2 / 4 * error.T @ h, b2 - 0.1 * 2 / 4 * error.sum(axis=0)
        w1, b1 = w1 - 0.1 * dz.T @ x, b1 - 0.1 * dz.sum(axis=0)
    learned = losses[-1] < 0.1
    waits.append(next((k for k, loss in enumerate(losses) if loss < 0.1), 500))
    print(f"{gap:10g} {waits[-1] if learned else 'never':>20} {losses[-1]:18.4f}")
    color, line = (draw.FORWARD, "-") if gap else (draw.GRADIENT, "--")
    ax.plot(range(0, 501, 4), losses[::4], line, color=color)
    where = (waits[-1] + 4, 0.3) if gap else (350, 1.04)
    ax.text(*where, f"$10^{{{power}}}$" if gap else "exactly equal", color=color)
assert np.ptp(w1, axis=0).max() < 1e-9 and np.ptp(np.diff(waits[:4])) < 15
ax.set(xlabel="step", ylabel="loss", xlim=(0, 505), ylim=(0, 1.4))
