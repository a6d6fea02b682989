"""Six small graphs: each node multiplies what it hears by its local derivatives."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnnotes.backprop import numeric_grad
from nnnotes.explorers._graphs import GRAPHS, Nodes, Small, Spot
from nnnotes.explorers.view import (
    Axis,
    Choice,
    Explorer,
    Graph,
    Panel,
    Row,
    Slider,
    Switch,
    Value,
)

#: A space at which no line ends.
UNBROKEN = "\N{NO-BREAK SPACE}"


@dataclass
class Sent:
    """A message: from a node to one it was made from."""

    child: str
    parent: str
    incoming: float
    local: float

    @property
    def outgoing(self) -> float:
        """What arrives."""
        return self.incoming * self.local


def send(nodes: Nodes, reports: int, overwrite: bool) -> list[list[Sent]]:
    """Let the last nodes report, the output first; return what each has sent.

    Gradients are left in the nodes. With ``overwrite`` a message replaces what its
    receiver had, as the bug does.
    """
    names = {node: name for name, node in nodes.items()}
    *_, output = nodes.values()
    tape = [node for node in reversed(output.tape()) if node in names]
    output.grad, found = 1.0, []
    for node in [one for one in tape if one.parents][:reports]:
        known = [(parent, d) for parent, d in node.parents if parent in names]
        sent = [Sent(names[node], names[p], node.grad, d) for p, d in known]
        for (parent, _), one in zip(known, sent, strict=True):
            parent.grad = one.outgoing + (0.0 if overwrite else parent.grad)
        found.append(sent)
    return found


def short(number: float) -> str:
    """Return a number with four digits; 0 has no sign."""
    return f"{number + 0.0:.4g}"


def heard(name: str, sent: list[Sent], overwrite: bool) -> str:
    """Return what a node has heard, with the sum or with what is left of it."""
    messages = [short(one.outgoing) for one in sent if one.parent == name]
    if len(messages) < 2:
        return "".join(messages)
    if overwrite:
        return f"{messages[-1]} ({', '.join(messages[:-1])} lost)"
    total = sum(one.outgoing for one in sent if one.parent == name)
    return " + ".join(messages) + f" = {short(total)}"


def values(graph: str, x: float, overwrite: bool, reports: float) -> dict[str, Value]:
    """Return a graph while its nodes report, one after the other.

    Parameters
    ----------
    graph : str
        A key of :data:`GRAPHS`.
    x : float
        The input.
    overwrite : bool
        Whether a message replaces an earlier one instead of being added.
    reports : float
        How many nodes have reported.
    """
    small = GRAPHS[graph]
    nodes = small.make(x)
    everything = send(nodes, 99, overwrite)
    grad, full = nodes["x"].grad, len(everything)
    k = min(int(reports), full)
    nodes = small.make(x)
    sent = [one for sent in send(nodes, k, overwrite) for one in sent]
    *_, output = nodes
    slope = numeric_grad(lambda at: result(small, at), np.array([x]))[0]
    return {
        "f": nodes[output].data,
        "grad": grad,
        "measured": float(f"{slope:.6g}"),
        "incoming": everything[k - 1][0].incoming if k else 0.0,
        "nodes": [
            [*small.places[name], name, short(node.data),
             below(name, output, sent, k == full, overwrite) if k else ""]
            for name, node in nodes.items()
        ],
        "edges": edges(small, nodes, sent),
        "formula": small.formula,
        "messages": "; ".join(
            f"{one.child} → {one.parent}: {product(one)}".replace(" ", UNBROKEN)
            for one in sent
        ) or "none yet",
        "heard": heard("x", sent, overwrite) or "none yet",
        "say": "The values are there; no node has reported yet." if not k
        else sentence(everything[k - 1]) if k < full
        else ending(graph, x, overwrite, grad, slope),
    }  # fmt: skip


def result(small: Small, at: np.ndarray) -> float:
    """Return the output of a graph at an input."""
    *_, output = small.make(float(at[0])).values()
    return output.data


def below(name: str, output: str, sent: list[Sent], done: bool, overwrite: bool) -> str:
    """Return what stands under a node: its gradient as far as it is known."""
    return "1" if name == output else heard(name, sent, overwrite) or "0" * done


def edges(small: Small, nodes: Nodes, sent: list[Sent]) -> list[list[float | str]]:
    """Return the arrows: forward first, and back once a message has gone there."""
    names = {node: name for name, node in nodes.items()}
    messages = {(one.child, one.parent): one for one in sent}
    found: list[list[float | str]] = []
    for node, child in names.items():
        for parent in (names[one] for one, _ in node.parents if one in names):
            ends = border(small.places[parent], small.places[child])
            one = messages.get((child, parent))
            if one:
                ends = (*ends[2:], *ends[:2])
            told = [short(one.outgoing), "gradient"] if one else ["", "muted"]
            found.append([*ends, *told])
    return found


def border(start: Spot, end: Spot) -> tuple[float, float, float, float]:
    """Return where the arrow between two boxes starts and ends, clear of the texts."""
    (x1, y1), (x2, y2) = start, end
    if abs(y2 - y1) < 30:
        return x1 + 20, y1, x2 - 20, y2
    way, up = math.copysign(1, x2 - x1), math.copysign(1, y2 - y1)
    return x1 + 20 * way, y1 + 12 * up, x2 - 20 * way, y2 - 12 * up


def product(one: Sent) -> str:
    """Return how a message came about."""
    return f"{short(one.incoming)} × {short(one.local)} = {short(one.outgoing)}"


def sentence(last: list[Sent]) -> str:
    """Return what a node has done."""
    told = " and ".join(f"{product(one)} to {one.parent}" for one in last)
    start = f"{last[0].child} has the gradient {short(last[0].incoming)}"
    return f"{start} and sends {told}."


def ending(graph: str, x: float, overwrite: bool, grad: float, slope: float) -> str:
    """Return how it all ended, and why it went wrong if it did."""
    start = f"All have reported: the gradient of x is {short(grad)}"
    if abs(grad - slope) < 1e-4 * (1 + abs(slope)):
        luck = overwrite and graph in ("fork", "kink")
        return f"{start}, as a nudge of x measures{', this time by luck' * luck}."
    why = "at its kink a relu reports the slope 0"
    if overwrite and (graph, x) != ("kink", 0.0):
        why = "x kept only its last message"
    return f"{start}, but a nudge of x measures {short(slope)}: {why}."


EXPLORER = Explorer(
    title="Computational graphs",
    controls={
        "graph": Choice("graph", tuple(GRAPHS), "fork"),
        "x": Slider("input x", (-8.0, -1.0, -0.5, 0.0, 1.0, 2.0, 3.0), 3.0),
        "reports": Slider(
            "nodes reported",
            (0.0, 1.0, 2.0, 3.0, 4.0),
            2.0,
            back="Back",
            forth="Next",
            between=False,
        ),
        "overwrite": Switch("overwrite instead of add (a bug)"),
    },
    values=values,
    panels=(
        Panel(
            "{formula}",
            (Graph("nodes", "edges"),),
            Axis("", 4, 356),
            Axis("", 4, 176),
            bare=True,
            height=180,
        ),
    ),
    table=(
        Row("output", "{f:.6g}"),
        Row("messages", "{messages}"),
        Row("heard by x", "{heard}"),
        Row("slope measured", "{measured:.6g}"),
    ),
    presets={
        "One path": {"graph": "chain", "x": 2.0},
        "Two paths": {"graph": "fork", "x": 3.0},
        "The bug": {"graph": "fork", "x": 3.0, "overwrite": True},
        "Kink": {"graph": "kink", "x": 0.0, "reports": 4.0},
        "Wrong and certain": {"graph": "sigmoid", "x": -8.0},
    },
)
