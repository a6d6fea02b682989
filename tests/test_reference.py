"""The API reference is whole, and it and the pages lead to each other."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from hooks import cells, reference, uses

LINK = re.compile(r'<a href="(?P<to>[^"]+)">(?:<code>)?(?P<text>[^<]+)')
ENTRY = re.compile(r'<h[23] id="nnnotes\.([\w.]+)"')


@pytest.fixture(scope="module")
def entries(site: Path) -> dict[str, str]:
    """Name as in ``module.function`` -> the HTML of its entry, its children's too."""
    found = {}
    for module in reference.modules():
        html = (site / "reference" / module / "index.html").read_text("utf-8")
        html = html.split('<footer class="nn-about"')[0]
        starts = [*ENTRY.finditer(html)]
        ends = [*(each.start() for each in starts[1:]), len(html)]
        for start, end in zip(starts, ends, strict=bool(starts)):
            found[start[1]] = html[start.start() : end]
    return found


def test_every_public_function_and_class_has_an_entry(entries: dict[str, str]) -> None:
    missing = []
    for name in reference.modules():
        module = importlib.import_module(f"nnnotes.{name}")
        for member, found in inspect.getmembers(module):
            public = inspect.isfunction(found) or inspect.isclass(found)
            if not public or member.startswith("_"):
                continue
            if (
                found.__module__ == module.__name__
                and f"{name}.{member}" not in entries
            ):
                missing.append(f"{name}.{member}")
    assert len(entries) > 300
    assert not missing


def test_an_entry_tells_shapes_errors_example_and_code(entries: dict[str, str]) -> None:
    entry = re.sub(r"<[^>]+>", "", entries["backprop.affine_grad"])
    for part in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert part in entry
    assert "ndarray\N{NO-BREAK SPACE}(d_out,)" in entry
    assert "return dz @ w, dz.T @ x, dz.sum(axis=0)" in entry
    assert entry.count("Send a gradient back") == 1, "the code repeats the docstring"


def test_a_constant_is_described_by_the_comment_above_it(
    entries: dict[str, str],
) -> None:
    assert "Name -&gt; the function and its slope" in entries["activations.ACTIVATIONS"]


def test_roles_of_docstrings_are_links(entries: dict[str, str]) -> None:
    assert not [name for name, entry in entries.items() if ":func:`" in entry]
    assert (
        'href="../activations/#nnnotes.activations.ACTIVATIONS"'
        in (entries["backprop.activation_grad"])
    )


def test_cells_lead_to_the_functions_they_import_and_these_lead_back(
    site: Path, entries: dict[str, str]
) -> None:
    seen = 0
    for page in sorted(site.glob("*/*/index.html")):
        address = page.parent.relative_to(site).as_posix()
        if address.startswith("notebooks/"):
            continue  # its cells stand on topics' pages too, and the entry names those
        for line in re.findall(
            r'<p class="nn-uses">(.*?)</p>', page.read_text("utf-8")
        ):
            for link in LINK.finditer(line):
                name = link["to"].split("#nnnotes.")[1]
                assert name.split(".")[-1] == link["text"]
                assert f'href="../../{address}/#' in entries[name], (address, name)
                seen += 1
    assert seen > 200


def test_a_page_that_an_entry_names_uses_it(
    site: Path, entries: dict[str, str]
) -> None:
    for name, entry in entries.items():
        used = re.search(r'<p class="nn-used">(.*?)</p>', entry, re.S)
        for link in LINK.finditer(used[1]) if used else []:
            file, _, anchor = link["to"].removeprefix("../../").partition("#")
            html = (site / file / "index.html").read_text("utf-8")
            assert f'id="{anchor}"' in html, (name, link["to"])
            assert f"nnnotes.{name}" in html, (name, link["to"])


def test_a_definition_leads_to_its_entry_and_to_the_other_pages_with_it() -> None:
    path = Path("docs/backprop/gradient_check.md")
    md = markdown.Markdown(
        extensions=["pymdownx.superfences", cells.Cells(path=str(path.absolute()))]
    )
    html = md.convert("``` definition\nbackprop.numeric_grad\n```")
    assert 'href="reference/backprop/#nnnotes.backprop.numeric_grad"' in html
    also = html[html.index('class="nn-also"') :]
    assert "layer_gradient/#" in also
    assert "backprop/gradient_check/#" not in also, "the page names itself"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("from nnnotes.backprop import numeric_grad", ["backprop.numeric_grad"]),
        ("from nnnotes.backprop import numeric_grad as n", ["backprop.numeric_grad"]),
        ("from nnnotes import data\nx = data.digits()", ["data.digits"]),
        ("from nnnotes import data as d\nx = d.digits", ["data.digits"]),
        ("from nnnotes import draw\nc = draw.FORWARD", []),
        ("from nnnotes.backprop import _as_number", []),
        ("from numpy import linalg\nlinalg.norm", []),
        # Defined in adam, and offered by optimization as well.
        ("from nnnotes.optimization import adam", ["adam.adam"]),
    ],
)
def test_what_a_script_uses_is_read_from_its_imports(
    code: str, names: list[str]
) -> None:
    assert uses.of(code) == names


def test_a_module_that_is_listed_and_not_there_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '"""One.\n\nTwo.\n\nPart 1\n\n- ``gone``: nothing.\n"""\n'
    (tmp_path / "__init__.py").write_text(text)
    monkeypatch.setattr(reference, "PACKAGE", tmp_path)
    with pytest.raises(LookupError, match="no module 'gone'"):
        reference.parts()


def test_a_formula_in_a_docstring_is_rendered(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# One\n\n::: one\n")
    (tmp_path / "one.py").write_text('"""The slope is $\\\\frac{dy}{dx}$."""\n')
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: one\n"
        "plugins: [{mkdocstrings: {handlers: {python:"
        f" {{paths: [{tmp_path}]}}}}}}}}]\n"
        "markdown_extensions: [pymdownx.superfences,"
        " {pymdownx.arithmatex: {generic: true}}, hooks.cells]\n"
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<span class="nn-math"><span class="katex">' in html
    assert "<mfrac>" in html
