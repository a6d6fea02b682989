"""Public docstrings are whole: by numpydoc's checks, and a few of our own."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator

import pytest
from fences import ROOT
from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

import nnnotes

PACKAGE = ROOT / "src" / "nnnotes"

#: What numpydoc asks for and we do not, and why.
IGNORED = {
    "SA01": "See Also: the table in the package's docstring says what belongs together",
    "ES01": "an extended summary: where one line says it all, a second one is filler",
    "EX01": "examples: asked for below, of functions and classes; a class's example "
    "shows its methods and properties too",
}

#: Modules without this check: they run a cell on a page, and nobody imports them.
MACHINERY = {"browser", "cell", "draw"}

#: Names without this check, and why.
SHORT = {
    "training.Model": "a protocol: nobody makes one, its members are documented",
    "random_weights.normal": "a line, printed beside the initializers it is part of",
    "random_weights.uniform": "as normal",
    "random_weights.xavier_variance": "as normal",
    "random_weights.he_variance": "as normal",
    "random_weights.fans": "as normal",
}

MODULES = sorted(path.stem for path in PACKAGE.glob("[!_]*.py"))


def public() -> Iterator[str]:
    """Every function and class without a leading underscore, where it is defined."""
    for name in sorted(set(MODULES) - MACHINERY):
        module = importlib.import_module(f"nnnotes.{name}")
        for key, value in vars(module).items():
            own = getattr(value, "__module__", "") == module.__name__
            kind = inspect.isfunction(value) or inspect.isclass(value)
            if own and kind and not key.startswith("_"):
                yield f"{name}.{key}"


def members(name: str) -> Iterator[str]:
    """The public methods and properties of a class; nothing for a function."""
    found = resolve(name)
    if inspect.isclass(found):
        for key, value in vars(found).items():
            if not key.startswith("_") and isinstance(value, (property, type(resolve))):
                yield f"{name}.{key}"


def resolve(name: str) -> object:
    module, *path = name.split(".")
    found: object = importlib.import_module(f"nnnotes.{module}")
    for key in path:
        found = getattr(found, key)
    return found


def parsed(name: str) -> NumpyDocString:
    return NumpyDocString(inspect.getdoc(resolve(name)))


def raised(name: str) -> set[str]:
    """The errors that the code of a function raises, itself or by calling a check."""
    found, errors = resolve(name), set()
    if not inspect.isfunction(found):
        return errors
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(found)))):
        called = getattr(getattr(node, "func", None), "id", "")
        if called.startswith("check_") and called != "check_size":
            errors.add("ValueError")
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            errors.add(node.exc.func.id)
    return errors


PUBLIC = [name for name in public() if name not in SHORT]
DOCUMENTED = [each for name in PUBLIC for each in (name, *members(name))]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_numpydoc_finds_nothing_to_complain_about(name: str) -> None:
    errors = validate(f"nnnotes.{name}")["errors"]
    assert [error for error in errors if error[0] not in IGNORED] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_an_example_that_the_tests_run(name: str) -> None:
    assert any(">>> " in line for line in parsed(name)["Examples"])


@pytest.mark.parametrize("name", DOCUMENTED)
def test_errors_that_are_raised_are_documented(name: str) -> None:
    assert raised(name) <= {error.type for error in parsed(name)["Raises"]}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_references_have_a_year_and_are_no_page_numbers(name: str) -> None:
    text = " ".join(parsed(name)["References"])
    assert not text or re.search(r"\((1[89]|20)\d\d\)|[Tt]hesis", text), text


@pytest.mark.parametrize("name", sorted(SHORT))
def test_names_without_the_check_exist_and_have_a_line(name: str) -> None:
    assert inspect.getdoc(resolve(name))


def test_every_module_is_in_the_package_s_table_of_contents_once() -> None:
    listed = re.findall(r"^- ``(\w+)``: \S", nnnotes.__doc__, re.M)
    assert sorted(listed) == sorted([*MODULES, "examples", "exercises"])


def test_the_ten_parts_are_in_order_and_begin_with_their_own_module() -> None:
    found = re.findall(r"^Part (\d+), .+\n\n- ``(\w+)``", nnnotes.__doc__, re.M)
    parts = "linear forward losses backprop activations initialization optimization "
    parts += "regularization generalization diagnostics"
    assert found == [(str(k), part) for k, part in enumerate(parts.split(), 1)]


def test_the_docstring_of_a_part_names_the_modules_that_its_story_goes_on_in() -> None:
    for text in re.split(r"^Part \d+, ", nnnotes.__doc__, flags=re.M)[1:]:
        part, *others = re.findall(r"^- ``(\w+)``", text.split("\n\nA whole")[0], re.M)
        doc = importlib.import_module(f"nnnotes.{part}").__doc__ or ""
        named = [other for other in others if f"``{other}``" in doc]
        assert named or not others, f"nnnotes.{part} names none of {others}"


@pytest.mark.parametrize("name", MODULES)
def test_every_role_of_a_docstring_names_something_that_is_there(name: str) -> None:
    module = importlib.import_module(f"nnnotes.{name}")
    classes = [thing for thing in vars(module).values() if inspect.isclass(thing)]
    text = (PACKAGE / f"{name}.py").read_text("utf-8")
    for role in re.findall(r":(?:func|class|data|meth|mod|attr):`~?([\w.]+)`", text):
        inside = role.removeprefix("nnnotes.")
        # With its module's name it is looked up there, without one here.
        near = any(hasattr(place, inside) for place in (module, *classes))
        assert resolve(inside) if role != inside else near, role
