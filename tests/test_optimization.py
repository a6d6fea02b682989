"""Optimizers against PyTorch's recorded paths, closed forms and identities."""

import inspect
import math
import re
from dataclasses import FrozenInstanceError
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from oracles import few, normal, recorded, seeds, sizes

from nnnotes import optimization
from nnnotes.optimization import (
    OPTIMIZERS,
    adagrad,
    adagrad_init,
    adam,
    adam_init,
    adamw,
    batch_noise,
    best_momentum,
    clip_by_global_norm,
    clip_by_value,
    global_norm,
    gradient_descent,
    minibatches,
    momentum,
    momentum_ema,
    momentum_init,
    nesterov,
    noise_floor,
    optimizer,
    rmsprop,
    rmsprop_init,
    sgd,
    sgd_init,
)
from nnnotes.optimizer_state import AdamState, MomentumState, SGDState
from nnnotes.regularization import weight_decay
from nnnotes.schedules import cosine

START = [np.array([[0.7, -1.3]]), np.array([2.0])]


def bowl(step, params):
    """The gradients of tests/reference/record_optimization.py."""
    (w0, w1), b = params[0][0], params[1][0]
    noise = [math.cos(step + 1), math.cos(2 * step + 1), math.sin(3 * step)]
    g = [2.0 * w0 + 0.3 * noise[0], 0.5 * w1 + 0.3 * noise[1], b - 1.0 + 0.3 * noise[2]]
    return [np.array([g[:2]]), np.array(g[2:])]


def follow(name, lr, steps=50, gradient=bowl, start=START, scale=1.0, **hyper):
    """The path of an optimizer, one row a step, all parameters in a row."""
    init, update = OPTIMIZERS[name]
    params, state, rows = start, init(start), []
    for step in range(steps):
        grads = [scale * g for g in gradient(step, params)]
        params, state = update(params, grads, state, lr, **hyper)
        rows.append(np.concatenate([p.ravel() for p in params]))
    assert state.step == steps
    return np.array(rows)


def one(name, g, lr=0.1, steps=1, **hyper):
    """Where a parameter at 0 is after steps of one constant gradient."""
    g = np.atleast_1d(np.asarray(g, dtype=np.float64))
    still = [np.zeros(g.shape)]
    return follow(name, lr, steps, lambda step, params: [g], still, **hyper)


# Against PyTorch

RUNS = {
    "sgd": ("sgd", 0.1, {}),
    "momentum": ("momentum", 0.05, {}),
    "momentum as an average": ("momentum_ema", 0.5, {}),
    "nesterov": ("nesterov", 0.05, {"beta": 0.8}),
    "adagrad": ("adagrad", 0.3, {}),
    "rmsprop": ("rmsprop", 0.02, {}),
    "adam": ("adam", 0.05, {}),
    "adam, short memory": ("adam", 0.05, {"beta1": 0.8, "beta2": 0.95, "eps": 0.01}),
    "adamw": ("adamw", 0.05, {"decay": 0.5}),
}


@pytest.mark.parametrize("run", RUNS)
def test_fifty_steps_are_those_of_pytorch(run):
    name, lr, hyper = RUNS[run]
    expected = recorded("optimization")[run.removesuffix(" as an average")]
    np.testing.assert_allclose(follow(name, lr, **hyper), expected, rtol=0, atol=1e-13)


def test_a_plain_step_after_decay_is_pytorch_s_penalty_on_the_weights():
    params, state, rows = START, sgd_init(START), []
    for step in range(50):
        grads = bowl(step, params)
        params, state = sgd(weight_decay(params, 0.1, 0.2), grads, state, 0.1)
        rows.append([*params[0][0], *params[1]])
    expected = recorded("optimization")["sgd, decay of w"]
    np.testing.assert_allclose(rows, expected, rtol=0, atol=1e-13)


