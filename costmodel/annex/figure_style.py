"""The house style of charts: four colours, hatching and DejaVu Sans, within a context only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#000000"
BLUE = "#0072B2"
VERMILION = "#D55E00"
GREEN = "#009E73"
PALETTE = (INK, BLUE, VERMILION, GREEN)
"""The four Okabe–Ito colours that stand out from white by 3:1 or more."""

PALE_BLUE = "#A6CDE4"
GRID = "#D0D0D0"
ON_WHITE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
"""The ground of a label, so that grid lines do not run through it."""

TEXT_SIZE = 9.0
SMALL = 8.0
WIDTH_INCHES = 6.3
"""The width of a text column on A4 with margins of 2.5 cm."""

_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT_SIZE,
    "axes.titlesize": TEXT_SIZE,
    "axes.titlelocation": "left",
    "axes.labelsize": TEXT_SIZE,
    "xtick.labelsize": TEXT_SIZE,
    "ytick.labelsize": TEXT_SIZE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "costmodel",
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style; outside of the context nothing changes.

    The reader's own matplotlib settings do not count inside it, so that the same data
    give the same file everywhere.
    """
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        with mpl.rc_context(_STYLE):
            yield


def new_figure(*, height: float = 3.4, width: float = WIDTH_INCHES) -> tuple[Figure, Axes]:
    """Return an empty figure in the house style, with its one Axes.

    Parameters
    ----------
    height, width : float
        Size. [inch]
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with house_style():
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        return figure, figure.add_subplot()
