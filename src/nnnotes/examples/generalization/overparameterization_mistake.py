"""The rule of no more parameters than examples picks the worst of four networks."""

import numpy as np

from nnnotes.capacity import width_sweep
from nnnotes.splits import split_digits

parts = split_digits(np.random.default_rng(0))
rows, widths = tuple(part[:200] for part in parts.train), [2, 8, 32, 64]


def sweep(new, widths, seed):
    setting = {"epochs": 60, "lr": 0.02, "batch_size": 100}
    return width_sweep(rows, new, widths, seed=seed, **setting).columns


columns = sweep(parts.val, widths, 0)
by_rule = max(w for w, p in zip(widths, columns["parameters"], strict=True) if p <= 200)
by_validation = widths[np.argmax(columns["test accuracy"])]
tests = {}
for name, width in (("rule", by_rule), ("validation", by_validation)):
    runs = [sweep(parts.test, [width], seed) for seed in (0, 1, 2)]
    learned = [run["train accuracy"][0] for run in runs]
    tests[name] = [run["test accuracy"][0] for run in runs]
    print(f"width {width:2} by {name}, {runs[0]['parameters'][0]:.0f} parameters")
    print("  training digits", *(f"{share:.2f}" for share in learned))
    print("  test digits    ", *(f"{share:.2f}" for share in tests[name]))
assert max(tests["rule"]) < 0.5 and min(tests["validation"]) > 0.9