def test_clipping_by_the_norm_is_pytorch_s_up_to_what_that_adds_to_the_norm():
    grads = [np.array([3.0, -4.0]), np.array([12.0])]
    found = recorded("optimization")
    clipped, norm = clip_by_global_norm(grads, 1.3)
    assert norm == found["clip norm 1.3"]["norm"] == 13.0
    for ours, theirs in zip(clipped, found["clip norm 1.3"]["grads"], strict=True):
        exact = np.array(theirs) * (13 + 1e-6) / 13
        np.testing.assert_allclose(ours, exact, rtol=1e-15)
    clipped, norm = clip_by_global_norm(grads, 20.0)
    assert norm == found["clip norm 20"]["norm"]
    for ours, theirs in zip(clipped, found["clip norm 20"]["grads"], strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_clipping_by_value_is_pytorch_s():
    clipped = clip_by_value([np.array([3.0, -4.0]), np.array([12.0])], 3.5)
    expected = recorded("optimization")["clip value 3.5"]["grads"]
    for ours, theirs in zip(clipped, expected, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_the_defaults_are_the_field_s():
    defaults = {
        name: {
            key: p.default
            for key, p in inspect.signature(update).parameters.items()
            if p.default not in (inspect.Parameter.empty, None)
        }
        for name, (_, update) in OPTIMIZERS.items()
    }
    betas = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert defaults == {
        "sgd": {},
        "momentum": {"beta": 0.9},
        "momentum_ema": {"beta": 0.9},
        "nesterov": {"beta": 0.9},
        "adagrad": {"eps": 1e-10},
        "rmsprop": {"beta": 0.9, "eps": 1e-8},
        "adam": betas,
        "adamw": {"decay": 0.01, **betas},
    }


# Closed forms


def test_a_plain_step_is_the_rate_times_the_gradient_downhill():
    params, state = sgd(
        [np.array([1.0, 2.0])], [np.array([4.0, -8.0])], SGDState(6), 0.5
    )
    np.testing.assert_array_equal(params[0], [-1.0, 6.0])
    assert state.step == 7


def test_the_decay_that_is_not_given_is_one_hundredth():
    params, grads = [np.array([[3.0]])], [np.array([[1.0]])]
    state = adam_init(params)
    (left,), _ = adamw(params, grads, state, 0.1)
    (right,), _ = adamw(params, grads, state, 0.1, decay=0.01)
    assert left == right


def test_momentum_sums_fading_gradients():
    path = one("momentum", 1.0, lr=0.01, steps=3)
    np.testing.assert_allclose(path[:, 0], [-0.01, -0.029, -0.0561], rtol=1e-14)


def test_momentum_along_a_constant_gradient_steps_up_to_ten_times_as_far():
    path = one("momentum", 1.0, lr=0.01, steps=400)[:, 0]
    assert path[-2] - path[-1] == pytest.approx(0.1, rel=1e-12, abs=0)


def test_momentum_across_an_alternating_gradient_shrinks_it_to_five_over_one_nine():
    params = [np.array([0.0])]
    state = momentum_init(params)
    for step in range(400):
        g = [np.array([5.0 * (-1) ** step])]
        params, state = momentum(params, g, state, 0.01)
    assert abs(state.velocity[0].item()) == pytest.approx(5 / 1.9, rel=1e-12, abs=0)


def test_the_average_of_five_gradients_is_the_one_computed_by_hand():
    params, seen = [np.array([0.0])], []
    state = momentum_init(params)
    for g in (2.0, -1.5, 3.0, -0.5, 2.5):
        params, state = momentum_ema(params, [np.array([g])], state, 1.0)
        seen.append(state.velocity[0].item())
    np.testing.assert_allclose(seen, [0.2, 0.03, 0.327, 0.2443, 0.46987], rtol=1e-13)
    assert params[0].item() == pytest.approx(-sum(seen), rel=1e-14, abs=0)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.99])
def test_the_two_conventions_of_momentum_differ_by_a_factor_on_the_rate(beta):
    summed = follow("momentum", 0.01, beta=beta)
    averaged = follow("momentum_ema", 0.01 / (1 - beta), beta=beta)
    np.testing.assert_allclose(averaged, summed, rtol=0, atol=1e-13)


@pytest.mark.parametrize("name", ["momentum", "momentum_ema", "nesterov"])
def test_momentum_that_keeps_nothing_is_plain_descent(name):
    np.testing.assert_array_equal(follow(name, 0.1, beta=0.0), follow("sgd", 0.1))


def test_nesterov_takes_the_gradient_where_momentum_alone_would_lead():
    # The textbook form: look ahead by lr beta v, take the gradient there, move.
    lr, beta, theta, v = 0.05, 0.8, np.array([2.0, -1.0]), np.zeros(2)
    curvature = np.array([1.0, 9.0])
    expected = []
    for _ in range(20):
        v = beta * v + curvature * (theta - lr * beta * v)
        theta = theta - lr * v
        expected.append(theta - lr * beta * v)
    path = follow(
        "nesterov",
        lr,
        20,
        lambda step, params: [curvature * params[0]],
        [np.array([2.0, -1.0])],
        beta=beta,
    )
    np.testing.assert_allclose(path, expected, rtol=0, atol=1e-14)


def test_adagrad_under_a_constant_gradient_steps_as_one_over_the_root_of_time():
    path = one("adagrad", [50.0, -1e-3], steps=9)
    steps = -np.diff(path, axis=0, prepend=0.0)
    expected = 0.1 / np.sqrt(np.arange(1, 10))
    np.testing.assert_allclose(steps[:, 0], expected, rtol=1e-10)
    np.testing.assert_allclose(steps[:, 1], -expected, rtol=1e-6)


