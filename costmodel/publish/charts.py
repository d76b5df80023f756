"""Draw the charts of an annex into files, each with its text alternative."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from costmodel.annex.alt_texts import (
    alt_age_structure,
    alt_cumulative,
    alt_forecast,
    alt_payers,
    alt_peers,
    alt_people,
    alt_yearly_cost,
)
from costmodel.annex.dates import year_range
from costmodel.annex.document import Figure
from costmodel.annex.figure_files import save_figure
from costmodel.annex.figure_style import house_style, new_figure
from costmodel.annex.figures import draw_forecast, draw_people
from costmodel.annex.figures_compared import draw_age_structure, draw_payers, draw_peers
from costmodel.annex.figures_money import draw_cumulative, draw_yearly_cost
from costmodel.annex.figures_sensitivity import alt_tornado, draw_tornado
from costmodel.annex.figures_waterfall import alt_waterfall, draw_waterfall
from costmodel.annex.numbers import decimal
from costmodel.outcome import PUBLIC
from costmodel.publish.pen import Pen
from costmodel.publish.sensitivity import SHOWN
from costmodel.sensitivity.tornado import widest
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study
from costmodel.studies.waterfall import STEPS
from costmodel.views.money import cost_of_inaction, cumulated_net, payers
from costmodel.views.people import people_in_problem

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AGE_PREFIX = "population_"


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
        By name of the chart; charts without data are left out.
    """
    figures = {
        "forecast": _forecast(study, pen, folder),
        "people": _people(study, pen, folder, own_source),
        "yearly_cost": _yearly(study, pen, folder, own_source),
        "cumulative": _cumulative(study, pen, folder, own_source),
        "payers": _payers(study, pen, folder, own_source),
        "waterfall": _waterfall(study, pen, folder, own_source),
        "tornado": _tornado(study, pen, folder, own_source),
        "age": _age(study, pen, folder),
        "peers": _peers(comparison, pen, folder),
    }
    return {name: figure for name, figure in figures.items() if figure is not None}


def _drawn(
    draw: Callable[[Axes], Axes],
    stem: Path,
    *,
    caption: str,
    alt: str,
    source: str,
    height: float = 3.4,
) -> Figure:
    with house_style():
        figure, ax = new_figure(height=height)
        draw(ax)
        svg, png = save_figure(figure, stem)
    return Figure(png, svg, caption, alt, source)


def _forecast(study: Study, pen: Pen, folder: Path) -> Figure:
    found = study.inputs.forecast
    history = pd.DataFrame(
        {"year": found.history.index.to_numpy(), "value": found.history.to_numpy()}
    )
    table = pd.DataFrame(
        {"year": found.years, "median": found.median, "low": found.low, "high": found.high}
    )
    breaks = [(b.first_year, b.short) for b in found.breaks]
    return _drawn(
        lambda ax: draw_forecast(history, table, ax, breaks=breaks),
        folder / "prognoza",
        caption=pen.say("forecast.figure"),
        alt=alt_forecast(history, table, breaks=breaks),
        source=pen.say("source_bdl"),
    )


