"""A formula of the cheat sheet, evaluated: enough of TeX for one statement of a row.

Names are looked up with their accent and index, ``\\hat m`` as "hat m" and ``d_{in}``
as "d_in". An index that is bound, by a sum or on the left of the statement, picks an
entry. Two matrices side by side are multiplied as matrices, everything else entry by
entry.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np

TOKEN = re.compile(r"\s*(\\[A-Za-z]+|\\[,;! ]|\d+(?:\.\d+)?|.)")
SPACE = {r"\,", r"\;", r"\!", r"\ ", r"\left", r"\right"}
ENDS = {*"+-)],}><", r"\odot", r"\rvert", r"\rVert", r"\rfloor", r"\le"}
ACCENTS = {r"\hat", r"\bar", r"\tilde"}


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _normal(z: Any) -> Any:
    return np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)))(z)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    r"\ln": np.log, r"\tanh": np.tanh, r"\cos": np.cos, r"\sigma": _sigmoid,
    r"\Phi": _normal, "sign": np.sign, "SiLU": lambda z: z * _sigmoid(z),
    "diag": lambda p: np.diag(np.ravel(p)), r"\phi": np.tanh,
    r"\phi'": lambda z: 1 - np.tanh(z) ** 2,
}  # fmt: skip


class Tex:
    """One statement, ``left = right`` or the right side alone."""

    def __init__(self, text: str, known: dict[str, Any], sizes: dict[str, int]) -> None:
        tokens = [token for token in TOKEN.findall(text) if token not in SPACE]
        self.tokens, self.at = tokens, 0
        self.known, self.sizes, self.bound = known, sizes, dict[str, int]()

    def run(self) -> Any:
        """Return the value; what stands on the left is known afterwards."""
        for sign in ("=", r"\leftarrow"):
            if sign in self.tokens:
                cut = self.tokens.index(sign)
                left, self.tokens = self.tokens[:cut], self.tokens[cut + 1 :]
                return self.assign(left)
        return self.whole()

    def assign(self, left: list[str]) -> Any:
        """Give the left side its value, entry by entry if it has free indices."""
        right, self.tokens = self.tokens, left
        base, index = self.spelled()
        if self.at < len(left):  # such as phi(Z): what comes out is named by the row
            base, index = "", ""
        self.tokens = right
        if index and all(letter in self.sizes for letter in index):
            value = np.zeros([self.sizes[letter] for letter in index])
            for place in product(*(range(self.sizes[letter]) for letter in index)):
                self.bound = dict(zip(index, place, strict=True))
                value[place] = self.whole()
            self.bound = {}
        else:
            value, base = self.whole(), f"{base}_{index}" if index else base
        self.known[base] = value
        return value

    def whole(self) -> Any:
        """Evaluate all tokens."""
        self.at = 0
        value = self.sum()
        assert self.at == len(self.tokens), f"left over: {self.tokens[self.at :]}"
        return value

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        assert token and (not expected or token == expected), (expected, token)
        self.at += 1
        return token

    def sum(self) -> Any:
        value = 0.0
        sign = self.take() if self.peek() in ("+", "-") else "+"
        while True:
            term = self.term()
            value = value + term if sign == "+" else value - term
            if self.peek() not in ("+", "-"):
                return value
            sign = self.take()

    def term(self) -> Any:
        value = self.chain()
        while self.peek() == r"\odot":
            self.take()
            value = value * self.chain()
        return value

    def chain(self) -> Any:
        """What stands side by side: it belongs together more closely than by a sign."""
        value = self.power()
        while (token := self.peek()) and token not in ENDS:
            if token == "/":
                self.take()
                value = value / self.power()
            elif token == r"\cdot":
                self.take()
                value = value * self.power()
            else:
                value = times(value, self.power())
        return value

    def power(self) -> Any:
        value = self.atom()
        while self.peek() == "^":
            self.take()
            if self.peek() == r"\top":
                self.take()
                value = np.transpose(value)
            else:
                value = value ** self.argument()
        return value

    def argument(self) -> Any:
        """A group in braces, or one token."""
        if self.peek() == "{":
            return self.group("{", "}")
        if self.peek().isdigit() and len(self.peek()) > 1:  # \frac12: one digit each
            self.tokens[self.at : self.at + 1] = list(self.peek())
        return self.atom()

    def group(self, opening: str, closing: str) -> Any:
        self.take(opening)
        value = self.sum()
        self.take(closing)
        return value

    def atom(self) -> Any:
        token = self.peek()
        assert token, "the formula ends too early"
        for opening, closing, act in (
            ("(", ")", None), ("{", "}", None), (r"\lvert", r"\rvert", np.abs),
            (r"\lVert", r"\rVert", np.linalg.norm), (r"\lfloor", r"\rfloor", np.floor),
        ):  # fmt: skip
            if token == opening:
                value = self.group(opening, closing)
                return act(value) if act else value
        if token == "[":
            return self.condition()
        if token[0].isdigit():
            return float(self.take())
        named = {
            r"\frac": self.fraction, r"\sqrt": self.root, r"\sum": self.series,
            r"\max": self.extreme, r"\min": self.extreme, "e": self.exponential,
        }  # fmt: skip
        if token in named:
            return named[token]()
        if token == r"\pi":
            self.take()
            return math.pi
        return self.call() if token in (*FUNCTIONS, r"\mathrm") else self.name()

    def fraction(self) -> Any:
        self.take()
        above = self.argument()
        return above / self.argument()

    def root(self) -> Any:
        self.take()
        return np.sqrt(self.argument())

    def exponential(self) -> Any:
        self.take("e")
        self.take("^")
        return np.exp(self.argument())

    def extreme(self) -> Any:
        act = np.maximum if self.take() == r"\max" else np.minimum
        self.take("(")
        first = self.sum()
        self.take(",")
        second = self.sum()
        self.take(")")
        return act(first, second)

    def condition(self) -> Any:
        self.take("[")
        left, sign = self.sum(), self.take()
        right = self.sum()
        self.take("]")
        return 1.0 * ({">": np.greater, r"\le": np.less_equal}[sign](left, right))

    def call(self) -> Any:
        name = self.take()
        if name == r"\mathrm":
            name = "".join(self.braced())
        if self.peek() == "'":
            name += self.take()
        squared = self.peek() == "^"
        if squared:
            self.take()
            self.take("2")
        value = FUNCTIONS[name](self.power())
        return value**2 if squared else value

    def series(self) -> Any:
        """Add up what follows, over the index below the sign."""
        self.take(r"\sum")
        self.take("_")
        index, start, total = self.take(), self.at, 0.0
        outer = self.bound
        for place in range(self.sizes[index]):
            self.at, self.bound = start, {**outer, index: place}
            total = total + self.term()
        self.bound = outer
        return total

    def braced(self) -> Iterator[str]:
        self.take("{")
        while self.peek() != "}":
            yield self.take().lstrip("\\")
        self.take("}")

    def spelled(self) -> tuple[str, str]:
        """Read a name: with its accent, and its index apart."""
        token = self.take()
        base = token.lstrip("\\")
        if token in ACCENTS or token == r"\mathbf":
            base += f" {self.take().lstrip(chr(92))}"
        index = ""
        if self.peek() == "_":
            self.take()
            index = "".join(self.braced() if self.peek() == "{" else [self.take()])
        return base, index.lstrip("\\")

    def name(self) -> Any:
        base, index = self.spelled()
        if not index:
            return self.known[base]
        if all(letter in self.bound for letter in index):
            return self.known[base][tuple(self.bound[letter] for letter in index)]
        return self.known[f"{base}_{index}"]


def times(a: Any, b: Any) -> Any:
    """Multiply: matrices as matrices, everything else entry by entry."""
    return a @ b if np.ndim(a) == 2 and np.ndim(b) == 2 else a * b


def evaluate(text: str, known: dict[str, Any], **sizes: int) -> Any:
    """Return the value of a statement; ``known`` gains what it names."""
    return Tex(text, known, sizes).run()
