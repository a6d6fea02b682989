"""Training against PyTorch's recorded runs, hand-made loops, and its own record."""

import math
import re
from functools import partial

import numpy as np
import pytest
from oracles import recorded

from nnnotes.adam import adam, adam_init
from nnnotes.clipping import clip_by_global_norm, global_norm
from nnnotes.data import moons, sine
from nnnotes.history import History
from nnnotes.mlp import mlp
from nnnotes.schedules import cosine
from nnnotes.splits import split_digits
from nnnotes.training import fit


def rng(seed=0):
    return np.random.default_rng(seed)


def small(n=20, seed=0):
    return moons(n, 0.1, rng(seed))


def start(seed=0, **settings):
    return mlp([2, 6, 2], rng(seed), "tanh", **settings)


def same_params(one, two, rtol=1e-13):
    for p, q in zip(one.params, two.params, strict=True):
        np.testing.assert_allclose(p, q, rtol=rtol, atol=1e-15)


@pytest.mark.parametrize(
    "name, settings",
    [
        ("adam", {"optimizer": "adam", "lr": 0.05}),
        ("momentum, batch norm", {"optimizer": "momentum", "lr": 0.1, "beta": 0.9}),
    ],
)
def test_a_run_gives_pytorchs_losses_and_parameters(name, settings):
    found = recorded("network")[name]
    rows = np.array(found["x"]), np.array(found["labels"])
    network = mlp(found["widths"], rng(), "tanh", norm=found["norm"])
    network = network.with_params([np.array(p) for p in found["params"]])
    after, history = fit(network, rows, epochs=4, rng=rng(9), batch_size=8, **settings)
    np.testing.assert_allclose(history.train_loss, found["losses"], rtol=1e-11)
    # A bias before batch norm has gradient 0 but for rounding.
    for p, theirs in zip(after.params, found["after"], strict=True):
        np.testing.assert_allclose(p, theirs, rtol=1e-10, atol=1e-12)


def test_fit_is_the_loop_one_would_write_by_hand():
    x, y = small()
    by_hand, order = start(), rng(4)
    params, state = by_hand.params, adam_init(by_hand.params)
    for _ in range(3):
        rows = order.permutation(20)
        for batch in (rows[:8], rows[8:16], rows[16:]):
            _, grads = by_hand.with_params(params).loss_and_grads(x[batch], y[batch])
            params, state = adam(params, grads, state, lr=0.01)
    after, _ = fit(start(), (x, y), epochs=3, rng=rng(4), lr=0.01, batch_size=8)
    same_params(after, by_hand.with_params(params))


def test_the_starting_network_and_the_rows_stay_as_they_were():
    network, (x, y) = start(), small()
    held = [a.copy() for a in (*network.params, x, y)]
    fit(network, (x, y), epochs=2, rng=rng())
    for old, now in zip(held, (*network.params, x, y), strict=True):
        np.testing.assert_array_equal(now, old)


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    settings = {"epochs": 2, "batch_size": 8}
    runs = [fit(start(), small(), rng=rng(seed), **settings)[0] for seed in (1, 1, 2)]
    same_params(runs[0], runs[1], rtol=0)
    assert not np.allclose(runs[0].params[0], runs[2].params[0], rtol=1e-9)


def test_dropout_leaves_the_order_of_the_rows_as_it_is(monkeypatch):
    seen = {}
    network = type(start())
    passes = network.training_pass

    def watched(self, x, y, masks):
        seen.setdefault(self.dropout, []).append(x)
        return passes(self, x, y, masks)

    monkeypatch.setattr(network, "training_pass", watched)
    for rate in (0.0, 0.5):
        fit(start(dropout=rate), small(), epochs=2, rng=rng(5), batch_size=8)
    assert len(seen[0.0]) == 6
    for plain, dropped in zip(seen[0.0], seen[0.5], strict=True):
        np.testing.assert_array_equal(plain, dropped)


def test_every_row_is_in_one_batch_an_epoch_and_the_last_batch_may_be_smaller(
    monkeypatch,
):
    sizes, rows = [], []
    network = type(start())
    passes = network.training_pass

    def watched(self, x, y, masks):
        sizes.append(len(x))
        rows.extend(x[:, 0])
        return passes(self, x, y, masks)

    monkeypatch.setattr(network, "training_pass", watched)
    x, y = small()
    fit(start(), (x, y), epochs=2, rng=rng(), batch_size=8)
    assert sizes == [8, 8, 4] * 2
    for epoch in (rows[:20], rows[20:]):
        np.testing.assert_array_equal(np.sort(epoch), np.sort(x[:, 0]))
    assert rows[:20] != rows[20:]


