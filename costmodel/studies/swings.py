"""A study run again with one number at its low, and at its high, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, INCOME, MANDATORY, OPTIONAL
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.tornado import Swing
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.inputs import Inputs, shares_of, stock_paths
from costmodel.studies.pathway import portions
from costmodel.studies.values import Values
from costmodel.uncertainty.summary import INTERVAL
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
TAILS = ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2)
"""Quantiles at which a value is put: the ends of the printed intervals."""
EVERYTHING = (*MANDATORY, *OPTIONAL, *INCOME)
FORECAST = "forecast"


def swings_of(
    inputs: Inputs,
    records: Mapping[str, UncertainRecord],
    perspectives: Sequence[str],
    *,
    n_draws: int,
) -> tuple[dict[str, float], dict[str, tuple[Swing, ...]]]:
    """Run the first draws again, one number at each of its ends."""
    stock = stock_of(inputs)[:n_draws]
    values = {
        owner: Values({k: v[:n_draws] for k, v in own.drawn.items()}, own.book, own.price_year)
        for owner, own in inputs.values.items()
    }
    ends: dict[str, list[dict[str, float]]] = {
        key: [
            _means(inputs, _with(values, key, float(end)), stock, perspectives)
            for end in record.distribution().quantile(np.array(TAILS))
        ]
        for key, record in records.items()
    }
    ends[FORECAST] = [
        _means(inputs, values, _stock_along(inputs, edge, n_draws), perspectives)
        for edge in (inputs.forecast.low, inputs.forecast.high)
    ]
    swings = {
        p: tuple(Swing(key, low[p], high[p]) for key, (low, high) in ends.items())
        for p in perspectives
    }
    return _means(inputs, values, stock, perspectives), swings


def _with(values: Mapping[str, Values], key: str, number: float) -> dict[str, Values]:
    owner, _, name = key.partition(".")
    old = values[owner]
    drawn = {**old.drawn, name: np.full_like(old.drawn[name], number)}
    return {**values, owner: Values(drawn, old.book, old.price_year)}


def _means(
    inputs: Inputs, values: Mapping[str, Values], stock: Floats, perspectives: Sequence[str]
) -> dict[str, float]:
    """Return the mean net present value by perspective. [zł]

    It is the discounted difference of all that the two pathways cost, summed at once.
    """
    frame = Frame(
        inputs.place,
        inputs.problem,
        inputs.plan,
        inputs.book,
        inputs.base_year,
        inputs.price_year,
        inputs.settings.horizon,
        inputs.discount_rate,
    )
    n_draws = stock.shape[0]
    if inputs.split_is_local:
        shares = own_shares(inputs)[:n_draws]
    else:
        parts = portions(inputs.problem.split, values[inputs.problem.id], n_draws=n_draws)
        shares = np.stack([parts[level] for level in inputs.problem.levels], axis=1)
    outcome = run(assemble(frame, values, stock=stock, shares=shares).model)
    factors = discount_factors(outcome.discount_rate, n_years=len(outcome.years) + 1)[1:]
    spent = {
        (p, s): outcome.spending(s, p, kinds=EVERYTHING).mean(axis=0)
        for p in perspectives
        for s in (INACTION, ACTIVATION)
    }
    return {p: float((spent[p, INACTION] - spent[p, ACTIVATION]) @ factors) for p in perspectives}


def _stock_along(inputs: Inputs, edge: Floats, n_draws: int) -> Floats:
    """Return the stock along one edge of the forecast in every draw, (n_draws, 1 + horizon)."""
    forecast, horizon = inputs.forecast, inputs.settings.horizon
    path = {int(str(year)): float(seen) for year, seen in forecast.history.items()}
    path |= {int(year): float(value) for year, value in zip(forecast.years, edge, strict=True)}
    years = range(inputs.base_year, inputs.base_year + horizon + 1)
    return np.tile([path[year] for year in years], (n_draws, 1))


def stock_of(inputs: Inputs) -> Floats:
    """Return the drawn stock of a study, shape (n_draws, 1 + horizon). [persons]"""
    last_year = inputs.base_year + inputs.settings.horizon
    return stock_paths(
        inputs.forecast,
        base_year=inputs.base_year,
        last_year=last_year,
        settings=inputs.settings,
    )


def own_shares(inputs: Inputs) -> Floats:
    """Return the drawn shares by level of a study, shape (n_draws, n_levels). [share]"""
    values = inputs.values[inputs.problem.id]
    return shares_of(inputs.place, inputs.problem, values, inputs.settings)[0]
