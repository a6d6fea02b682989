"""Bugs that the checks of Part 7 must catch: topic, module or "", right, wrong."""

ORDER = "rng.permutation(np.arange(n, dtype=np.int64))"
EACH_ROW = "range(0, n, size)"
VELOCITY = "each(lambda v, g: beta * v + g, state.velocity, grads)"
MOVED = "each(lambda p, v: p - lr * v, params, velocity)"
NESTEROV = "each(lambda p, v, g: p - lr * (g + beta * v), params, velocity, grads)"
STARTS = "start, root = 1 - beta1**t, math.sqrt(1 - beta2**t)"
FACTOR = "limit / norm if norm > limit else 1.0"
SHORTER = "[factor * g for g in grads]"
PER_TENSOR = "[g * min(1.0, limit / global_norm([g])) for g in grads]"
LENGTH = "global_norm(grads)\n    factor"
BY_SUM = "sum(global_norm([g]) for g in grads)\n    factor"
BY_MAX = "max(global_norm([g]) for g in grads)\n    factor"
SQUARED = "math.sqrt(sum(float(np.sum(g**2)) for g in grads))\n    factor"
CHECKED = 'check_params("global_norm", "grads", grads, limit=1e300)'
SCHEDULE = "learning_rate_schedule"
BUGS = [
    ("sgd", "optimization", ORDER, "rng.integers(0, n, n)"),
    ("sgd", "optimization", ORDER, "np.arange(n, dtype=np.int64)"),
    ("sgd", "optimization", ORDER, "np.random.default_rng(0).permutation(n)"),
    ("sgd", "optimization", EACH_ROW, "range(0, n - size + 1, size)"),
    ("sgd", "optimization", EACH_ROW, "range(0, n - 1, size - 1)"),
    ("sgd", "convergence", "* (n - size) / max(n - 1, 1)", ""),
    ("sgd", "convergence", "trace / size", "trace / size**0.5"),
    ("sgd", "descent", "p - lr * g,", "p + lr * g,"),
    ("sgd", "", "grads[r].sum(axis=0) / n", "grads[r].sum(axis=0)"),
    ("momentum", "descent", VELOCITY, VELOCITY.replace("+ g", "+ (1 - beta) * g")),
    ("momentum", "descent", VELOCITY, VELOCITY.replace("+ g", "+ beta * g")),
    (
        "momentum",
        "descent",
        VELOCITY,
        VELOCITY.replace("velocity,", "velocity[:1] * 2,"),
    ),
    ("momentum", "descent", MOVED, MOVED.replace("velocity)", "state.velocity)")),
    ("momentum", "descent", MOVED, MOVED.replace("p - lr", "p + lr")),
    ("momentum", "descent", MOVED, NESTEROV),
    ("momentum", "descent", "step + 1, velocity)", "step + 1, state.velocity)"),
    ("momentum", "descent", "+ (1 - beta) * g", "+ beta * g"),
    ("momentum", "descent", "+ (1 - beta) * g", "+ g"),
    ("adam", "adam", STARTS, "start, root = 1.0, 1.0"),
    ("adam", "adam", STARTS, "start, root = 1 - beta1**t, 1.0"),
    ("adam", "adam", "math.sqrt(1 - beta2**t)", "1 - beta2**t"),
    ("adam", "adam", "beta2: float = 0.999", "beta2: float = 0.9"),
    ("adam", "adam", "size += eps * root", "size = np.sqrt(v + eps * root**2)"),
    ("adam", "adam", "size = np.sqrt(v)", "size = v.copy()"),
    ("adam", "adam", "t = state.step + 1", "t = state.step + len(params)"),
    ("adam", "adam", "AdamState(t, m, v)", "AdamState(state.step, m, v)"),
    ("adam", "adam", "(1 - beta1) * g, state.m", "g, state.m"),
    ("adam", "adam", "(1 - beta2) * g**2", "(1 - beta2) * g"),
    ("adam", "adam", "beta2 * v +", "beta1 * v +"),
    ("adam", "", "beta**age", "beta ** age[::-1]"),
    ("gradient_clipping", "clipping", "if norm > limit else 1.0", ""),
    ("gradient_clipping", "clipping", FACTOR, "limit if norm > limit else 1.0"),
    ("gradient_clipping", "clipping", SHORTER, PER_TENSOR),
    (
        "gradient_clipping",
        "clipping",
        SHORTER,
        "[np.clip(g, -limit, limit) for g in grads]",
    ),
    (
        "gradient_clipping",
        "clipping",
        SHORTER + ", norm",
        SHORTER + ", min(norm, limit)",
    ),
    ("gradient_clipping", "clipping", LENGTH, BY_SUM),
    ("gradient_clipping", "clipping", LENGTH, BY_MAX),
    ("gradient_clipping", "clipping", LENGTH, SQUARED),
    ("gradient_clipping", "clipping", CHECKED, ""),
    (SCHEDULE, "schedules", "peak * (step + 1) / warmup", "peak * step / warmup"),
    (SCHEDULE, "schedules", "cosine(step - warmup, ", "cosine(step, "),
    (SCHEDULE, "schedules", "total - warmup, peak", "total, peak"),
    (SCHEDULE, "schedules", "min(step, total) / total", "step / total"),
    (
        SCHEDULE,
        "schedules",
        "math.cos(math.pi * share)",
        "math.cos(2 * math.pi * share)",
    ),
    (SCHEDULE, "schedules", "math.cos(math.pi * share)", "1 - 2 * share"),
    (SCHEDULE, "schedules", "(start - end) / 2 *", "start / 2 *"),
    (SCHEDULE, "schedules", "factor ** (step // every)", "factor ** (step / every)"),
    (
        SCHEDULE,
        "schedules",
        "factor ** (step // every)",
        "factor ** ((step + 1) // every)",
    ),
    (SCHEDULE, "optimization", "lr(step) if callable", "lr(step + 1) if callable"),
    (SCHEDULE, "optimization", "lr(step) if callable", "lr(step // 10) if callable"),
    (SCHEDULE, "convergence", "(2 - lr * curvature)", "2"),
]
