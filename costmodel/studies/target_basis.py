"""What targets rest on: own values by year, the way without the plan, peers, breaks of series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import forecast_series
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator
from costmodel.outcome import INACTION
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study
from costmodel.studies.plan_goals import DeclaredTarget
from costmodel.targets.settings import target_settings
from costmodel.targets.table import BREAKS, CATALOGUE, PEERS, TREND, VALUES
from costmodel.uncertainty.summary import summarise

BREAK = "break"
Ahead = tuple[str, int, float, float, float]
"""Indicator, year, median, low and high: a row of :data:`costmodel.targets.table.TREND`."""


@dataclass(frozen=True, slots=True, eq=False)
class TargetBasis:
    """The tables that :func:`costmodel.targets.table.targets` asks for; ``seen`` are the values."""

    catalogue: pd.DataFrame
    seen: pd.DataFrame
    peers: pd.DataFrame
    trend: pd.DataFrame
    breaks: pd.DataFrame


def target_basis(
    study: Study, comparison: Comparison, declared: tuple[DeclaredTarget, ...]
) -> TargetBasis:
    """Return what the declared targets of a study rest on.

    Notes
    -----
    For a problem of the study, the number of its people is the indicator: what the model gives
    without the plan is its trend. For an indicator of the catalogue it is the forecast of its own
    yearly values after the last gap; of fewer than it takes to follow it, none.
    """
    every = catalogue_of(study.inputs.place).problems
    known = {i.id: i for i in default_catalogue().indicators}
    catalogue, values, breaks = [], [], []
    trend: list[Ahead] = []
    for target in declared:
        if target.indicator in known:
            own = own_values(comparison, target.indicator)
            indicator = known[target.indicator]
            variables = _variables(indicator)
            told = (indicator.name, indicator.unit, indicator.direction, indicator.source)
            trend += _of_series(own, target, variables)
        else:
            own, problem = _history(study, target.indicator), every[target.indicator]
            variables = (problem.stock_variable,)
            source = str(own["source"].iloc[-1]) if len(own) else ""
            told = (problem.label, problem.unit, "down", source)
            trend += _of_model(study, target) if problem.id in study.inputs.problems else []
        catalogue.append((target.indicator, *told))
        rows = zip(own["year"], own["value"], strict=True)
        values += [(target.indicator, int(year), float(value)) for year, value in rows]
        breaks += [(target.indicator, year) for year in _breaks(variables)]
    medians = comparison.table[["indicator", "peer_median"]].set_axis(list(PEERS), axis=1)
    return TargetBasis(
        pd.DataFrame(catalogue, columns=list(CATALOGUE)),
        pd.DataFrame(values, columns=list(VALUES)),
        medians,
        pd.DataFrame(trend, columns=list(TREND)),
        pd.DataFrame(breaks, columns=list(BREAKS)),
    )


def own_values(comparison: Comparison, indicator: str) -> pd.DataFrame:
    """Return the known values of an indicator of the place, oldest first."""
    table = comparison.own
    if table is None:
        return pd.DataFrame(columns=["year", "value", "source", "numerator"])
    own = table[(table["indicator"] == indicator) & table["value"].notna()]
    return own.sort_values("year")


def _variables(indicator: Indicator) -> tuple[str, ...]:
    catalogue = default_catalogue()
    below = () if indicator.denominator is None else catalogue.ways(indicator.denominator)
    names = [indicator.numerator, *(way.name for way in below)]
    return tuple(dict.fromkeys(v for name in names for v in catalogue.variables(name)))


def _history(study: Study, problem: str) -> pd.DataFrame:
    """Return the figures of the place that a problem starts from, none where it has none."""
    stock = study.inputs.stocks.get(problem)
    if stock is None or stock.forecast is None:
        return pd.DataFrame(columns=["year", "value", "source"])
    found = stock.shown
    return pd.DataFrame({"year": found.index, "value": found.to_numpy(), "source": ""}).assign(
        source=_source(study, problem)
    )


def _source(study: Study, problem: str) -> str:
    table, variable = study.inputs.place.observations, study.inputs.problems[problem].stock_variable
    own = table[(table["teryt"] == study.inputs.place.teryt) & (table["variable"] == variable)]
    return str(own.sort_values("year")["source"].iloc[-1])


def _of_model(study: Study, target: DeclaredTarget) -> Iterator[Ahead]:
    outcome = study.outcome
    if target.year in outcome.years:
        people = outcome.people_in_problem(INACTION, target.indicator)
        found = summarise(people[:, outcome.years.index(target.year) + 1])
        yield (
            target.indicator,
            target.year,
            float(found.median),
            float(found.low),
            float(found.high),
        )


def _of_series(
    own: pd.DataFrame, target: DeclaredTarget, variables: tuple[str, ...]
) -> Iterator[Ahead]:
    series = _unbroken(own.set_index("year")["value"])
    few = len(series) < target_settings().fewest_years
    if few or target.year <= series.index[-1] or (series < 0).any():
        return
    breaks = sorted(
        {b for name in variables for b in breaks_of(name)}, key=lambda b: (b.first_year, b.label)
    )
    found = forecast_series(series, last_year=target.year, breaks=breaks).table().iloc[-1]
    median, low, high = (float(found[name]) for name in ("median", "low", "high"))
    yield target.indicator, target.year, median, low, high


def _unbroken(series: pd.Series[float]) -> pd.Series[float]:
    """Return the years after the last gap."""
    years = [int(str(year)) for year in series.index]
    first = len(years) - 1
    while first > 0 and years[first - 1] == years[first] - 1:
        first -= 1
    return series.iloc[max(first, 0) :].astype(float)


def _breaks(variables: tuple[str, ...]) -> list[int]:
    found = {b.first_year for name in variables for b in breaks_of(name) if b.kind == BREAK}
    return sorted(found)