def test_both_losses_are_of_the_network_as_it_is_used_after_training():
    train, val = small(seed=1), small(seed=2)
    network = start(dropout=0.5, norm="batch")
    after, history = fit(network, train, val, epochs=3, rng=rng())
    loss, share = after.evaluate(*train)
    assert (history.train_loss[-1], history.train_accuracy[-1]) == (loss, share)
    loss, share = after.evaluate(*val)
    assert (history.val_loss[-1], history.val_accuracy[-1]) == (loss, share)
    assert history.epoch.tolist() == [1, 2, 3] and history.epoch.dtype == np.int64


def test_a_schedule_gets_the_step_and_the_history_the_rate():
    asked = []

    def rate(step):
        asked.append(step)
        return 0.1 / (step + 1)

    _, history = fit(start(), small(), epochs=2, rng=rng(), lr=rate, batch_size=8)
    assert sorted(set(asked)) == [0, 1, 2, 3, 4, 5]
    np.testing.assert_allclose(history.rate, [0.1 / 3, 0.1 / 6])
    _, constant = fit(start(), small(), epochs=2, rng=rng(), lr=0.25)
    assert constant.rate.tolist() == [0.25, 0.25]


def test_a_cosine_that_ends_at_zero_ends_at_zero():
    rate = partial(cosine, total=6, peak=0.1)
    _, history = fit(start(), small(), epochs=2, rng=rng(), lr=rate, batch_size=8)
    assert history.rate[-1] == rate(5) < history.rate[0]


def test_clipping_bounds_the_global_norm_of_what_the_optimizer_sees():
    x, y = small()
    network = start()
    _, grads = network.loss_and_grads(x, y)
    limit = global_norm(grads) / 10
    clipped, _ = clip_by_global_norm(grads, limit)
    settings = {"epochs": 1, "rng": rng(), "optimizer": "sgd", "lr": 1.0}
    after, _ = fit(network, (x, y), batch_size=20, clip=limit, **settings)
    for p, g, q in zip(network.params, clipped, after.params, strict=True):
        np.testing.assert_allclose(q, p - g, rtol=1e-12, atol=1e-15)


def test_arguments_of_the_optimizer_reach_it():
    slow, _ = fit(start(), small(), epochs=2, rng=rng(), optimizer="momentum", beta=0.0)
    plain, _ = fit(start(), small(), epochs=2, rng=rng(), optimizer="sgd")
    same_params(slow, plain)
    other, _ = fit(start(), small(), epochs=2, rng=rng(), optimizer="momentum")
    assert not np.allclose(other.params[0], plain.params[0], rtol=1e-9)


def test_without_settings_it_is_adam_at_a_thousandth_in_batches_of_50():
    rows = small(120)
    plain, history = fit(start(), rows, epochs=2, rng=rng())
    said, _ = fit(
        start(), rows, epochs=2, rng=rng(), optimizer="adam", lr=1e-3, batch_size=50
    )
    same_params(plain, said, rtol=0)
    assert history.rate.tolist() == [0.001, 0.001]
    assert history.epoch.tolist() == [1, 2]


def noisy_digits():
    parts = split_digits(rng(0), n_train=60, n_val=60)
    x, y = parts.train
    return (x, rng(1).permutation(y)), parts.val


def test_patience_keeps_the_network_of_the_lowest_validation_loss():
    train, val = noisy_digits()
    network = mlp([64, 32, 10], rng())
    after, history = fit(network, train, val, epochs=40, rng=rng(), patience=3, lr=0.01)
    best = int(np.argmin(history.val_loss))
    assert history.best == best == len(history.epoch) - 4
    assert after.evaluate(*val)[0] == history.val_loss[best]
    assert history.ended == "3 measurements without a lower val loss"
    last, _ = fit(network, train, val, epochs=best + 1, rng=rng(), lr=0.01)
    same_params(after, last, rtol=0)


