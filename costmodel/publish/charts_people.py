"""The charts of people: forecast and pathways of a problem, age structure, similar gminas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from costmodel.annex.alt_texts import alt_age_structure, alt_forecast, alt_peers, alt_people
from costmodel.annex.document import Figure
from costmodel.annex.figures import draw_forecast, draw_people
from costmodel.annex.figures_compared import draw_age_structure, draw_peers
from costmodel.annex.figures_pyramid import alt_pyramid, draw_pyramid
from costmodel.annex.numbers import decimal
from costmodel.errors import ModelError
from costmodel.problems.problem import SocialProblem
from costmodel.publish.chart_files import drawn
from costmodel.publish.chart_numbers import recorded
from costmodel.publish.names import capital
from costmodel.publish.pen import Pen
from costmodel.statistics.place import Place
from costmodel.studies.comparison import SHOWN, Comparison
from costmodel.studies.municipality import Study
from costmodel.studies.population import population_ahead
from costmodel.studies.population_pyramid import age_rows, age_shown, pyramid_rows
from costmodel.studies.stocks import Stock
from costmodel.views.people import people_in_problem

FORECAST_BANDS = ("forecast", "chart.forecast")
"""First parts of the ids of a forecast, and of half of its possible values."""


def forecast_chart(stock: Stock, problem: SocialProblem, pen: Pen, folder: Path) -> Figure:
    """Draw the figures of a problem that may be shown, and their forecast.

    Raises
    ------
    ModelError
        If the stock is not forecast, or all of its figures are hidden.
    """
    found, seen = stock.forecast, stock.shown
    if found is None or seen.empty:
        raise ModelError(
            f"{problem.id!r} has no figure to draw: a chart of a forecast begins with one that may "
            "be shown. Leave the chart out."
        )
    history = pd.DataFrame({"year": seen.index.to_numpy(), "value": seen.to_numpy()})
    inner = {"inner_low": found.quantile(0.25), "inner_high": found.quantile(0.75)}
    table = found.table().assign(**inner)
    breaks = [(b.first_year, b.short) for b in found.breaks]
    ahead = [f"{kind}.{problem.id}.{y}" for y in found.years for kind in FORECAST_BANDS]
    counts = [f"stock.{problem.id}.{year}" for year in seen.index]
    told = (counts[0], counts[-1], counts[int(seen.argmax())], *ahead[-len(FORECAST_BANDS) :])
    alt = alt_forecast(history, table, problem.unit, breaks=breaks)
    return drawn(
        lambda ax: draw_forecast(history, table, ax, breaks=breaks, unit=problem.unit),
        folder / f"prognoza_{problem.id}",
        caption=pen.say("forecast.figure", problem=capital(problem.label)),
        alt=recorded(pen, f"forecast.{problem.id}", alt, drawn=(*counts, *ahead), told=told),
        source=pen.say("source_bdl"),
    )


def people_chart(
    study: Study, problem: SocialProblem, pen: Pen, folder: Path, source: str
) -> Figure:
    """Draw how many are in a problem on both pathways."""
    everybody = people_in_problem(study.outcome)
    table = everybody[everybody["problem"] == problem.id]
    scenarios, years = table["scenario"].unique(), table["year"].unique()
    ids = [f"people.{name}.{problem.id}.{year}" for name in scenarios for year in years]
    told, alt = ids[len(years) - 1 :: len(years)], alt_people(table, problem.unit)
    return drawn(
        lambda ax: draw_people(table, ax, unit=problem.unit),
        folder / f"osoby_{problem.id}",
        caption=pen.say("inaction.people_figure", problem=capital(problem.label)),
        alt=recorded(pen, f"people.{problem.id}", alt, drawn=ids, told=told),
        source=source,
    )


def age_chart(place: Place, pen: Pen, folder: Path) -> Figure | None:
    """Draw the age structure of the last year known, or nothing where none is."""
    rows = age_rows(place)
    if rows.empty:
        return None
    year = int(rows["year"].iloc[0])
    table = pd.DataFrame(
        {"group": rows["variable"].map(age_shown), "persons": rows["value"].to_numpy()}
    )
    ids = [f"chart.age.{variable}" for variable in rows["variable"]] + ["chart.age_total"]
    return drawn(
        lambda ax: draw_age_structure(table, ax),
        folder / "wiek",
        caption=pen.say("diagnosis.age", year=str(year)),
        alt=recorded(pen, "age", alt_age_structure(table), drawn=ids, told=ids),
        source=str(rows["source"].iloc[0]),
        height=4.2,
    )


def pyramid_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure | None:
    """Draw ages and sexes now and at the end of the horizon, or nothing where they are unknown."""
    ahead = population_ahead(study.inputs.place, last_year=study.outcome.years[-1])
    if ahead is None:
        return None
    year, later = ahead.base_year, ahead.last_year
    people = ahead.outlook.table.pivot_table(
        index="age", columns=["year", "sex"], values="persons", sort=False
    )
    groups = [str(age).replace("-", "–") for age in people.index]
    sides = {sex: people[year, sex].to_numpy() for sex in ("men", "women")}
    sides |= {f"{sex}_later": people[later, sex].to_numpy() for sex in ("men", "women")}
    table = pd.DataFrame({"group": groups, **sides})
    bars = pyramid_rows(ahead)[["year", "sex", "variable"]].itertuples(index=False)
    ids = [f"chart.pyramid.{when}.{sex}.{variable}" for when, sex, variable in bars]
    sums = ("men", "women", "largest")
    told = [f"chart.pyramid.{when}.{what}" for when in (year, later) for what in sums]
    alt = alt_pyramid(table, year=year, later=later)
    return drawn(
        lambda ax: draw_pyramid(table, ax, year=year, later=later),
        folder / "piramida_wieku",
        caption=pen.say("population.figure", year=str(year), later=str(later)),
        alt=recorded(pen, "pyramid", alt, drawn=ids, told=told),
        source=f"{ahead.source}; {source}",
        height=4.2,
    )


def peers_chart(comparison: Comparison, pen: Pen, folder: Path) -> Figure | None:
    """Draw one indicator of the place and of similar gminas, or nothing where there are none."""
    if comparison.peer_values.empty:
        return None
    table, label = comparison.peer_values, comparison.shown
    ids = [
        f"indicator.{SHOWN}.place" if is_own else f"chart.peers.{teryt}"
        for teryt, is_own in zip(table["teryt"], table["highlighted"], strict=True)
    ]
    forms = dict(zip(ids, map(_one_place, table["value"]), strict=True))
    alt = alt_peers(table, label=label, formatter=_one_place)
    return drawn(
        lambda ax: draw_peers(table, ax, label=label, formatter=_one_place),
        folder / "gminy_podobne",
        caption=pen.say("diagnosis.peers_figure", indicator=label),
        alt=recorded(pen, "peers", alt, drawn=ids, told=ids, forms=forms),
        source=pen.say("source_bdl"),
        height=5.2,
    )


def _one_place(number: object) -> str:
    return decimal(float(str(number)), 1)