def test_rmsprop_starts_cold_and_tends_to_the_rate():
    path = one("rmsprop", [0.001, 50.0], steps=50)
    steps = -np.diff(path, axis=0, prepend=0.0)
    known = [0.3162, 0.2294, 0.1239, 0.1003]
    np.testing.assert_allclose(steps[[0, 1, 9, 49], 1], known, rtol=0, atol=5e-5)
    np.testing.assert_allclose(steps[:, 0], steps[:, 1], rtol=5e-5)


@pytest.mark.parametrize("name", ["adam", "adamw"])
@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3, 1e150])
def test_adam_s_first_step_is_the_rate_times_the_sign(name, size):
    path = one(name, [size, -size, 0.0])
    np.testing.assert_allclose(path[0], [-0.1, 0.1, 0.0], rtol=2e-5)


def test_adam_under_a_constant_gradient_never_takes_another_step():
    steps = np.diff(one("adam", [3.0, -0.02], steps=1000), axis=0, prepend=0.0)
    np.testing.assert_allclose(steps, np.tile([-0.1, 0.1], (1000, 1)), rtol=1e-6)


def test_adam_adds_eps_outside_of_the_root():
    assert one("adam", 1e-6)[0, 0] == pytest.approx(-0.1 / 1.01, rel=1e-12, abs=0)
    assert one("adagrad", 1e-6, eps=1e-8)[0, 0] == pytest.approx(
        -0.1 / 1.01, rel=1e-12, abs=0
    )
    first = 1e-6 / (math.sqrt(0.1) * 1e-6 + 1e-8)
    assert one("rmsprop", 1e-6)[0, 0] == pytest.approx(-0.1 * first, rel=1e-12, abs=0)


def test_adam_s_second_step_has_its_closed_form():
    params = [np.array([0.0])]
    state = adam_init(params)
    params, state = adam(params, [np.array([2.0])], state, 0.1)
    before = params[0].item()
    params, state = adam(params, [np.array([-1.0])], state, 0.1)
    mean = (0.9 * 0.1 * 2 - 0.1) / (1 - 0.9**2)
    square = (0.999 * 0.001 * 4 + 0.001) / (1 - 0.999**2)
    expected = before - 0.1 * mean / (math.sqrt(square) + 1e-8)
    assert params[0].item() == pytest.approx(expected, rel=1e-12, abs=0)
    assert state.m[0].item() == pytest.approx(0.08, rel=1e-14, abs=0)
    assert state.v[0].item() == pytest.approx(0.004996, rel=1e-12, abs=0)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam"])
def test_an_adaptive_path_does_not_see_the_scale_of_the_loss(name):
    path = follow(name, 0.05, eps=1e-300)
    np.testing.assert_allclose(
        follow(name, 0.05, eps=1e-300, scale=1000.0), path, atol=0
    )


@pytest.mark.parametrize("name", ["sgd", "momentum", "momentum_ema", "nesterov"])
def test_a_path_with_one_rate_sees_the_scale_of_the_loss_as_a_factor_on_the_rate(name):
    scaled = follow(name, 0.0001, scale=1000.0)
    np.testing.assert_allclose(scaled, follow(name, 0.1), rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "adamw"])
def test_a_zero_gradient_moves_nothing_and_divides_nothing_by_zero(name):
    np.testing.assert_array_equal(one(name, np.zeros(3), steps=5), np.zeros((5, 3)))


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam"])
def test_every_entry_has_a_rate_of_its_own(name):
    def loud(step, params):
        return [np.array([1.0, 1e6 * math.cos(step)])]

    alone = one(name, 1.0, steps=20)[:, 0]
    beside = follow(name, 0.1, 20, loud, [np.zeros(2)])[:, 0]
    np.testing.assert_allclose(beside, alone, rtol=1e-14)


# AdamW


def test_adamw_equals_adam_at_zero_decay():
    np.testing.assert_array_equal(
        follow("adamw", 0.05, decay=0.0), follow("adam", 0.05)
    )


def test_adamw_under_a_zero_gradient_shrinks_weights_by_one_factor_a_step():
    start = [np.array([[1.0, -3.0]]), np.array([2.0])]
    still = [np.zeros((1, 2)), np.zeros(1)]
    path = follow("adamw", 0.1, 10, lambda step, params: still, start, decay=0.5)
    expected = np.outer(0.95 ** np.arange(1, 11), [1.0, -3.0])
    np.testing.assert_allclose(path[:, :2], expected, rtol=1e-14)
    np.testing.assert_array_equal(path[:, 2], np.full(10, 2.0))


def test_adamw_decays_what_the_caller_says():
    start = [np.array([[1.0]]), np.array([1.0])]
    still = [np.zeros((1, 1)), np.zeros(1)]
    own = {"decay": 0.5, "decayed": [False, True]}
    path = follow("adamw", 0.1, 1, lambda step, params: still, start, **own)
    np.testing.assert_array_equal(path, [[1.0, 0.95]])


