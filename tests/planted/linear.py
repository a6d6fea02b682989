"""Bugs that the checks of Part 1 must catch: topic, module or "", right, wrong."""

BUGS = [
    ("learned_feature_map", "", 'train("w1 b1 w2 b2")', 'train("w2 b2")'),
    ("learned_feature_map", "", 'train("w1 b1 w2 b2")', 'train("w1 w2 b2")'),
    ("learned_feature_map", "", " * (h > 0)", ""),
    ("learned_feature_map", "", '-p["b1"] / p["w1"]', 'p["b1"] / p["w1"]'),
    ("learned_feature_map", "", "dy = 2 * (y_hat", "dy = (y_hat"),
    ("learned_feature_map", "", "- y) / len(x)", "- y)"),
    ("learned_feature_map", "", "dz.T @ x,", "dz.T @ h[:, :1],"),
    ("learned_feature_map", "", "- 0.1 * slope", "+ 0.1 * slope"),
    ("learned_feature_map", "", '@ p["w2"] *', "*"),
    ("linear_head", "linear", "y_mean - w @ h_mean", "y_mean"),
    ("linear_head", "linear", "lstsq(h - h_mean,", "lstsq(h,"),
    ("linear_head", "linear", "y - y_mean)[0].T", "y - y_mean)[0]"),
    ("linear_head", "linear", "return 2.0 * a.T", "return a.T"),
    ("linear_head", "linear", "a.T @ a / len(h)", "a.T @ a"),
    ("linear_head", "linear", "np.ones(len(h))]", "np.zeros(len(h))]"),
    ("linear_head", "", "np.ones(60)", "np.zeros(60)"),
    ("linear_head", "", "rate * 2 / 60", "rate * 2"),
    ("linear_head", "", "h @ w.T + b -", "np.maximum(h @ w.T + b, 0) -"),
    ("composition", "linear", "in reversed(functions)", "in functions"),
    ("composition", "", "(cut, four, three, two", "(cut, four, two, three"),
    ("composition", "", "(cut, four, three, two", "(relu, cut, four, three, two"),
    ("composition", "", "return np.maximum(z, 0)", "return z"),
    ("composition", "", "0.0, 1.0, 1.0]]", "0.0, 1.0, -1.0]]"),
    ("composition", "", "[-s, c]", "[s, c]"),
    ("composition", "", "turn(45)", "turn(-45)"),
]

BUGS += [
    ("nonlinearity", "linear", "w = layer.w @ w", "w = w @ layer.w"),
    ("nonlinearity", "linear", "affine(b[np.newaxis], layer.w, layer.b)[0]", "layer.b"),
    ("nonlinearity", "linear", "(b[np.newaxis], layer.w,", "(b[np.newaxis], w[:, :1],"),
    ("nonlinearity", "linear", " - f(v) + f(np.zeros(u.shape))", " - f(v)"),
    ("nonlinearity", "linear", "f(u + v) - f(u) - f(v) +", "f(u + v) - f(u) - f(v) -"),
    ("nonlinearity", "forward", "x = phi(z)", "x = z"),
    ("nonlinearity", "", 'network("relu")', 'network("identity")'),
    ("nonlinearity", "", "Layer(w, b, bend)", "Layer(w, b)"),
    ("nonlinearity", "", 'network("identity")', 'network("relu")'),
    ("nonlinearity", "", "x[:, 1:]) % 2", "x[:, 1:])"),
]

LEARN = "net[k] = w - 0.1 * d.T @ h, b - 0.1 * d.sum(axis=0)"
FIT = "linear_head(h, np.eye(int(labels.max()) + 1)[labels])"
LEAK = "linear_head(h_new, np.eye(int(labels_new.max()) + 1)[labels_new])"
BUGS += [
    ("representation_learning", "linear", FIT, LEAK),
    ("representation_learning", "linear", "best = np.argmax(", "best = np.argmin("),
    ("representation_learning", "linear", "affine(h_new, w, b)", "affine(h, w, b)"),
    ("representation_learning", "", LEARN, "net[2] = " + LEARN[8:]),
    ("representation_learning", "", LEARN, LEARN.replace("- 0.1 * d.T", "+ 0.1 * d.T")),
    ("representation_learning", "", "d @ w * (1 - h**2)", "d @ w * (1 - h) ** 2"),
    ("representation_learning", "", "np.tanh(h1 @ w2.T + b2)", "h1 @ w2.T + b2"),
    ("representation_learning", "", "np.tanh(x @ w1.T + b1)", "(x @ w1.T + b1)"),
    ("representation_learning", "", "(code, ring,", "(x, ring,"),
    ("representation_learning", "", "(noise, noise_new)", "[noise, noise]"),
]
