"""The table of a figure holds what the figure draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes

from hooks import artists, runner, tables
from nnnotes import draw


@pytest.fixture
def axes() -> Iterator[Axes]:
    """An empty plot."""
    figure, axes = plt.subplots()
    yield axes
    plt.close(figure)


def of(axes: Axes) -> list[artists.Table]:
    return artists.tables(axes.figure)


def test_curves_on_the_same_places_share_a_table(axes: Axes) -> None:
    axes.plot([0, 1, 2], [0, 1, 4], label="squares")
    axes.plot([0, 1, 2], [0, 1, 8], color=draw.GRADIENT)
    axes.plot([5, 6], [7, 8], label="elsewhere")
    axes.set(xlabel="$x$", ylabel="power", title="Two\npowers")
    first, second = of(axes)
    assert first == {
        "title": "Two powers",
        "heads": ["x", "squares", "power, red"],
        "rows": [["0", "0", "0"], ["1", "1", "1"], ["2", "4", "8"]],
        "points": 3,
    }
    assert second["heads"] == ["x", "elsewhere"]


def test_long_curves_are_thinned_with_their_ends(axes: Axes) -> None:
    x = np.linspace(0, 1, 100)
    axes.plot(x, x**2)
    (one,) = of(axes)
    assert one["points"] == 100 and len(one["rows"]) == artists.ROWS
    assert one["rows"][0] == ["0", "0"] and one["rows"][-1] == ["1", "1"]
    for x_shown, y_shown in one["rows"]:
        assert float(y_shown) == pytest.approx(float(x_shown) ** 2, abs=1e-3)
    assert "12 of 100 points" in tables.html([one])


def test_rules_across_the_plot_are_no_data(axes: Axes) -> None:
    axes.axhline(1)
    axes.axvline(2)
    assert of(axes) == []
    assert tables.html([]) == ""


def test_bars_have_names_and_lengths(axes: Axes) -> None:
    axes.bar(["SGD", "Adam"], [0.5, 0.25])
    axes.set(xlabel="method", ylabel="loss")
    (one,) = of(axes)
    assert one["heads"] == ["method", "loss"]
    assert one["rows"] == [["SGD", "0.5"], ["Adam", "0.25"]]


def test_lying_bars_too(axes: Axes) -> None:
    axes.barh(["SGD", "Adam"], [0.5, 0.25])
    assert of(axes)[0]["rows"] == [["SGD", "0.5"], ["Adam", "0.25"]]


def test_dots_are_points(axes: Axes) -> None:
    axes.scatter([1, 2], [3, np.nan], label="runs")
    (one,) = of(axes)
    assert one["heads"] == ["x", "y, runs"]
    assert one["rows"] == [["1", "3"]], "what is not finite is not drawn"


def test_what_draws_a_figure_keeps_its_tables(axes: Axes) -> None:
    axes.plot([1, 2], [3, 4])
    found: list[list[artists.Table]] = []
    draw_svg = artists.kept(lambda figure: f"{len(figure.axes)} plot", found)
    assert draw_svg(axes.figure) == "1 plot"
    assert found == [of(axes)]


def test_a_table_says_everything_as_text() -> None:
    html = tables.html(
        [{"title": "", "heads": ["a<b"], "rows": [["1"], ["2"]], "points": 2}]
    )
    assert '<th scope="col">a&lt;b</th>' in html
    assert "<caption>2 points</caption>" in html
    assert "data-search-exclude" in html


#: Figures that draw boxes, arrows or areas and no numbers of a curve: the text beside
#: them says it all.
WITHOUT = {
    "backprop/chain_rule",
    "backprop/layer_gradient",
    "forward/batch_vectorization",
}


def test_every_figure_with_data_has_its_table(example: str) -> None:
    run = runner.result(example)
    assert len(run.tables) == len(run.figures)
    assert all(run.tables) == (example not in WITHOUT)


def test_the_table_stands_with_its_figure(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    cell = re.search(r"<nn-cell.*?</nn-cell>", page, re.S)
    assert cell and cell[0].index("</figure>") < cell[0].index('class="nn-data"')
    assert "41 points" in cell[0]
