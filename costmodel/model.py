"""A model of the problems of one place, and its run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.stays import person_years
from costmodel.costs.charge import Charge
from costmodel.costs.ledger import entry_amounts, ledger_of
from costmodel.errors import ModelError
from costmodel.model_checks import (
    fail_if_not_indexed,
    fail_if_pathways_unfit,
    fail_if_shaped_otherwise,
)
from costmodel.outcome import Outcome
from costmodel.pathway import System, Walk, walk
from costmodel.scenario import ACTIVATION, Scenario

Floats = NDArray[np.float64]
Part = tuple[str, str, Charge, Floats]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything a run needs; all arrays share the draws of their last axis.

    Parameters
    ----------
    system : System
        The people of all problems and how they move without optional instruments.
    charges : tuple of Charge
        What a stay costs.
    participant_charges, unit_charges : mapping of instrument to tuple of Charge
        What a participant, and what a unit of the plan, costs.
    inaction, activation : Scenario
        The two pathways.
    base_year : int
        Year 0; money begins in the year after.
    discount_rate : float
        Real yearly rate. [share]
    price_levels : ndarray of shape (n_years,)
        Price level of each year against the year whose prices the charges have. [ratio]
    real_values : mapping of rule to ndarray of shape (n_years,)
        Real price of each year against the price year by each rule of indexation that a charge
        has. [ratio]
    """

    system: System
    charges: tuple[Charge, ...]
    participant_charges: Mapping[str, tuple[Charge, ...]]
    unit_charges: Mapping[str, tuple[Charge, ...]]
    inaction: Scenario
    activation: Scenario
    base_year: int
    discount_rate: float
    price_levels: Floats
    real_values: Mapping[str, Floats]

    def __post_init__(self) -> None:
        fail_if_pathways_unfit(
            self.inaction, self.activation, [*self.participant_charges, *self.unit_charges]
        )
        fail_if_shaped_otherwise(
            self.system, self.inaction, self.activation, self.all_charges, self.price_levels
        )
        fail_if_not_indexed(self.all_charges, self.real_values, n_years=self.n_years)

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return self.system.n_draws

    @property
    def n_years(self) -> int:
        """Length of the horizon in years."""
        return self.system.n_years

    @property
    def all_charges(self) -> tuple[Charge, ...]:
        """Charges for stays, participants and units."""
        planned = [*self.participant_charges.values(), *self.unit_charges.values()]
        return (*self.charges, *(charge for charges in planned for charge in charges))

    def with_effects_times(self, factor: float | Floats) -> Model:
        """Return the model with every effect of the plan multiplied by ``factor``."""
        return replace(self, activation=self.activation.with_effects_times(factor))

    def with_plan(self, plan: Scenario) -> Model:
        """Return the model with another plan."""
        return replace(self, activation=replace(plan, name=ACTIVATION))


def run(model: Model) -> Outcome:
    """Walk both pathways, price them and return what came out.

    Examples
    --------
    A town of 100 people in one level, half of whom leave each year, at 10 zł a person-year:

    >>> from costmodel.cohort.links import Links, links_of
    >>> from costmodel.cohort.stack import Stack
    >>> from costmodel.cohort.states import States
    >>> from costmodel.scenario import INACTION
    >>> chain = np.array([[[.5, 0, 0, 0, .5], *np.eye(5)[1:].tolist()]])
    >>> people = System(
    ...     Stack(("debt",), (States(("poor",)),)), np.array([[100.0], [0], [0], [0], [0]]),
    ...     links_of(chain), Links((), (), np.zeros((0, 1))), np.zeros((1, 5, 1)))
    >>> meal = Charge("debt.poor", "meal", "mandatory", "gmina", np.array([10.0]))
    >>> town = Model(people, (meal,), {}, {}, Scenario(INACTION), Scenario(ACTIVATION), 2026, 0.0,
    ...     np.ones(1), {"cpi": np.ones(1)})
    >>> run(town).ledger.total(scenario=INACTION)
    array([[750.]])
    """
    scenarios = (model.inaction, model.activation)
    walks = {scenario.name: walk(model.system, scenario) for scenario in scenarios}
    parts = (part for scenario in scenarios for part in _parts(model, scenario, walks))
    return Outcome(
        stack=model.system.stack,
        base_year=model.base_year,
        people={name: found.people for name, found in walks.items()},
        related={name: found.related for name, found in walks.items()},
        participants=walks[ACTIVATION].participants,
        ledger=ledger_of(parts),
        charges=model.charges,
        discount_rate=model.discount_rate,
        price_levels=model.price_levels,
        real_values=model.real_values,
    )


def _parts(model: Model, scenario: Scenario, walks: Mapping[str, Walk]) -> Iterator[Part]:
    """Yield scenario, problem, charge and amounts of everything that is paid."""
    stack, found = model.system.stack, walks[scenario.name]
    stays = person_years(found.people)
    for charge in model.charges:
        volume = stays[:, stack.index(charge.state)]
        yield scenario.name, stack.problem_of(charge.state), charge, _amounts(model, charge, volume)
    for reach in scenario.reach:
        participants = found.participants[reach.instrument]
        for charge in model.participant_charges.get(reach.instrument, ()):
            volume = participants[:, reach.served.index(charge.state)]
            problem = stack.problem_of(charge.state)
            yield scenario.name, problem, charge, _amounts(model, charge, volume)
        for charge in model.unit_charges.get(reach.instrument, ()):
            if reach.units is None:
                raise ModelError(f"{reach.instrument!r} is paid by unit: give its units.")
            volume = np.repeat(reach.units[:, None], model.n_draws, axis=1)
            yield scenario.name, charge.state, charge, _amounts(model, charge, volume)


def _amounts(model: Model, charge: Charge, volume: Floats) -> Floats:
    return entry_amounts(charge, volume, real_value=model.real_values[charge.index])
