"""A study run again with one number at its low, and at its high, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.problems.common import COMMON
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.tornado import Swing
from costmodel.studies.inputs import Inputs
from costmodel.studies.rerun import drawn, mean_net_values
from costmodel.studies.values import Values
from costmodel.uncertainty.summary import INTERVAL

Floats = NDArray[np.float64]
TAILS = ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2)
"""Quantiles at which a value is put: the ends of the printed intervals."""
FORECAST = "forecast"


def swings_of(
    inputs: Inputs,
    records: Mapping[str, UncertainRecord],
    perspectives: Sequence[str],
    *,
    sets: Mapping[str, Sequence[str]],
    n_draws: int,
) -> tuple[dict[str, float], dict[str, tuple[Swing, ...]]]:
    """Run the first draws again, one number, or one set of numbers, at each of its ends.

    ``sets`` names the records that are moved together, by the key of their swing.
    """
    stocks = {name: stock.paths[:, :n_draws] for name, stock in inputs.stocks.items()}
    values = {owner: _first(own, n_draws) for owner, own in inputs.values.items()}
    before = drawn(inputs, values, stocks)
    ends: dict[str, list[dict[str, float]]] = {}
    for key, members in sets.items():
        ends[key] = []
        for tail in TAILS:
            changed, moved = dict(values), dict(stocks)
            for member in members:
                number = _end(inputs, records[member], member, tail)
                changed, moved = with_number(inputs, changed, moved, member, number)
            ends[key].append(mean_net_values(inputs, changed, moved, perspectives, before=before))
    if has_forecast(inputs):
        ends[FORECAST] = [
            mean_net_values(inputs, values, {**stocks, **moved}, perspectives, before=before)
            for moved in (_along(inputs, "low", n_draws), _along(inputs, "high", n_draws))
        ]
    swings = {
        p: tuple(Swing(key, low[p], high[p]) for key, (low, high) in ends.items())
        for p in perspectives
    }
    return mean_net_values(inputs, values, stocks, perspectives, before=before), swings


def _end(inputs: Inputs, record: UncertainRecord, key: str, tail: float) -> float:
    """Return one end of a number: of its distribution, or of the draws that own numbers left."""
    owner, _, name = key.partition(".")
    known = inputs.calibrations.get(owner)
    if known is not None and known.stocks is not None:
        return float(np.quantile(inputs.values[owner].drawn[name], tail))
    return float(record.distribution().quantile(np.array([tail]))[0])


def _first(own: Values, n_draws: int) -> Values:
    drawn = {name: values[:n_draws] for name, values in own.drawn.items()}
    common = {name: values[:n_draws] for name, values in own.common.items()}
    return Values(drawn, own.book, own.price_year, common)


def with_number(
    inputs: Inputs,
    values: Mapping[str, Values],
    stocks: Mapping[str, Floats],
    key: str,
    number: float,
) -> tuple[dict[str, Values], dict[str, Floats]]:
    """Return values, and the stocks that rest on them, with one number changed."""
    owner, _, name = key.partition(".")
    fixed = {name: np.full_like(values[owner].drawn[name], number)}
    changed = {
        other: replace(old, common={**old.common, **fixed})
        if owner == COMMON and old.common
        else old  # the very same object: its charges need not be reckoned again
        for other, old in values.items()
    }
    changed[owner] = replace(changed[owner], drawn={**changed[owner].drawn, **fixed})
    problem = inputs.problems.get(owner)
    stock = inputs.stocks.get(owner)
    if problem and problem.prevalence and stock and stock.base is not None:
        cases = stock.base * changed[owner](problem.prevalence.rate)
        return changed, {**stocks, owner: np.repeat(cases[None], len(stocks[owner]), axis=0)}
    return changed, dict(stocks)


def has_forecast(inputs: Inputs) -> bool:
    """Return whether the stock of some problem is forecast from own figures."""
    return any(stock.forecast is not None for stock in inputs.stocks.values())


def _along(inputs: Inputs, edge: Literal["low", "high"], n_draws: int) -> dict[str, Floats]:
    """Return all forecast stocks along one edge in every draw, each (1 + horizon, n_draws)."""
    found = {}
    years = range(inputs.base_year, inputs.base_year + inputs.settings.horizon + 1)
    for name, stock in inputs.stocks.items():
        if stock.forecast is not None:
            ahead = zip(stock.forecast.years, getattr(stock.forecast, edge), strict=True)
            path = {int(str(y)): float(seen) for y, seen in stock.forecast.history.items()}
            path |= {int(year): float(value) for year, value in ahead}
            found[name] = np.repeat(np.array([[path[year]] for year in years]), n_draws, axis=1)
    return found