def test_decay_by_adamw_is_alike_for_loud_and_quiet_gradients_a_penalty_is_not():
    rng = np.random.default_rng(0)
    noise = rng.normal(size=(300, 1, 2000)) * np.repeat([0.01, 1.0], 1000)
    start = [np.ones((1, 2000))]

    def quiet_and_loud(name, gradient, **hyper):
        last = follow(name, 0.001, 300, gradient, start, **hyper)[-1]
        return last[:1000].mean(), last[1000:].mean()

    decoupled = quiet_and_loud("adamw", lambda step, p: [noise[step]], decay=5.0)
    coupled = quiet_and_loud("adam", lambda step, p: [noise[step] + 0.5 * p[0]])
    # The mean path of 1000 weights scatters by less than 0.002 around 0.995^300.
    np.testing.assert_allclose(decoupled, 0.995**300, rtol=0, atol=0.01)
    np.testing.assert_allclose(coupled, [0.72, 0.87], rtol=0, atol=0.02)


def test_adamw_hands_its_betas_and_eps_to_adam():
    hyper = {"beta1": 0.5, "beta2": 0.8, "eps": 0.3}
    decoupled = follow("adamw", 0.05, decay=0.0, **hyper)
    np.testing.assert_array_equal(decoupled, follow("adam", 0.05, **hyper))


# What every optimizer keeps to


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_nothing_is_changed_in_place_and_nothing_is_shared(name):
    init, update = OPTIMIZERS[name]
    params = [p.copy() for p in START]
    grads = bowl(0, params)
    _, state = update(params, grads, init(params), 0.1)
    given = [
        *params,
        *grads,
        *(a for arrays in state.buffers().values() for a in arrays),
    ]
    before = [a.copy() for a in given]
    new, later = update(params, grads, state, 0.1)
    for old, array in zip(before, given, strict=True):
        np.testing.assert_array_equal(array, old)
    made = [*new, *(a for arrays in later.buffers().values() for a in arrays)]
    assert not any(np.shares_memory(a, b) for a in made for b in given)
    assert (state.step, later.step) == (1, 2)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rate_of_zero_moves_nothing(name):
    np.testing.assert_array_equal(follow(name, 0.0, 3), [[0.7, -1.3, 2.0]] * 3)


@pytest.mark.parametrize("name", OPTIMIZERS)
@few
@given(seed=seeds, n=sizes, m=sizes)
def test_shapes_stay_and_parameters_do_not_see_one_another(name, seed, n, m):
    init, update = OPTIMIZERS[name]
    params = [normal(seed, n, m), normal(seed + 1, n), np.zeros((0, m))]
    grads = [normal(seed + 2, n, m), np.zeros(n), np.zeros((0, m))]
    new, state = update(params, grads, init(params), 0.1)
    assert [p.shape for p in new] == [p.shape for p in params]
    np.testing.assert_array_equal(new[1], params[1])
    alone, _ = update(params[:1], grads[:1], init(params[:1]), 0.1)
    np.testing.assert_array_equal(new[0], alone[0])
    for arrays in state.buffers().values():
        assert [a.shape for a in arrays] == [p.shape for p in params]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_reaches_the_bottom_of_a_bowl(name):
    curvature = np.array([1.0, 4.0])
    start = [np.array([3.0, -2.0])]
    rates = {"adagrad": 1.0, "momentum": 0.02, "nesterov": 0.02}
    path = follow(
        name,
        rates.get(name, 0.05),
        2000,
        lambda step, params: [curvature * params[0]],
        start,
    )
    assert np.abs(path[-1]).max() < 0.03


def test_states_print_what_they_remember_as_a_table():
    params = [np.ones((3, 2)), np.ones(3)]
    _, state = momentum(
        params, [np.full((3, 2), -2.0), np.zeros(3)], momentum_init(params), 0.1
    )
    assert str(state) == (
        "MomentumState, step 1: mean size of entries\n"
        "parameter  velocity\n"
        "(3, 2)            2\n"
        "(3,)              0"
    )
    grads = [np.full((3, 2), 4.0), np.array([0.0, 0.0, 6.0])]
    _, state = adam(params, grads, adam_init(params), 0.1)
    assert repr(state) == (
        "AdamState, step 1: mean size of entries\n"
        "parameter      m       v\n"
        "(3, 2)     0.400  0.0160\n"
        "(3,)       0.200  0.0120"
    )
    _, state = rmsprop([np.ones(1)], [np.full(1, 2.0)], rmsprop_init([np.ones(1)]), 0.1)
    assert str(state).splitlines()[2] == "(1,)       0.400"
    empty = adagrad_init([np.ones((0, 2))])
    assert str(empty).splitlines()[1:] == ["parameter  total", "(0, 2)         0"]
    assert str(sgd_init(params)) == "SGDState, step 0: remembers nothing else"


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_fresh_state_is_zero_everywhere(name):
    init, update = OPTIMIZERS[name]
    state = init(START)
    assert state.step == 0
    for arrays in state.buffers().values():
        assert [a.dtype for a in arrays] == [np.float64, np.float64]
        assert all(np.all(a == 0) for a in arrays)
    assert optimizer(name) == (init, update)
    assert update.__name__ == name


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_state_is_frozen_equal_to_itself_only_and_prints_its_own_way(name):
    init, _ = OPTIMIZERS[name]
    state = init(START)
    with pytest.raises(FrozenInstanceError):
        state.step = 5
    assert state == state and state != init(START)
    assert len({state, init(START)}) == 2
    assert repr(state) == str(state)
    assert repr(state).startswith(f"{type(state).__name__}, step 0: ")


