"""Draw the charts of an annex into files, each with its text alternative."""

from __future__ import annotations

from pathlib import Path

from costmodel.annex.document import Figure
from costmodel.publish.charts_money import (
    cumulative_chart,
    pathways_chart,
    payers_chart,
    tornado_chart,
    waterfall_chart,
    yearly_chart,
)
from costmodel.publish.charts_people import (
    age_chart,
    forecast_chart,
    peers_chart,
    people_chart,
    pyramid_chart,
)
from costmodel.publish.charts_thresholds import acceptability_chart, break_even_chart
from costmodel.publish.pen import Pen
from costmodel.studies.comparison import Comparison
from costmodel.studies.inputs import served_problems
from costmodel.studies.municipality import Study


def draw_charts(
    study: Study, comparison: Comparison, pen: Pen, folder: Path, *, own_source: str
) -> dict[str, Figure]:
    """Draw all charts of an annex.

    Parameters
    ----------
    study, comparison : Study, Comparison
        What to draw.
    pen : Pen
        For captions.
    folder : Path
        Where the files go, an existing folder.
    own_source : str
        Source line of what the model computed.

    Returns
    -------
    dict of str to Figure
        By name of the chart; those of one problem are named „forecast.problem” and
        „people.problem”. Charts without data are left out.
    """
    figures = {
        **_of_problems(study, pen, folder, own_source),
        "yearly_cost": yearly_chart(study, pen, folder, own_source),
        "pathways": pathways_chart(study, pen, folder, own_source),
        "cumulative": cumulative_chart(study, pen, folder, own_source),
        "payers": payers_chart(study, pen, folder, own_source),
        "waterfall": waterfall_chart(study, pen, folder, own_source),
        "tornado": tornado_chart(study, pen, folder, own_source),
        "break_even": break_even_chart(study, pen, folder, own_source),
        "acceptability": acceptability_chart(study, pen, folder, own_source),
        "age": age_chart(study.inputs.place, pen, folder),
        "pyramid": pyramid_chart(study, pen, folder, own_source),
        "peers": peers_chart(comparison, pen, folder),
    }
    return {name: figure for name, figure in figures.items() if figure is not None}


def _of_problems(study: Study, pen: Pen, folder: Path, source: str) -> dict[str, Figure]:
    """Draw the charts of the problems that the plan serves."""
    found = {}
    for problem in served_problems(study.inputs):
        stock = study.inputs.stocks[problem.id]
        if len(stock.shown):
            found[f"forecast.{problem.id}"] = forecast_chart(stock, problem, pen, folder)
        found[f"people.{problem.id}"] = people_chart(study, problem, pen, folder, source)
    return found
