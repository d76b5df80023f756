"""From what a study rests on, and one set of drawn values, to the model they make."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.inflow import FittedInflow, inflow_to_meet_stocks
from costmodel.cohort.links import Links, joined, links_of
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.costs.charge import Charge
from costmodel.evidence.haircuts import load_haircuts
from costmodel.model import Model
from costmodel.pathway import System
from costmodel.problems.problem import SocialProblem
from costmodel.scenario import INACTION, Scenario
from costmodel.statutes.book import ParameterBook
from costmodel.statutes.inflation import inflation_path
from costmodel.statutes.price_rules import load_price_rules, real_values
from costmodel.studies.base_chances import BaseChances
from costmodel.studies.effects import EffectSteps, effect_steps
from costmodel.studies.own_moves import with_rows
from costmodel.studies.pathway import arrivals, emergence_links, yearly_transitions
from costmodel.studies.plan import Plan
from costmodel.studies.prices import participant_charges, stay_charges, unit_charges
from costmodel.studies.reach import activation_of
from costmodel.studies.values import Values
from costmodel.units import price_index

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in every draw: the place, its problems and plan, prices and years."""

    teryt: str
    problems: Mapping[str, SocialProblem]
    plan: Plan
    book: ParameterBook
    base_year: int
    price_year: int
    horizon: int
    discount_rate: float
    switched_off: Collection[str] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years with money."""
        return tuple(range(self.base_year + 1, self.base_year + self.horizon + 1))


@dataclass(frozen=True, slots=True)
class Assembled:
    """A model, with the inflow and the steps of effects that it was made from."""

    model: Model
    inflow: FittedInflow
    steps: tuple[EffectSteps, ...]


def assemble(
    frame: Frame,
    values: Mapping[str, Values],
    *,
    stocks: Mapping[str, Floats],
    shares: Mapping[str, Floats],
    rows: Mapping[str, Mapping[str, Floats]] | None = None,
) -> Assembled:
    """Return the model of drawn values; nothing is drawn or fitted anew.

    Parameters
    ----------
    frame : Frame
        What is the same in every draw.
    values : mapping of str to Values
        Drawn values of each problem and each planned instrument, by id.
    stocks : mapping of problem to ndarray of shape (1 + horizon, n_draws)
        Forecast of each stock from the base year on. [persons or cases]
    shares : mapping of problem to ndarray of shape (n_levels, n_draws)
        How the stock of the base year splits among the levels; columns sum to 1. [share]
    rows : mapping of problem to mapping of state to ndarray (n_draws, n_states), optional
        Yearly chances from the place's own counts, in place of the declared ones. [probability]
    """
    system, inflow = _system(frame, values, stocks, shares, rows or {})
    chances = BaseChances(frame.problems, system.stack, system.moves, system.emergence)
    haircuts = load_haircuts()
    steps = tuple(
        step
        for item in frame.plan.items
        for step in effect_steps(
            item.instrument,
            values[item.instrument.id],
            chances=chances,
            haircuts=haircuts,
            switched_off=frame.switched_off,
        )
    )
    activation = activation_of(frame.plan, steps, values, frame.years, system)
    return Assembled(_model(frame, values, system, activation), inflow, steps)


def _stays(
    frame: Frame, values: Mapping[str, Values], name: str, n_draws: int
) -> tuple[Charge, ...]:
    return stay_charges(frame.problems[name], values[name], teryt=frame.teryt, n_draws=n_draws)


def _plan_charges(
    frame: Frame,
    values: Mapping[str, Values],
    activation: Scenario,
    n_draws: int,
) -> dict[str, dict[str, tuple[Charge, ...]]]:
    """Return what a participant, and what a unit, of each instrument costs."""
    served = {reach.instrument: reach.served for reach in activation.reach}
    told = {i.instrument.id: i.instrument for i in frame.plan.items}
    planned = {name: i for name, i in told.items() if name in served}
    return {
        per: {
            name: price(i, values[name], served=served[name], teryt=frame.teryt, n_draws=n_draws)
            for name, i in planned.items()
        }
        for per, price in {"participant": participant_charges, "unit": unit_charges}.items()
    }


def _model(
    frame: Frame, values: Mapping[str, Values], system: System, activation: Scenario
) -> Model:
    years, n_draws = frame.years, system.n_draws
    prices = inflation_path(frame.book, first=frame.price_year + 1, last=years[-1])
    span = range(years[0], years[-1] + 1)
    plan = _plan_charges(frame, values, activation, n_draws)
    return Model(
        system=system,
        charges=tuple(
            charge for name in frame.problems for charge in _stays(frame, values, name, n_draws)
        ),
        participant_charges=plan["participant"],
        unit_charges=plan["unit"],
        inaction=Scenario(INACTION),
        activation=activation,
        base_year=frame.base_year,
        discount_rate=frame.discount_rate,
        price_levels=price_index(prices, base_year=frame.price_year, years=span),
        real_values=real_values(
            frame.book, load_price_rules(), price_year=frame.price_year, years=span
        ),
    )


def _system(
    frame: Frame,
    values: Mapping[str, Values],
    stocks: Mapping[str, Floats],
    shares: Mapping[str, Floats],
    rows: Mapping[str, Mapping[str, Floats]],
) -> tuple[System, FittedInflow]:
    n_draws = next(iter(stocks.values())).shape[1]
    problems = frame.problems
    stack = Stack(tuple(problems), tuple(States(p.levels) for p in problems.values()))
    start = np.zeros((len(stack.names), n_draws))
    for name in problems:
        start[stack.levels_of(name)] = stocks[name][0] * shares[name]
    moves = joined(
        [_moves_of(p, values[n], rows.get(n, {}), stack, n_draws) for n, p in problems.items()],
        n_draws=n_draws,
    )
    emergence = emergence_links(problems, values, stack, n_draws=n_draws)
    inflow = inflow_to_meet_stocks(
        start,
        moves,
        emergence,
        stack=stack,
        stocks={name: stock[1:] for name, stock in stocks.items()},
        entry={n: arrivals(p, values[n], n_draws=n_draws) for n, p in problems.items()},
    )
    return System(stack, start, moves, emergence, inflow.persons), inflow


def _moves_of(
    problem: SocialProblem,
    values: Values,
    rows: Mapping[str, Floats],
    stack: Stack,
    n_draws: int,
) -> Links:
    matrix = with_rows(yearly_transitions(problem, values, n_draws=n_draws), problem, rows)
    return links_of(matrix, first=stack.first_of(problem.id))
