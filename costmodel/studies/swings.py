"""A study run again with one number at its low, and at its high, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from costmodel.problems.common import COMMON
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.tornado import Swing
from costmodel.studies.inputs import Inputs
from costmodel.studies.rerun import Rerun, mean_net_values
from costmodel.studies.values import Values
from costmodel.uncertainty.summary import INTERVAL

Floats = NDArray[np.float64]
TAILS = ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2)
"""Quantiles at which a value is put: the ends of the printed intervals."""
FORECAST = "forecast"
_EDGES: tuple[Literal["low"], Literal["high"]] = ("low", "high")


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
    keys = [*sets, FORECAST] if has_forecast(inputs) else [*sets]
    reruns = chain(
        [Rerun(values, stocks)],
        (
            _with_numbers(inputs, Rerun(values, stocks), records, members, tail)
            for members in sets.values()
            for tail in TAILS
        ),
        (
            Rerun(values, {**stocks, **_along(inputs, edge, n_draws)})
            for edge in _EDGES
            if FORECAST in keys
        ),
    )
    middle, *ends = mean_net_values(inputs, reruns, perspectives)
    swings = {
        p: tuple(
            Swing(key, low[p], high[p])
            for key, low, high in zip(keys, ends[::2], ends[1::2], strict=True)
        )
        for p in perspectives
    }
    return middle, swings


def _with_numbers(
    inputs: Inputs,
    rerun: Rerun,
    records: Mapping[str, UncertainRecord],
    members: Sequence[str],
    tail: float,
) -> Rerun:
    """Return the re-run with each of some numbers at one end."""
    for member in members:
        number = _end(inputs, records[member], member, tail)
        rerun = with_number(inputs, rerun, member, number)
    return rerun


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


def with_number(inputs: Inputs, rerun: Rerun, key: str, number: float) -> Rerun:
    """Return the re-run with one number changed, and with the stock that rests on it."""
    owner, _, name = key.partition(".")
    fixed = {name: np.full_like(rerun.values[owner].drawn[name], number)}
    changed = {
        other: replace(old, common={**old.common, **fixed})
        if owner == COMMON and old.common
        else old
        for other, old in rerun.values.items()
    }
    changed[owner] = replace(changed[owner], drawn={**changed[owner].drawn, **fixed})
    problem = inputs.problems.get(owner)
    stock = inputs.stocks.get(owner)
    if problem and problem.prevalence and stock and stock.base is not None:
        cases = stock.base * changed[owner](problem.prevalence.rate)
        path = np.repeat(cases[None], len(rerun.stocks[owner]), axis=0)
        return Rerun(changed, {**rerun.stocks, owner: path})
    return Rerun(changed, rerun.stocks)


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
