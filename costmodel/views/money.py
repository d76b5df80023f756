"""Views of money: cost of inaction, spending, benefits, savings, payers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.outcome import ACTIVATION, INACTION, MANDATORY, OPTIONAL, PUBLIC, Outcome
from costmodel.uncertainty.summary import summarise
from costmodel.views.rows import STATISTICS, by_year, keyed

Floats = NDArray[np.float64]
SCENARIOS = (INACTION, ACTIVATION)


def cost_of_inaction(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 1: gross cost of inaction by year. Columns year, mean, median, low, high [real zł]."""
    return by_year(outcome.cost_of_inaction(perspective), outcome.years)


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
        ("avoidable_cost",): outcome.avoidable_cost(perspective),
        ("lost_income",): outcome.lost_income(perspective),
    }
    return keyed(("component",), parts, outcome.years)


def savings(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """View 7: gross saving, cost of the plan and net saving by year [real zł]."""
    parts = {
        ("gross",): outcome.cost_of_inaction(perspective),
        ("programme",): outcome.programme_cost(perspective),
        ("net",): outcome.net_saving(perspective),
    }
    return keyed(("component",), parts, outcome.years)


def cumulated_net(outcome: Outcome, *, perspective: str = PUBLIC) -> pd.DataFrame:
    """Net saving from the first year to each year. Columns year, mean, median, low, high."""
    return by_year(outcome.net_saving(perspective).cumsum(axis=1), outcome.years)


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


def _by_scenario(outcome: Outcome, of: Callable[[str], Floats]) -> pd.DataFrame:
    return keyed(("scenario",), {(s,): of(s) for s in SCENARIOS}, outcome.years)
