"""The charts of when a plan pays back: at which effects and prices, and how likely."""

from __future__ import annotations

from pathlib import Path

from costmodel.annex.document import Figure
from costmodel.annex.figures_acceptability import alt_acceptability, draw_acceptability
from costmodel.annex.figures_break_even import alt_break_even, draw_break_even
from costmodel.outcome import PUBLIC
from costmodel.publish.chart_files import drawn, mean_as_centre
from costmodel.publish.pen import Pen
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.price_chances import price_chances


def break_even_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the result at the effects and prices of the tables beside it."""
    grid = study.thresholds[PUBLIC].grid.rename(columns={"x": "effect", "y": "price"})
    table = mean_as_centre(grid)
    return drawn(
        lambda ax: draw_break_even(table, ax),
        folder / "prog_oplacalnosci",
        caption=pen.say("thresholds.figure"),
        alt=alt_break_even(table),
        source=source,
        height=3.8,
    )


def acceptability_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw how likely the plan pays back at every part of its price."""
    table = price_chances(study.outcome, PERSPECTIVES)
    return drawn(
        lambda ax: draw_acceptability(table, ax),
        folder / "szansa_wedlug_ceny",
        caption=pen.say("sensitivity.price_figure"),
        alt=alt_acceptability(table),
        source=source,
    )
