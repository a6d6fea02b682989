"""Nine optimizers hear the same gradients, and each makes steps of its own.

Nine small panels with one line each, the step in units of the rate, over the pale line
of the gradients: 1 for a while, then 1 and -1 in turns, then a long 0.05, then 1 with a
single 10. Plain descent repeats what it hears. Clipped at 2 it passes a 2 for the 10;
under a cosine schedule it fades out. Momentum grows to {steady[3]:.1f}, and shrinks
while signs alternate; Nesterov does the same with more of the alternation left. As a
mean it stays below 1 until the 10. AdaGrad steps ever less. RMSProp brings the small
gradients up to {small[7]:.2f}; Adam, with a longer memory, leaves them at
{small[8]:.2f}.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.clipping import clip_by_global_norm
from nnnotes.optimization import optimizer
from nnnotes.schedules import cosine

heard = [1.0] * 20 + [1.0, -1.0] * 10 + [0.05] * 40 + [1.0] * 5 + [10.0] + [1.0] * 14


def steps(name, fading=False, limit=1e9):
    init, update = optimizer(name)
    params, path, state = [np.zeros(1)], [0.0], init([np.zeros(1)])
    for t, g in enumerate(heard):
        grads, _ = clip_by_global_norm([np.array([g])], limit)
        rate = cosine(t, total=100, peak=1.0) if fading else 1.0
        params, state = update(params, grads, state, rate)
        path.append(-params[0][0])
    return np.diff(path)


panels = {"sgd": steps("sgd"), "sgd, clipped": steps("sgd", limit=2.0)}
panels["sgd, cosine"] = steps("sgd", fading=True)
names = "momentum", "nesterov", "momentum_ema", "adagrad", "rmsprop", "adam"
panels |= {name: steps(name) for name in names}
steady, small = ([float(line[at]) for line in panels.values()] for at in (19, 79))
print("last step at     1   0.05     10")
fig, axes = plt.subplots(3, 3, figsize=(5.2, 4.6), sharex=True, sharey=True)
for ax, (name, line) in zip(axes.flat, panels.items(), strict=True):
    print(f"{name:12} {line[19]:5.2f} {line[79]:6.2f} {line[85]:6.2f}")
    ax.plot(heard, color=draw.FAINT, lw=1)
    ax.plot(line, color=draw.FORWARD, lw=1.4)
    ax.set_yscale("symlog", linthresh=1)
    ax.set(title=name, ylim=(-1.7, 40))
    ax.set_yticks([-1, 0, 1, 10], ["\u22121", "0", "1", "10"])
    ax.set_xticks([10, 30, 60, 90], ["1", "±1", "0.05", "10"])
fig.supxlabel("gradient, over 100 steps", fontsize=11)
fig.supylabel("step, in rates", fontsize=11)
assert steady[3] > 8 and small[7] > 5 * small[8] and abs(steady[0] - 1) < 1e-12
