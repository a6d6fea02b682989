"""Better optimization learns the wrong labels first; dropout gives them back.

Seven steps from plain SGD to the full recipe, from top to bottom, and for each two dots
from 0 to 1. Accuracy on new digits: {right[0]:.2f} for plain SGD, {right[1]:.2f} with
He's start, about the same for the next two, {right[4]:.2f} with the schedule, and
{right[5]:.2f} with dropout. The share of wrong labels learned climbs from
{learned[1]:.2f} with He's start to {learned[4]:.2f} with the schedule and falls to
{learned[5]:.2f} with dropout.
"""

import json
from importlib.resources import files

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw

kept = files("nnnotes") / "examples" / "practice" / "recipe_scores.json"
steps = json.loads(kept.read_text("utf-8"))["steps"]
right, learned = (
    np.array([row[key] for row in steps.values()]).mean(axis=1)
    for key in ("right", "learned")
)
names = [name if k == 0 else f"+ {name}" for k, name in enumerate(steps)]
print(f"{'':20}  new digits  wrong labels learned")
for row in zip(names, right, learned, strict=True):
    print("{:20}  {:10.3f}  {:20.2f}".format(*row))
assert right[1] - right[0] > 0.5 and max(right[2:4]) < right[1] + 0.02
assert learned[4] > 0.9 and learned[5] < 0.2 and right[5] - right[4] > 0.05

fig, ax = plt.subplots(figsize=(5.2, 3.6))
at = np.arange(len(names), dtype=np.int64)
ax.hlines(at, learned, right, color=draw.FAINT)
ax.plot(learned, at, "s", color=draw.GRADIENT)
ax.plot(right, at, "o", color=draw.FORWARD)
ax.text(0.03, 5.6, "wrong labels learned", color=draw.GRADIENT)
ax.text(0.99, 5.6, "new digits right", color=draw.FORWARD, ha="right")
ax.set(yticks=at, yticklabels=names, xlim=(0, 1.05), ylim=(6.5, -0.5), xlabel="share")
