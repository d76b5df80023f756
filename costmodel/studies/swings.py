"""A study run again with one number at its low, and at its high, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.net_value import net_values
from costmodel.problems.common import COMMON
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.tornado import Swing
from costmodel.studies.assembly import assemble
from costmodel.studies.frame import frame_of
from costmodel.studies.inputs import Inputs
from costmodel.studies.shares import declared_shares
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
    ends: dict[str, list[dict[str, float]]] = {}
    for key, members in sets.items():
        ends[key] = []
        for tail in TAILS:
            changed, moved = dict(values), dict(stocks)
            for member in members:
                number = _end(inputs, records[member], member, tail)
                changed, moved = _with(inputs, changed, moved, member, number)
            ends[key].append(_means(inputs, changed, moved, perspectives))
    if has_forecast(inputs):
        ends[FORECAST] = [
            _means(inputs, values, {**stocks, **_along(inputs, edge, n_draws)}, perspectives)
            for edge in ("low", "high")
        ]
    swings = {
        p: tuple(Swing(key, low[p], high[p]) for key, (low, high) in ends.items())
        for p in perspectives
    }
    return _means(inputs, values, stocks, perspectives), swings


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


def _with(
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
        other: Values(
            {**old.drawn, **(fixed if other == owner else {})},
            old.book,
            old.price_year,
            {**old.common, **fixed} if owner == COMMON and old.common else old.common,
        )
        for other, old in values.items()
    }
    problem = inputs.problems.get(owner)
    stock = inputs.stocks.get(owner)
    if problem and problem.prevalence and stock and stock.base is not None:
        cases = stock.base * changed[owner](problem.prevalence.rate)
        return changed, {**stocks, owner: np.repeat(cases[None], len(stocks[owner]), axis=0)}
    return changed, dict(stocks)


def _means(
    inputs: Inputs,
    values: Mapping[str, Values],
    stocks: Mapping[str, Floats],
    perspectives: Sequence[str],
) -> dict[str, float]:
    """Return the mean net present value by perspective. [zł]"""
    n_draws = next(iter(stocks.values())).shape[1]
    shares = {
        name: inputs.splits[name].shares[:, :n_draws]
        if inputs.splits[name].is_local
        else declared_shares(problem, values[name], n_draws=n_draws)
        for name, problem in inputs.problems.items()
    }
    rows = {
        name: {state: chances[:n_draws] for state, chances in own.items()}
        for name, own in inputs.own_rows.items()
    }
    model = assemble(frame_of(inputs), values, stocks=stocks, shares=shares, rows=rows).model
    return {p: float(v.mean()) for p, v in net_values(model, perspectives).items()}


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
