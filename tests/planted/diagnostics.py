"""Bugs that the checks of Part 10 must catch: topic, module or "", right, wrong."""

MEASURED = "measured = _measure(new, train, val) if due else None"
BUGS = [
    (
        "train_validation_curves",
        "training",
        MEASURED,
        "measured = _measure(model, train, val) if due else None",
    ),
    (
        "train_validation_curves",
        "training",
        "return loss, val_loss, share, val_share",
        "return val_loss, loss, share, val_share",
    ),
    (
        "train_validation_curves",
        "training",
        "loss, share = model.evaluate(*train)",
        "loss, share = model.evaluate(train[0][:50], train[1][:50])",
    ),
    (
        "train_validation_curves",
        "network",
        "output, loss, share = self.forward(x), math.nan, math.nan",
        "output, loss, share = run(self.blocks, x, self.dropout, "
        "np.random.default_rng(0))[0], math.nan, math.nan",
    ),
    (
        "train_validation_curves",
        "splits",
        "parts = np.split(order, [n_train, n_train + n_val])",
        "parts = [order[:n_train], order[:n_val], order[n_train:]]",
    ),
    (
        "train_validation_curves",
        "splits",
        "(x[rows], y[rows])",
        "(x[rows], y[:len(rows)])",
    ),
    (
        "train_validation_curves",
        "splits",
        "mean, std = train.mean(), train.std()",
        "mean, std = np.vstack([train, *others]).mean(), train.std()",
    ),
    (
        "train_validation_curves",
        "splits",
        "(x - mean) / std for x in (train, *others)",
        "(x - x.mean()) / x.std() for x in (train, *others)",
    ),
    (
        "train_validation_curves",
        "splits",
        "(x - mean) / std for x in (train, *others)",
        "x for x in (train, *others)",
    ),
    (
        "train_validation_curves",
        "curves",
        "history.val_loss - history.train_loss",
        "history.train_loss - history.val_loss",
    ),
    (
        "train_validation_curves",
        "curves",
        "np.diff(train) > 0",
        "np.diff(train) < 0",
    ),
    ("train_validation_curves", "curves", "1.01 or by_heart", "0.5"),
    (
        "train_validation_curves",
        "",
        "y, kept=1.0):",
        "y, kept=0.5):",
    ),
]

WITHIN, MOVED = "known.setdefault(name, size)", "moved = x.copy()"
BUGS += [
    ("shape_checks", "shapes", "if size != wanted:", "if size > wanted:"),
    ("shape_checks", "shapes", "if size != wanted:", "if size < wanted:"),
    ("shape_checks", "shapes", WITHIN, "known.get(name, size)"),
    ("shape_checks", "shapes", "known = dict(sizes)", "known = {}"),
    ("shape_checks", "shapes", MOVED, "moved = x"),
    ("shape_checks", "shapes", "moved[j] += eps", "moved += eps"),
    ("shape_checks", "shapes", "influence[:, j] = change", "influence[j] = change"),
    ("shape_checks", "shapes", "change.max(axis=1)", "change.max()"),
    ("shape_checks", "shapes", "np.abs(f(moved) - still)", "np.abs(moved - x)"),
    ("shape_checks", "shapes", "np.abs(f(moved) - still)", "np.abs(f(moved))"),
    ("shape_checks", "", "x @ w.T + b,\n", "x @ w + b,\n"),
    ("shape_checks", "", "x @ w.T + b,\n", "w @ x.T + b[:, None],\n"),
    ("shape_checks", "", "x @ w.T + b,\n", "x @ w.reshape(w.shape[::-1]) + b,\n"),
    ("shape_checks", "", "x @ w.T + b,\n", "(x - x.mean(axis=0)) @ w.T + b,\n"),
    ("ablations", "ablation", "changed - full\n", "full - changed\n"),
    ("ablations", "ablation", "changed - full\n", "np.sort(changed) - np.sort(full)\n"),
    ("ablations", "ablation", "std(ddof=1) / math.sqrt(", "std() / math.sqrt("),
    ("ablations", "ablation", " / math.sqrt(len(differences))", ""),
    ("ablations", "ablation", "math.sqrt(len(differences))", "len(differences)"),
    (
        "ablations",
        "ablation",
        "error = differences.std(ddof=1)",
        "error = np.hypot(full.std(ddof=1), changed.std(ddof=1))",
    ),
    (
        "ablations",
        "ablation",
        "float(differences.mean())",
        "float(changed.max() - full.max())",
    ),
    (
        "ablations",
        "ablation",
        "float(differences.mean())",
        "float(differences[0])",
    ),
    (
        "ablations",
        "ablation",
        "{name: {**full, **change} for name, change in changes.items()}",
        "{name: {**full, **{k: v for c in list(changes.values())[: n + 1] "
        "for k, v in c.items()}} for n, name in enumerate(changes)}",
    ),
    (
        "ablations",
        "ablation",
        "[score(seed, **recipe) for seed in seeds]",
        "[score(seed + len(name), **recipe) for seed in seeds]",
    ),
    (
        "ablations",
        "ablation",
        "pairs = [paired_difference(base, column)",
        "pairs = [paired_difference(base, column[::-1])",
    ),
    (
        "ablations",
        "ablation",
        "np.abs(difference) > 4 * error",
        "difference > 4 * error",
    ),
]

