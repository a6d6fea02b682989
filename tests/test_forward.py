"""The forward pass against hand calculations, loops and identities."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, recorded, seeds, sizes

from nnnotes.activations import ACTIVATIONS
from nnnotes.forward import (
    Cache,
    Layer,
    affine,
    check_stack,
    forward,
    logits,
    shape_trace,
)
from nnnotes.softmax import softmax

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
    with pytest.raises(dataclasses.FrozenInstanceError):
        shape_trace([layer], np.ones((1, 1))).layers = ()


def test_a_layer_and_a_cache_equal_themselves_alone_and_can_be_counted():
    w, b = np.ones((2, 2)), np.ones(2)
    for one, other in ((Layer(w, b), Layer(w, b)), (Cache(w, w), Cache(w, w))):
        assert one == one
        assert one != other
        assert len({one, other}) == 2


def test_a_layer_without_activation_is_affine():
    assert Layer(np.ones((1, 1)), np.ones(1)).activation == "identity"


@pytest.mark.parametrize("case", range(8))
def test_the_output_of_a_network_agrees_with_pytorch(case):
    known = recorded("backprop")["networks"][case]
    arrays = [np.array(array) for array in known["params"]]
    bends = [known["activation"]] * (len(arrays) // 2 - 1) + ["identity"]
    layers = [
        Layer(w, b, bend)
        for w, b, bend in zip(arrays[::2], arrays[1::2], bends, strict=True)
    ]
    output = logits(layers, np.array(known["x"]))
    np.testing.assert_allclose(output, known["output"], rtol=0, atol=1e-13)


@few
@given(
    n=sizes,
    widths=st.lists(sizes, min_size=2, max_size=5),
    hidden=st.sampled_from(list(ACTIVATIONS)),
    seed=seeds,
)
def test_a_batch_gives_what_its_examples_give_one_by_one(n, widths, hidden, seed):
    layers, x = stack(widths, seed, hidden), normal(seed, n, widths[0])
    output, _ = forward(layers, x)
    rows = [forward(layers, x[i : i + 1])[0][0] for i in range(n)]
    assert output.shape == (n, widths[-1])
    np.testing.assert_allclose(output, rows, rtol=0, atol=1e-9)


def test_logits_are_the_output_of_the_last_layer_and_may_be_negative():
    layers = stack([3, 5, 2], hidden="relu")
    x = normal(1, 50, 3)
    z = logits(layers, x)
    np.testing.assert_array_equal(z, forward(layers, x)[0])
    assert z.min() < 0 < z.max()


def test_the_largest_logit_is_the_largest_probability():
    z = logits(stack([3, 5, 4]), normal(2, 20, 3))
    assert (z.argmax(axis=1) == softmax(z).argmax(axis=1)).all()


def test_a_shape_trace_holds_the_shapes_that_a_forward_pass_has():
    layers, x = stack([3, 4, 4, 2], hidden="relu"), np.ones((7, 3))
    _, caches = forward(layers, x)
    trace = shape_trace(layers, x)
    assert len(trace.layers) == 3
    for layer, cache, line in zip(layers, caches, trace.layers, strict=True):
        shapes = (cache.x.shape, layer.w.shape, cache.z.shape)
        assert line == (layer.activation, *shapes)


@pytest.mark.parametrize(
    "widths, parameters",
    [([3, 4, 4, 2], 46), ([784, 128, 10], 101_770), ([784, 500, 500, 10], 648_010)],
)
def test_a_shape_trace_counts_weights_and_biases(widths, parameters):
    layers = stack(widths)
    trace = shape_trace(layers, np.ones((1, widths[0])))
    assert trace.parameters == parameters
    assert trace.parameters == sum(layer.w.size + layer.b.size for layer in layers)


def test_a_shape_trace_prints_as_a_table_with_a_total():
    trace = shape_trace(stack([3, 4, 2], hidden="relu"), np.ones((7, 3)))
    assert str(trace) == (
        "layer       x       w     b       z  activation  parameters\n"
        "0      (7, 3)  (4, 3)  (4,)  (7, 4)        relu          16\n"
        "1      (7, 4)  (2, 4)  (2,)  (7, 2)    identity          10\n"
        "total                                                    26"
    )


def test_a_shape_trace_of_no_layers_has_no_parameters():
    trace = shape_trace([], np.ones((2, 3)))
    assert (trace.layers, trace.parameters) == ((), 0)
    assert str(trace).splitlines()[-1].split() == ["total", "0"]


def test_affine_hands_on_what_is_not_finite():
    x = np.array([[np.nan, 1.0], [2.0, 1.0]])
    z = affine(x, np.ones((1, 2)), np.zeros(1))
    assert np.isnan(z[0, 0])
    assert z[1, 0] == 3.0


W, B = np.ones((5, 4)), np.ones(5)
REFUSED = {
    "forward: 1 of 4 entries of x are nan or inf, expected numbers; x (1, 4)": (
        lambda: forward([Layer(W, B)], np.array([[1.0, np.nan, 0, 0]]))
    ),
    "logits: the last layer is relu, expected identity": (
        lambda: logits([Layer(W, B), Layer(W, B), Layer(W, B, "relu")], np.ones((1, 4)))
    ),
    "logits: the last layer is missing, expected identity": (
        lambda: logits([], np.ones((1, 4)))
    ),
    "shape_trace: x has 3 columns, layers[0] expects 4": (
        lambda: shape_trace([Layer(W, B)], np.ones((8, 3)))
    ),
    "f: x is (4,), expected (n, d_in)": lambda: check_stack("f", [], np.ones(4)),
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
