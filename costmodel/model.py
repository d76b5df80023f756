"""A model of one problem in one place, and its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.occupancy import occupancy, person_years
from costmodel.cohort.states import States
from costmodel.cohort.transitions import with_extra_success
from costmodel.costs.charge import Charge
from costmodel.costs.ledger import entry_amounts, join
from costmodel.errors import ModelError
from costmodel.outcome import Outcome
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario, extra_success

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything a run needs; all arrays share the draws of their first axis.

    Parameters
    ----------
    states : States
        Levels, the tunnel of independence, ``left``.
    start : ndarray of shape (n_draws, n_states)
        People at the end of the base year. [persons]
    transitions : ndarray of shape (n_draws, n_states, n_states)
        One year without optional instruments. [probability per year]
    inflow : ndarray of shape (n_draws, n_years, n_states)
        New people, the same in both pathways. [persons]
    charges : tuple of Charge
        What a stay costs.
    participant_charges : mapping of instrument to tuple of Charge
        What a participant costs; ``state`` names the level.
    inaction, activation : Scenario
        The two pathways.
    base_year : int
        Year 0; money begins in the year after.
    discount_rate : float
        Real yearly rate. [share]
    price_levels : ndarray of shape (n_years,)
        Price level of each year against the year whose prices the charges have. [ratio]
    """

    states: States
    start: Floats
    transitions: Floats
    inflow: Floats
    charges: tuple[Charge, ...]
    participant_charges: Mapping[str, tuple[Charge, ...]]
    inaction: Scenario
    activation: Scenario
    base_year: int
    discount_rate: float
    price_levels: Floats

    def __post_init__(self) -> None:
        _fail_if_pathways_unfit(self)
        _fail_if_shaped_otherwise(self)

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return int(self.start.shape[0])

    @property
    def n_years(self) -> int:
        """Length of the horizon in years."""
        return int(self.inflow.shape[1])

    def with_effects_times(self, factor: float) -> Model:
        """Return the model with every effect of the plan multiplied by ``factor``."""
        return replace(self, activation=self.activation.with_effects_times(factor))


def run(model: Model) -> Outcome:
    """Walk both pathways, price them and return what came out.

    Examples
    --------
    A town of 100 people in one level, half of whom leave each year, at 10 zł a person-year:

    >>> states = States(("poor",))
    >>> chain = np.array([[[.5, 0, 0, 0, .5], *np.eye(5)[1:].tolist()]])
    >>> town = Model(
    ...     states, np.array([[100.0, 0, 0, 0, 0]]), chain, np.zeros((1, 1, 5)),
    ...     (Charge("poor", "meal", "mandatory", "gmina", np.array([10.0])),), {},
    ...     Scenario(INACTION), Scenario(ACTIVATION), 2026, 0.0, np.ones(1))
    >>> run(town).ledger.total(scenario=INACTION)
    array([[750.]])
    """
    people = {s.name: walk(model, s) for s in (model.inaction, model.activation)}
    parts = [
        (scenario.name, charge, amounts)
        for scenario in (model.inaction, model.activation)
        for charge, amounts in _amounts(model, scenario, people[scenario.name])
    ]
    return Outcome(
        levels=model.states.levels,
        state_names=model.states.names,
        base_year=model.base_year,
        people=people,
        ledger=join(parts),
        discount_rate=model.discount_rate,
        price_levels=model.price_levels,
    )


def walk(model: Model, scenario: Scenario) -> Floats:
    """Return people by state at the end of each year, shape (n_draws, n_years + 1, n_states)."""
    extra = extra_success(
        scenario,
        n_draws=model.n_draws,
        n_years=model.n_years,
        n_levels=len(model.states.levels),
    )
    transitions = with_extra_success(model.transitions, extra, states=model.states)
    return occupancy(model.start, transitions, model.inflow)


def _fail_if_pathways_unfit(model: Model) -> None:
    names = (model.inaction.name, model.activation.name)
    if names != (INACTION, ACTIVATION):
        raise ModelError(f"the pathways are named {names}: they must be {(INACTION, ACTIVATION)}.")
    unpriced = sorted({r.instrument for r in _planned(model)} - set(model.participant_charges))
    if unpriced:
        raise ModelError(
            f"instrument {unpriced[0]!r} has no cost: each planned instrument must have "
            "participant_charges. Add them."
        )
    for charge in _participant_charges(model):
        if charge.state not in model.states.levels:
            raise ModelError(
                f"{charge.service!r} costs participants in {charge.state!r}: only people of a "
                f"level take part, so it must be one of {list(model.states.levels)}."
            )


def _fail_if_shaped_otherwise(model: Model) -> None:
    """Refuse arrays that NumPy would stretch in silence."""
    by_draw, n_levels = (model.n_draws,), len(model.states.levels)
    n_states = len(model.states.names)
    arrays: list[tuple[str, Floats, tuple[int, ...]]] = [
        ("start", model.start, (*by_draw, n_states)),
        ("transitions", model.transitions, (*by_draw, n_states, n_states)),
        ("inflow", model.inflow, (*by_draw, model.n_years, n_states)),
        ("price_levels", model.price_levels, (model.n_years,)),
    ]
    for charge in (*model.charges, *_participant_charges(model)):
        arrays.append((f"rate of {charge.service!r}", charge.rate, by_draw))
        if charge.cashable is not None:
            arrays.append((f"cashable share of {charge.service!r}", charge.cashable, by_draw))
    for r in _planned(model):
        arrays.append((f"coverage of {r.instrument!r}", r.coverage, (model.n_years, n_levels)))
        arrays.append((f"effect of {r.instrument!r}", r.effect, (*by_draw, n_levels)))
    for name, array, shape in arrays:
        if array.shape != shape:
            raise ModelError(
                f"{name} is of shape {array.shape}: with the draws, years and levels of this "
                f"model it must be {shape}."
            )


def _planned(model: Model) -> tuple[Reach, ...]:
    return (*model.inaction.reach, *model.activation.reach)


def _participant_charges(model: Model) -> tuple[Charge, ...]:
    return tuple(c for charges in model.participant_charges.values() for c in charges)


def _amounts(model: Model, scenario: Scenario, people: Floats) -> list[tuple[Charge, Floats]]:
    stays = person_years(people)
    real_value = 1 / model.price_levels
    amounts = [
        (c, entry_amounts(c, stays[:, :, model.states.index(c.state)], real_value=real_value))
        for c in model.charges
    ]
    for reach in scenario.reach:
        for charge in model.participant_charges[reach.instrument]:
            level = model.states.index(charge.state)
            participants = people[:, :-1, level] * reach.coverage[:, level]
            amounts.append((charge, entry_amounts(charge, participants, real_value=real_value)))
    return amounts
