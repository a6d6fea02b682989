"""What an exercise is made of."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from nnnotes.exercises.source import Source

#: What a function of the check is given and returns: the names and values of one input.
Case = dict[str, Any]
#: The reader's functions, as attributes.
Functions = SimpleNamespace


@dataclass(frozen=True, eq=False)
class Compare:
    """What the reader's code gave, beside what it has to give.

    Parameters
    ----------
    came, expected : object
        Arrays, numbers, texts, or a tuple of these.
    within : float
        How far numbers may be apart, relative to the larger of 1 and the expected.
    parts : tuple of str
        Names of the parts of a tuple, for the sentence that says which one is wrong.
    """

    came: Any
    expected: Any
    within: float = 1e-6
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """What holds of a right answer for every input.

    Parameters
    ----------
    says : str
        One sentence, as the reader sees it where it does not hold.
    given : callable
        Takes a :class:`Source`, returns an input by names.
    compare : callable
        Takes the reader's functions, as attributes, and the input by its names;
        returns a :class:`Compare`.
    cases : int
        How many inputs are tried.
    """

    says: str
    given: Callable[[Source], Case]
    compare: Callable[..., Compare]
    cases: int = 20


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer. It is recognised by what it does.

    Parameters
    ----------
    says : str
        One or two sentences: what is wrong, and what is right instead.
    swap : mapping
        Pieces of the solution, each standing there once, and what stands there instead.
    code : str
        The whole wrong answer, where pieces are not enough.
    """

    says: str
    swap: Mapping[str, str] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Parameters
    ----------
    title : str
        As it stands in lists.
    topic : str
        The page that explains it, ``part/topic``.
    statement : str
        What is asked, Markdown with formulas.
    starter : str
        The code that the reader begins with: the functions that are asked for, with
        ``raise NotImplementedError`` for what is missing.
    solution : str
        A right answer.
    properties : tuple of Property
        What is tested.
    mistakes : tuple of Mistake
        Typical wrong answers, the most likely first.
    hints : tuple of str
        Markdown, from a nudge to nearly the answer.
    """

    title: str
    topic: str
    statement: str
    starter: str
    solution: str
    properties: tuple[Property, ...]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]

    @property
    def asked(self) -> dict[str, list[str]]:
        """The functions that the reader writes, with the names of their arguments."""
        return {
            node.name: [one.arg for one in node.args.args]
            for node in ast.parse(self.starter).body
            if isinstance(node, ast.FunctionDef)
        }

    def wrong(self, mistake: Mistake) -> str:
        """Return the code of a typical wrong answer.

        Raises
        ------
        ValueError
            If a piece to swap does not stand in the solution exactly once.
        """
        code = mistake.code or self.solution
        for old, new in mistake.swap.items():
            if code.count(old) != 1:
                raise ValueError(
                    f"mistake {mistake.says!r}: {old!r} stands {code.count(old)} times "
                    "in the solution, expected once"
                )
            code = code.replace(old, new)
        return code
