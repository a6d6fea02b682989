"""Networks against PyTorch's recorded passes, differences and what they print."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import few, normal, recorded, same_slopes, seeds, sizes

from nnnotes.blocks import Norm, block_forward, norm_init
from nnnotes.forward import Layer, forward
from nnnotes.losses import LOSSES
from nnnotes.mlp import mlp
from nnnotes.network import Network
from nnnotes.normalization import RunningStatistics
from nnnotes.passes import run, run_back

CASES = ["plain", "batch norm", "layer norm"]


def rng(seed=0):
    return np.random.default_rng(seed)


def made(found):
    """The recorded network as one of ours."""
    start = mlp(
        found["widths"], rng(), found.get("activation", "tanh"), norm=found["norm"]
    )
    return start.with_params([np.array(p) for p in found["params"]])


def close(ours, theirs, tolerance=1e-12):
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", CASES)
def test_a_training_pass_gives_pytorchs_gradients_and_running_statistics(name):
    found = recorded("network")[name]
    after, grads = made(found).training_pass(
        np.array(found["x"]), np.array(found["labels"]), rng()
    )
    close(grads, found["train"]["grads"])
    moved = [n.running for n in after.norms if n.running]
    assert len(moved) == len(found["running"])
    for ours, (mean, var) in zip(moved, found["running"], strict=True):
        close([ours.mean, ours.var], [mean, var])


@pytest.mark.parametrize("name", CASES)
def test_evaluation_gives_pytorchs_output_loss_and_gradients(name):
    found = recorded("network")[name]
    x, labels = np.array(found["x"]), np.array(found["labels"])
    after, _ = made(found).training_pass(x, labels, rng())
    loss, grads = after.loss_and_grads(x, labels)
    close([after.forward(x)], [found["eval"]["output"]])
    close([loss, after.evaluate(x, labels)[0]], [found["eval"]["loss"]] * 2)
    close(grads, found["eval"]["grads"])


@few
@given(
    n=sizes,
    widths=st.lists(st.integers(1, 4), min_size=2, max_size=4),
    activation=st.sampled_from(["tanh", "gelu", "sigmoid"]),
    norm=st.sampled_from([None, "batch", "layer"]),
    loss=st.sampled_from(["softmax_cross_entropy", "mse", "binary_cross_entropy"]),
    seed=seeds,
)
def test_gradients_are_the_slopes_of_the_loss(n, widths, activation, norm, loss, seed):
    start = mlp(widths, rng(seed), activation, norm=norm, loss=loss)
    start = start.with_params(
        [normal(seed + k, *p.shape) for k, p in enumerate(start.params)]
    )
    x, y = normal(seed + 50, n, widths[0]), normal(seed + 51, n, widths[-1])
    if loss == "softmax_cross_entropy":
        y = rng(seed).integers(0, widths[-1], n)
    if loss == "binary_cross_entropy":
        y = (y > 0).astype(np.float64)
    _, grads = start.loss_and_grads(x, y)

    def at(place, array):
        params = start.params
        params[place] = array
        return start.with_params(params).evaluate(x, y)[0]

    for place, (p, grad) in enumerate(zip(start.params, grads, strict=True)):
        same_slopes(grad, lambda array, place=place: at(place, array), p)


def test_gradients_of_a_training_pass_are_the_slopes_at_one_mask_and_batch():
    start = mlp([3, 6, 6, 2], rng(1), "tanh", norm="batch", dropout=0.4)
    x, y = normal(2, 5, 3), np.array([0, 1, 1, 0, 1])
    _, grads = start.training_pass(x, y, rng(3))

    def at(place, array):
        params = start.params
        params[place] = array
        output, _ = run(start.with_params(params).blocks, x, 0.4, rng(3))
        return LOSSES[start.loss][0](output, y)

    for place, (p, grad) in enumerate(zip(start.params, grads, strict=True)):
        same_slopes(grad, lambda array, place=place: at(place, array), p)


def test_a_plain_network_is_the_stack_of_its_layers():
    start = mlp([4, 8, 3], rng(), "relu")
    x = normal(1, 6, 4)
    np.testing.assert_array_equal(start.forward(x), forward(start.layers, x)[0])
    assert [p.shape for p in start.params] == [(8, 4), (8,), (3, 8), (3,)]
    assert start.params[0] is start.layers[0].w


def test_with_params_changes_neither_the_network_nor_its_other_parts():
    start = mlp([4, 8, 3], rng(), "tanh", norm="layer", dropout=0.3, loss="mse")
    before = [p.copy() for p in start.params]
    other = start.with_params([p + 1.0 for p in start.params])
    for p, old, new in zip(start.params, before, other.params, strict=True):
        np.testing.assert_array_equal(p, old)
        np.testing.assert_array_equal(new, old + 1.0)
    kept = (other.loss, other.dropout, [layer.activation for layer in other.layers])
    assert kept == ("mse", 0.3, ["tanh", "identity"])


def test_a_training_pass_changes_neither_the_network_nor_the_batch():
    start = mlp([4, 8, 3], rng(), norm="batch", dropout=0.5)
    x, y = normal(1, 6, 4), np.array([0, 1, 2, 0, 1, 2])
    held = [a.copy() for a in (x, *start.params, start.norms[0].running.mean)]
    start.training_pass(x, y, rng(1))
    now = (x, *start.params, start.norms[0].running.mean)
    for old, new in zip(held, now, strict=True):
        np.testing.assert_array_equal(new, old)


def test_dropout_drops_hidden_units_in_training_only():
    start = mlp([4, 500, 3], rng(), dropout=0.25)
    x, y = normal(1, 6, 4), np.array([0, 1, 2, 0, 1, 2])
    output, kept = run(start.blocks, x, start.dropout, rng(2))
    values, counts = np.unique(kept[0].mask, return_counts=True)
    np.testing.assert_allclose(values, [0.0, 4 / 3])
    assert counts[0] / counts.sum() == pytest.approx(0.25, abs=0.03)
    assert kept[1].mask is None  # nothing is dropped from the scores
    plain = mlp([4, 500, 3], rng())
    np.testing.assert_array_equal(start.forward(x), plain.forward(x))
    assert not np.array_equal(output, start.forward(x))
    _, with_masks = start.training_pass(x, y, rng(2))
    _, without = plain.training_pass(x, y, rng(2))
    assert not np.allclose(with_masks[0], without[0])


def test_the_rows_of_a_network_are_independent_after_training():
    start = mlp([4, 8, 3], rng(), norm="batch", dropout=0.5)
    x = normal(1, 6, 4)
    one_by_one = np.vstack([start.forward(row[None]) for row in x])
    np.testing.assert_allclose(start.forward(x), one_by_one, rtol=1e-13)


def test_predictions_are_what_the_loss_says():
    output = np.array([[1.0, 3.0, 2.0], [-1.0, -3.0, -2.0]])
    layer = Layer(np.eye(3), np.zeros(3))
    classes = Network((layer,)).predict(output)
    assert classes.tolist() == [1, 0] and classes.dtype == np.int64
    yes = Network((layer,), "binary_cross_entropy").predict(output)
    assert yes.tolist() == [[1, 1, 1], [0, 0, 0]] and yes.dtype == np.int64
    np.testing.assert_array_equal(Network((layer,), "mse").predict(output), output)


def test_a_score_of_zero_is_a_no():
    network = Network((Layer(np.eye(1), np.zeros(1)),), "binary_cross_entropy")
    assert network.predict(np.zeros((1, 1))).tolist() == [[0]]


def test_accuracy_is_the_share_of_right_answers_and_nan_for_numbers():
    layer = Layer(np.eye(2), np.zeros(2))
    x, labels = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]), [0, 1, 1, 1]
    assert Network((layer,)).evaluate(x, np.array(labels))[1] == 0.75
    binary = Network((layer,), "binary_cross_entropy")
    assert binary.evaluate(x, np.eye(2)[labels])[1] == 0.75
    loss, share = Network((layer,), "mse").evaluate(x, np.zeros((4, 2)))
    assert loss == 1.0 and math.isnan(share)


def test_an_overflowed_network_has_loss_nan_and_no_gradients():
    layer = Layer(np.full((2, 2), 1e308), np.zeros(2))
    network, x, y = Network((layer,)), np.full((1, 2), 10.0), np.array([0])
    with np.errstate(over="ignore", invalid="ignore"):
        assert math.isnan(network.evaluate(x, y)[0])
        for grads in (
            network.loss_and_grads,
            lambda x, y: network.training_pass(x, y, 0),
        ):
            with pytest.raises(FloatingPointError, match="the norm of output is above"):
                grads(x, y)


def test_a_gradient_that_overflows_is_named():
    blocks = [(Layer(np.eye(2), np.zeros(2)), None)] * 2
    _, kept = run(blocks, np.ones((1, 2)))
    with np.errstate(over="ignore"):
        message = r"^the norm of grads\[0\] is above 1e\+150 or nan$"
        with pytest.raises(FloatingPointError, match=message):
            run_back(blocks, kept, np.full((1, 2), 1e151))
        run_back(blocks, kept, np.full((1, 2), 1e149))


def test_a_network_prints_layers_shapes_and_parameters():
    plain = mlp([64, 128, 64, 10], rng())
    assert repr(plain) == (
        "layer  activation          w       b  parameters\n"
        "0            relu  (128, 64)  (128,)        8320\n"
        "1            relu  (64, 128)   (64,)        8256\n"
        "2        identity   (10, 64)   (10,)         650\n"
        "total                                      17226\n"
        "loss: softmax_cross_entropy"
    )
    text = repr(mlp([2, 3, 1], rng(), "tanh", norm="batch", dropout=0.5, loss="mse"))
    assert "batch norm, tanh  (3, 2)  (3,)          15" in text
    assert text.endswith("loss: mse; dropout: 0.5")


def test_the_same_seed_gives_the_same_network_and_each_layer_its_own_draw():
    one, two = mlp([5, 5, 5, 5], rng(3)), mlp([5, 5, 5, 5], rng(3))
    for p, q in zip(one.params, two.params, strict=True):
        np.testing.assert_array_equal(p, q)
    assert not np.allclose(one.params[0], one.params[2])


def test_hidden_layers_start_with_he_and_the_last_with_lecun():
    start = mlp([400, 400, 400, 400], rng())
    variances = [400 * layer.w.var() for layer in start.layers]
    np.testing.assert_allclose(variances, [2, 2, 1], rtol=0.02)
    assert all(not layer.b.any() for layer in start.layers)
    assert [layer.activation for layer in start.layers] == ["relu", "relu", "identity"]


def test_an_initializer_may_be_a_function_or_a_name():
    def ones(generator, shape):
        return np.ones(shape)

    start = mlp([3, 4, 2], rng(), initializer=ones, last=ones)
    assert all((layer.w == 1).all() for layer in start.layers)
    orthogonal = mlp([4, 4, 4], rng(), initializer="orthogonal").layers[0].w
    np.testing.assert_allclose(orthogonal @ orthogonal.T, np.eye(4), atol=1e-12)


def test_a_norm_starts_without_effect_of_its_own():
    norm = norm_init("batch", 3)
    assert (norm.name, norm_init("layer", 3).name) == ("batch", "layer")
    np.testing.assert_array_equal(norm.gamma, np.ones(3))
    np.testing.assert_array_equal(norm.beta, np.zeros(3))
    z = normal(0, 4, 3)
    layer = Layer(np.eye(3), np.zeros(3))
    np.testing.assert_allclose(block_forward(layer, norm, 0.0, z)[0], z, rtol=1e-5)


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Network(()), "Network: no layers, expected one or more"),
        (
            lambda: Network((Layer(np.ones((5, 2)), np.ones(5)),) * 2),
            "Network: layers[0] gives 5 columns, layers[1] expects 2",
        ),
        (
            lambda: Network((Layer(np.eye(2), np.ones(2)),), "hinge"),
            "Network: no loss 'hinge'; known: mse, mae, huber, binary_cross_entropy, "
            "softmax_cross_entropy",
        ),
        (
            lambda: Network(
                (Layer(np.eye(2), np.ones(2)),), norms=(norm_init("layer", 2),)
            ),
            "Network: 1 norms, expected one for each of 0 hidden layers",
        ),
        (
            lambda: Network(
                (Layer(np.eye(2), np.ones(2)),) * 2, norms=(norm_init("layer", 3),)
            ),
            "Network: norms[0] has (3,), layers[0] gives (2,)",
        ),
        (
            lambda: mlp([2, 3, 2], rng(), dropout=1.0),
            "Network: dropout is 1.0, expected 0 or more, less than 1",
        ),
        (lambda: mlp([2], rng()), "mlp: sizes is [2], expected two or more from 1"),
        (
            lambda: mlp([2, 0], rng()),
            "mlp: sizes is [2, 0], expected two or more from 1",
        ),
        (
            lambda: mlp([2, 3, 2], rng(), "swish"),
            "activation: no elementwise 'swish'",
        ),
        (
            lambda: mlp([2, 3, 2], rng(), initializer="he"),
            "mlp: no initializer 'he'; known: lecun_normal, lecun_uniform, ",
        ),
        (
            lambda: mlp([2, 3, 2], rng(), norm="group"),
            "norm_init: no norm 'group'; known: batch, layer",
        ),
        (
            lambda: mlp([2, 2], rng()).with_params([np.ones((2, 2))]),
            "with_params: shapes are [(2, 2)], expected [(2, 2), (2,)]",
        ),
        (
            lambda: mlp([2, 2], rng()).forward(np.array([[np.nan, 1.0]])),
            "run: 1 of 2 entries of x are nan or inf, expected numbers; x (1, 2)",
        ),
        (
            lambda: mlp([2, 2], rng()).forward(np.ones((4, 3))),
            "affine: x has 3 columns, w expects 2; x (4, 3), w (2, 2)",
        ),
        (
            lambda: mlp([2, 2], rng()).loss_and_grads(np.ones((1, 2)), np.array([2])),
            "softmax_cross_entropy: labels run from 2 to 2, expected 0 to 1; z (1, 2)",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(make, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        make()


def test_batch_norm_after_training_uses_the_running_statistics():
    running = RunningStatistics(np.array([2.0]), np.array([4.0 - 1e-5]))
    norm = Norm(np.ones(1), np.zeros(1), running)
    layers = (Layer(np.eye(1), np.zeros(1), "identity"), Layer(np.eye(1), np.zeros(1)))
    network = Network(layers, "mse", (norm,))
    np.testing.assert_allclose(network.forward(np.array([[8.0]])), [[3.0]], rtol=1e-12)


def test_what_is_kept_is_the_activation_before_dropout():
    layer, x = Layer(np.eye(2), np.zeros(2), "relu"), np.array([[3.0, -1.0]])
    _, kept = block_forward(layer, None, 0.5, x, rng())
    np.testing.assert_array_equal(kept.a, [[3.0, 0.0]])


@pytest.mark.parametrize("rows, labels", [(0, 0), (4, 3), (4, 5)])
def test_labels_that_are_not_one_a_row_are_refused_by_name(rows, labels):
    network, x = mlp([2, 3], rng()), np.ones((rows, 2))
    with pytest.raises(ValueError, match=r"^softmax_cross_entropy: "):
        network.evaluate(x, np.zeros(labels, dtype=np.int64))
