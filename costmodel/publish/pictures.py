"""The charts of an annex as pictures that a notebook shows, each with its text alternative."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import costmodel.version as release
from costmodel.annex.figure_files import save_figure
from costmodel.annex.figure_style import house_style, new_figure
from costmodel.publish.charts import draw_charts
from costmodel.publish.pen import Pen
from costmodel.studies.comparison import Comparison, indicator_quantities
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_charts import chart_quantities

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN_WIDTH = 720
"""Width on the screen. [pixel]"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: PNG, text alternative, caption and source.

    Jupyter shows it by itself where it is the last value of a cell.
    """

    png: bytes
    alt: str
    caption: str = ""
    source: str = ""

    def __repr__(self) -> str:
        texts = [text.rstrip(".") for text in (self.caption, self.alt, self.source) if text]
        return ". ".join(texts) + "."

    def _repr_mimebundle_(self, **bundle_kw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        shown: dict[str, Any] = {"alt": self.alt, "width": SHOWN_WIDTH}
        told = {"caption": self.caption, "source": self.source}
        shown |= {name: text for name, text in told.items() if text}
        return {"image/png": self.png, "text/plain": repr(self)}, {"image/png": shown}


def picture(draw: Callable[[Axes], Axes], *, alt: str, height: float = 3.4) -> Picture:
    """Draw one chart of your own in the house style.

    Parameters
    ----------
    draw : callable
        Takes an Axes and draws on it, for example a ``draw_…`` function with its table given.
    alt : str
        What the chart shows, for those who do not see it.
    height : float
        Height of the figure. [inch]
    """
    with tempfile.TemporaryDirectory() as folder, house_style():
        figure, ax = new_figure(height=height)
        draw(ax)
        _, png = save_figure(figure, Path(folder) / "chart")
        return Picture(png.read_bytes(), alt)


def pictures(study: Study, comparison: Comparison) -> dict[str, Picture]:
    """Return the charts of an annex by name: ``yearly_cost``, ``people.unemployment`` …

    Charts without data are left out.
    """
    known = quantities_of(study) | {q.id: q for q in indicator_quantities(comparison)}
    pen = Pen(known | {q.id: q for q in chart_quantities(study, comparison, known)})
    seed = str(study.inputs.settings.seed)
    source = pen.say("source_model", version=release.VERSION, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        drawn = draw_charts(study, comparison, pen, Path(folder), own_source=source)
        return {
            name: Picture(f.path_png.read_bytes(), f.alt, f.caption, f.source)
            for name, f in drawn.items()
        }
