"""Views of the plan: its cost by instrument, payer and year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.outcome import ACTIVATION, OPTIONAL, Outcome
from costmodel.uncertainty.summary import summarise
from costmodel.views.rows import STATISTICS, by_year

Floats = NDArray[np.float64]


def financial_framework(outcome: Outcome) -> pd.DataFrame:
    """Cost of the plan by instrument, payer and year, in the prices of each year [zł]."""
    columns = ["instrument", "payer", "year", *STATISTICS]
    tables = [
        by_year(amounts, outcome.years).assign(instrument=instrument, payer=payer)
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
        real = outcome.ledger.amounts[rows.index.to_numpy()].sum(axis=0).T
        yield str(instrument), str(payer), outcome.nominal(real)
