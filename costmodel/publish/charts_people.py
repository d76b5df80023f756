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
from costmodel.publish.names import capital
from costmodel.publish.pen import Pen
from costmodel.statistics.place import Place
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study
from costmodel.studies.population import population_ahead
from costmodel.studies.stocks import Stock
from costmodel.views.people import people_in_problem

AGE_PREFIX = "population_"


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
    return drawn(
        lambda ax: draw_forecast(history, table, ax, breaks=breaks, unit=problem.unit),
        folder / f"prognoza_{problem.id}",
        caption=pen.say("forecast.figure", problem=capital(problem.label)),
        alt=alt_forecast(history, table, problem.unit, breaks=breaks),
        source=pen.say("source_bdl"),
    )


def people_chart(
    study: Study, problem: SocialProblem, pen: Pen, folder: Path, source: str
) -> Figure:
    """Draw how many are in a problem on both pathways."""
    everybody = people_in_problem(study.outcome)
    table = everybody[everybody["problem"] == problem.id]
    return drawn(
        lambda ax: draw_people(table, ax, unit=problem.unit),
        folder / f"osoby_{problem.id}",
        caption=pen.say("inaction.people_figure", problem=capital(problem.label)),
        alt=alt_people(table, problem.unit),
        source=source,
    )


def age_chart(place: Place, pen: Pen, folder: Path) -> Figure | None:
    """Draw the age structure of the last year known, or nothing where none is."""
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
    return drawn(
        lambda ax: draw_age_structure(table, ax),
        folder / "wiek",
        caption=pen.say("diagnosis.age", year=str(year)),
        alt=alt_age_structure(table),
        source=str(ordered["source"].iloc[0]),
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
    return drawn(
        lambda ax: draw_pyramid(table, ax, year=year, later=later),
        folder / "piramida_wieku",
        caption=pen.say("population.figure", year=str(year), later=str(later)),
        alt=alt_pyramid(table, year=year, later=later),
        source=f"{ahead.source}; {source}",
        height=4.2,
    )


def peers_chart(comparison: Comparison, pen: Pen, folder: Path) -> Figure | None:
    """Draw one indicator of the place and of similar gminas, or nothing where there are none."""
    if comparison.peer_values.empty:
        return None
    table, label = comparison.peer_values, comparison.shown
    return drawn(
        lambda ax: draw_peers(table, ax, label=label, formatter=_one_place),
        folder / "gminy_podobne",
        caption=pen.say("diagnosis.peers_figure", indicator=label),
        alt=alt_peers(table, label=label, formatter=_one_place),
        source=pen.say("source_bdl"),
        height=5.2,
    )


def _age_label(variable: str) -> str:
    """Return „0–4” for population_0_4, and „85+” for population_85_plus."""
    first, last = variable.removeprefix(AGE_PREFIX).split("_")
    return f"{first}+" if last == "plus" else f"{first}–{last}"


def _one_place(number: object) -> str:
    return decimal(float(str(number)), 1)
