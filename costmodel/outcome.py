"""What a run gives back: people, the ledger, and the differences between the pathways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.costs.ledger import Ledger
from costmodel.errors import ModelError
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
INACTION, ACTIVATION = "inaction", "activation"
PUBLIC = "public"
"""The perspective of all public finance: every payer but the household."""
MANDATORY, OPTIONAL = ("mandatory",), ("optional",)
INCOME = ("revenue", "transfer")


@dataclass(frozen=True, slots=True)
class Outcome:
    """People and money of both pathways, with the axis of draws kept.

    Parameters
    ----------
    people : mapping of scenario to ndarray of shape (n_draws, n_years + 1, n_states)
        People by state at the end of each year, the base year first. [persons]
    ledger : Ledger
        Real amounts of both pathways. [zł of the price year]
    price_levels : ndarray of shape (n_years,)
        Price level of each year against the year whose prices the ledger has. [ratio]
    """

    levels: tuple[str, ...]
    state_names: tuple[str, ...]
    base_year: int
    people: Mapping[str, Floats]
    ledger: Ledger
    discount_rate: float
    price_levels: Floats

    @property
    def years(self) -> tuple[int, ...]:
        """The years with money: the one after the base year, and on."""
        first = self.base_year + 1
        return tuple(range(first, first + self.price_levels.size))

    def payers_of(self, perspective: str) -> tuple[str, ...]:
        """Return the payers whose money a perspective counts."""
        if perspective == PUBLIC:
            return self.ledger.public_payers
        if perspective not in self.ledger.payers:
            raise ModelError(
                f"perspective {perspective!r} is unknown: it must be 'public' or one of "
                f"{list(self.ledger.payers)}."
            )
        return (perspective,)

    def spending(self, scenario: str, perspective: str, *, kinds: Collection[str]) -> Floats:
        """Return what a perspective pays on a pathway, shape (n_draws, n_years) [real zł]."""
        return self.ledger.total(scenario=scenario, kinds=kinds, payers=self.payers_of(perspective))

    def avoidable_cost(self, perspective: str) -> Floats:
        """Return mandatory cost without action less with it, shape (n_draws, n_years)."""
        return self._difference(perspective, MANDATORY)

    def lost_income(self, perspective: str) -> Floats:
        """Return public income with action less without it, shape (n_draws, n_years)."""
        return self._difference(perspective, INCOME)

    def cost_of_inaction(self, perspective: str) -> Floats:
        """Return the gross cost of inaction: avoidable cost plus lost income.

        Returns
        -------
        ndarray of shape (n_draws, n_years)
            An estimate of avoidable cost, never a booked saving. [zł of the price year]
        """
        return self.avoidable_cost(perspective) + self.lost_income(perspective)

    def programme_cost(self, perspective: str) -> Floats:
        """Return what the plan costs the perspective, shape (n_draws, n_years)."""
        return -self._difference(perspective, OPTIONAL)

    def net_saving(self, perspective: str) -> Floats:
        """Return the cost of inaction less the cost of the plan, shape (n_draws, n_years)."""
        return self.cost_of_inaction(perspective) - self.programme_cost(perspective)

    def net_present_value(self, perspective: str) -> Floats:
        """Return the discounted sum of net savings, shape (n_draws,) [zł of the price year].

        Money of the year after the base year is discounted by one year.
        """
        factors = discount_factors(self.discount_rate, n_years=len(self.years) + 1)[1:]
        return np.asarray(self.net_saving(perspective) @ factors)

    def payback_year(self, perspective: str) -> Floats:
        """Return the first year in which cumulated net savings stay at or above zero to the end.

        Returns
        -------
        ndarray of shape (n_draws,)
            Calendar year, NaN in draws that do not pay back within the horizon.
        """
        cumulated = self.net_saving(perspective).cumsum(axis=1)
        below = cumulated < 0
        after_last_below = below.shape[1] - np.argmax(below[:, ::-1], axis=1)
        position = np.where(below.any(axis=1), after_last_below, 0)
        years = np.array([*self.years, np.nan])
        return np.asarray(years[position])

    def cashable(self) -> Outcome:
        """Return the outcome of which only the money that leaves a budget is counted."""
        return replace(self, ledger=self.ledger.cashable_part())

    def people_in_problem(self, scenario: str) -> Floats:
        """Return people at all levels together, shape (n_draws, n_years + 1) [persons]."""
        return np.asarray(self.people[scenario][:, :, : len(self.levels)].sum(axis=2))

    def nominal(self, real: Floats) -> Floats:
        """Return real amounts of shape (n_draws, n_years) in the prices of each year."""
        return real * self.price_levels

    def _difference(self, perspective: str, kinds: Collection[str]) -> Floats:
        return self.spending(INACTION, perspective, kinds=kinds) - self.spending(
            ACTIVATION, perspective, kinds=kinds
        )
