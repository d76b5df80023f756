"""From what a study rests on, and one set of drawn values, to the model they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.inflow import FittedInflow, inflow_to_meet_stock
from costmodel.cohort.states import States
from costmodel.model import Model
from costmodel.problems.problem import SocialProblem
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario
from costmodel.statistics.place import Place
from costmodel.statutes.book import ParameterBook
from costmodel.statutes.inflation import inflation_path
from costmodel.studies.effects import EffectSteps, effect_by_level
from costmodel.studies.inputs import steps_of
from costmodel.studies.pathway import yearly_transitions
from costmodel.studies.plan import Planned
from costmodel.studies.prices import participant_charges, stay_charges
from costmodel.studies.values import Values
from costmodel.units import price_index

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in every draw: the place, its problem and plan, prices and years."""

    place: Place
    problem: SocialProblem
    plan: tuple[Planned, ...]
    book: ParameterBook
    base_year: int
    price_year: int
    horizon: int
    discount_rate: float

    @property
    def years(self) -> tuple[int, ...]:
        """The years with money."""
        return tuple(range(self.base_year + 1, self.base_year + self.horizon + 1))


@dataclass(frozen=True, slots=True)
class Assembled:
    """A model, with the inflow and the steps of effects that it was made from."""

    model: Model
    inflow: FittedInflow
    steps: Mapping[str, tuple[EffectSteps, ...]]


def assemble(
    frame: Frame, values: Mapping[str, Values], *, stock: Floats, shares: Floats
) -> Assembled:
    """Return the model of drawn values; nothing is drawn or fitted anew.

    Parameters
    ----------
    frame : Frame
        What is the same in every draw.
    values : mapping of str to Values
        Drawn values of the problem and of each planned instrument, by id.
    stock : ndarray of shape (n_draws, 1 + horizon)
        Forecast of the stock from the base year on. [persons]
    shares : ndarray of shape (n_draws, n_levels)
        How the stock of the base year splits among the levels; rows sum to 1. [share]
    """
    problem, plan = frame.problem, frame.plan
    n_draws, years, own = stock.shape[0], frame.years, values[problem.id]
    states = States(problem.levels)
    start = np.zeros((n_draws, len(states.names)))
    start[:, : len(problem.levels)] = stock[:, :1] * shares
    transitions = yearly_transitions(problem, own, n_draws=n_draws)
    inflow = inflow_to_meet_stock(
        start, transitions, stock[:, 1:], states=states, entry=problem.entry[0].level
    )
    steps = steps_of(plan, values, problem)
    prices = inflation_path(frame.book, first=frame.price_year + 1, last=years[-1])
    model = Model(
        states=states,
        start=start,
        transitions=transitions,
        inflow=inflow.persons,
        charges=stay_charges(problem, own, teryt=frame.place.teryt, n_draws=n_draws),
        participant_charges={
            p.instrument.id: participant_charges(
                p.instrument, values[p.instrument.id], n_draws=n_draws
            )
            for p in plan
        },
        inaction=Scenario(INACTION),
        activation=_activation(plan, steps, years, problem.levels),
        base_year=frame.base_year,
        discount_rate=frame.discount_rate,
        price_levels=price_index(
            prices, base_year=frame.price_year, years=range(years[0], years[-1] + 1)
        ),
    )
    return Assembled(model, inflow, steps)


def _activation(
    plan: tuple[Planned, ...],
    steps: Mapping[str, tuple[EffectSteps, ...]],
    years: tuple[int, ...],
    levels: tuple[str, ...],
) -> Scenario:
    reach = [
        Reach(
            p.instrument.id,
            p.coverage_by_year(years, levels),
            effect_by_level(steps[p.instrument.id], levels),
        )
        for p in plan
    ]
    return Scenario(INACTION).with_(*reach, name=ACTIVATION)
