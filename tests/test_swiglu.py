"""SwiGLU against PyTorch's values, differences and the product of two numbers."""

import re

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, same_slopes, seeds, sizes

from nnnotes.swiglu import matched_width, swiglu, swiglu_grad

# silu(t) - silu(-t) = t, so silu(a) b + silu(-a) (-b) = a b.
PRODUCT = (
    np.array([[1.0, 0.0], [-1.0, 0.0]]),
    np.array([[0.0, 1.0], [0.0, -1.0]]),
    np.array([[1.0, 1.0]]),
)


def layer(seed, n, d, h, d_out):
    shapes = ((n, d), (h, d), (h, d), (d_out, h))
    return [normal(seed + k, *shape) for k, shape in enumerate(shapes)]


def test_swiglu_and_its_gradients_agree_with_pytorch():
    known = recorded("activations")["swiglu"]
    arrays = [np.array(array) for array in known["inputs"]]
    np.testing.assert_allclose(swiglu(*arrays), known["value"], rtol=0, atol=2e-15)
    grads = swiglu_grad(*arrays, np.array(known["upstream"]))
    for grad, expected in zip(grads, known["grads"], strict=True):
        np.testing.assert_allclose(grad, expected, rtol=0, atol=1e-14)


@few
@given(n=sizes, d=sizes, h=sizes, d_out=sizes, seed=seeds)
def test_every_gradient_of_swiglu_is_the_slope_of_a_weighted_sum(n, d, h, d_out, seed):
    arrays, dy = layer(seed, n, d, h, d_out), normal(seed + 9, n, d_out)
    grads = swiglu_grad(*arrays, dy)
    for k in range(4):

        def f(v, k=k):
            return np.sum(dy * swiglu(*arrays[:k], v, *arrays[k + 1 :]))

        same_slopes(grads[k], f, arrays[k])


def test_two_swiglu_units_multiply_two_numbers():
    pairs = np.stack(np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41)), -1)
    pairs = pairs.reshape(-1, 2)
    product = pairs[:, :1] * pairs[:, 1:]
    np.testing.assert_allclose(swiglu(pairs, *PRODUCT), product, rtol=0, atol=2e-15)


def test_gate_and_up_are_not_interchangeable():
    x, gate, up, down = layer(1, 64, 32, 48, 32)
    a, b = swiglu(x, gate, up, down), swiglu(x, up, gate, down)
    assert np.linalg.norm(a - b) > 0.1 * np.linalg.norm(a)


def test_swiglu_changes_none_of_its_arguments():
    arrays, dy = layer(2, 3, 4, 5, 2), np.ones((3, 2))
    before = [array.copy() for array in arrays]
    swiglu(*arrays)
    swiglu_grad(*arrays, dy)
    for old, new in zip(before, arrays, strict=True):
        np.testing.assert_array_equal(new, old)
    np.testing.assert_array_equal(dy, np.ones((3, 2)))


def test_llama_s_width_costs_what_a_plain_layer_of_four_d_costs():
    d, h = 4096, matched_width(4096, multiple=256)
    assert h == 11008
    assert (3 * d * h, 2 * d * 4 * d) == (135_266_304, 134_217_728)


@pytest.mark.parametrize(
    "d, multiple, h", [(3, 1, 8), (4, 1, 10), (3, 8, 8), (4, 8, 16)]
)
def test_the_matched_width_is_eight_thirds_rounded_up_to_a_multiple(d, multiple, h):
    assert matched_width(d, multiple) == h


def test_the_matched_width_is_not_rounded_without_a_multiple():
    assert matched_width(5) == 13


X, GATE, UP, DOWN = (np.ones(s) for s in ((3, 4), (5, 4), (5, 4), (2, 5)))
SHAPES_REFUSED = {
    "x has 3 columns, w expects 4; x (3, 3), w (5, 4)": (X[:, :3], GATE, UP, DOWN),
    "x is (4,), expected (n, d_in)": (X[0], GATE, UP, DOWN),
    "w_up is (4, 4), expected (5, 4); w_gate (5, 4)": (X, GATE, UP[:4], DOWN),
    "w_down is (2, 4), expected (d_out, 5); w_gate (5, 4)": (X, GATE, UP, DOWN[:, :4]),
    "w_down is (5,), expected (d_out, 5); w_gate (5, 4)": (X, GATE, UP, DOWN[0]),
}


@pytest.mark.parametrize("message", SHAPES_REFUSED)
def test_weights_that_are_not_of_one_layer_are_refused(message):
    with pytest.raises(ValueError, match="^" + re.escape(f"swiglu: {message}") + "$"):
        swiglu(*SHAPES_REFUSED[message])
    with pytest.raises(ValueError, match="^" + re.escape(f"swiglu_grad: {message}")):
        swiglu_grad(*SHAPES_REFUSED[message], np.ones((3, 2)))


def test_an_upstream_gradient_of_another_shape_is_refused():
    message = "swiglu_grad: dy is (3, 5), expected (3, 2); x (3, 4), w_down (2, 5)"
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        swiglu_grad(X, GATE, UP, DOWN, np.ones((3, 5)))


@pytest.mark.parametrize("arguments, name", [((0,), "d"), ((8, 0), "multiple")])
def test_a_width_below_one_is_refused(arguments, name):
    message = f"^matched_width: {name} is 0, expected an integer of 1 or more$"
    with pytest.raises(ValueError, match=message):
        matched_width(*arguments)
