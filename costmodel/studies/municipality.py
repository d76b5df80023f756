"""What does inaction cost this municipality? Gather the inputs and build a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.break_even import BreakEven, break_even_effect
from costmodel.cohort.inflow import inflow_to_meet_stock
from costmodel.cohort.states import States
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.statutes.inflation import inflation_path
from costmodel.studies.effects import EffectSteps, effect_by_level
from costmodel.studies.inputs import (
    Inputs,
    forecast_of,
    plan_of,
    shares_of,
    steps_of,
    stock_paths,
    values_of,
)
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.pathway import yearly_transitions
from costmodel.studies.plan import Planned
from costmodel.studies.prices import participant_charges, stay_charges
from costmodel.studies.settings import Settings
from costmodel.units import PERCENT, price_index

Floats = NDArray[np.float64]
Progress = Callable[[str], None]
PERSPECTIVES = (PUBLIC, "gmina")


def silent(step: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Study:
    """Inputs, model, outcome and break-even of one municipality."""

    inputs: Inputs
    model: Model
    outcome: Outcome
    break_even: Mapping[str, BreakEven]


def study_municipality(
    place: Place, *, settings: Settings | None = None, progress: Progress = silent
) -> Study:
    """Run the study of unemployment for a municipality.

    Parameters
    ----------
    place : Place
        The municipality with its figures.
    settings : Settings, optional
        Horizon, draws, seed, discount rate.
    progress : callable, optional
        Told the Polish name of each step as it begins.

    Raises
    ------
    InputError
        If the place has no series to forecast, or its levels or plan cannot be used.
    NotInForceError
        If a price is not known for the base year.
    """
    settings = settings or Settings()
    progress("prognoza")
    inputs, model = build(place, settings=settings)
    progress("model")
    outcome = run(model)
    progress("próg opłacalności")
    found = {p: break_even_effect(model, perspective=p) for p in PERSPECTIVES}
    return Study(inputs, model, outcome, found)


def build(place: Place, *, settings: Settings) -> tuple[Inputs, Model]:
    """Return the inputs of a study and the model they make."""
    problem, book = shipped_problem("unemployment"), load_book()
    base_year, n_draws = place.annex_date.year, settings.n_draws
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    instruments = shipped_instruments()
    plan = plan_of(place, instruments, years)
    used = parameters_used(problem, [item.instrument for item in plan])
    price_year = latest_price_year(used, book=book, at_most=base_year)
    values = values_of(problem, plan, book, price_year, settings)
    forecast = forecast_of(place, problem, last_year=years[-1])
    stock = stock_paths(forecast, base_year=base_year, last_year=years[-1], settings=settings)
    states, own = States(problem.levels), values[problem.id]
    shares, is_local = shares_of(place, problem, own, settings)
    start = np.zeros((n_draws, len(states.names)))
    start[:, : len(problem.levels)] = stock[:, :1] * shares
    transitions = yearly_transitions(problem, own, n_draws=n_draws)
    inflow = inflow_to_meet_stock(
        start, transitions, stock[:, 1:], states=states, entry=problem.entry_level
    )
    steps = steps_of(plan, values, problem)
    rate = settings.discount_rate
    if rate is None:
        rate = book.at("discount_rate_financial_eu", place.annex_date) / PERCENT
    prices = inflation_path(book, first=price_year + 1, last=years[-1])
    model = Model(
        states=states,
        start=start,
        transitions=transitions,
        inflow=inflow.persons,
        charges=stay_charges(problem, own, teryt=place.teryt, n_draws=n_draws),
        participant_charges={
            p.instrument.id: participant_charges(
                p.instrument, values[p.instrument.id], n_draws=n_draws
            )
            for p in plan
        },
        inaction=Scenario(INACTION),
        activation=_activation(plan, steps, years, problem.levels),
        base_year=base_year,
        discount_rate=rate,
        price_levels=price_index(
            prices, base_year=price_year, years=range(base_year + 1, years[-1] + 1)
        ),
    )
    inputs = Inputs(
        place=place,
        settings=settings,
        discount_rate=rate,
        base_year=base_year,
        price_year=price_year,
        problem=problem,
        instruments={p.instrument.id: p.instrument for p in plan},
        plan=plan,
        book=book,
        values=values,
        forecast=forecast,
        inflow=inflow,
        split_is_local=is_local,
        steps=tuple(step for group in steps.values() for step in group),
        parameters_used=used,
    )
    return inputs, model


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
