"""One answer, tried: its functions in a fresh namespace, one property on one input."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from nnnotes import cell
from nnnotes.exercises import wording
from nnnotes.exercises.exercise import Case, Compare, Exercise, Property
from nnnotes.exercises.gap import Gap, difference
from nnnotes.exercises.source import Drawn, Source


class Slip(Exception):
    """A mistake that any function can have; its text is the sentence for the reader."""


class Unwritten(Slip):
    """There is nothing yet that an input could show."""


class Nowhere(io.TextIOBase):
    """Standard output of many calls: nobody could read it."""

    def write(self, text: str) -> int:
        """Forget ``text``."""
        return len(text)


@dataclass(frozen=True)
class Answer:
    """Code that has run.

    Parameters
    ----------
    file : str
        Its name in tracebacks.
    text : str
        What it printed.
    functions : SimpleNamespace
        What the exercise asks for, watched.
    error : str
        What ended the code; empty if it can be tried.
    slip : str
        What is missing in it; empty if nothing is.
    """

    file: str
    text: str = ""
    functions: SimpleNamespace = field(default_factory=SimpleNamespace)
    error: str = ""
    slip: str = ""


@dataclass(frozen=True, eq=False)
class Trial:
    """One property on one input.

    Parameters
    ----------
    drawn : Drawn
        How the input was made.
    case : dict
        The input.
    kind : str
        "" if the property holds; else "value", "shape", "slip" or "error".
    compare : Compare or None
        What was compared, if it came to that.
    fault : BaseException or None
        What ended the trial.
    gap : Gap or None
        Where the values differ.
    """

    drawn: Drawn
    case: Case
    kind: str = ""
    compare: Compare | None = None
    fault: BaseException | None = None
    gap: Gap | None = None


def started(exercise: Exercise, code: str, name: str) -> Answer:
    """Run the code once, and find in it what the exercise asks for."""
    scope: dict[str, Any] = {}
    with calm():
        ran = cell.run(code, name, scope=scope)
    file = f"<{name}>"
    if ran.error:
        return Answer(file, ran.text, error=ran.error)
    found = SimpleNamespace()
    for asked, arguments in exercise.asked.items():
        if slip := missing(scope.get(asked), asked, arguments):
            return Answer(file, ran.text, slip=slip)
        setattr(found, asked, watched(scope[asked], asked, arguments))
    return Answer(file, ran.text, found)


def missing(function: Any, name: str, arguments: list[str]) -> str:
    """Return a sentence if a function is not there, or cannot be called; else ""."""
    call = wording.called(name, arguments)
    if function is None:
        return f"There is no function `{name}`. The check calls `{call}`."
    if not callable(function):
        return f"`{name}` is no function. The check calls `{call}`."
    with contextlib.suppress(ValueError):  # built-in functions may have no signature
        signature = inspect.signature(function)
        try:
            signature.bind(*arguments)
        except TypeError:
            return f"The check calls `{call}`; here it is `def {name}{signature}`."
    return ""


def watched(function: Callable[..., Any], name: str, arguments: list[str]) -> Any:
    """Return the function so that it tells of mistakes that any function can have."""

    def call(*given: Any) -> Any:
        before = copy.deepcopy(given)
        try:
            came = function(*given)
        except NotImplementedError:
            raise Unwritten(
                f"`{name}` is not written yet: replace the line "
                "`raise NotImplementedError`."
            ) from None
        if came is None:
            raise Unwritten(f"`{name}` returns `None`: is there a `return` in it?")
        for argument, old, new in zip(arguments, before, given, strict=True):
            if changed(old, new):
                raise Slip(
                    f"`{name}` changes its argument `{argument}`, which the caller "
                    "still needs. Make a new array instead."
                )
        return came

    return call


def changed(old: Any, new: Any) -> bool:
    """Tell whether an array, or a list of arrays, is not what it was."""
    if isinstance(old, list | tuple):
        pairs = zip(old, new, strict=False)
        return len(old) != len(new) or any(changed(*pair) for pair in pairs)
    if not isinstance(old, np.ndarray):
        return False
    numbers = old.dtype.kind in "fc"  # others have no nan, and some cannot be asked
    return not np.array_equal(old, new, equal_nan=numbers)


def tried(answer: Answer, held: Property, source: Source) -> Trial:
    """Try one property on one input."""
    case = held.given(source)
    kept = copy.deepcopy(case)
    try:
        with calm():
            compare = held.compare(answer.functions, **case)
            gap = difference(compare)
    except Slip as slip:
        return Trial(source.drawn, kept, "slip", fault=slip)
    except BaseException as fault:  # a reader may well raise SystemExit
        return Trial(source.drawn, kept, "error", fault=fault)
    return Trial(source.drawn, kept, gap.kind if gap else "", compare, gap=gap)


@contextlib.contextmanager
def calm() -> Iterator[None]:
    """Let an answer overflow or divide by zero without a warning: values are tested."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
