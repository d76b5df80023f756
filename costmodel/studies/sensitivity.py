"""What moves the result of a study, and what knowing it would be worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.outcome import Outcome
from costmodel.problems.common import COMMON
from costmodel.problems.correlations import load_correlations
from costmodel.problems.uncertain import UncertainRecord
from costmodel.sensitivity.acceptability import chance_by_price
from costmodel.sensitivity.convergence import RunningMean, error_against_width, running_means
from costmodel.sensitivity.information import (
    value_of_knowing,
    value_of_knowing_all,
    value_of_perfect_information,
)
from costmodel.sensitivity.regression import varies
from costmodel.sensitivity.tornado import Swing, widest
from costmodel.sensitivity.variance import Split, first_order, split_by_group
from costmodel.sources import Grade
from costmodel.studies.inputs import Inputs
from costmodel.studies.swings import FORECAST, has_forecast, swings_of
from costmodel.translation import translated
from costmodel.uncertainty.summary import monte_carlo_error, summarise
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
SWING_DRAWS = 1_000
"""Draws of a re-run: the first ones of the study."""
SCREENING_DRAWS = 100
"""Draws by which the widest swings are found before they are run with more."""
CANDIDATES = 25
"""Swings of each perspective, the widest ones, that are run with all draws of a re-run."""
PRICES = (1.0, 0.75, 0.5, 0.25)
"""Parts of the price of the plan at which its chance is told."""
ASSUMED, MEASURED = "assumed", "measured"
FORECAST_LABEL = "prognoza liczby osób"


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
    """The uncertain numbers of a study and, by perspective, how sure its result is.

    ``swing_labels`` names each swing: numbers that rise and fall together have one.
    """

    factors: tuple[Factor, ...]
    verdicts: Mapping[str, Verdict]
    swing_draws: int
    swing_labels: Mapping[str, str]


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
    the model again: one number at the ends of its interval, the others as they were drawn. Few
    draws find the widest ones; those are run with more, and only they have a swing in the end.
    Numbers that move nothing are left out, and so are those that own registers replaced. The
    municipality's own split into levels, and its own counts of moves, count as measured; they are
    no numbers of their own among the factors.
    """
    records = {k: r for k, r in _records(inputs).items() if varies(_drawn(inputs, k))}
    n_again = min(SWING_DRAWS, inputs.settings.n_draws)
    sets = moved_together(records)
    few = min(SCREENING_DRAWS, n_again)
    middle, swings = swings_of(inputs, records, perspectives, sets=sets, n_draws=few)
    wide = {s.key for found in swings.values() for s in found if s.width > 0}
    if few < n_again:
        chosen = {s.key for found in swings.values() for s in widest(found, at_most=CANDIDATES)}
        again = {key: members for key, members in sets.items() if key in chosen}
        middle, swings = swings_of(inputs, records, perspectives, sets=again, n_draws=n_again)
    moving = {member for key, members in sets.items() if key in wide for member in members}
    records = {key: record for key, record in records.items() if key in moving}
    groups = _groups(inputs, records)
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
    if has_forecast(inputs):
        factors.append(
            Factor(
                FORECAST,
                translated(FORECAST_LABEL),
                None,
                {p: splits[p].shares[FORECAST] for p in perspectives},
                {p: value_of_knowing_all(groups[FORECAST], net[p]) for p in perspectives},
            )
        )
    verdicts = {
        p: _verdict(outcome, p, net[p], splits[p], groups[ASSUMED], middle[p], swings[p])
        for p in perspectives
    }
    named = _labels(inputs, _records(inputs)) | {FORECAST: translated(FORECAST_LABEL)}
    told = {group.id: group.label for group in load_correlations()} | named
    swing_labels = {key: told[key] for key in [*sets, FORECAST]}
    return Sensitivity(tuple(factors), verdicts, n_again, swing_labels)


def moved_together(records: Mapping[str, UncertainRecord]) -> dict[str, tuple[str, ...]]:
    """Return which records swing together, by key: those of a correlated group, else each alone."""
    sets: dict[str, tuple[str, ...]] = {}
    for group in load_correlations():
        members = tuple(name for name in group.names if name in records)
        if len(members) > 1:
            sets[group.id] = members
    together = {name for members in sets.values() for name in members}
    return sets | {key: (key,) for key in records if key not in together}


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
    return {
        f"{owner}.{name}": record
        for owner, values in inputs.records.items()
        for name, record in values.items()
    }


def _labels(inputs: Inputs, records: Mapping[str, UncertainRecord]) -> dict[str, str]:
    """Return the label of each value, with its owner where two have the same."""
    owners = {COMMON: translated("wspólne")}
    owners |= {name: problem.label for name, problem in inputs.problems.items()}
    owners |= {name: instrument.label for name, instrument in inputs.instruments.items()}
    times = Counter(record.label for record in records.values())
    return {
        key: r.label if times[r.label] == 1 else f"{r.label} ({owners[key.partition('.')[0]]})"
        for key, r in records.items()
    }


def _drawn(inputs: Inputs, key: str) -> Floats:
    owner, _, name = key.partition(".")
    return inputs.values[owner](name)


def _groups(inputs: Inputs, records: Mapping[str, UncertainRecord]) -> dict[str, Floats]:
    """Return draws of assumptions, of what was measured, and of the forecast."""
    n_draws = inputs.settings.n_draws
    columns: dict[str, list[Floats]] = {ASSUMED: [], MEASURED: []}
    for key, record in records.items():
        name = ASSUMED if record.grade is Grade.E else MEASURED
        columns[name].append(_drawn(inputs, key))
    found = {name: np.array(values).reshape(-1, n_draws).T for name, values in columns.items()}
    local = [split.shares.T for split in inputs.splits.values() if split.is_local]
    counted = [chances for own in inputs.own_rows.values() for chances in own.values()]
    found[MEASURED] = np.concatenate([found[MEASURED], *local, *counted], axis=1)
    ahead = [stock.paths.T for stock in inputs.stocks.values() if stock.forecast is not None]
    if ahead:
        found[FORECAST] = np.concatenate(ahead, axis=1)
    return found
