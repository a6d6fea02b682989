"""Bugs that the checks of Part 5 must catch: topic, module or "", right, wrong."""

BUGS: list[tuple[str, str, str, str]] = []

SIGMOID = "return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))"
SIGMOID_GRAD = "return sigmoid(z) * sigmoid(-z)"
BUGS += [
    ("sigmoid", "activations", SIGMOID, "return np.exp(z) / (1.0 + np.exp(z))"),
    ("sigmoid", "activations", "np.minimum(z, 0.0)", "np.clip(z, -500.0, 0.0)"),
    ("sigmoid", "activations", "np.minimum(z, 0.0)", "np.minimum(-z, 0.0)"),
    ("sigmoid", "activations", SIGMOID_GRAD, "return z * (1.0 - z)"),
    ("sigmoid", "activations", SIGMOID_GRAD, "return sigmoid(z) * (1 - sigmoid(z))"),
    ("sigmoid", "activations", SIGMOID_GRAD, "return sigmoid(z)"),
    ("sigmoid", "", "np.array([-b / w, w / 4", "np.array([-b, w / 4"),
    ("sigmoid", "", "np.array([-b / w, w / 4", "np.array([b / w, w / 4"),
    ("sigmoid", "", "np.array([-b / w, w / 4", "np.array([-b / w, w"),
    ("sigmoid", "", "np.log(9) / abs(w)", "np.log(9) * abs(w)"),
    ("sigmoid", "", "np.log(9) / abs(w)", "np.log(9) / w"),
]

QUOTIENT = "(np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))"
TANH_GRAD = "return 1.0 - np.tanh(z) ** 2"
BUGS += [
    ("tanh", "activations", "return np.tanh(z)", f"return {QUOTIENT}"),
    ("tanh", "activations", "return np.tanh(z)", "return 2 * sigmoid(z) - 1"),
    ("tanh", "activations", TANH_GRAD, "return 1.0 - np.tanh(np.tanh(z)) ** 2"),
    ("tanh", "activations", TANH_GRAD, "return 1.0 - np.tanh(z)"),
    ("tanh", "activations", TANH_GRAD, "return 1.0 - z**2"),
    ("tanh", "activations", TANH_GRAD, "return sigmoid(z) * sigmoid(-z)"),
    ("tanh", "", '{"1 - h**2": 1 - h**2', '{"1 - h**2": 1 - h'),
    ("tanh", "", "2 * sigmoid(2 * z) - 1", "2 * sigmoid(2 * z)"),
]

RELU, RELU_GRAD = "return np.maximum(z, 0.0)", "return np.greater(z, 0.0)"
BUGS += [
    ("relu", "activations", RELU, "return np.abs(z)"),
    ("relu", "activations", RELU, "return np.maximum(z, 0.01 * z)"),
    ("relu", "activations", RELU, "return np.clip(z, 0.0, 6.0)"),
    ("relu", "activations", RELU, "return np.log1p(np.exp(z))"),
    ("relu", "activations", RELU_GRAD, "return np.greater_equal(z, 0.0)"),
    ("relu", "activations", RELU_GRAD, "return np.less(z, 0.0)"),
    ("relu", "activations", RELU_GRAD, "return np.ones_like(z)"),
    ("relu", "", "in -b1 / w1[:, 0]", "in -b1 * w1[:, 0]"),
    ("relu", "", "5 * b1", "b1"),
    ("relu", "", "g * relu_grad(z)", "g"),
    ("relu", "", "normal(size=(50, 100, 100)) / 10", "normal(size=(50, 100, 100))"),
]

PHI = "0.5 * np.asarray(_erfc(np.asarray(z) / -math.sqrt(2)))"
BUGS += [
    (
        "gelu",
        "smooth",
        PHI,
        "1 - 0.5 * np.asarray(_erfc(np.asarray(z) / math.sqrt(2)))",
    ),
    ("gelu", "smooth", PHI, "0.5 * np.asarray(_erfc(-np.asarray(z)))"),
    ("gelu", "smooth", "return z * normal_cdf(z)", "return z * _sigmoid(z)"),
    ("gelu", "smooth", "return z * normal_cdf(z)", "return gelu_tanh(z)"),
    ("gelu", "smooth", "normal_cdf(z) + near * np.exp(", "normal_cdf(z) + 0 * np.exp("),
    ("gelu", "smooth", "normal_cdf(z) + near * np.exp(", "normal_cdf(z) + np.exp("),
    ("gelu", "smooth", "near * (1 + 0.044715 * near**2)", "near"),
    ("gelu", "smooth", "near * (1 + 0.044715 *", "near * (1 + 0.44715 *"),
    ("gelu", "smooth", "return z * _sigmoid(2 * u)", "return z * _sigmoid(u)"),
    ("gelu", "smooth", "3 * 0.044715", "0.044715"),
    ("gelu", "", "-1.702 * z", "-1.207 * z"),
]

SWIGLU = "return (silu(x @ w_gate.T) * (x @ w_up.T)) @ w_down.T"
HALVES = "dh * up * silu_grad(gate), dh * silu(gate)"
BUGS += [
    ("swiglu", "swiglu", SWIGLU, SWIGLU.replace("silu(x @ w_gate.T)", "x @ w_gate.T")),
    ("swiglu", "swiglu", SWIGLU, "return (x @ w_gate.T * silu(x @ w_up.T)) @ w_down.T"),
    ("swiglu", "swiglu", SWIGLU, "return silu(x @ w_gate.T) * (x @ w_up.T)"),
    ("swiglu", "swiglu", SWIGLU, "return (silu(x @ w_gate.T) + x @ w_up.T) @ w_down.T"),
    ("swiglu", "swiglu", HALVES, "dh * silu_grad(gate), dh * silu(gate)"),
    ("swiglu", "swiglu", HALVES, "dh * up, dh * silu(gate)"),
    ("swiglu", "swiglu", HALVES, "dh * up * silu_grad(gate), dh"),
    ("swiglu", "swiglu", "dgate @ w_gate + dup @ w_up", "dup @ w_up"),
    ("swiglu", "swiglu", "dgate @ w_gate + dup @ w_up", "dgate @ w_gate"),
    ("swiglu", "swiglu", "dy.T @ (silu(gate) * up)", "dy.T @ silu(gate)"),
    ("swiglu", "swiglu", "-(-(8 * d // 3) //", "-(-(4 * d) //"),
    ("swiglu", "swiglu", "-(-(8 * d // 3) // multiple)", "(8 * d // 3 // multiple)"),
    ("swiglu", "", "g / (1 + np.exp(-g))", "1 / (1 + np.exp(-g))"),
]
