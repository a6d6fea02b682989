"""A mistake of an author is reported at page.md:line, and stops a strict build."""

import logging
import re
import textwrap
from pathlib import Path
from typing import Any

import markdown
import pytest
from fences import ROOT
from mkdocs.utils.yaml import yaml_load

from hooks import cells, runner
from nnnotes import examples

GOOD = '"""Two and two are four."""\n\ntotal = 2 + 2\nprint(total)\nassert total == 4\n'
ALT = "A straight line rises from {first} to {last}."
FIGURE = f'''"""A line rises.

{ALT}
"""

import matplotlib.pyplot as plt

first, last = 1, 2
plt.plot([first, last])
'''


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> Any:
    """A function: text and scripts -> HTML and the messages about it."""
    folder = tmp_path / "examples"
    monkeypatch.setattr(examples, "FOLDER", folder)
    monkeypatch.setattr(runner, "results", {})
    monkeypatch.setattr(runner, "CACHE", tmp_path / "cache")
    monkeypatch.chdir(tmp_path)

    def render(text: str, **scripts: str) -> tuple[str, list[str]]:
        for name, script in scripts.items():
            file = folder / "sums" / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(script, "utf-8")
        path = tmp_path / "docs" / "sums" / "page.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        with caplog.at_level(logging.ERROR, "mkdocs.nnnotes"):
            html = markdown_of(path, folder)
        return html, [record.getMessage() for record in caplog.records]

    return render


def markdown_of(path: Path, folder: Path) -> str:
    """Render one page with the site's own extensions, outside mkdocs."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    names, configs = [], {}
    for item in settings["markdown_extensions"]:
        name, config = (
            next(iter(item.items())) if isinstance(item, dict) else (item, {})
        )
        names.append(name)
        configs[name] = config
    configs["pymdownx.snippets"] = {"base_path": [str(folder)]}
    names[names.index("hooks.cells")] = cells.Cells(path=str(path))
    text = path.read_text("utf-8")
    front = cells.FRONT.match(text)
    body = text[front.end() :] if front else text
    return markdown.markdown(
        body.lstrip("\n"), extensions=names, extension_configs=configs
    )


EXAMPLE = """\
    ---
    title: Sums
    ---

    # Sums

    ``` example
    --8<-- "sums/add.py"
    ```
    """


def test_example_becomes_a_cell_with_code_and_result(page: Any) -> None:
    html, messages = page(EXAMPLE, add=GOOD)
    assert not messages
    assert '<nn-cell name="sums/add" state="idle" id="cell-add">' in html
    assert "<samp>4\n</samp>" in html and "Two and two are four." in html
    assert '"""' not in html, "the docstring is the caption, not code"


def test_figure_gets_caption_and_alt_text_with_values(page: Any) -> None:
    html, messages = page(EXAMPLE, add=FIGURE)
    assert not messages
    assert html.count('alt="A straight line rises from 1 to 2."') == 2
    assert "<figcaption>A line rises.</figcaption>" in html


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (GOOD.replace("== 4", "== 5"), "failed at src/nnnotes/examples/sums/add.py:5"),
        (GOOD.replace("2 + 2", "2 +"), "invalid syntax"),
        (GOOD.replace("print(total)", "import os; os._exit(3)"), "exit code 3"),
        (GOOD.replace("four.", "four"), "must begin with the claim"),
        (GOOD.replace("four.", "four.\n\nA lonely text.\n"), "draws no figure"),
        (GOOD.replace("four.", "four.\n\nRaises: ValueError\n"), "but it finished"),
        (FIGURE.replace(ALT, ""), "has no alt text"),
        (FIGURE.replace("{last}", "{lost}"), "alt text: sums/add has no value 'lost'"),
    ],
)  # fmt: skip
def test_broken_script_is_named_with_page_and_line(
    page: Any, script: str, message: str
) -> None:
    _, messages = page(EXAMPLE, add=script)
    assert len(messages) == 1, messages
    assert messages[0].startswith("docs/sums/page.md:8: ") and message in messages[0]


