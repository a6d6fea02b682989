"""Two pairs of parts cover for each other, and two optimizers need each its own rate.

Three panels of accuracy on new digits. Above left, He's start and a small start lie
together with batch norm; without it they are {at[1]:.2f} and {at[9]:.2f}. Above right,
early stopping changes nothing with dropout; without dropout {at[3]:.2f} with it and
{at[5]:.2f} without. Below, accuracy over the rate on a logarithmic axis: AdamW and SGD
climb to the same height, SGD at rates about a hundred times larger. At the rate 0.01,
marked by a vertical line, AdamW has {at[0]:.2f} and SGD {at[10]:.2f}.
"""

import json
from importlib.resources import files

import matplotlib.pyplot as plt
import numpy as np

from nnnotes import draw
from nnnotes.ablation import ablate

kept = files("nnnotes") / "examples" / "practice" / "recipe_scores.json"
study = json.loads(kept.read_text("utf-8"))  # what trial gave, 20 seeds each
right = {name: np.array(row["right"]) for name, row in study["parts"].items()}
full, *changes = [{"name": name} for name in right]
changes, seeds = {change["name"]: change for change in changes}, range(20)
report = ablate(lambda seed, name: right[name][seed], full, changes, seeds)
at, change, error = (report.columns[c] for c in ("score", "difference", "error"))
better = [int(np.sum(row > right["full recipe"])) for row in right.values()]
clean = [np.mean(row["right"]) for row in study["right labels"].values()]
trials = 20 * sum(len(g) for g in study.values() if isinstance(g, dict))
print(report.verdict.replace(": ", ":\n  ").replace(", ", "\n  "))
lost, saved = at[1] - at[9], at[3] - at[5]
assert abs(change[8]) < 0.01 < 0.2 < lost and abs(change[4]) < 0.01 < 0.02 < saved
fig, axes = plt.subplot_mosaic("AB;CC", figsize=(5.2, 4.6))
looks = (draw.FORWARD, "o", "-"), (draw.GRADIENT, "s", "--")
for key, pairs, other, names in (
    ("A", [(0, 1), (8, 9)], "batch norm", ("He's start", "small start")),
    ("B", [(0, 3), (4, 5)], "dropout", ("early stopping", "to the end")),
):
    for pair, (color, mark, line), name in zip(pairs, looks, names, strict=True):
        axes[key].plot([0, 1], at[list(pair)], line, color=color, marker=mark)
        axes[key].text(1, at[pair[1]], f" {name}", color=color, va="center")
    axes[key].set(xticks=[0, 1], xticklabels=[other, "none"], xlim=(-0.2, 2.5))
for name, (color, mark, _) in zip(("AdamW", "SGD"), looks, strict=True):
    peaks = [float(peak) for peak in study[name.lower()]]
    y = np.array([row["right"] for row in study[name.lower()].values()])
    bars = y.std(axis=1, ddof=1) / 5**0.5  # two standard errors, of 20 seeds
    axes["C"].errorbar(peaks, y.mean(axis=1), bars, color=color, marker=mark)
    axes["C"].text(1.2 * peaks[2], y[2].mean() - 0.12, name, color=color)
axes["C"].axvline(0.01, color=draw.MUTED, ls=":")
axes["C"].set(xscale="log", xlabel="largest rate", ylabel="accuracy")
