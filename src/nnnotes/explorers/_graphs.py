"""The small graphs of the explorer of computational graphs: what they compute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nnnotes.autodiff import Value as Node

Nodes = dict[str, Node]
Spot = tuple[float, float]


@dataclass(frozen=True)
class Small:
    """A graph: what it computes, how, and where its nodes stand.

    Attributes
    ----------
    formula : str
        As a person writes it.
    make : callable
        The input x -> every node by its name, the output last.
    places : dict of str to (x, y)
        Of every node.
    """

    formula: str
    make: Callable[[float], Nodes]
    places: dict[str, Spot]


def operation(f: Callable[..., Node], *parents: Node) -> Node:
    """Return f of some nodes as one node, with f's own slopes as local derivatives."""
    inner = [Node(parent.data) for parent in parents]
    out = f(*inner)
    out.backward()
    slopes = (one.grad for one in inner)
    return Node(out.data, tuple(zip(parents, slopes, strict=True)))


def chain(x: float) -> Nodes:
    """Return the nodes of (x + 1)^2."""
    first = Node(x)
    u = first + 1
    return {"x": first, "u": u, "f": u**2}


def fork(x: float) -> Nodes:
    """Return the nodes of x (x + 1)."""
    first = Node(x)
    u = first + 1
    return {"x": first, "u": u, "f": first * u}


def network(x: float) -> Nodes:
    """Return the nodes of two layers and their squared error."""
    n = {"x": Node(x), "w1": Node(0.5), "b1": Node(0.1)}
    n |= {"w2": Node(-0.3), "b2": Node(0.2)}
    n["z1"] = operation(lambda w, x, b: w * x + b, n["w1"], n["x"], n["b1"])
    n["a1"] = n["z1"].relu()
    n["ŷ"] = operation(lambda w, a, b: w * a + b, n["w2"], n["a1"], n["b2"])
    n["L"] = operation(lambda y_hat: (y_hat - 1) ** 2, n["ŷ"])
    return n


def island(x: float) -> Nodes:
    """Return the nodes of (x + 1)^2, and two that lead elsewhere."""
    c = Node(5.0)
    return {"c": c, "d": 2 * c, **chain(x)}


def kink(x: float) -> Nodes:
    """Return the nodes of relu(x) - relu(-x), which is x."""
    first = Node(x)
    n = -first
    r, s = first.relu(), n.relu()
    return {
        "x": first,
        "−x": n,
        "r": r,
        "s": s,
        "f": operation(lambda r, s: r - s, r, s),
    }


def sigmoid(x: float) -> Nodes:
    """Return the nodes of a sigmoid and the cross-entropy for the answer 1."""
    first = Node(x)
    p = operation(lambda z: 1 / (1 + (-z).exp()), first)
    return {"x": first, "p": p, "L": operation(lambda p: -p.log(), p)}


LINE = {"x": (40.0, 120.0), "u": (180.0, 120.0), "f": (320.0, 120.0)}
GRAPHS = {
    "chain": Small("f = (x + 1)², with u = x + 1", chain, LINE),
    "fork": Small(
        "f = x u, with u = x + 1",
        fork,
        {"x": (50, 60), "u": (180, 140), "f": (310, 60)},
    ),
    "network": Small(
        "L = (ŷ − 1)², ŷ = w2 relu(w1 x + b1) + b2",
        network,
        {"x": (21, 140), "z1": (100, 140), "a1": (179, 140), "ŷ": (258, 140),
         "L": (337, 140), "w1": (46, 38), "b1": (150, 38), "w2": (206, 38),
         "b2": (310, 38)},
    ),
    "island": Small(
        "f = (x + 1)², and beside it d = 2c",
        island,
        LINE | {"c": (40, 38), "d": (180, 38)},
    ),
    "kink": Small(
        "f = r − s, with r = relu(x) and s = relu(−x)",
        kink,
        {"x": (40, 100), "r": (205, 146), "−x": (125, 44), "s": (225, 44),
         "f": (320, 100)},
    ),
    "sigmoid": Small(
        "L = −log p, with p = sigmoid(x)",
        sigmoid,
        {"x": (40, 100), "p": (180, 100), "L": (320, 100)},
    ),
}  # fmt: skip