def test_the_module_s_list_of_names_is_complete():
    assert set(OPTIMIZERS) <= set(optimization.__all__)
    assert all(hasattr(optimization, name) for name in optimization.__all__)


# Descent


def test_gradient_descent_halves_the_distance_each_step():
    path = gradient_descent(lambda p: [2 * p[0]], [np.array([8.0])], 0.25, 3)
    assert [p[0].item() for p in path] == [8.0, 4.0, 2.0, 1.0]


def test_gradient_descent_of_no_steps_is_a_copy_of_the_start():
    start = [np.array([1, 2], dtype=np.int64)]
    path = gradient_descent(lambda p: p, start, 0.1, 0)
    assert len(path) == 1
    assert path[0][0].dtype == np.float64
    np.testing.assert_array_equal(path[0][0], start[0])
    assert not np.shares_memory(path[0][0], start[0])


def test_gradient_descent_asks_a_schedule_for_the_rate_from_step_zero():
    asked = []

    def rate(step):
        asked.append(step)
        return cosine(step, 4, 1.0)

    path = gradient_descent(lambda p: [np.ones(1)], [np.zeros(1)], rate, 4)
    assert asked == [0, 1, 2, 3]
    steps = -np.diff([p[0].item() for p in path])
    np.testing.assert_allclose(steps, [cosine(k, 4, 1.0) for k in range(4)], rtol=1e-14)


def test_gradient_descent_keeps_the_state_of_its_optimizer():
    path = gradient_descent(
        lambda p: [np.ones(1)], [np.zeros(1)], 1.0, 3, "momentum", beta=0.5
    )
    assert [p[0].item() for p in path] == [0.0, -1.0, -2.5, -4.25]


def test_momentum_s_best_rate_and_beta_reach_the_promised_speed():
    lr, beta = best_momentum(1.0, 100.0)
    assert lr == pytest.approx(4 / 121, rel=1e-14, abs=0)
    assert math.sqrt(beta) == pytest.approx(9 / 11, rel=1e-14, abs=0)
    curvature = np.array([1.0, 100.0])
    path = gradient_descent(
        lambda p: [curvature * p[0]], [np.array([10.0, 1.0])], lr, 200, "momentum",
        beta=beta,
    )  # fmt: skip
    size = [np.linalg.norm(p[0]) for p in path]
    # A double root: the error is (a + b t) sqrt(beta)^t, so the rate nears sqrt(beta).
    assert (size[200] / size[150]) ** (1 / 50) == pytest.approx(9 / 11, abs=0.01)
    # Plain descent at its best rate, for comparison: 99/101.
    plain = gradient_descent(
        lambda p: [curvature * p[0]], [np.array([10.0, 1.0])], 2 / 101, 200
    )
    size = [np.linalg.norm(p[0]) for p in plain]
    assert size[200] / size[199] == pytest.approx(99 / 101, rel=1e-12, abs=0)


def test_momentum_s_best_numbers_without_a_ravine_are_one_plain_step_to_the_bottom():
    assert best_momentum(4.0, 4.0) == (0.25, 0.0)


@pytest.mark.parametrize("lr, stays", [(0.0379, True), (0.0381, False)])
def test_momentum_is_stable_up_to_two_times_one_plus_beta_over_the_curvature(lr, stays):
    path = gradient_descent(
        lambda p: [100 * p[0]], [np.array([1.0])], lr, 2000, "momentum"
    )
    assert (abs(path[-1][0].item()) < 1) is stays


def test_a_path_that_diverges_ends_in_an_error_and_not_in_nan():
    message = r"^sgd: 1 of 1 entries of params\[0\] are nan or inf"
    with np.errstate(over="ignore"), pytest.raises(ValueError, match=message):
        gradient_descent(lambda p: [p[0]], [np.array([1.0])], 11.0, 400)


# Mini-batches


