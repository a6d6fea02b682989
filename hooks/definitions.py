"""The source of a function of the package, as a page prints it."""

from __future__ import annotations

import ast
import textwrap

from hooks.runner import ROOT

PACKAGE = ROOT / "src" / "nnnotes"


def source(name: str) -> str:
    """Return the code of ``module.function`` without its docstring.

    The file is read, not imported: a page shows what the file says now.

    Raises
    ------
    LookupError
        If the module or the name in it does not exist.
    """
    module, *path = name.split(".")
    file = PACKAGE / f"{module}.py"
    if not file.is_file() or not path:
        raise LookupError(f"no module {module!r} in src/nnnotes; write module.function")
    text = file.read_text("utf-8")
    node: ast.AST = ast.parse(text)
    for step in path:
        node = child(node, step, name)
    return without_docstring(text, node)


def child(node: ast.AST, step: str, name: str) -> ast.AST:
    """Return the function, class or constant called ``step`` in a module or class."""
    for found in getattr(node, "body", []):
        targets = getattr(found, "targets", [getattr(found, "target", None)])
        named = [getattr(target, "id", "") for target in targets]
        if step in (getattr(found, "name", ""), *named):
            return found  # type: ignore[no-any-return]
    raise LookupError(f"{name!r}: src/nnnotes/{name.split('.')[0]}.py has no {step!r}")


def without_docstring(text: str, node: ast.AST) -> str:
    """Cut a node out of the text of its module, decorators included."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])  # type: ignore[attr-defined]
    lines = text.splitlines()
    skip: set[int] = set()
    for inner in ast.walk(node):
        if not isinstance(inner, ast.FunctionDef | ast.ClassDef):
            continue
        if ast.get_docstring(inner) and inner.body[0].end_lineno:
            doc = inner.body[0]
            end = doc.end_lineno or doc.lineno
            blank = end < len(lines) and not lines[end].strip()
            skip |= set(range(doc.lineno, end + 1 + blank))
    kept = [
        lines[number - 1]
        for number in range(first, node.end_lineno + 1)  # type: ignore[attr-defined]
        if number not in skip
    ]
    return textwrap.dedent("\n".join(kept)).strip() + "\n"
