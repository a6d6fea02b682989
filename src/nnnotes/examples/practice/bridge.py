"""A network that learns its own deviation is right about calm and wild points alike.

Points around a wave: close to it on the left, far from it on the right. The band of two
learned deviations is narrow on the left and wide on the right, as the points are: it
holds {low:.0%} of new points or more in each third of the picture. Two dashed lines
at a constant distance, from squared error, hold {inside[0][0]:.0%} of the calm third
and {inside[0][2]:.0%} of the wild one.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.adam import adam, adam_init

rng = np.random.default_rng(0)
x, t = rng.uniform(-1, 1, (300, 1)), np.linspace(-1, 1, 6000)[:, None]  # t: new points
wave = [np.sin(3 * u) + (0.23 + 0.2 * u) * rng.normal(size=u.shape) for u in (x, t)]


def forward(p, x):  # hidden units, mean, logarithm of the deviation
    h = np.tanh(x @ p[0].T + p[1])
    return h, *np.split(h @ p[2].T + p[3], 2, axis=1)


nll, inside, (fig, ax) = [], [], plt.subplots()
looks = ("squared error", draw.GRADIENT, "--"), ("learned deviation", draw.FORWARD, "-")
for learn, (name, color, line) in enumerate(looks):
    p = [2 * rng.normal(size=(24, 1)), rng.normal(size=24), np.zeros((2, 24))]
    p, state = [*p, np.zeros(2)], None
    for k in range(600):  # learn = 0: the deviation stays 1, and this is squared error
        h, m, s = forward(p, x)
        z = (wave[0] - m) * np.exp(-s)  # the loss is s + z**2 / 2
        dout = np.hstack([-z * np.exp(-s), learn * (1 - z**2)]) / len(x)
        dz = dout @ p[2] * (1 - h**2)
        grads = [dz.T @ x, dz.sum(axis=0), dout.T @ h, dout.sum(axis=0)]
        p, state = adam(p, grads, state or adam_init(p), lr=0.02 * (1 - k / 600))
    _, m, s = forward(p, t)
    sd = np.exp(s) if learn else np.full_like(s, np.std(z))
    z = (wave[1] - m) / sd
    nll.append(np.mean(np.log(sd * np.sqrt(2 * np.pi)) + z**2 / 2))
    inside.append(np.mean(np.abs(z).reshape(3, -1) < 2, axis=1).tolist())
    print(f"{name:17}: {nll[-1]:5.2f} nats, 2 sd hold", np.round(inside[-1], 2))
    ax.plot(t[::60], np.hstack([m - 2 * sd, m + 2 * sd])[::60], line, color=color)
    ax.text(-1, 1.5 - 0.25 * learn, f"{line} {name}", color=color)
low = min(inside[1])
assert nll[1] < nll[0] - 0.2 and low > 0.9 > inside[0][2] and inside[0][0] > 0.99
ax.plot(x, wave[0], ".", color=draw.MUTED, ms=3)
ax.set(xlabel="x", ylabel="y")
