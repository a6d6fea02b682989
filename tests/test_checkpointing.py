"""Recomputation gives the same gradients, and really takes less memory."""

import dataclasses
import math
import tracemalloc

import numpy as np
import pytest

from nnnotes.activations import ACTIVATIONS, tanh, tanh_grad
from nnnotes.backprop import backward
from nnnotes.checkpointing import backward_checkpointed
from nnnotes.forward import Layer, forward


def chain(depth, width=3, seed=0):
    rng = np.random.default_rng(seed)
    scale = 1 / math.sqrt(width)
    layers = [
        Layer(scale * rng.normal(size=(width, width)), rng.normal(size=width), "tanh")
        for _ in range(depth)
    ]
    return layers, rng.normal(size=(5, width))


def half_square_grad(output):
    return output


@pytest.mark.parametrize("depth", [1, 2, 7, 8, 9, 64])
@pytest.mark.parametrize("every", [1, 2, 3, 8, 64, 100])
def test_recomputation_gives_the_gradients_of_backward_to_the_last_bit(depth, every):
    layers, x = chain(depth)
    output, caches = forward(layers, x)
    grads, dx = backward(layers, caches, half_square_grad(output))
    result = backward_checkpointed(layers, x, every, half_square_grad)
    np.testing.assert_array_equal(result.dx, dx)
    assert len(result.grads) == depth
    for (dw, db), (other_dw, other_db) in zip(grads, result.grads, strict=True):
        np.testing.assert_array_equal(other_dw, dw)
        np.testing.assert_array_equal(other_db, db)


def test_64_layers_hold_16_records_with_every_8th_input_kept():
    layers, x = chain(64)
    assert len(forward(layers, x)[1]) == 64
    result = backward_checkpointed(layers, x, 8, half_square_grad)
    assert (result.held, result.evaluations) == (16, 192)


@pytest.mark.parametrize(
    "depth, every, held",
    [(64, 1, 65), (64, 64, 65), (64, 4, 20), (10, 4, 6), (1, 1, 2)],
)
def test_held_is_kept_inputs_and_one_segment_of_caches(depth, every, held):
    # (10, 4): inputs of layers 0, 4, 8; beside them 2, then 4, 4 caches
    # with 3, 2, 1 inputs left: 5, 6, 5.
    layers, x = chain(depth)
    result = backward_checkpointed(layers, x, every, half_square_grad)
    assert result.held == held


def test_the_square_root_of_the_depth_holds_least():
    layers, x = chain(64)
    held = {
        every: backward_checkpointed(layers, x, every, half_square_grad).held
        for every in range(1, 65)
    }
    assert min(held.values()) == held[8] == 16


@pytest.mark.parametrize("depth, every", [(64, 8), (10, 4), (5, 5)])
def test_evaluations_are_the_calls_that_are_really_made(monkeypatch, depth, every):
    calls = []

    def counted(function):
        return lambda z: calls.append(function.__name__) or function(z)

    monkeypatch.setitem(ACTIVATIONS, "tanh", (counted(tanh), counted(tanh_grad)))
    layers, x = chain(depth)
    result = backward_checkpointed(layers, x, every, half_square_grad)
    assert result.evaluations == len(calls)
    assert calls.count("tanh") == 2 * depth
    assert calls.count("tanh_grad") == depth


def peak_bytes(function):
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_recomputation_really_takes_a_quarter_of_the_memory_at_the_most():
    layers, _ = chain(64, width=4)
    x = np.random.default_rng(1).normal(
        size=(5000, 4)
    )  # batch much larger than weights

    def plain():
        output, caches = forward(layers, x)
        backward(layers, caches, half_square_grad(output))

    checkpointed = peak_bytes(
        lambda: backward_checkpointed(layers, x, 8, half_square_grad)
    )
    assert checkpointed < peak_bytes(plain) / 4


def test_no_layers_give_the_gradient_of_the_loss_in_the_input():
    x = np.ones((2, 3))
    result = backward_checkpointed([], x, 8, half_square_grad)
    np.testing.assert_array_equal(result.dx, x)
    assert (result.grads, result.held, result.evaluations) == ([], 0, 0)


def test_what_recomputation_gives_is_frozen_and_equals_itself_alone():
    layers, x = chain(2)
    one, other = (backward_checkpointed(layers, x, 1, half_square_grad) for _ in "ab")
    assert one == one
    assert one != other
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.held = 0


@pytest.mark.parametrize("every", [0, -1])
def test_keeping_every_zeroth_input_is_refused(every):
    layers, x = chain(2)
    with pytest.raises(ValueError) as caught:
        backward_checkpointed(layers, x, every, half_square_grad)
    expected = (
        f"backward_checkpointed: every is {every}, expected an integer of 1 or more"
    )
    assert str(caught.value) == expected


def test_an_input_that_is_not_finite_is_refused():
    layers, x = chain(2)
    x[1, 2] = np.nan
    message = (
        r"^backward_checkpointed: 1 of 15 entries of x are nan or inf, "
        r"expected numbers; x \(5, 3\)$"
    )
    with pytest.raises(ValueError, match=message):
        backward_checkpointed(layers, x, 1, half_square_grad)


def test_a_layer_that_does_not_fit_is_named_by_its_place():
    fits, other = Layer(np.ones((2, 3)), np.ones(2)), Layer(np.ones((2, 3)), np.ones(2))
    message = (
        r"^backward_checkpointed: layers\[0\] gives 2 columns, layers\[1\] expects 3$"
    )
    with pytest.raises(ValueError, match=message):
        backward_checkpointed([fits, other], np.ones((4, 3)), 1, half_square_grad)


def test_a_loss_gradient_of_another_shape_is_refused():
    layers, x = chain(2)
    with pytest.raises(
        ValueError, match=r"^backward: d_out is \(3,\), expected \(5, 3\)"
    ):
        backward_checkpointed(layers, x, 1, lambda output: output[0])