@few
@given(seed=seeds, n=sizes, size=sizes)
def test_an_epoch_visits_every_example_once_the_rest_included(seed, n, size):
    batches = minibatches(n, size, np.random.default_rng(seed))
    assert sorted(np.concatenate(batches).tolist()) == list(range(n))
    assert [len(rows) for rows in batches[:-1]] == [size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= size
    assert all(rows.dtype == np.int64 for rows in batches)


def test_the_next_epoch_has_another_order_and_the_same_seed_the_same():
    rng = np.random.default_rng(0)
    first, second = minibatches(100, 30, rng), minibatches(100, 30, rng)
    assert [len(rows) for rows in first] == [30, 30, 30, 10]
    assert np.concatenate(first).tolist() != np.concatenate(second).tolist()
    assert np.concatenate(first).tolist() != list(range(100))
    again = minibatches(100, 30, np.random.default_rng(0))
    np.testing.assert_array_equal(np.concatenate(again), np.concatenate(first))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_the_noise_of_a_batch_is_the_mean_over_all_possible_batches(size):
    grads = normal(3, 6, 4)
    whole = grads.mean(axis=0)
    gaps = [
        np.sum((grads[list(rows)].mean(axis=0) - whole) ** 2)
        for rows in combinations(range(6), size)
    ]
    assert batch_noise(grads, size) == pytest.approx(
        np.mean(gaps), rel=1e-12, abs=1e-30
    )


def test_the_noise_of_the_only_example_and_of_the_whole_batch_is_zero():
    assert batch_noise(np.array([[3.0, 4.0]]), 1) == 0.0
    assert batch_noise(normal(0, 7, 2), 7) == 0.0


def test_doubling_a_batch_of_a_quarter_cuts_the_noise_to_a_third():
    grads = normal(1, 1000, 2)
    assert batch_noise(grads, 250) / batch_noise(grads, 500) == pytest.approx(3)


@pytest.mark.parametrize("lr, known", [(0.5, 1 / 3), (0.05, 0.0256)])
def test_the_noise_floor_has_its_known_values(lr, known):
    assert noise_floor(lr, 1.0, 1.0) == pytest.approx(known, abs=5e-5)


@few
@given(seed=seeds)
def test_the_noise_floor_is_the_fixed_point_of_the_mean_square(seed):
    h, s, share = np.random.default_rng(seed).uniform(0.1, 1.9, size=3)
    lr = share / h
    q = noise_floor(lr, h, s)
    # One step: x <- (1 - lr h) x - lr s u, with u of mean 0 and variance 1.
    assert (1 - lr * h) ** 2 * q + (lr * s) ** 2 == pytest.approx(q, rel=1e-12, abs=0)


def test_descent_without_noise_has_no_floor():
    assert noise_floor(0.1, 2.0, 0.0) == 0.0


# Clipping


@few
@given(seed=seeds, n=sizes, m=sizes)
def test_a_clipped_gradient_keeps_its_direction_and_has_the_length_asked_for(
    seed, n, m
):
    grads = [normal(seed, n, m, scale=100.0), normal(seed + 1, n)]
    vector = np.concatenate([g.ravel() for g in grads])
    norm = math.sqrt(math.fsum(vector**2))
    clipped, before = clip_by_global_norm(grads, 0.25 * norm)
    assert before == pytest.approx(norm, rel=1e-14, abs=0)
    after = np.concatenate([g.ravel() for g in clipped])
    np.testing.assert_allclose(after, 0.25 * vector, rtol=1e-14)


def test_a_short_gradient_is_not_lengthened():
    grads = [np.array([0.03, 0.04])]
    for limit in (0.05, 1.0):
        clipped, norm = clip_by_global_norm(grads, limit)
        np.testing.assert_array_equal(clipped[0], grads[0])
        assert norm == pytest.approx(0.05)
    assert not np.shares_memory(clipped[0], grads[0])


def test_clipping_by_value_turns_the_gradient_and_the_norm_does_not():
    g = np.array([3.0, 4.0, 12.0])

    def cosine_with_g(other):
        return g @ other / np.linalg.norm(g) / np.linalg.norm(other)

    (by_norm,), _ = clip_by_global_norm([g], 1.0)
    (by_value,) = clip_by_value([g], 1.0)
    assert cosine_with_g(by_norm) == pytest.approx(1, abs=1e-15)
    assert cosine_with_g(by_value) == pytest.approx(0.8438, abs=5e-5)


def test_zero_gradients_and_no_gradients_have_norm_zero():
    assert global_norm([np.zeros(3), np.zeros((2, 2))]) == 0.0
    assert global_norm([]) == global_norm([np.zeros((0, 2))]) == 0.0
    clipped, norm = clip_by_global_norm([np.zeros(3)], 1.0)
    assert norm == 0.0
    np.testing.assert_array_equal(clipped[0], np.zeros(3))


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e160, 1e298])
def test_the_norm_neither_overflows_nor_vanishes(scale):
    norm = global_norm([scale * np.array([3.0, 4.0]), scale * np.array([12.0])])
    assert norm == pytest.approx(13 * scale, rel=1e-14, abs=0)


