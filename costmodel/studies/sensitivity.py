"""What moves the result of a study, and what knowing it would be worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, INCOME, MANDATORY, OPTIONAL, Outcome
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.acceptability import chance_by_price
from costmodel.sensitivity.convergence import RunningMean, error_against_width, running_means
from costmodel.sensitivity.information import (
    value_of_knowing,
    value_of_knowing_all,
    value_of_perfect_information,
)
from costmodel.sensitivity.regression import varies
from costmodel.sensitivity.tornado import Swing
from costmodel.sensitivity.variance import Split, first_order, split_by_group
from costmodel.sources import Grade
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.inputs import Inputs, shares_of, stock_paths
from costmodel.studies.pathway import portions
from costmodel.studies.values import Values
from costmodel.uncertainty.summary import INTERVAL, monte_carlo_error, summarise
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
SWING_DRAWS = 1_000
"""Draws of a re-run: the first ones of the study."""
TAILS = ((1 - INTERVAL) / 2, (1 + INTERVAL) / 2)
"""Quantiles at which a value is put: the ends of the printed intervals."""
PRICES = (1.0, 0.75, 0.5, 0.25)
"""Parts of the price of the plan at which its chance is told."""
EVERYTHING = (*MANDATORY, *OPTIONAL, *INCOME)
FORECAST = "forecast"
ASSUMED, MEASURED = "assumed", "measured"


@dataclass(frozen=True, slots=True)
class Factor:
    """One uncertain number, with what it does to the net present value by perspective.

    ``grade`` is ``None`` for the forecast. ``share`` is the first-order Sobol' index
    [share of variance], ``worth`` the expected value of knowing the number [zł].
    """

    key: str
    label: str
    grade: Grade | None
    share: Mapping[str, float]
    worth: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure the net present value is, from one perspective.

    ``perfect`` is the expected value of perfect information and ``assumed_known`` that of
    knowing all assumptions [zł]; ``chance`` is that of paying back at each of :data:`PRICES`.
    """

    split: Split
    perfect: float
    assumed_known: float
    chance: Floats
    running: tuple[RunningMean, ...]
    error_share: float
    middle: float
    swings: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The uncertain numbers of a study and, by perspective, how sure its result is."""

    factors: tuple[Factor, ...]
    verdicts: Mapping[str, Verdict]
    swing_draws: int


def sensitivity_of(inputs: Inputs, outcome: Outcome, *, perspectives: Sequence[str]) -> Sensitivity:
    """Return what moves the net present value of a study.

    Parameters
    ----------
    inputs : Inputs
        What the study rests on, with its draws.
    outcome : Outcome
        What came out in the same draws.
    perspectives : sequence of str
        ``public`` or payers.

    Notes
    -----
    Shares of variance and the worth of knowing use the draws of the study. Only the swings run
    the model again: one number at the ends of :data:`TAILS`, the others as they were drawn.
    Numbers that move nothing are left out. The municipality's own split into levels counts as
    measured; it is no number of its own among the factors.
    """
    records = {k: r for k, r in _records(inputs).items() if varies(_drawn(inputs, k))}
    n_again = min(SWING_DRAWS, inputs.settings.n_draws)
    middle, swings = _swings(inputs, records, perspectives, n_draws=n_again)
    moving = {s.key for found in swings.values() for s in found if s.width > 0}
    records = {key: record for key, record in records.items() if key in moving}
    stock, groups = _stock(inputs), _groups(inputs, records)
    net = {p: outcome.net_present_value(p) for p in perspectives}
    labels = _labels(inputs, records)
    splits = {p: split_by_group(groups, net[p]) for p in perspectives}
    factors = [
        Factor(
            key,
            labels[key],
            record.grade,
            {p: max(0.0, first_order(_drawn(inputs, key), net[p])) for p in perspectives},
            {p: value_of_knowing(_drawn(inputs, key), net[p]) for p in perspectives},
        )
        for key, record in records.items()
    ]
    ahead = Factor(
        FORECAST,
        "prognoza liczby osób w rejestrze",
        None,
        {p: splits[p].shares[FORECAST] for p in perspectives},
        {p: value_of_knowing_all(stock, net[p]) for p in perspectives},
    )
    verdicts = {
        p: _verdict(outcome, p, net[p], splits[p], groups[ASSUMED], middle[p], swings[p])
        for p in perspectives
    }
    return Sensitivity((*factors, ahead), verdicts, n_again)


def _verdict(
    outcome: Outcome,
    perspective: str,
    net: Floats,
    split: Split,
    assumed: Floats,
    middle: float,
    swings: tuple[Swing, ...],
) -> Verdict:
    factors = discount_factors(outcome.discount_rate, n_years=len(outcome.years) + 1)[1:]
    gross = outcome.cost_of_inaction(perspective) @ factors
    cost = outcome.programme_cost(perspective) @ factors
    spread = summarise(net)
    return Verdict(
        split=split,
        perfect=value_of_perfect_information(net),
        assumed_known=value_of_knowing_all(assumed, net),
        chance=chance_by_price(gross, cost, prices=PRICES),
        running=running_means(net),
        error_share=error_against_width(
            monte_carlo_error(net), float(spread.low), float(spread.high)
        ),
        middle=middle,
        swings=swings,
    )


def _records(inputs: Inputs) -> dict[str, UncertainRecord]:
    """Return every declared value by „owner.name”."""
    files = {inputs.problem.id: inputs.problem.value}
    files |= {p.instrument.id: p.instrument.value for p in inputs.plan}
    return {f"{owner}.{name}": r for owner, values in files.items() for name, r in values.items()}


def _labels(inputs: Inputs, records: Mapping[str, UncertainRecord]) -> dict[str, str]:
    """Return the label of each value, with its owner where two have the same."""
    owners = {inputs.problem.id: inputs.problem.label}
    owners |= {p.instrument.id: p.instrument.label for p in inputs.plan}
    times = Counter(record.label for record in records.values())
    return {
        key: r.label if times[r.label] == 1 else f"{r.label} ({owners[key.partition('.')[0]]})"
        for key, r in records.items()
    }


def _drawn(inputs: Inputs, key: str) -> Floats:
    owner, _, name = key.partition(".")
    return inputs.values[owner](name)


def _stock(inputs: Inputs) -> Floats:
    last_year = inputs.base_year + inputs.settings.horizon
    return stock_paths(
        inputs.forecast,
        base_year=inputs.base_year,
        last_year=last_year,
        settings=inputs.settings,
    )


def _groups(inputs: Inputs, records: Mapping[str, UncertainRecord]) -> dict[str, Floats]:
    """Return draws of assumptions, of what was measured, and of the forecast."""
    n_draws = inputs.settings.n_draws
    columns: dict[str, list[Floats]] = {ASSUMED: [], MEASURED: []}
    for key, record in records.items():
        name = ASSUMED if record.grade is Grade.E else MEASURED
        columns[name].append(_drawn(inputs, key))
    found = {name: np.array(values).reshape(-1, n_draws).T for name, values in columns.items()}
    if inputs.split_is_local:
        found[MEASURED] = np.concatenate([found[MEASURED], _own_shares(inputs)], axis=1)
    return found | {FORECAST: _stock(inputs)}


def _own_shares(inputs: Inputs) -> Floats:
    values = inputs.values[inputs.problem.id]
    return shares_of(inputs.place, inputs.problem, values, inputs.settings)[0]


def _swings(
    inputs: Inputs,
    records: Mapping[str, UncertainRecord],
    perspectives: Sequence[str],
    *,
    n_draws: int,
) -> tuple[dict[str, float], dict[str, tuple[Swing, ...]]]:
    """Run the first draws again, one number at each of its ends."""
    stock = _stock(inputs)[:n_draws]
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
        shares = _own_shares(inputs)[:n_draws]
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