@pytest.mark.parametrize("broken", ["2 +", "1 / 0"])
def test_script_that_gives_no_values_is_reported_once(page: Any, broken: str) -> None:
    script = GOOD.replace("2 + 2", broken)
    _, messages = page(EXAMPLE + "\n    Is {{ add.total }}.\n", add=script)
    assert len(messages) == 1, messages
    assert messages[0].startswith("docs/sums/page.md:8: example")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('``` example\n--8<-- "sums/sub.py"\n```', 2, "no example 'sums/sub'"),
        ('``` example\n--8<-- "sums/add.py:part"\n```', 2, "no section 'part'"),
        ("# A\n\n``` example\nprint(1)\n```", 4, "expected one line --8<--"),
        ('``` example title="x"\n--8<-- "sums/add.py"\n```', 1, "no option 'title'"),
        ("A\n\n``` definition\nbackprop.nothing\n```", 4, "has no 'nothing'"),
        ("A\n\n``` definition\nnowhere.nothing\n```", 4, "no module 'nowhere'"),
        ("A\n\n``` exercise\nforward/no\n```", 4, "no exercise 'forward/no'; there"),
        ("# A\n\nIs {{ add.totl }}.", 3, "no value 'totl' (it has: total)"),
        ("# A\n\nIs {{ sub.total }}.", 3, "no example 'sums/sub'"),
        ("# A\n\nIs {{ add.total:.q }}.", 3, "sums/add.total: "),
        ("# A\n\nIs {{ add.total[0] }}.", 3, "sums/add.total: "),
        ("# A\n\nFormula $\\frac{1$.", 3, "formula '\\\\frac{1'"),
        ("A\n\n!!! a\n\n    ``` definition\n    losses.no\n    ```", 6, "has no 'no'"),
    ],
)  # fmt: skip
def test_mistake_on_a_page_is_named_with_its_line(
    page: Any, text: str, line: int, message: str
) -> None:
    _, messages = page(text, add=GOOD)
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"docs/sums/page.md:{line}: "), messages
    assert message in messages[0]


def test_values_are_put_into_prose_tables_and_formulas_and_not_into_code(
    page: Any,
) -> None:
    text = """\
        # Sums

        Sum {{ add.total }} and `{{ add.total }}`, $x = {{ add.small:.1e }}$.
        Small: {{ add.small:.1e }}.

        | a |
        |---|
        | {{ add.total:.2f }} |
        """
    html, messages = page(text, add=GOOD + "small = -3.25e-11\n")
    assert not messages
    assert 'data-from="add.total">4</span>' in html
    assert "<code>{{ add.total }}</code>" in html
    assert ">\N{MINUS SIGN}3.2 × 10⁻¹¹</span>" in html
    assert ">4.00</span></td>" in html
    assert "\\times 10^{-11}</annotation>" in html


def test_definition_prints_the_code_without_docstring(page: Any) -> None:
    html, messages = page("``` definition\nactivations.relu\n```")
    assert not messages
    assert "nnnotes.activations.relu" in html and "Parameters" not in html


def test_excerpt_is_shown_and_is_no_cell(page: Any) -> None:
    script = GOOD.replace(
        "print(total)\n",
        "# --8<-- [start:show]\nprint(total)\n# --8<-- [end:show]\n",
    )
    html, messages = page('``` example\n--8<-- "sums/add.py:show"\n```', add=script)
    assert not messages
    assert "<nn-cell" not in html and "nn-excerpt" in html and "8&lt;" not in html


def test_script_that_must_fail_shows_its_error(page: Any) -> None:
    script = GOOD.replace("four.", "five.\n\nRaises: AssertionError\n").replace(
        "== 4", "== 5"
    )
    html, messages = page(EXAMPLE, add=script)
    assert not messages
    assert 'raises="AssertionError"' in html
    assert "line 3: assert total == 5\nAssertionError" in html


def test_result_shows_what_an_example_gives_and_not_its_code(page: Any) -> None:
    text = "``` result\nsums/add\n```\n\n``` result\nsums/line\n```\n"
    html, messages = page(text, add=GOOD, line=FIGURE)
    assert not messages
    assert "<samp>4\n</samp>" in html and "A straight line rises from 1 to 2." in html
    assert "nn-cell" not in html and "plt" not in html and "total" not in html


def test_result_and_cell_of_one_example_show_the_same(page: Any) -> None:
    html, messages = page(
        "``` result\nsums/line\n```\n\n"
        + textwrap.dedent(EXAMPLE).split("---")[2].replace("add", "line"),
        line=FIGURE,
    )
    assert not messages
    # The first of them has a place that can be linked to.
    assert html.count(' id="figure-line"') == 1
    html = html.replace(' id="figure-line"', "")
    figures = re.findall(r"<figure.*?</figure>", html, re.S)
    assert len(figures) == 2 and figures[0] == figures[1]


def test_result_of_an_example_that_does_not_exist_is_reported(page: Any) -> None:
    _, messages = page("Text.\n\n``` result\nsums/sub\n```\n", add=GOOD)
    assert len(messages) == 1
    assert messages[0].startswith("docs/sums/page.md:4: "), messages
    assert "no example 'sums/sub'" in messages[0]


def test_an_explorer_that_does_not_exist_is_reported(page: Any) -> None:
    html, errors = page("Text.\n\n``` explorer\nnothing\n```\n")
    assert len(errors) == 1
    assert errors[0].startswith("docs/sums/page.md:4: explorer: no 'nothing'; there")
    assert "nn-explorer" not in html
