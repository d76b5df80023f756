"""One chart drawn in the house style and written to its two files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.document import Figure
from costmodel.annex.figure_files import save_figure
from costmodel.annex.figure_style import house_style, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def drawn(
    draw: Callable[[Axes], Axes],
    stem: Path,
    *,
    caption: str,
    alt: str,
    source: str,
    height: float = 3.4,
) -> Figure:
    """Draw a chart into ``stem`` with the endings .svg and .png.

    Parameters
    ----------
    draw : callable
        Takes an Axes and draws on it.
    caption, alt, source : str
        What stands with the chart in the document.
    height : float
        Height of the figure. [inch]
    """
    with house_style():
        figure, ax = new_figure(height=height)
        draw(ax)
        svg, png = save_figure(figure, stem)
    return Figure(png, svg, caption, alt, source)


def mean_as_centre(table: pd.DataFrame) -> pd.DataFrame:
    """Show money by its mean, as the tables do."""
    return table.assign(median=table["mean"])
