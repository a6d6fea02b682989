"""The forward pass against hand calculations, loops and identities."""

import dataclasses
import re

import numpy as np
import pytest

from nnnotes.forward import Cache, Layer, affine, forward

SHAPES = [(1, 1, 1), (1, 3, 2), (5, 1, 4), (5, 3, 2), (4, 4, 4)]


def stack(widths, seed=0, hidden="tanh"):
    rng = np.random.default_rng(seed)
    names = [hidden] * (len(widths) - 2) + ["identity"]
    return [
        Layer(rng.normal(size=(d_out, d_in)), rng.normal(size=d_out), name)
        for d_in, d_out, name in zip(widths, widths[1:], names, strict=False)
    ]


def test_affine_gives_the_hand_calculated_batch():
    x = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
    w = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
    z = affine(x, w, np.array([0.5, -0.5]))
    np.testing.assert_array_equal(z, [[-1.5, 3.5], [-0.5, -1.5]])


@pytest.mark.parametrize("n, d_in, d_out", SHAPES)
@pytest.mark.parametrize("seed", range(3))
def test_affine_equals_three_loops(n, d_in, d_out, seed):
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=(n, d_in)), rng.normal(size=(d_out, d_in))
    b = rng.normal(size=d_out)
    loops = [
        [sum(x[i, k] * w[j, k] for k in range(d_in)) + b[j] for j in range(d_out)]
        for i in range(n)
    ]
    np.testing.assert_allclose(affine(x, w, b), loops, rtol=0, atol=1e-14)


def test_affine_sends_the_origin_to_the_bias_and_keeps_mixtures():
    rng = np.random.default_rng(0)
    u, v = rng.normal(size=(2, 5, 3))
    w, b = rng.normal(size=(2, 3)), rng.normal(size=2)
    np.testing.assert_array_equal(affine(np.zeros((1, 3)), w, b), b[np.newaxis])
    mixed = affine(0.3 * u + 0.7 * v, w, b)
    parts = 0.3 * affine(u, w, b) + 0.7 * affine(v, w, b)
    np.testing.assert_allclose(mixed, parts, rtol=0, atol=1e-14)


def test_the_seed_network_gives_its_known_numbers():
    layers = [
        Layer(np.array([[0.5]]), np.array([0.1]), "relu"),
        Layer(np.array([[-0.3]]), np.array([0.2])),
    ]
    output, caches = forward(layers, np.array([[2.0]]))
    assert caches[0].z.item() == pytest.approx(1.1, abs=1e-15)
    assert caches[1].x.item() == pytest.approx(1.1, abs=1e-15)
    assert output.item() == pytest.approx(-0.13, abs=1e-15)
    assert (output.item() - 1) ** 2 == pytest.approx(1.2769, abs=1e-14)


@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid", "leaky_relu"])
@pytest.mark.parametrize("n", [1, 6])
def test_a_cache_holds_the_input_and_the_pre_activation_of_its_layer(hidden, n):
    layers = stack([3, 4, 4, 2], hidden=hidden)
    x = np.random.default_rng(1).normal(size=(n, 3))
    output, caches = forward(layers, x)
    assert len(caches) == 3
    np.testing.assert_array_equal(caches[0].x, x)
    for layer, cache in zip(layers, caches, strict=True):
        rows = [layer.w @ row + layer.b for row in cache.x]
        np.testing.assert_allclose(cache.z, rows, rtol=0, atol=1e-14)
    np.testing.assert_array_equal(output, caches[-1].z)


def test_each_row_of_the_output_depends_on_its_own_row_only():
    layers = stack([3, 5, 2])
    x = np.random.default_rng(1).normal(size=(6, 3))
    changed = x.copy()
    changed[3] += 1.0
    differs = (forward(layers, changed)[0] != forward(layers, x)[0]).any(axis=1)
    assert np.flatnonzero(differs).tolist() == [3]


def test_without_bends_a_stack_is_one_affine_map():
    first, last = stack([3, 5, 2], hidden="identity")
    x = np.random.default_rng(1).normal(size=(6, 3))
    one = affine(x, last.w @ first.w, last.w @ first.b + last.b)
    np.testing.assert_allclose(forward([first, last], x)[0], one, rtol=0, atol=1e-13)


def test_the_output_layer_is_not_bent():
    output, _ = forward(stack([3, 5, 2], hidden="relu"), np.ones((50, 3)) * 0.1)
    assert output.min() < 0


def test_no_layers_hand_the_input_on():
    x = np.ones((2, 3))
    output, caches = forward([], x)
    np.testing.assert_array_equal(output, x)
    assert caches == []


def test_forward_changes_neither_input_nor_weights():
    layers = stack([3, 4, 2])
    x = np.ones((2, 3))
    before = [array.copy() for layer in layers for array in (layer.w, layer.b)]
    forward(layers, x)
    after = [array for layer in layers for array in (layer.w, layer.b)]
    np.testing.assert_array_equal(x, np.ones((2, 3)))
    for old, new in zip(before, after, strict=True):
        np.testing.assert_array_equal(old, new)


def test_layer_and_cache_are_frozen():
    layer = Layer(np.ones((1, 1)), np.ones(1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        layer.w = np.zeros((1, 1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        Cache(np.ones((1, 1)), np.ones((1, 1))).z = np.zeros((1, 1))


def test_a_layer_without_activation_is_affine():
    assert Layer(np.ones((1, 1)), np.ones(1)).activation == "identity"


W, B = np.ones((5, 4)), np.ones(5)
REFUSED = {
    "affine: x has 3 columns, w expects 4; x (8, 3), w (5, 4)": (
        lambda: affine(np.ones((8, 3)), W, B)
    ),
    "affine: x is (4,), expected (n, d_in)": lambda: affine(np.ones(4), W, B),
    "affine: x is (2, 3, 4), expected (n, d_in)": (
        lambda: affine(np.ones((2, 3, 4)), W, B)
    ),
    "affine: w is (4,), expected (d_out, d_in)": (
        lambda: affine(np.ones((8, 4)), np.ones(4), B)
    ),
    "affine: b is (4,), expected (5,); w (5, 4)": (
        lambda: affine(np.ones((8, 4)), W, np.ones(4))
    ),
    "affine: b is (1, 5), expected (5,); w (5, 4)": (
        lambda: affine(np.ones((8, 4)), W, np.ones((1, 5)))
    ),
    "Layer: w is (4,), expected (d_out, d_in)": lambda: Layer(np.ones(4), B),
    "Layer: b is (), expected (5,); w (5, 4)": lambda: Layer(W, np.array(1.0)),
    "activation: no elementwise 'rleu'; known: ": lambda: Layer(W, B, "rleu"),
    "forward: x has 3 columns, layers[0] expects 4": (
        lambda: forward([Layer(W, B)], np.ones((8, 3)))
    ),
    "forward: layers[0] gives 5 columns, layers[1] expects 4": (
        lambda: forward([Layer(W, B), Layer(W, B)], np.ones((8, 4)))
    ),
    "forward: x is (4,), expected (n, d_in)": lambda: forward(
        [Layer(W, B)], np.ones(4)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_shapes_that_do_not_fit_are_refused_with_both_shapes(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()
