"""The ledger: who pays how much for what, in every year and every draw."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
COLUMNS = ("scenario", "problem", "service", "kind", "payer")
HOUSEHOLD = "household"
_Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Real amounts by entry, year and draw.

    Parameters
    ----------
    entries : DataFrame of columns scenario, problem, service, kind, payer
        One row for each line of ``amounts``; problem is empty where an instrument serves several.
    amounts : ndarray of shape (n_entries, n_years, n_draws)
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
        problems: Collection[str] | None = None,
    ) -> Floats:
        """Return the sum over the entries asked for.

        Returns
        -------
        ndarray of shape (n_draws, n_years)
            [zł of the price year]
        """
        chosen = self.entries["scenario"] == scenario
        asked = (("kind", kinds), ("payer", payers), ("service", services), ("problem", problems))
        for column, wanted in asked:
            if wanted is not None:
                chosen &= self.entries[column].isin(list(wanted))
        total = np.zeros(self.amounts.shape[1:])
        for entry in np.flatnonzero(chosen.to_numpy()):
            total += self.amounts[entry]
        return total.T

    def only(self, problems: Collection[str]) -> Ledger:
        """Return the ledger of some problems."""
        chosen = np.flatnonzero(self.entries["problem"].isin(list(problems)).to_numpy())
        return Ledger(
            self.entries.iloc[chosen].reset_index(drop=True),
            self.amounts[chosen],
            {
                new: self.cashable[int(old)]
                for new, old in enumerate(chosen)
                if int(old) in self.cashable
            },
        )

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
            amounts[entry] *= share
        return Ledger(self.entries, amounts)

    def notional_part(self) -> Ledger:
        """Return the ledger of the rest: time and room set free, paid for as before."""
        return Ledger(self.entries, self.amounts - self.cashable_part().amounts)


def entry_amounts(charge: Charge, volume: Floats, *, real_value: Floats) -> Floats:
    """Return what a charge costs for a volume of stays, participants or units.

    Parameters
    ----------
    charge : Charge
        Price, payer and lag.
    volume : ndarray of shape (n_years, n_draws)
        [person-years, persons or units]
    real_value : ndarray of shape (n_years,)
        Real price of each year against that of the price year, by the rule of the charge. [ratio]

    Returns
    -------
    ndarray of shape (n_years, n_draws)
        Amounts in the year of payment; what falls due after the last year is left out.
        [zł of the price year]
    """
    amounts = volume * charge.rate
    if charge.lag:
        paid = np.zeros_like(amounts)
        paid[charge.lag :] = amounts[: max(amounts.shape[0] - charge.lag, 0)]
        amounts = paid
    return amounts if (real_value == 1).all() else amounts * real_value[:, None]


def ledger_of(parts: Iterable[tuple[str, str, Charge, Floats]]) -> Ledger:
    """Return the ledger of (scenario, problem, charge, amounts), equal entries in one.

    Charges of one service for people in several states make one entry; their cashable share is
    that of the service.

    Raises
    ------
    ModelError
        If there is none.
    """
    amounts: dict[_Key, Floats] = {}
    shares: dict[_Key, Floats] = {}
    for scenario, problem, charge, part in parts:
        key = (scenario, problem, charge.service, charge.kind, charge.payer)
        amounts[key] = amounts[key] + part if key in amounts else part
        if charge.cashable is not None:
            shares[key] = charge.cashable
    if not amounts:
        raise ModelError(
            "the ledger is empty: nothing costs or brings anything. Give the model a charge."
        )
    keys = list(amounts)
    return Ledger(
        pd.DataFrame(keys, columns=list(COLUMNS)),
        np.stack(list(amounts.values())),
        {i: shares[key] for i, key in enumerate(keys) if key in shares},
    )
