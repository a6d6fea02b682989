"""The scalar graph against closed forms, differences and the layer gradients."""

import math
import re
import sys

import numpy as np
import pytest

from nnnotes.autodiff import Value, as_value
from nnnotes.backprop import backward
from nnnotes.forward import Layer, forward
from nnnotes.losses import mse, mse_grad


def seed_network(w1, b1, w2, b2, x=2.0, y=1.0):
    error = w2 * (w1 * x + b1).relu() + b2 - y
    return error * error


def test_the_seed_network_has_its_known_loss_gradients_and_fifteen_nodes():
    parameters = [Value(v) for v in (0.5, 0.1, -0.3, 0.2)]
    loss = seed_network(*parameters)
    loss.backward()
    assert loss.data == pytest.approx(1.2769, abs=1e-14)
    grads = [p.grad for p in parameters]
    assert grads == pytest.approx([1.356, 0.678, -2.486, -2.26], abs=1e-14)
    assert len(loss.tape()) == 15


def test_a_node_used_twice_adds_its_two_paths():
    x = Value(3.0)
    f = x * (x + 1)
    f.backward()
    assert (f.data, x.grad) == (12.0, 7.0)


def test_a_diamond_waits_for_all_children_before_going_on():
    x = Value(2.0)
    u = 3 * x
    w = u * u + u
    w.backward()
    assert (w.data, u.grad, x.grad) == (42.0, 13.0, 39.0)


def test_a_node_multiplied_by_itself_gets_both_edges():
    x = Value(5.0)
    (x * x).backward()
    assert x.grad == 10.0


def test_calling_backward_twice_gives_the_same():
    x = Value(3.0)
    f = x * (x + 1)
    f.backward()
    f.backward()
    assert x.grad == 7.0


def test_a_second_root_starts_from_zero():
    x = Value(3.0)
    u = x * x
    (u * 2).backward()
    u.backward()
    assert (x.grad, u.grad) == (6.0, 1.0)


def test_a_node_on_no_path_keeps_gradient_zero():
    x, unused = Value(3.0), Value(5.0)
    later = x * unused
    (x * x).backward()
    assert unused.grad == 0.0
    assert later.grad == 0.0


def test_an_input_is_its_own_root():
    x = Value(3.0)
    x.backward()
    assert x.grad == 1.0
    assert x.tape() == [x]


#: name -> the operation on a number or node, its derivative, where to look.
OPERATIONS = {
    "a + 2": (lambda a: a + 2, lambda a: 1.0, 1.5),
    "2 + a": (lambda a: 2 + a, lambda a: 1.0, 1.5),
    "a - 2": (lambda a: a - 2, lambda a: 1.0, 1.5),
    "2 - a": (lambda a: 2 - a, lambda a: -1.0, 1.5),
    "-a": (lambda a: -a, lambda a: -1.0, 1.5),
    "a * 2": (lambda a: a * 2, lambda a: 2.0, 1.5),
    "2 * a": (lambda a: 2 * a, lambda a: 2.0, 1.5),
    "a / 2": (lambda a: a / 2, lambda a: 0.5, 1.5),
    "2 / a": (lambda a: 2 / a, lambda a: -2 / a**2, 1.5),
    "a ** 3": (lambda a: a**3, lambda a: 3 * a**2, -1.5),
    "a ** 1": (lambda a: a**1, lambda a: 1.0, -1.5),
    "a ** 0": (lambda a: a**0, lambda a: 0.0, -1.5),
    "a ** -2": (lambda a: a**-2, lambda a: -2 / a**3, -1.5),
}
METHODS = {
    "relu, open": (Value.relu, lambda a: max(a, 0), lambda a: 1.0, 0.5),
    "relu, shut": (Value.relu, lambda a: max(a, 0), lambda a: 0.0, -0.5),
    "tanh": (Value.tanh, math.tanh, lambda a: 1 / math.cosh(a) ** 2, 0.7),
    "exp": (Value.exp, math.exp, math.exp, -0.7),
    "log": (Value.log, math.log, lambda a: 1 / a, 0.7),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operator_has_python_s_value_and_the_textbook_derivative(name):
    operation, derivative, at = OPERATIONS[name]
    a = Value(at)
    f = operation(a)
    f.backward()
    assert f.data == pytest.approx(operation(at), rel=1e-14, abs=0)
    assert a.grad == pytest.approx(derivative(at), rel=1e-14, abs=0)


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_the_value_of_math_and_the_textbook_derivative(name):
    method, function, derivative, at = METHODS[name]
    a = Value(at)
    f = method(a)
    f.backward()
    assert f.data == function(at)
    assert a.grad == pytest.approx(derivative(at), rel=1e-14, abs=0)


def test_relu_at_zero_has_slope_zero():
    a = Value(0.0)
    a.relu().backward()
    assert a.grad == 0.0


def test_a_power_of_zero_is_one_everywhere_also_at_zero():
    a = Value(0.0)
    f = a**0
    f.backward()
    assert (f.data, a.grad) == (1.0, 0.0)


@pytest.mark.parametrize("seed", range(5))
def test_a_mixed_expression_agrees_with_central_differences(seed):
    def f(a, b, c):
        u = (a * b + c).tanh()
        v = (u * u + 1).log() / (b**2 + 0.5)
        return (v - a).exp() * u + (c - u).relu() - 2 / (1 + a * a)

    at = np.random.default_rng(seed).normal(size=3)
    nodes = [Value(v) for v in at]
    f(*nodes).backward()
    for k, node in enumerate(nodes):
        step = 1e-6 * np.eye(3)[k]
        high, low = (f(*map(Value, at + s)).data for s in (step, -step))
        assert node.grad == pytest.approx((high - low) / 2e-6, abs=1e-7)


def test_the_graph_agrees_with_the_layer_gradients():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 3)), rng.normal(size=(2, 1))
    layers = [
        Layer(rng.normal(size=(4, 3)), rng.normal(size=4), "tanh"),
        Layer(rng.normal(size=(1, 4)), rng.normal(size=1)),
    ]
    output, caches = forward(layers, x)
    grads, _ = backward(layers, caches, mse_grad(output, y))

    w1, w2 = ([[Value(v) for v in row] for row in layer.w] for layer in layers)
    b1, b2 = ([Value(v) for v in layer.b] for layer in layers)
    loss = Value(0.0)
    for row, target in zip(x, y, strict=True):
        terms = zip(w1, b1, strict=True)
        h = [(sum(map(Value.__mul__, w, row)) + b).tanh() for w, b in terms]
        loss += (sum(map(Value.__mul__, w2[0], h)) + b2[0] - target[0]) ** 2 / 2
    loss.backward()
    assert loss.data == pytest.approx(mse(output, y), rel=1e-13, abs=0)
    for nodes, grad in ((w1, grads[0][0]), (w2, grads[1][0])):
        scalar = [[node.grad for node in row] for row in nodes]
        np.testing.assert_allclose(scalar, grad, rtol=0, atol=1e-13)
    for nodes, grad in ((b1, grads[0][1]), (b2, grads[1][1])):
        np.testing.assert_allclose([n.grad for n in nodes], grad, rtol=0, atol=1e-13)