# What is refused

G = [np.ones((1, 2)), np.ones(1)]
REFUSED = {
    "optimizer: no 'newton'; known: sgd, momentum, momentum_ema, nesterov, adagrad": (
        lambda: optimizer("newton")
    ),
    "optimizer: no 'newton'": (
        lambda: gradient_descent(lambda p: p, START, 0.1, 1, "newton")
    ),
    "gradient_descent: steps is -1, expected an integer of 0 or more": (
        lambda: gradient_descent(lambda p: p, START, 0.1, -1)
    ),
    "gradient_descent: params is one array (1,), expected a list": (
        lambda: gradient_descent(lambda p: p, np.ones(1), 0.1, 1)
    ),
    "sgd: grads has 1 arrays, params has 2": (
        lambda: gradient_descent(lambda p: p[:1], START, 0.1, 1)
    ),
    "adam: state is MomentumState, expected AdamState": (
        lambda: adam(START, G, momentum_init(START), 0.1)
    ),
    "momentum: state is AdamState, expected MomentumState": (
        lambda: momentum(START, G, adam_init(START), 0.1)
    ),
    "momentum: state.velocity[0] is (2, 1), expected (1, 2); as params[0]": (
        lambda: momentum(START, G, MomentumState(0, [np.ones((2, 1)), G[1]]), 0.1)
    ),
    "adam: state.v has 1 arrays, params has 2": (
        lambda: adam(START, G, AdamState(0, G, G[:1]), 0.1)
    ),
    "momentum: beta is 1.0, expected 0 or more, less than 1": (
        lambda: momentum(START, G, momentum_init(START), 0.1, beta=1.0)
    ),
    "momentum_ema: beta is -0.5": (
        lambda: momentum_ema(START, G, momentum_init(START), 0.1, beta=-0.5)
    ),
    "nesterov: beta is 2": (
        lambda: nesterov(START, G, momentum_init(START), 0.1, beta=2)
    ),
    "rmsprop: beta is 1.5": (
        lambda: rmsprop(START, G, rmsprop_init(START), 0.1, beta=1.5)
    ),
    "adam: beta1 is 1.0": lambda: adam(START, G, adam_init(START), 0.1, beta1=1.0),
    "adam: beta2 is -1": lambda: adam(START, G, adam_init(START), 0.1, beta2=-1),
    "adam: eps is 0.0, expected more than 0": (
        lambda: adam(START, G, adam_init(START), 0.1, eps=0.0)
    ),
    "adagrad: eps is -1.0, expected more than 0": (
        lambda: adagrad(START, G, adagrad_init(START), 0.1, eps=-1.0)
    ),
    "rmsprop: eps is nan, expected more than 0": (
        lambda: rmsprop(START, G, rmsprop_init(START), 0.1, eps=np.nan)
    ),
    "weight_decay: decay is -0.1, expected 0 or more": (
        lambda: adamw(START, G, adam_init(START), 0.1, decay=-0.1)
    ),
    "weight_decay: lr * decay is 2.0, expected 0 to 1": (
        lambda: adamw(START, G, adam_init(START), 1.0, decay=2.0)
    ),
    "minibatches: n is 0, expected an integer of 1 or more": (
        lambda: minibatches(0, 1, np.random.default_rng(0))
    ),
    "minibatches: size is 0, expected an integer of 1 or more": (
        lambda: minibatches(5, 0, np.random.default_rng(0))
    ),
    "minibatches: size is 2.5, expected an integer of 1 or more": (
        lambda: minibatches(5, 2.5, np.random.default_rng(0))
    ),
    "batch_noise: grads is (3,), expected (n, n_params)": (
        lambda: batch_noise(np.ones(3), 1)
    ),
    "batch_noise: 1 of 2 entries of grads are nan or inf": (
        lambda: batch_noise(np.array([[1.0], [np.nan]]), 1)
    ),
    "batch_noise: size is 0, expected an integer of 1 or more": (
        lambda: batch_noise(np.ones((3, 2)), 0)
    ),
    "batch_noise: size is 4, expected 1 to 3": lambda: batch_noise(np.ones((3, 2)), 4),
    "best_momentum: smallest is 0.0, expected more than 0": (
        lambda: best_momentum(0.0, 1.0)
    ),
    "best_momentum: largest is 1.0, expected 2 or more": (
        lambda: best_momentum(2.0, 1.0)
    ),
    "noise_floor: lr is 4.0, expected between 0 and 4": (
        lambda: noise_floor(4.0, 0.5, 1.0)
    ),
    "noise_floor: lr is 0.0, expected between 0 and 4": (
        lambda: noise_floor(0.0, 0.5, 1.0)
    ),
    "noise_floor: curvature is 0.0, expected more than 0": (
        lambda: noise_floor(1.0, 0.0, 1.0)
    ),
    "noise_floor: noise is -1.0, expected 0 or more": (
        lambda: noise_floor(0.1, 2.0, -1.0)
    ),
    "global_norm: 1 of 1 entries of grads[1] are nan or inf": (
        lambda: clip_by_global_norm([np.ones(2), np.array([np.inf])], 1.0)
    ),
    "global_norm: grads is one array (2,), expected a list": (
        lambda: global_norm(np.ones(2))
    ),
    "global_norm: grads[0] has an entry of 1e+301, expected at most 1e+300": (
        lambda: global_norm([np.array([1e301])])
    ),
    "clip_by_global_norm: limit is 0.0, expected more than 0": (
        lambda: clip_by_global_norm(G, 0.0)
    ),
    "clip_by_value: limit is -1.0, expected more than 0": (
        lambda: clip_by_value(G, -1.0)
    ),
    "clip_by_value: 1 of 2 entries of grads[0] are nan or inf": (
        lambda: clip_by_value([np.array([np.nan, 1.0])], 1.0)
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_arguments_that_do_not_fit_are_refused_with_what_was_expected(message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        REFUSED[message]()


@pytest.mark.parametrize("name", [name for name in OPTIMIZERS if name != "adamw"])
def test_every_optimizer_refuses_what_does_not_belong_together(name):
    init, update = OPTIMIZERS[name]
    state, bad = init(START), [np.array([[np.nan, 1.0]]), np.ones(1)]
    refused = {
        "grads has 1 arrays, params has 2": (START, G[:1], state, 0.1),
        "grads[0] is (2,), expected (1, 2); as params[0]": (
            START, [np.ones(2), G[1]], state, 0.1,
        ),
        "1 of 2 entries of grads[0] are nan or inf": (START, bad, state, 0.1),
        "1 of 2 entries of params[0] are nan or inf": (bad, G, state, 0.1),
        "params is one array (1, 2), expected a list": (START[0], G, state, 0.1),
        "lr is -0.1, expected 0 or more": (START, G, state, -0.1),
        "lr is nan, expected 0 or more": (START, G, state, math.nan),
        "lr is inf, expected 0 or more": (START, G, state, math.inf),
    }  # fmt: skip
    for message, arguments in refused.items():
        with pytest.raises(ValueError, match="^" + re.escape(f"{name}: {message}")):
            update(*arguments)
    with pytest.raises(ValueError, match=rf"^{init.__name__}: params is one array"):
        init(START[0])
    with pytest.raises(ValueError, match=rf"^{init.__name__}: 1 of 2 entries of"):
        init(bad)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "adamw"])
def test_a_gradient_whose_square_would_overflow_is_refused_by_who_squares_it(name):
    init, update = OPTIMIZERS[name]
    huge = [np.array([[1.0, -1e200]]), np.ones(1)]
    with pytest.raises(ValueError, match=r"grads\[0\] has an entry of 1e\+200"):
        update(START, huge, init(START), 0.1)
    params, _ = sgd(START, huge, sgd_init(START), 0.1)
    assert params[0][0, 1] == pytest.approx(1e199)


def test_adamw_refuses_a_wrong_state_and_shapes_in_the_name_of_adam():
    with pytest.raises(ValueError, match=r"^adam: state is SGDState"):
        adamw(START, G, sgd_init(START), 0.1)
    with pytest.raises(ValueError, match=r"^adam: grads has 1 arrays, params has 2"):
        adamw(START, G[:1], adam_init(START), 0.1)
    with pytest.raises(ValueError, match=r"^weight_mask: decayed has 1 entries"):
        adamw(START, G, adam_init(START), 0.1, decayed=[True])


def test_the_defaults_are_those_of_the_papers_and_of_pytorch():
    def defaults(step):
        given = inspect.signature(step).parameters.values()
        return {p.name: p.default for p in given if p.default is not p.empty}

    betas = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert defaults(adam) == betas
    assert defaults(adamw) == {"decay": 0.01, "decayed": None, **betas}
    assert defaults(adagrad) == {"eps": 1e-10}
    assert defaults(rmsprop) == {"beta": 0.9, "eps": 1e-8}
    assert defaults(momentum) == defaults(nesterov) == {"beta": 0.9}


def test_of_two_examples_one_leaves_half_the_noise():
    # Mean 0, both squares 1: variance 1 of a batch of one, 0 of both.
    grads = np.array([[1.0], [-1.0]])
    assert (batch_noise(grads, 1), batch_noise(grads, 2)) == (1.0, 0.0)
