"""A ravine turned by an eighth is the same to momentum, and harder for Adam.

Height over 120 updates, on a logarithmic axis. Momentum's curves in the ravine and in
the turned one lie on each other and end at {end["momentum", 0]:.0e}. Adam ends at
{end["adam", 0]:.0e} in the ravine, and at {end["adam", 45]:.0e} in the turned one.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.optimization import gradient_descent

bend, start = np.array([1.0, 50.0]), np.array([-4.0, 0.6])
looks = {
    ("momentum", 0): (0.01, "-", draw.FORWARD),
    ("momentum", 45): (0.01, "--", draw.THIRD),
    ("adam", 0): (0.1, "-", draw.RIGHT),
    ("adam", 45): (0.1, "--", draw.GRADIENT),
}
end = {}
fig, ax = plt.subplots()
for (method, angle), (rate, look, color) in looks.items():
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    turn = np.array([[cos, -sin], [sin, cos]])
    path = gradient_descent(
        lambda p, turn=turn: [turn @ (bend * (turn.T @ p[0]))],
        [turn @ start],
        rate,
        steps=120,
        method=method,
    )
    heights = np.array([bend @ (turn.T @ p[0]) ** 2 / 2 for p in path])
    end[method, angle] = heights[-1]
    print(f"{method:8} turned by {angle:2}: ends at {heights[-1]:.1e}")
    ax.semilogy(heights, look, color=color, label=f"{method}, turned by {angle}°")
assert np.isclose(end["momentum", 45], end["momentum", 0], rtol=1e-6)
assert end["adam", 45] > 100 * end["adam", 0]
ax.set(xlabel="updates", ylabel="height above the minimum")
ax.legend()
