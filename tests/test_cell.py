"""A cell's figure is what Matplotlib's own ``savefig`` writes."""

from __future__ import annotations

import io

import pytest

from nnnotes import cell

PLOT = """import matplotlib.pyplot as plt
fig, axes = plt.subplots(2, 2)
axes[0, 0].plot([1, 2, 3], label="one")
axes[0, 0].legend(loc="best")
axes[0, 1].set_title("a title")
axes[1, 1].set_xlabel("a label")
"""


@pytest.mark.parametrize(
    "change",
    [
        "",
        "fig.set_layout_engine('none')",
        "fig.set_layout_engine('tight')",
        "fig.set_dpi(50)",
        "fig.set_facecolor('yellow')",
        "fig.set_edgecolor('red'); fig.set_linewidth(3)",
        "plt.rcParams['savefig.facecolor'] = 'auto'; fig.set_facecolor('yellow')",
        "plt.rcParams['savefig.edgecolor'] = 'red'; fig.set_linewidth(3)",
        "plt.rcParams['savefig.bbox'] = 'tight'; fig.suptitle('over it', y=1.2)",
        "axes[1, 0].plot([3, 1], animated=True)",
        "fig.colorbar(axes[1, 0].scatter([1, 2], [2, 1], c=[1, 2]))",
    ],
)
def test_a_figure_is_what_savefig_writes(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def savefig(figure: object, file: io.StringIO, metadata: object) -> None:
        figure.savefig(file, format="svg", metadata=metadata)  # type: ignore[attr-defined]

    ours = cell.run(f"{PLOT}\n{change}")
    monkeypatch.setattr(cell, "save", savefig)
    theirs = cell.run(f"{PLOT}\n{change}")
    assert not ours.error and ours.figures == theirs.figures


def test_a_saved_figure_keeps_its_resolution() -> None:
    code = "from nnnotes import cell; fig.set_dpi(123); cell.svg(fig); print(fig.dpi)"
    assert cell.run(f"{PLOT}\n{code}").text == "123\n"
