"""Plans side by side: each instrument alone, the whole plan, half of it, twice of it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, Outcome
from costmodel.scenario import Scenario
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.uncertainty.summary import INTERVAL, summarise

Floats = NDArray[np.float64]
WHOLE, HALF, DOUBLE = "whole", "half", "double"
SCALES = {WHOLE: 1.0, HALF: 0.5, DOUBLE: 2.0}
"""What the coverage of the whole plan is multiplied by."""
ALONE = "alone."
"""Begins the name of a variant with one instrument; its id follows."""
AMOUNTS = ("programme", "cost_of_inaction", "net", "independent")
RATIOS = ("net_per_zloty", "cost_per_person")
MEASURES = (*AMOUNTS, *RATIOS)
COLUMNS = ["perspective", "variant", "measure", "mean", "median", "low", "high"]
FEWEST = 0.5
"""Extra independent people, on average, below which no cost is told for one of them. [persons]"""


def portfolio(study: Study) -> pd.DataFrame:
    """Return the variants of a study's plan side by side; see :func:`side_by_side`."""
    return side_by_side(variants(study.model))


def variants(model: Model) -> dict[str, Model]:
    """Return models with the same draws that differ in what their plan holds.

    Each instrument that reaches anybody alone, if there are several; the whole plan; half its
    coverage; twice its coverage, if no level is reached by more than 100 %.

    Examples
    --------
    >>> sorted(SCALES)
    ['double', 'half', 'whole']
    """
    plan = model.activation
    planned = [r.instrument for r in plan.reach if r.coverage.any() or r.units is not None]
    plans: dict[str, Scenario] = {}
    if len(planned) > 1:
        plans = {f"{ALONE}{name}": _only(plan, name) for name in planned}
    for name, scale in SCALES.items():
        with contextlib.suppress(ModelError):  # more than 100 % of a level cannot be reached
            plans[name] = plan.with_coverage_times(scale)
    return {name: model.with_plan(variant) for name, variant in plans.items()}


def _only(plan: Scenario, instrument: str) -> Scenario:
    return plan.without(*(r.instrument for r in plan.reach if r.instrument != instrument))


def side_by_side(models: Mapping[str, Model]) -> pd.DataFrame:
    """Return what each variant costs and brings, by perspective, the best of each first.

    Returns
    -------
    DataFrame
        Columns ``perspective``, ``variant``, ``measure`` (of :data:`MEASURES`), ``mean``,
        ``median``, ``low``, ``high``, over the horizon: amounts in zł of the price year,
        ``independent`` the people by whom more are independent at its end, ``net_per_zloty`` in
        zł for each zł spent, ``cost_per_person`` in zł.

    Notes
    -----
    Ratios are ratios of means, with quantiles of the ratio in the draws as their interval; they
    have no median. A ratio is NaN where nothing is spent, or where the people are too few; an
    end of an interval is NaN where it has none.
    """
    rows = [row for name, model in models.items() for row in _rows(name, run(model))]
    table = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[3:], float))
    parts = [_ranked(table[table["perspective"] == p]) for p in PERSPECTIVES]
    return pd.concat(parts, ignore_index=True)


def _rows(variant: str, outcome: Outcome) -> list[list[object]]:
    rows: list[list[object]] = []
    extra = more_independent(outcome)
    for perspective in PERSPECTIVES:
        cost = outcome.programme_cost(perspective).sum(axis=1)
        amounts = {
            "programme": cost,
            "cost_of_inaction": outcome.cost_of_inaction(perspective).sum(axis=1),
            "net": outcome.net_saving(perspective).sum(axis=1),
            "independent": extra,
        }
        for measure, draws in amounts.items():
            s = summarise(draws)
            rows.append([perspective, variant, measure, s.mean, s.median, s.low, s.high])
        ratios = {
            "net_per_zloty": return_on_cost(amounts["net"], cost),
            "cost_per_person": cost_of_one(cost, extra),
        }
        for measure, (centre, low, high) in ratios.items():
            rows.append([perspective, variant, measure, centre, np.nan, low, high])
    return rows


def more_independent(outcome: Outcome) -> Floats:
    """Return by how many more are independent at the end, all problems, (n_draws,). [cases]"""
    more = [
        outcome.independent(ACTIVATION, p)[:, -1] - outcome.independent(INACTION, p)[:, -1]
        for p in outcome.stack.problems
    ]
    return np.asarray(np.sum(more, axis=0))


def return_on_cost(net: Floats, cost: Floats) -> tuple[float, float, float]:
    """Return the net saving for each zł spent: ratio of means, and its interval.

    Examples
    --------
    >>> return_on_cost(np.array([-5.0, -5.0]), np.array([10.0, 10.0]))
    (-0.5, -0.5, -0.5)
    """
    if not (cost > 0).all():
        return np.nan, np.nan, np.nan
    low, high = _interval(net / cost)
    return float(net.mean() / cost.mean()), low, high


def cost_of_one(cost: Floats, people: Floats) -> tuple[float, float, float]:
    """Return the cost for each further independent person: ratio of means, and its interval.

    The interval is that of people per zł, turned over: near nobody it has no upper end.

    Examples
    --------
    >>> cost_of_one(np.array([10.0, 10.0]), np.array([1.0, 1.0]))
    (10.0, 10.0, 10.0)
    >>> cost_of_one(np.array([10.0, 10.0]), np.array([0.1, 0.1]))
    (nan, nan, nan)
    """
    if not (cost > 0).all() or people.mean() < FEWEST:
        return np.nan, np.nan, np.nan
    fewest, most = _interval(people / cost)
    has_end = fewest > 0
    low, high = (1 / most, 1 / fewest) if has_end else (np.nan, np.nan)
    return float(cost.mean() / people.mean()), low, high


def _interval(draws: Floats) -> tuple[float, float]:
    found = summarise(draws, interval=INTERVAL)
    return float(found.low), float(found.high)


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the variants from the highest net saving per zł down.

    Those that cost nothing stand first if they bring something, and last if not.
    """
    by_measure = table.pivot_table(index="variant", columns="measure", values="mean", dropna=False)
    free = np.where(by_measure["net"] > 0, np.inf, -np.inf)
    score = by_measure["net_per_zloty"].where(by_measure["net_per_zloty"].notna(), free)
    return table.sort_values(
        "variant", key=lambda names: -names.map(score).astype(float), kind="stable"
    )
