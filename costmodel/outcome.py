"""What a run gives back: people, the ledger, and the differences between the pathways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.stack import Stack
from costmodel.costs.charge import Charge
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
    stack : Stack
        Problems and their states.
    people : mapping of scenario to ndarray of shape (n_years + 1, n_states, n_draws)
        People by state at the end of each year, the base year first. [persons or cases]
    related : mapping of scenario to ndarray of the same shape
        Those among them who came as cases of related problems after the base year. [cases]
    participants : mapping of instrument to ndarray of shape (n_years, n_served, n_draws)
        Who takes part in the plan each year. [persons]
    ledger : Ledger
        Real amounts of both pathways. [zł of the price year]
    charges : tuple of Charge
        What a stay costs: the prices of ``related`` too.
    price_levels : ndarray of shape (n_years,)
        Price level of each year against the year whose prices the ledger has. [ratio]
    real_values : mapping of rule to ndarray of shape (n_years,)
        Real price of each year against the price year by rule of indexation. [ratio]
    """

    stack: Stack
    base_year: int
    people: Mapping[str, Floats]
    related: Mapping[str, Floats]
    participants: Mapping[str, Floats]
    ledger: Ledger
    charges: tuple[Charge, ...]
    discount_rate: float
    price_levels: Floats
    real_values: Mapping[str, Floats]

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

    def only(self, problems: Collection[str]) -> Outcome:
        """Return the outcome of some problems: their people and money, and no others'.

        What serves several problems at once (a post, a team) belongs to none of them.

        Raises
        ------
        ModelError
            If a problem is unknown, or none is asked for.
        """
        chosen = [p for p in self.stack.problems if p in problems]
        unknown = sorted(set(problems) - set(chosen))
        if unknown or not chosen:
            raise ModelError(
                f"problems {unknown or list(problems)} are unknown: they must be some of "
                f"{list(self.stack.problems)}."
            )
        places = [i for problem in chosen for i in self.stack.states_of(problem)]
        states = tuple(self.stack.states[self.stack.problems.index(p)] for p in chosen)
        return replace(
            self,
            stack=Stack(tuple(chosen), states),
            people={s: people[:, places] for s, people in self.people.items()},
            related={s: people[:, places] for s, people in self.related.items()},
            ledger=self.ledger.only(chosen),
            charges=tuple(c for c in self.charges if self.stack.problem_of(c.state) in chosen),
        )

    def people_in(self, scenario: str, states: Collection[int]) -> Floats:
        """Return people in some states together, shape (n_draws, n_years + 1) [persons]."""
        return np.asarray(self.people[scenario][:, list(states)].sum(axis=1)).T

    def people_in_problem(self, scenario: str, problem: str) -> Floats:
        """Return people at all levels of a problem, shape (n_draws, n_years + 1) [persons]."""
        return self.people_in(scenario, self.stack.levels_of(problem))

    def independent(self, scenario: str, problem: str) -> Floats:
        """Return people independent of a problem, shape (n_draws, n_years + 1) [persons]."""
        return self.people_in(scenario, self.stack.independent_of(problem))

    def nominal(self, real: Floats) -> Floats:
        """Return real amounts of shape (n_draws, n_years) in the prices of each year."""
        return real * self.price_levels

    def _difference(self, perspective: str, kinds: Collection[str]) -> Floats:
        return self.spending(INACTION, perspective, kinds=kinds) - self.spending(
            ACTIVATION, perspective, kinds=kinds
        )
