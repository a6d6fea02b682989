"""Bugs that the checks of Part 3 must catch: topic, module or "", right, wrong."""

BUGS = [
    ("regression_mse", "losses", 'check_batch("mse", y_hat, y)', "pass"),
    (
        "regression_mse",
        "losses",
        "np.sum((y_hat - y) ** 2) / len(y)",
        "np.mean((y_hat - y) ** 2)",
    ),
    (
        "regression_mse",
        "losses",
        "2.0 * (y_hat - y) / len(y)",
        "2.0 * (y_hat - y) / y.size",
    ),
    ("regression_mse", "losses", "2.0 * (y_hat - y) / len(y)", "2.0 * (y_hat - y)"),
    ("regression_mse", "losses", "2.0 * (y_hat - y) / len(y)", "(y_hat - y) / len(y)"),
    (
        "regression_mse",
        "losses",
        "2.0 * (y_hat - y) / len(y)",
        "2.0 * (y - y_hat) / len(y)",
    ),
    ("regression_mse", "losses", "np.sign(y_hat - y)", "np.sign(y - y_hat)"),
    ("regression_mse", "losses", "np.clip(y_hat - y, -delta, delta)", "(y_hat - y)"),
    ("regression_mse", "losses", "near * (r - near / 2)", "near * (r - near)"),
    (
        "regression_mse",
        "",
        "return 2 * np.where(y > y_hat, 4.0, 1.0)",
        "return 2 * np.where(y < y_hat, 4.0, 1.0)",
    ),
    ("regression_mse", "", "y_hat - y) / y.size", "y_hat - y) / len(y)"),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z)))",
        "np.log(1 + np.exp(z)) - z * y",
    ),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "np.maximum(z, 0.0) - z * y",
        "np.maximum(z, 0.0) + z * y",
    ),
    ("binary_cross_entropy", "cross_entropy", "np.maximum(z, 0.0) - z * y", "-z * y"),
    ("binary_cross_entropy", "cross_entropy", "np.exp(-np.abs(z))", "np.exp(-z)"),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "np.sum(surprise) / len(y)",
        "np.sum(surprise)",
    ),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "(sigmoid(z) - y) / len(y)",
        "(sigmoid(z) - y) * sigmoid(z) * sigmoid(-z) / len(y)",
    ),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "(sigmoid(z) - y) / len(y)",
        "(sigmoid(z) - y)",
    ),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "(sigmoid(z) - y) / len(y)",
        "(y - sigmoid(z)) / len(y)",
    ),
    (
        "binary_cross_entropy",
        "cross_entropy",
        "(sigmoid(z) - y) / len(y)",
        "(z - y) / len(y)",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "np.sum(y * -log_softmax(z)) / len(z)",
        "np.sum(y * -log_softmax(z))",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "np.sum(y * -log_softmax(z)) / len(z)",
        "np.mean(y * -log_softmax(z))",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "np.sum(y * -log_softmax(z)) / len(z)",
        "np.sum(y * -np.log(softmax(z))) / len(z)",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "np.sum(y * -log_softmax(z)) / len(z)",
        "np.sum(y * -log_softmax(softmax(z))) / len(z)",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "(softmax(z) - targets(labels, z.shape[1], smoothing)) / len(z)",
        "(softmax(z) - targets(labels, z.shape[1], smoothing))",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "(softmax(z) - targets(labels, z.shape[1], smoothing)) / len(z)",
        "softmax(z) / len(z)",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "(softmax(z) - targets(labels, z.shape[1], smoothing)) / len(z)",
        "(targets(labels, z.shape[1]) - softmax(z)) / len(z)",
    ),
    (
        "softmax_cross_entropy",
        "cross_entropy",
        "(softmax(z) - targets(labels, z.shape[1], smoothing)) / len(z)",
        "(softmax(softmax(z)) - targets(labels, z.shape[1])) / len(z)",
    ),
    (
        "softmax_cross_entropy",
        "softmax",
        "    z = z - z.max(axis=-1, keepdims=True)\n",
        "    z = z - 0.0\n",
    ),
    (
        "softmax_cross_entropy",
        "softmax",
        "np.exp(z).sum(axis=-1, keepdims=True)",
        "np.exp(z).sum(axis=0, keepdims=True)",
    ),
    ("softmax_cross_entropy", "softmax", "np.log(np.exp(z)", "np.log2(np.exp(z)"),
    (
        "softmax_cross_entropy",
        "softmax",
        "scores.sum(axis=-1, keepdims=True)",
        "scores.sum(axis=0, keepdims=True)",
    ),
]

L2_GRAD = "return [2.0 * strength * w for w in only_weights(params)]"
SOFT = "np.sign(p) * np.maximum(np.abs(p) - s, 0)"
BUGS += [
    ("regularized_objective", "objective", L2_GRAD, L2_GRAD.replace("2.0 * ", "")),
    ("regularized_objective", "objective", L2_GRAD, L2_GRAD.replace("2.0", "-2.0")),
    (
        "regularized_objective",
        "objective",
        "strength * sum(np.sum(w**2)",
        "sum(np.sum(w)",
    ),
    (
        "regularized_objective",
        "objective",
        "is_weight else np.zeros(p.shape)",
        "p is p else p",
    ),
    ("regularized_objective", "objective", "strength * np.sign(w)", "strength * w"),
    ("regularized_objective", "objective", "np.sum(np.abs(w))", "np.sum(w)"),
    ("regularized_objective", "regularization", SOFT, "p - s * np.sign(p)"),
    ("regularized_objective", "regularization", SOFT, "np.maximum(p - s, 0)"),
    ("regularized_objective", "regularization", "lr * strength if d", "strength if d"),
    ("regularized_objective", "", "2 / 60 * miss.T @ x", "2 * miss.T @ x / 6"),
    ("regularized_objective", "", "2 / 60 * miss.T @ x", "1 / 60 * miss.T @ x"),
    (
        "regularized_objective",
        "",
        "l2_penalty_grad(p, strength))",
        "[2 * 0.5 * v for v in p])",
    ),
]

SHARE = "yield len(xb) / len(x), xb, yb"
BUGS += [
    ("empirical_risk", "objective", SHARE, "yield batch_size / len(x), xb, yb"),
    (
        "empirical_risk",
        "objective",
        SHARE,
        "yield 1 / -(-len(x) // batch_size), xb, yb  # a mean of means",
    ),
    ("empirical_risk", "objective", SHARE, "yield 1.0, xb, yb"),
    ("empirical_risk", "objective", "len(x), batch_size)", "len(x) - 3, batch_size)"),
    ("empirical_risk", "objective", "share * float(loss(", "float(loss("),
    ("empirical_risk", "objective", "[share * grad for", "[grad for"),
    ("empirical_risk", "objective", "[a + b for a, b in", "[b for a, b in"),
    ("empirical_risk", "", "2 / len(x) * (x @ w", "2 * (x @ w"),
    ("empirical_risk", "", "found.argmin(axis=0)", "found.argmax(axis=0)"),
    (
        "empirical_risk",
        "",
        "cost[:, samples].mean(axis=2)",
        "cost[:, samples].min(axis=2)",
    ),
]
