"""The result views of KKZ, and those beside them, as tables with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, OPTIONAL, PUBLIC, Outcome
from costmodel.uncertainty.summary import summarise

Floats = NDArray[np.float64]
SCENARIOS = (INACTION, ACTIVATION)
STATISTICS = ["mean", "median", "low", "high"]


def cost_of_inaction(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 1: gross cost of inaction by year. Columns year, mean, median, low, high [real zł]."""
    return _by_year(outcome.cost_of_inaction(perspective), outcome.years)


def cumulated_spending(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 2: mandatory and optional spending from the first year to each year, by scenario."""
    return _by_scenario(
        outcome,
        lambda s: outcome.spending(s, perspective, kinds=(*MANDATORY, *OPTIONAL)).cumsum(axis=1),
    )


def mandatory_cost(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 3: cost of mandatory services by year, with and without action [real zł]."""
    return _by_scenario(outcome, lambda s: outcome.spending(s, perspective, kinds=MANDATORY))


def benefits(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 6: benefits of action by component and year: avoidable cost, regained income."""
    parts = {
        "avoidable_cost": outcome.avoidable_cost(perspective),
        "lost_income": outcome.lost_income(perspective),
    }
    return _keyed("component", parts, outcome.years)


def savings(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 7: gross saving, cost of the plan and net saving by year [real zł]."""
    parts = {
        "gross": outcome.cost_of_inaction(perspective),
        "programme": outcome.programme_cost(perspective),
        "net": outcome.net_saving(perspective),
    }
    return _keyed("component", parts, outcome.years)


def people(outcome: Outcome) -> pd.DataFrame:
    """View 8: persons in each state at the end of each year, by scenario and state."""
    years = (outcome.base_year, *outcome.years)
    tables = [
        _by_year(outcome.people[scenario][:, :, i], years).assign(scenario=scenario, state=state)
        for scenario in SCENARIOS
        for i, state in enumerate(outcome.state_names)
    ]
    return pd.concat(tables, ignore_index=True)[["scenario", "state", "year", *STATISTICS]]


def people_in_problem(outcome: Outcome) -> pd.DataFrame:
    """Persons at all levels together at the end of each year, by scenario."""
    years = (outcome.base_year, *outcome.years)
    parts = {s: outcome.people_in_problem(s) for s in SCENARIOS}
    return _keyed("scenario", parts, years)


def cumulated_net(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """Net saving from the first year to each year. Columns year, mean, median, low, high."""
    return _by_year(outcome.net_saving(perspective).cumsum(axis=1), outcome.years)


def payers(outcome: Outcome) -> pd.DataFrame:
    """Sums over the horizon by payer and component [real zł]; ``public`` is their total."""
    tables = []
    for payer in (*outcome.ledger.public_payers, PUBLIC):
        parts = {
            "avoidable_cost": outcome.avoidable_cost(payer),
            "lost_income": outcome.lost_income(payer),
            "programme": outcome.programme_cost(payer),
            "net": outcome.net_saving(payer),
        }
        for component, draws in parts.items():
            found = summarise(draws.sum(axis=1))
            row = [payer, component, found.mean, found.median, found.low, found.high]
            tables.append(row)
    return pd.DataFrame(tables, columns=["payer", "component", *STATISTICS]).astype(
        dict.fromkeys(STATISTICS, float)
    )


def financial_framework(outcome: Outcome) -> pd.DataFrame:
    """Cost of the plan by instrument, payer and year, in the prices of each year [zł]."""
    columns = ["instrument", "payer", "year", *STATISTICS]
    tables = [
        _by_year(amounts, outcome.years).assign(instrument=instrument, payer=payer)
        for instrument, payer, amounts in _plan_amounts(outcome)
    ]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def plan_totals(outcome: Outcome) -> pd.DataFrame:
    """Cost of the plan by instrument and payer over the horizon, prices of each year [zł]."""
    rows = []
    for instrument, payer, amounts in _plan_amounts(outcome):
        found = summarise(amounts.sum(axis=1))
        rows.append([instrument, payer, found.mean, found.median, found.low, found.high])
    table = pd.DataFrame(rows, columns=["instrument", "payer", *STATISTICS])
    return table.astype(dict.fromkeys(STATISTICS, float))


def _plan_amounts(outcome: Outcome) -> Iterator[tuple[str, str, Floats]]:
    """Yield instrument, payer and nominal amounts of shape (n_draws, n_years)."""
    entries = outcome.ledger.entries
    optional = entries[(entries["kind"] == OPTIONAL[0]) & (entries["scenario"] == ACTIVATION)]
    if optional.empty:
        return
    instruments = optional["service"].str.partition(".")[0].rename("instrument")
    for (instrument, payer), rows in optional.groupby([instruments, "payer"], sort=False):
        real = outcome.ledger.amounts[rows.index.to_numpy()].sum(axis=0)
        yield str(instrument), str(payer), outcome.nominal(real)


VIEWS: dict[str, Callable[..., pd.DataFrame]] = {
    "cost_of_inaction": cost_of_inaction,
    "cumulated_spending": cumulated_spending,
    "mandatory_cost": mandatory_cost,
    "benefits": benefits,
    "savings": savings,
    "people": people,
    "people_in_problem": people_in_problem,
    "cumulated_net": cumulated_net,
    "payers": payers,
    "financial_framework": financial_framework,
}
"""Views 4 and 5 of KKZ concern related problems: one problem has none."""


OF_MONEY = (
    "cost_of_inaction",
    "cumulated_spending",
    "mandatory_cost",
    "benefits",
    "savings",
    "cumulated_net",
)
"""Views that can be seen from the purse of one payer."""


def view(outcome: Outcome, name: str, *, perspective: str | None = None) -> pd.DataFrame:
    """Return a view by name.

    Parameters
    ----------
    name : str
        One of :data:`VIEWS`.
    perspective : str, optional
        ``public`` (the default) or a payer, for the views of :data:`OF_MONEY`.

    Raises
    ------
    ModelError
        If there is no such view or perspective, or the view has no choice of one.
    """
    if name not in VIEWS:
        raise ModelError(f"view {name!r} is unknown: it must be one of {sorted(VIEWS)}.")
    if perspective is None:
        return VIEWS[name](outcome)
    if name not in OF_MONEY:
        raise ModelError(
            f"view {name!r} has no choice of perspective: only {sorted(OF_MONEY)} have one. "
            "Leave it out."
        )
    return VIEWS[name](outcome, perspective=perspective)


def _by_year(draws: Floats, years: Iterable[int]) -> pd.DataFrame:
    found = summarise(draws)
    return pd.DataFrame(
        {
            "year": list(years),
            "mean": found.mean,
            "median": found.median,
            "low": found.low,
            "high": found.high,
        }
    )


def _by_scenario(outcome: Outcome, of: Callable[[str], Floats]) -> pd.DataFrame:
    return _keyed("scenario", {s: of(s) for s in SCENARIOS}, outcome.years)


def _keyed(key: str, parts: dict[str, Floats], years: Iterable[int]) -> pd.DataFrame:
    span = list(years)
    tables = [_by_year(draws, span).assign(**{key: name}) for name, draws in parts.items()]
    return pd.concat(tables, ignore_index=True)[[key, "year", *STATISTICS]]
