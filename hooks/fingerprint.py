"""What a long computation was made of, as one hash: code without its comments."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nnnotes import examples

PACKAGE = examples.FOLDER.parent


def fingerprint(code: str, settings: str) -> str:
    """Return a hash of a script, the modules behind it, the data and NumPy.

    Parameters
    ----------
    code : str
        The script.
    settings : str
        Whatever else decides the result.
    """
    parts = [np.__version__, settings, bare(ast.parse(code))]
    for path in modules(code):
        parts += [path.stem, bare(ast.parse(path.read_text("utf-8")))]
    digest = hashlib.sha256("\0".join(parts).encode())
    digest.update((PACKAGE / "digits.npz").read_bytes())
    return digest.hexdigest()[:16]


def definitions(code: str) -> str:
    """Return the imports and functions of a script, without what it runs with them."""
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    tree = ast.parse(code)
    tree.body = [node for node in tree.body if isinstance(node, kept)]
    return ast.unparse(tree)


def modules(code: str) -> list[Path]:
    """Return the files of the package that a script imports, directly or not."""
    waiting = [code]
    found: set[Path] = set()
    while waiting:
        new = set(imported(waiting.pop())) - found
        found |= new
        waiting += [path.read_text("utf-8") for path in new]
    return sorted(found)


def imported(code: str) -> Iterator[Path]:
    """Yield the files of the package that a source imports, as the notes write it."""
    for node in ast.walk(ast.parse(code)):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if module == "nnnotes":
            assert isinstance(node, ast.ImportFrom)
            yield from (PACKAGE / f"{name.name}.py" for name in node.names)
        elif module.startswith("nnnotes."):
            yield PACKAGE / f"{module.removeprefix('nnnotes.')}.py"


def bare(node: Any) -> str:
    """Write a syntax tree without comments and docstrings, alike in every Python."""
    if isinstance(node, list):
        return "[" + ",".join(map(bare, node)) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = dict(ast.iter_fields(node))
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
        documented = ast.get_docstring(node) is not None
        fields["body"] = node.body[1:] if documented else node.body
    # Later Pythons have more fields, which are empty in code that runs on the older.
    given = [f"{k}={bare(v)}" for k, v in fields.items() if v is not None and v != []]
    return f"{type(node).__name__}({','.join(given)})"
