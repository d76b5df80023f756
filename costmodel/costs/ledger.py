"""The ledger: who pays how much for what, in every year and every draw."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
COLUMNS = ("scenario", "state", "service", "kind", "payer")
HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Real amounts by entry, draw and year.

    Parameters
    ----------
    entries : DataFrame of columns scenario, state, service, kind, payer
        One row for each line of ``amounts``.
    amounts : ndarray of shape (n_entries, n_draws, n_years)
        Cost is positive, revenue negative. [zł of the price year]
    cashable : mapping of int to ndarray of shape (n_draws,)
        By position of an entry, the part of it that leaves a budget when the cost falls away;
        entries that are not named are cashable as a whole. [share]
    """

    entries: pd.DataFrame
    amounts: Floats
    cashable: Mapping[int, Floats] = field(default_factory=dict)

    def total(
        self,
        *,
        scenario: str,
        kinds: Collection[str] | None = None,
        payers: Collection[str] | None = None,
        services: Collection[str] | None = None,
    ) -> Floats:
        """Return the sum over the entries asked for.

        Returns
        -------
        ndarray of shape (n_draws, n_years)
            [zł of the price year]
        """
        chosen = self.entries["scenario"] == scenario
        for column, wanted in (("kind", kinds), ("payer", payers), ("service", services)):
            if wanted is not None:
                chosen &= self.entries[column].isin(list(wanted))
        return np.asarray(self.amounts[chosen.to_numpy()].sum(axis=0))

    @property
    def payers(self) -> tuple[str, ...]:
        """Payers that occur, in order of first appearance."""
        return tuple(dict.fromkeys(self.entries["payer"]))

    @property
    def public_payers(self) -> tuple[str, ...]:
        """Payers of public finance: all but the household."""
        return tuple(payer for payer in self.payers if payer != HOUSEHOLD)

    def cashable_part(self) -> Ledger:
        """Return the ledger of what leaves a budget when a cost falls away."""
        amounts = self.amounts.copy()
        for entry, share in self.cashable.items():
            amounts[entry] *= share[:, None]
        return Ledger(self.entries, amounts)

    def notional_part(self) -> Ledger:
        """Return the ledger of the rest: time and room set free, paid for as before."""
        return Ledger(self.entries, self.amounts - self.cashable_part().amounts)


def entry_amounts(charge: Charge, volume: Floats, *, real_value: Floats) -> Floats:
    """Return what a charge costs for a volume of stays or participants.

    Parameters
    ----------
    charge : Charge
        Price, payer and lag.
    volume : ndarray of shape (n_draws, n_years)
        Person-years in the state, or participants. [person-years or persons]
    real_value : ndarray of shape (n_years,)
        Value of one nominal zł of each year in zł of the price year. [ratio]

    Returns
    -------
    ndarray of shape (n_draws, n_years)
        Amounts in the year of payment; what falls due after the last year is left out.
        [zł of the price year]
    """
    amounts = charge.rate[:, None] * volume
    if charge.lag:
        paid = np.zeros_like(amounts)
        paid[:, charge.lag :] = amounts[:, : max(amounts.shape[1] - charge.lag, 0)]
        amounts = paid
    return amounts * real_value if charge.index == "none" else amounts


def join(parts: list[tuple[str, Charge, Floats]]) -> Ledger:
    """Return the ledger of (scenario, charge, amounts) triples.

    Raises
    ------
    ModelError
        If there is none.
    """
    if not parts:
        raise ModelError(
            "the ledger is empty: nothing costs or brings anything. Give the model a charge."
        )
    rows = [(s, c.state, c.service, c.kind, c.payer) for s, c, _ in parts]
    shares = {i: c.cashable for i, (_, c, _) in enumerate(parts) if c.cashable is not None}
    return Ledger(
        pd.DataFrame(rows, columns=list(COLUMNS)),
        np.stack([amounts for *_, amounts in parts]),
        shares,
    )
