"""The network that can learn 300 random labels by heart is the best on true ones.

Accuracy against the number of parameters, on a logarithmic axis, with a dotted line at
300, the number of examples. With true labels, the accuracy on the training digits
reaches 1 at 1210 parameters, and the accuracy on new digits rises along with it, to
{test:.2f} at {size:.0f}. With random labels the training accuracy climbs later and also
reaches {memory:.2f} at {size:.0f}, and the accuracy on new digits stays near 0.1.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.adam import adam, adam_init
from nnnotes.mlp import mlp
from nnnotes.splits import split_digits

parts = split_digits(np.random.default_rng(0))
(x, y), (x_new, y_new) = (part[:300] for part in parts.train), parts.test
random = np.random.default_rng(7).integers(10, size=300)
curves, (fig, ax) = {}, plt.subplots(figsize=(5.2, 3.8))
places = {"true": [(104, 0.88), (700, 0.74)], "random": [(330, 0.45), (1400, 0.14)]}
for name, labels, color in ("true", y, draw.FORWARD), ("random", random, draw.GRADIENT):
    runs = []
    for width in (2, 4, 8, 16, 64):
        net, steps = mlp([64, width, 10], np.random.default_rng(0)), 0
        state = adam_init(net.params)
        for _ in range(100):
            loss, grads = net.loss_and_grads(x, labels)
            steps += loss > 0.1  # as long as it is not learned
            params, state = adam(net.params, grads, state, 0.03)
            net = net.with_params(params)
        seen, new = net.evaluate(x, labels)[1], net.evaluate(x_new, y_new)[1]
        runs.append([sum(p.size for p in params), seen, new, steps])
    sizes, *shares, _ = curves[name] = np.array(runs).T
    print(f"{name} labels\nparameters", *(f"{p:4.0f}" for p in sizes))
    for k, look, which in (0, "o--", "training digits"), (1, "s-", "new digits"):
        ax.semilogx(sizes, shares[k], look, color=color, ms=4)
        ax.text(*places[name][k], f"{name} labels,\n{which}", color=color)
        print(f"{which.split()[0]:10}", *(f"{p:4.2f}" for p in shares[k]))
(size, _, test, fast), (_, memory, _, slow) = (curves[k][:, -1] for k in curves)
print(f"random labels take over 3 times the steps: {slow > 3 * fast}")
assert memory == 1 and test > 0.94 and slow > 3 * fast
ax.axvline(300, color=draw.MUTED, ls=":")
ax.text(310, 0.02, "300 examples", color=draw.MUTED)
ax.set(xlabel="parameters", ylabel="accuracy", xlim=(100, 5600), ylim=(0, 1.04))
ax.set_xticks(sizes, [f"{p:.0f}" for p in sizes])
ax.minorticks_off()