TOPIC, DEAD = "activation_statistics", "(slope == 0).all(axis=0).mean()"
BUGS += [
    (TOPIC, "diagnostics", DEAD, "(slope == 0).any(axis=0).mean()"),
    (TOPIC, "diagnostics", DEAD, "(slope == 0).mean()"),
    (TOPIC, "diagnostics", DEAD, "(slope == 0).all(axis=1).mean()"),
    (TOPIC, "diagnostics", DEAD, "(slope[:20] == 0).all(axis=0).mean()"),
    (TOPIC, "diagnostics", DEAD, "(a.mean(axis=0) < 0.01).mean()"),
    (TOPIC, "diagnostics", "np.mean(a == 0)", "np.mean(a < 0)"),
    (TOPIC, "diagnostics", "np.mean(a == 0)", "np.mean(slope)"),
    (TOPIC, "diagnostics", "a.std(axis=0).mean()", "a.std()"),
    (TOPIC, "diagnostics", "a.std(axis=0).mean()", "a.std(axis=1).mean()"),
    (TOPIC, "diagnostics", "a.std(axis=0).mean()", "a.mean(axis=0).std()"),
    (TOPIC, "diagnostics", "a.mean(), a.std()", "seen.z.mean(), seen.z.std()"),
    (TOPIC, "diagnostics", "a.mean(), a.std()", "a.mean(), a.var()"),
    (TOPIC, "diagnostics", "SATURATED * steepest", "SATURATED"),
    (TOPIC, "diagnostics", "SATURATED = 1 - 0.97**2", "SATURATED = 1 - 0.97"),
    (TOPIC, "diagnostics", "slope < SATURATED", "slope > SATURATED"),
    (TOPIC, "diagnostics", 'columns["saturated"] > 0.5', 'columns["saturated"] > 2'),
    (TOPIC, "diagnostics", 'columns["dead"] > 0.5', 'columns["dead"] > 1'),
    (TOPIC, "diagnostics", "1e-6 * (1e-12", "0 * (1e-12"),
]

NORMS, RATIO = "np.linalg.norm(g) for g", "float(np.linalg.norm(new - old))"
BUGS += [
    ("gradient_norms", "diagnostics", NORMS, "np.abs(g).sum() for g"),
    ("gradient_norms", "diagnostics", NORMS, "np.sum(g * g) for g"),
    ("gradient_norms", "diagnostics", NORMS, "np.linalg.norm(g, 2) for g"),
    ("gradient_norms", "diagnostics", NORMS, "np.sqrt(np.mean(g * g)) for g"),
    ("gradient_norms", "diagnostics", NORMS, "abs(g).max() for g"),
    ("gradient_norms", "diagnostics", "for g in grads if", "for g in grads[::-1] if"),
    (
        "gradient_norms",
        "diagnostics",
        RATIO,
        "abs(np.linalg.norm(new) - np.linalg.norm(old))",
    ),
    ("gradient_norms", "diagnostics", "moved / size if", "moved if"),
    ("gradient_norms", "diagnostics", "moved / size if", "moved / old.size if"),
    ("gradient_norms", "diagnostics", "float(np.linalg.norm(old))", "1.0"),
    (
        "gradient_norms",
        "diagnostics",
        "gradient_norms(weights)",
        "gradient_norms(grads)",
    ),
    ("gradient_norms", "backprop", "dz.T @ x", "dz.T @ x / len(x)"),
    (
        "gradient_norms",
        "network",
        "run_back(self.blocks, kept, grad(",
        "run_back(self.blocks, kept, len(y) * grad(",
    ),
]