# In WebAssembly Python frees a chain recursively, and a long one exhausts the stack.
LONG = [500] if sys.platform == "emscripten" else [2_000, 100_000]


@pytest.mark.parametrize("length", LONG)
def test_a_long_chain_needs_no_recursion(length):
    x = Value(1.0)
    f = x
    for _ in range(length):
        f = f + 1
    f.backward()
    assert f.data == length + 1
    assert x.grad == 1.0


def test_a_deep_diamond_is_visited_once_a_node():
    x = Value(1.0)
    f = x
    for _ in range(60):  # 2^60 paths
        f = f + f
    f.backward()
    assert x.grad == 2.0**60
    assert len(f.tape()) == 61


def test_the_tape_lists_parents_before_children_and_each_node_once():
    a, b = Value(2.0), Value(3.0)
    u = a * b
    f = (u + a) * (u - b) + u.exp()
    tape = f.tape()
    place = {node: i for i, node in enumerate(tape)}
    assert len(place) == len(tape)
    assert tape[-1] is f
    for node in tape:
        assert all(place[parent] < place[node] for parent, _ in node.parents)


def test_a_node_prints_its_value_and_gradient():
    x = Value(1.2345678)
    (x * 2).backward()
    assert repr(x) == "Value(1.23457, grad=2)"


def test_numpy_scalars_are_taken_as_numbers_from_either_side():
    x = Value(2.0)
    for f in (np.float64(3.0) * x, x * np.float64(3.0), np.int64(3) * x):
        assert isinstance(f, Value)
        assert (f.data, type(f.data)) == (6.0, float)


def test_a_node_is_passed_on_and_a_number_becomes_an_input():
    x = Value(2.0)
    assert as_value(x) is x
    assert as_value(3).parents == ()


REFUSED = {
    "TypeError: Value: data is str, expected a number": lambda: Value("3"),
    "TypeError: Value: data is complex, expected a number": lambda: Value(1.0) + 1j,
    "TypeError: Value: data is list, expected a number": lambda: [1.0] - Value(1.0),
    "TypeError: only 0-dimensional arrays": lambda: np.ones(2) * Value(1.0),
    "TypeError: 'float' object cannot be interpreted": lambda: Value(2.0) ** 0.5,
    "TypeError: 'Value' object cannot be interpreted": lambda: Value(2.0) ** Value(2.0),
    "ZeroDivisionError: ": lambda: 1 / Value(0.0),
    "ValueError: Value.log: data is 0.0, expected more than 0": Value(0.0).log,
    "ValueError: Value.log: data is -1.0, expected more than 0": Value(-1.0).log,
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_no_number_or_has_no_value_is_refused(message):
    with pytest.raises((TypeError, ValueError, ZeroDivisionError)) as caught:
        REFUSED[message]()
    found = f"{type(caught.value).__name__}: {caught.value}"
    assert re.match(re.escape(message), found)