def test_patience_waits_for_the_validation_loss_and_not_for_the_accuracy():
    class Planned(type(start())):
        """A network whose validation loss has its dip where its accuracies do not."""

        def evaluate(self, x, y):
            if len(x) == 20:
                return 0.5, 0.9 - 0.1 * len(seen)  # training rows: always worse
            seen.append(1)
            return [0.9, 0.5, 0.6, 0.7, 0.1][len(seen) - 1], 0.5

    seen = []
    network = Planned(start().layers)
    settings = {"epochs": 5, "rng": rng(), "patience": 2}
    _, history = fit(network, small(), small(10), **settings)
    assert history.val_loss.tolist() == [0.9, 0.5, 0.6, 0.7]


def test_without_patience_the_last_network_is_returned():
    train, val = noisy_digits()
    network = mlp([64, 32, 10], rng())
    after, history = fit(network, train, val, epochs=8, rng=rng(), lr=0.01)
    assert history.best < 7
    assert after.evaluate(*val)[0] == history.val_loss[-1]
    assert history.ended == "all epochs done"


def test_patience_restores_the_running_statistics_too():
    train, val = noisy_digits()
    network = mlp([64, 32, 10], rng(), norm="batch")
    after, history = fit(network, train, val, epochs=30, rng=rng(), patience=2, lr=0.01)
    assert history.best < len(history.epoch) - 1
    assert after.evaluate(*val)[0] == history.val_loss[history.best]


def test_every_says_how_often_to_measure_and_the_last_epoch_is_always_measured():
    after, history = fit(start(), small(), epochs=7, rng=rng(), every=3)
    assert history.epoch.tolist() == [3, 6, 7]
    all_measured, full = fit(start(), small(), epochs=7, rng=rng())
    same_params(after, all_measured, rtol=0)
    np.testing.assert_array_equal(history.train_loss, full.train_loss[[2, 5, 6]])


def test_callbacks_see_network_and_history_and_can_end_training():
    seen = []

    def note(network, history):
        seen.append((len(history.epoch), network.evaluate(*small())[0]))

    def enough(network, history):
        return len(history.epoch) == 2

    _, history = fit(
        start(), small(), epochs=9, rng=rng(), callbacks=[enough, note, enough]
    )
    assert [count for count, _ in seen] == [1, 2]
    assert [loss for _, loss in seen] == history.train_loss.tolist()
    assert history.ended == "a callback said so"


def test_a_run_that_diverges_ends_with_nan_and_the_network_before():
    x, y = sine(20, 0.0, rng())
    network = mlp([1, 8, 1], rng(), loss="mse")
    seen = []
    after, history = fit(
        network,
        (x, y),
        (x, y),
        epochs=200,
        rng=rng(),
        optimizer="sgd",
        lr=50.0,
        callbacks=[lambda network, history: seen.append(network)],
    )
    assert history.ended.startswith("diverged, the norm of ")
    assert math.isnan(history.train_loss[-1]) and math.isnan(history.val_loss[-1])
    assert history.epoch[-1] == len(seen) + 1
    assert all(np.isfinite(p).all() for p in after.params)
    same_params(after, seen[-1] if seen else network, rtol=0)


def test_a_run_that_diverges_at_once_prints_why():
    _, history = fit(
        start(), small(), epochs=5, rng=rng(), optimizer="sgd", lr=1e160, batch_size=5
    )
    assert repr(history) == (
        f"epoch      rate\n1      1.0e+160\nended: {history.ended}"
    )
    assert history.best == 0


def test_an_output_too_large_for_its_loss_ends_training_too():
    class Grows(type(start())):
        """A network whose loss cannot be measured from the third time on."""

        def evaluate(self, x, y):
            seen.append(1)
            return (math.nan if len(seen) > 2 else 1.0), 0.5

    seen = []
    network = Grows(start().layers)
    after, history = fit(network, small(), epochs=5, rng=rng(), batch_size=20)
    assert history.ended == "diverged, an output is too large for its loss"
    assert history.epoch.tolist() == [1, 2, 3]
    two, _ = fit(start(), small(), epochs=2, rng=rng(), batch_size=20)
    same_params(after, two, rtol=0)


def test_validation_rows_that_overflow_alone_end_training_too():
    # 2e150 squared is too large for a loss of numbers, and those of 1 are not.
    rows, far = (np.ones((4, 1)), np.ones((4, 1))), (np.full((1, 1), 1e308), [[1.0]])
    network = mlp([1, 1], rng(), last=lambda g, shape: np.full(shape, 1e3), loss="mse")
    settings = {"epochs": 3, "rng": rng(), "lr": 1e-3, "patience": 1}
    after, history = fit(network, rows, (far[0], np.array(far[1])), **settings)
    assert history.ended == "diverged, an output is too large for its loss"
    same_params(after, network, rtol=0)


