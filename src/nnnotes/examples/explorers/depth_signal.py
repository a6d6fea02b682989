"""Through ten sigmoid layers outputs stay near 0.5, and what differs in them fades.

Over the layers, on a logarithmic axis, the root mean square of the outputs is flat near
0.5, and that of what differs between 200 digits falls in a straight line from
{off[0]:.2f} to {off[-1]:.0e}. With batch normalization it stays at {kept[-1]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.mlp import mlp
from nnnotes.passes import run
from nnnotes.splits import split_digits

x, _ = split_digits(np.random.default_rng(0)).train
sizes, layers = [64, *[32] * 10, 10], np.arange(1.0, 11.0)
outputs, differences = {}, {}
for norm in (None, "batch"):
    rng = np.random.default_rng(0)
    network = mlp(sizes, rng, "sigmoid", "xavier_normal", norm=norm)
    _, kept = run(network.blocks, x[:200], rng=rng)  # rng: a pass of training
    hidden = [one.a for one in kept[:-1]]
    outputs[norm] = [np.sqrt(np.mean(a**2)) for a in hidden]
    differences[norm] = [np.sqrt(a.var(axis=0).mean()) for a in hidden]
    ends = outputs[norm][-1], differences[norm][-1]
    print(
        f"{norm or 'plain':5} layer 10: outputs {ends[0]:.2f}, differ by {ends[1]:.1g}"
    )
off, kept = differences[None], differences["batch"]
assert off[-1] < 1e-5 and 0.45 < outputs[None][-1] < 0.55 and kept[-1] > 0.1

fig, ax = plt.subplots()
ax.semilogy(layers, outputs[None], "o-", color=draw.MUTED, label="outputs, plain")
ax.semilogy(layers, off, "^--", color=draw.GRADIENT, label="differences, plain")
ax.semilogy(layers, kept, "s-", color=draw.RIGHT, label="differences, batch norm")
ax.set(xlabel="layer", ylabel="root mean square")
ax.legend()
