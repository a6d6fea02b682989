"""Data sets: where points lie, what labels mean, and whose digits these are."""

import hashlib
import math
import re
from importlib.resources import files

import numpy as np
import pytest

from nnnotes.data import checkerboard, digits, moons, rings, sine, spirals, xor

DRAWN = {
    "moons": lambda n, noise, rng: moons(n, noise, rng),
    "spirals": lambda n, noise, rng: spirals(n, noise, rng),
    "rings": lambda n, noise, rng: rings(n, noise, rng),
    "xor": lambda n, noise, rng: xor(n, noise, rng),
    "sine": lambda n, noise, rng: sine(n, noise, rng),
    "checkerboard": lambda n, noise, rng: checkerboard(n, rng),
}
DIGITS_SHA256 = "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"
each_set = pytest.mark.parametrize("name", DRAWN)


def rng(seed=0):
    return np.random.default_rng(seed)


@each_set
def test_a_seed_gives_the_same_rows_and_another_seed_others(name):
    one, two, other = (DRAWN[name](40, 0.1, rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one[0], two[0])
    np.testing.assert_array_equal(one[1], two[1])
    assert not np.array_equal(one[0], other[0])


@pytest.mark.parametrize(
    "name, point, target",
    [
        ("moons", [1.228497, -0.047567], 0),
        ("spirals", [0.169847, 0.015102], 0),
        ("rings", [0.720292, -0.048629], 0),
        ("xor", [0.866083, -0.909601], 1),
        ("sine", [0.257444], 0.345009),
        ("checkerboard", [0.81327, 0.912756], 0),
    ],
)
def test_a_seed_keeps_giving_the_rows_that_the_notes_numbers_come_from(
    name, point, target
):
    x, y = DRAWN[name](3, 0.25, rng(0))
    np.testing.assert_allclose(x[2], point, atol=1e-6)
    np.testing.assert_allclose(np.squeeze(y[2]), target, atol=1e-6)


@each_set
def test_shapes_and_types_are_those_of_rows_and_labels(name):
    x, y = DRAWN[name](7, 0.1, rng())
    assert x.dtype == np.float64
    if name == "sine":
        assert (x.shape, y.shape, y.dtype) == ((7, 1), (7, 1), np.float64)
    else:
        assert (x.shape, y.shape, y.dtype) == ((7, 2), (7,), np.int64)
    assert len(DRAWN[name](1, 0.0, rng())[0]) == 1


@each_set
def test_classes_are_equally_many(name):
    if name != "sine":
        _, y = DRAWN[name](4000, 0.1, rng())
        assert np.mean(y) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("name", ["moons", "spirals", "rings", "xor"])
def test_noise_is_the_standard_deviation_of_the_scatter(name):
    still, _ = DRAWN[name](20_000, 0.0, rng())
    moved, _ = DRAWN[name](20_000, 0.3, rng())
    np.testing.assert_allclose((moved - still).std(axis=0), 0.3, rtol=0.02)
    np.testing.assert_allclose((moved - still).mean(axis=0), 0.0, atol=0.01)


def test_the_moons_are_two_half_circles():
    x, y = moons(200, 0.0, rng())
    upper, lower = x[y == 0], x[y == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0, rtol=1e-12)
    np.testing.assert_allclose(np.hypot(*(lower - [1.0, 0.5]).T), 1.0, rtol=1e-12)
    assert upper[:, 1].min() > 0 and lower[:, 1].max() < 0.5


def test_the_rings_have_radius_one_half_and_one():
    x, y = rings(400, 0.0, rng())
    np.testing.assert_allclose(np.hypot(*x.T), np.where(y == 0, 0.5, 1.0), rtol=1e-12)
    angles = np.arctan2(x[:, 1], x[:, 0])
    assert np.histogram(angles, 4, (-math.pi, math.pi))[0].min() > 70


def test_a_spiral_arm_winds_and_the_arms_are_turned_copies():
    x, y = spirals(3000, 0.0, rng(), arms=3, turns=2.0)
    radius = np.hypot(*x.T)
    assert radius.max() <= 1.0
    angle = 2 * math.pi * (2.0 * radius + y / 3)
    wanted = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    np.testing.assert_allclose(x, wanted, atol=1e-12)
    assert np.bincount(y).tolist() == [1000] * 3
    # Evenly over the disc: half of the points lie outside of radius sqrt(1/2).
    assert np.mean(radius > math.sqrt(0.5)) == pytest.approx(0.5, abs=0.03)


def test_a_spiral_has_two_arms_and_one_and_a_half_turns_by_default():
    x, y = spirals(500, 0.0, rng())
    radius = np.hypot(*x.T)
    angle = 2 * math.pi * (1.5 * radius + y / 2)
    np.testing.assert_allclose(x[:, 0], radius * np.cos(angle), atol=1e-12)


def test_xor_is_one_where_the_signs_differ():
    x, y = xor(80, 0.2, rng())
    np.testing.assert_array_equal(y, (x[:, 0] * x[:, 1] < 0).astype(int))
    corners = xor(4, 0.0, rng())[0]
    assert sorted(map(tuple, corners)) == [(-1, -1), (-1, 1), (1, -1), (1, 1)]


@pytest.mark.parametrize("cells", [1, 2, 4, 5])
def test_neighboring_cells_of_the_checkerboard_differ(cells):
    x, y = checkerboard(2000, rng(), cells)
    assert 0 <= x.min() < 0.01 and 0.99 < x.max() < 1
    column, row = (x * cells // 1).T
    np.testing.assert_array_equal(y, (column + row) % 2)


def test_the_checkerboard_has_four_cells_along_a_side_by_default():
    np.testing.assert_array_equal(
        checkerboard(50, rng())[1], checkerboard(50, rng(), 4)[1]
    )


def test_the_sine_covers_one_period_and_noise_is_on_the_targets_only():
    x, y = sine(2000, 0.0, rng())
    np.testing.assert_array_equal(y, np.sin(x))
    assert 0 <= x.min() < 0.02 and 2 * math.pi - 0.02 < x.max() < 2 * math.pi
    same, noisy = sine(2000, 0.5, rng())
    np.testing.assert_array_equal(same, x)
    assert (noisy - y).std() == pytest.approx(0.5, rel=0.05, abs=0)


def test_the_digits_are_the_1797_of_scikit_learn():
    x, y = digits()
    assert x.shape == (1797, 64) and x.dtype == np.float64 and y.dtype == np.int64
    assert set(np.unique(x)) == set(range(17))
    # Class counts as the data set's own description gives them for its test part.
    counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert np.bincount(y).tolist() == counts
    # Over the bytes of load_digits of scikit-learn 1.9.1, images then labels.
    found = hashlib.sha256(x.astype(np.uint8).tobytes() + y.astype(np.uint8).tobytes())
    assert found.hexdigest() == DIGITS_SHA256


def test_reading_the_digits_twice_gives_arrays_of_ones_own():
    first, second = digits(), digits()
    first[0][:] = 0.0
    assert second[0].max() == 16.0


def test_the_digits_come_with_their_source_and_license():
    notice = (files("nnnotes") / "LICENSE-digits").read_text("utf-8")
    for words in ("E. Alpaydin and C. Kaynak (1998)", "10.24432/C50P49", "CC BY 4.0"):
        assert words in notice
    assert "Alpaydin & Kaynak (1998)" in digits.__doc__
    assert "CC BY 4.0" in digits.__doc__


@each_set
@pytest.mark.parametrize("n", [0, -3])
def test_no_rows_are_refused(name, n):
    with pytest.raises(
        ValueError, match=f"^{name}: n is {n}, expected an integer of 1 or more$"
    ):
        DRAWN[name](n, 0.0, rng())


@pytest.mark.parametrize("name", ["moons", "spirals", "rings", "xor", "sine"])
@pytest.mark.parametrize("noise", [-0.1, math.nan, math.inf])
def test_a_noise_that_is_no_deviation_is_refused(name, noise):
    with pytest.raises(ValueError, match=f"^{name}: noise is {noise}, expected 0 or"):
        DRAWN[name](5, noise, rng())


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: spirals(5, 0.0, rng(), arms=0), "spirals: arms is 0, expected 1"),
        (lambda: checkerboard(5, rng(), 0), "checkerboard: cells is 0, expected 1"),
    ],
)
def test_a_count_below_one_is_refused(make, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        make()


@each_set
def test_half_a_row_is_refused(name):
    message = f"^{name}: n is 2.5, expected an integer of 1 or more$"
    with pytest.raises(ValueError, match=message):
        DRAWN[name](2.5, 0.0, rng())


def test_one_arm_is_a_spiral_of_one_class():
    x, y = spirals(6, 0.0, rng(), arms=1)
    assert x.shape == (6, 2) and not y.any()