def test_a_callback_sees_a_history_that_has_not_ended():
    seen = []
    see = [lambda network, history: seen.append(history.ended)]
    fit(start(), small(), epochs=2, rng=rng(), callbacks=see)
    assert seen == ["not yet", "not yet"]


def history_of(n, val=True):
    falling = np.linspace(2.0, 0.5, n)
    turning = np.abs(np.arange(n) - 3.0) + 1.0
    nan = np.full(n, np.nan)
    columns = [falling, turning if val else nan, nan, nan]
    return History(np.arange(1, n + 1), np.full(n, 0.1), *columns, "all epochs done")


def test_a_history_prints_first_last_and_best_and_leaves_out_what_is_not_there():
    text = repr(history_of(100))
    lines = text.split("\n")
    assert lines[0] == "epoch   rate  train loss  val loss"
    assert [line.split()[0] for line in lines[1:-1]] == [
        "1", "4", "17", "34", "51", "67", "83", "100",
    ]  # fmt: skip
    assert lines[-1] == "lowest val loss: epoch 4; ended: all epochs done"
    assert lines[2].split() == ["4", "0.100", "1.955", "1"]


def test_without_validation_rows_the_best_is_of_the_training_loss():
    history = history_of(5, val=False)
    assert history.best == 4
    assert repr(history).endswith("lowest train loss: epoch 5; ended: all epochs done")
    assert "val" not in repr(history).split("\n")[0]


def test_the_best_row_passes_over_nan():
    history = history_of(5)
    history.val_loss[[3, 4]] = np.nan
    assert history.best == 2


def test_a_network_learns_the_digits():
    parts = split_digits(rng(0))
    network = mlp([64, 32, 10], rng())
    _, history = fit(network, parts.train, parts.val, epochs=8, rng=rng(), lr=0.01)
    assert history.val_accuracy[-1] > 0.93
    assert history.train_loss[-1] < 0.1


def test_regression_has_no_accuracy():
    rows = sine(30, 0.1, rng())
    network = mlp([1, 16, 1], rng(), "tanh", loss="mse")
    _, history = fit(network, rows, epochs=60, rng=rng(), lr=0.02)
    assert np.isnan(history.train_accuracy).all()
    assert history.train_loss[-1] < 0.5 * rows[1].var()


@pytest.mark.parametrize(
    "change, message",
    [
        ({"epochs": 0}, "fit: epochs is 0, expected an integer of 1 or more"),
        ({"epochs": 1.5}, "fit: epochs is 1.5, expected an integer of 1 or more"),
        ({"every": 0}, "fit: every is 0, expected an integer of 1 or more"),
        ({"batch_size": 0}, "minibatches: size is 0, expected an integer of 1 or more"),
        ({"patience": 2}, "fit: patience is given, expected val to measure it on"),
        (
            {"patience": 0, "val": small()},
            "fit: patience is 0, expected an integer of 1 or more",
        ),
        ({"lr": -0.1}, "constant: peak is -0.1, expected 0 or more"),
        ({"optimizer": "lion"}, "optimizer: no 'lion'; known: sgd, momentum"),
        ({"clip": 0.0}, "clip_by_global_norm: limit is 0.0, expected more than 0"),
        (
            {"train": (np.ones((0, 2)), np.ones(0, dtype=np.int64))},
            "fit: x is (0, 2), expected (n, d) with n above 0",
        ),
        (
            {"train": (np.ones((3, 2)), np.array([0, 1]))},
            "fit: y is (2,), expected 3 rows; x (3, 2)",
        ),
        (
            {"train": (np.full((1, 2), np.inf), np.array([0]))},
            "fit: 2 of 2 entries of x are nan or inf, expected numbers; x (1, 2)",
        ),
        (
            {"val": (np.ones((3, 2)), np.array([0, 1]))},
            "fit: y is (2,), expected 3 rows; x (3, 2)",
        ),
    ],
)
def test_what_fit_cannot_use_is_refused_with_the_reason(change, message):
    settings = {"train": small(), "epochs": 2, "rng": rng(), **change}
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        fit(start(), **settings)
