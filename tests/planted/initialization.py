"""Bugs that the checks of Part 6 must catch: topic, module or "", right, wrong."""

BUGS = [
    ("variance_propagation", "propagation", "z = widths[k] * s * q", "z = s * q"),
    (
        "variance_propagation",
        "propagation",
        "z = widths[k] * s * q",
        "z = widths[k + 1] * s * q",
    ),
    ("variance_propagation", "propagation", "variance) * u) ** 2", "variance) * u)"),
    ("variance_propagation", "propagation", "q = normal_mean_square(phi, z)", "q = z"),
    ("variance_propagation", "", "phi=relu, b=0.0", "phi=tanh, b=0.0"),
    ("variance_propagation", "", "phi=relu, b=0.0", "phi=relu, b=0.1"),
    ("variance_propagation", "", "default_rng([61, seed])", "default_rng()"),
    ("variance_propagation", "", "np.mean(h**2)", "np.sqrt(np.mean(h**2))"),
    ("variance_propagation", "", "np.mean(h**2)", "h.var()"),
]
BUGS += [
    ("symmetry_breaking", "propagation", ".max(axis=2)", ".min(axis=2)"),
    ("symmetry_breaking", "propagation", "gaps <= tolerance", "gaps > tolerance"),
    (
        "symmetry_breaking",
        "random_weights",
        "rng.normal(0.0, math.sqrt(variance), size=shape)",
        "np.full(shape, math.sqrt(variance))",
    ),
    (
        "symmetry_breaking",
        "random_weights",
        "rng.normal(0.0, math.sqrt(variance), size=shape)",
        "np.tile(rng.normal(0.0, 1.0, size=shape[1]), (shape[0], 1))",
    ),
    (
        "symmetry_breaking",
        "random_weights",
        "rng.normal(0.0, math.sqrt(variance), size=shape)",
        "np.array([np.random.default_rng(0).normal(size=shape[1])] * shape[0])",
    ),
    ("symmetry_breaking", "random_weights", "0.0, math.sqrt(variance)", "0.0, 0.0"),
    (
        "symmetry_breaking",
        "",
        '"random": lecun_normal',
        '"random": lambda r, s: np.tile(r.normal(size=s[1]), (s[0], 1))',
    ),
    (
        "symmetry_breaking",
        "",
        "dz1 = dz2 @ w2",
        "dz1 = (dz2 @ w2).mean(axis=1, keepdims=True)",
    ),
    ("xavier_initialization", "random_weights", "2 / sum(fans", "1 / sum(fans"),
    ("xavier_initialization", "random_weights", "2 / sum(fans", "1 / max(fans"),
    ("xavier_initialization", "random_weights", "sqrt(3 * variance)", "sqrt(variance)"),
    (
        "xavier_initialization",
        "random_weights",
        "math.sqrt(variance), size",
        "variance, size",
    ),
    ("xavier_initialization", "random_weights", "size=shape)", "size=shape[::-1])"),
    ("xavier_initialization", "random_weights", "uniform(-limit", "uniform(0.0"),
]
GATED = "slope(caches[k].z[0])[:, None] * layer.w @ product"
BUGS += [
    ("depth_instability", "propagation", GATED, "layer.w @ product"),
    ("depth_instability", "propagation", GATED, GATED.replace("z[0]", "x[0, :1]")),
    (
        "depth_instability",
        "propagation",
        "slope(caches[k].z[0])",
        "slope(forward(layers[: k + 1], x[None, :])[0][0])",
    ),
    ("depth_instability", "propagation", "layer.w @ product", "product @ layer.w"),
    (
        "depth_instability",
        "activations",
        "return sigmoid(z) * sigmoid(-z)",
        "return z * (1.0 - z)",
    ),
    (
        "depth_instability",
        "activations",
        "return sigmoid(z) * sigmoid(-z)",
        "return sigmoid(z)",
    ),
    (
        "depth_instability",
        "propagation",
        "widths[k + 1] * variances[k]",
        "variances[k]",
    ),
    (
        "he_initialization",
        "random_weights",
        "2 / ((1 + slope**2)",
        "1 / ((1 + slope**2)",
    ),
    ("he_initialization", "random_weights", "(1 + slope**2)", "(1 + slope)"),
    ("he_initialization", "random_weights", "(1 + slope**2)", "(1 - slope**2)"),
    ("he_initialization", "random_weights", 'fan == "in" else', 'fan == "out" else'),
    ("he_initialization", "random_weights", "sqrt(3 * variance)", "sqrt(variance)"),
    (
        "he_initialization",
        "random_weights",
        "math.sqrt(variance), size",
        "variance, size",
    ),
    ("he_initialization", "random_weights", "size=shape)", "size=shape[::-1])"),
    ("he_initialization", "activations", "z > 0, z, slope * z", "z > 0, z, z"),
    (
        "he_initialization",
        "",
        "np.mean(leaky_relu(z, slope) ** 2)",
        "leaky_relu(z, slope).var()",
    ),
]