def _people(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    table = people_in_problem(study.outcome)
    return _drawn(
        lambda ax: draw_people(table, ax),
        folder / "osoby",
        caption=pen.say("inaction.people_figure"),
        alt=alt_people(table),
        source=source,
    )


def _yearly(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    table = cost_of_inaction(study.outcome)
    return _drawn(
        lambda ax: draw_yearly_cost(_mean_as_centre(table), ax),
        folder / "koszt_zaniechania",
        caption=pen.say("inaction.yearly_figure"),
        alt=alt_yearly_cost(_mean_as_centre(table)),
        source=source,
    )


def _cumulative(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    table = _mean_as_centre(cumulated_net(study.outcome))
    payback = pen.quantity("payback.public").value
    year = None if payback is None else int(payback)
    return _drawn(
        lambda ax: draw_cumulative(table, ax, payback=year),
        folder / "wynik_narastajaco",
        caption=pen.say("inaction.cumulative_figure"),
        alt=alt_cumulative(table, payback=year),
        source=source,
    )


def _payers(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    table = payers(study.outcome)
    net = _mean_as_centre(table[table["component"] == "net"])
    return _drawn(
        lambda ax: draw_payers(net, ax),
        folder / "platnicy",
        caption=pen.say("inaction.payers_figure"),
        alt=alt_payers(net),
        source=source,
        height=4.2,
    )


def _waterfall(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    steps = {step: pen.quantity(f"waterfall.public.{step}") for step in STEPS}
    table = pd.DataFrame(
        [(step, q.value, q.low, q.high) for step, q in steps.items()],
        columns=["step", "median", "low", "high"],
    )
    years = year_range(study.outcome.years[0], study.outcome.years[-1])
    return _drawn(
        lambda ax: draw_waterfall(table, ax),
        folder / "od_brutto_do_budzetu",
        caption=pen.say("waterfall.figure", years=years),
        alt=alt_waterfall(table),
        source=source,
        height=3.8,
    )


def _tornado(study: Study, pen: Pen, folder: Path, source: str) -> Figure | None:
    verdict = study.sensitivity.verdicts[PUBLIC]
    shown = widest(verdict.swings, at_most=SHOWN)
    if not shown:
        return None
    labels = {factor.key: factor.label for factor in study.sensitivity.factors}
    table = pd.DataFrame(
        [(labels[swing.key], swing.at_low, swing.at_high) for swing in shown],
        columns=["label", "at_low", "at_high"],
    )
    return _drawn(
        lambda ax: draw_tornado(table, ax, middle=verdict.middle),
        folder / "co_zmienia_wynik",
        caption=pen.say("sensitivity.figure"),
        alt=alt_tornado(table, middle=verdict.middle),
        source=source,
        height=5.2,
    )


def _age(study: Study, pen: Pen, folder: Path) -> Figure | None:
    place = study.inputs.place
    seen = place.observations
    rows = seen[
        (seen["teryt"] == place.teryt)
        & seen["variable"].str.match(rf"{AGE_PREFIX}\d")
        & (seen["status"] == "observed")
    ]
    if rows.empty:
        return None
    year = int(rows["year"].max())
    latest = rows[rows["year"] == year]
    lowest = latest["variable"].str.extract(r"_(\d+)", expand=False).astype(int)
    ordered = latest.assign(first=lowest).sort_values("first")
    table = pd.DataFrame(
        {
            "group": [_age_label(v) for v in ordered["variable"]],
            "persons": ordered["value"].to_numpy(),
        }
    )
    return _drawn(
        lambda ax: draw_age_structure(table, ax),
        folder / "wiek",
        caption=pen.say("diagnosis.age", year=str(year)),
        alt=alt_age_structure(table),
        source=str(ordered["source"].iloc[0]),
        height=4.2,
    )


def _age_label(variable: str) -> str:
    """Return „0–4” for population_0_4, and „85+” for population_85_plus."""
    first, last = variable.removeprefix(AGE_PREFIX).split("_")
    return f"{first}+" if last == "plus" else f"{first}–{last}"


def _peers(comparison: Comparison, pen: Pen, folder: Path) -> Figure | None:
    if comparison.peer_values.empty:
        return None
    table, label = comparison.peer_values, comparison.shown
    return _drawn(
        lambda ax: draw_peers(table, ax, label=label, formatter=_one_place),
        folder / "gminy_podobne",
        caption=pen.say("diagnosis.peers_figure", indicator=label),
        alt=alt_peers(table, label=label, formatter=_one_place),
        source=pen.say("source_bdl"),
        height=5.2,
    )


def _one_place(number: object) -> str:
    return decimal(float(str(number)), 1)


def _mean_as_centre(table: pd.DataFrame) -> pd.DataFrame:
    """Show money by its mean, as the tables do."""
    return table.assign(median=table["mean"])
