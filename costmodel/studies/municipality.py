"""What does inaction cost this municipality? Gather the inputs and build a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from costmodel.break_even import BreakEven, break_even_effect
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.inputs import (
    Inputs,
    forecast_of,
    plan_of,
    shares_of,
    stock_paths,
    values_of,
)
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.sensitivity import Sensitivity, sensitivity_of
from costmodel.studies.settings import Settings
from costmodel.units import PERCENT

Progress = Callable[[str], None]
PERSPECTIVES = (PUBLIC, "gmina")


def silent(step: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Study:
    """Inputs, model, outcome and break-even of one municipality, and how sure they are."""

    inputs: Inputs
    model: Model
    outcome: Outcome
    break_even: Mapping[str, BreakEven]
    sensitivity: Sensitivity


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
        If the place has no series to forecast, its levels or plan cannot be used, or a price
        is known in none of the last years.
    """
    settings = settings or Settings()
    progress("prognoza")
    inputs, model = build(place, settings=settings)
    progress("model")
    outcome = run(model)
    progress("próg opłacalności")
    found = {p: break_even_effect(model, perspective=p) for p in PERSPECTIVES}
    progress("niepewność")
    sensitivity = sensitivity_of(inputs, outcome, perspectives=PERSPECTIVES)
    return Study(inputs, model, outcome, found, sensitivity)


def build(place: Place, *, settings: Settings) -> tuple[Inputs, Model]:
    """Return the inputs of a study and the model they make."""
    problem, book = shipped_problem("unemployment"), load_book()
    base_year = place.annex_date.year
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    plan = plan_of(place, shipped_instruments(), years)
    used = parameters_used(problem, [item.instrument for item in plan])
    price_year = latest_price_year(used, book=book, at_most=base_year)
    values = values_of(problem, plan, book, price_year, settings)
    forecast = forecast_of(place, problem, last_year=years[-1])
    stock = stock_paths(forecast, base_year=base_year, last_year=years[-1], settings=settings)
    shares, is_local = shares_of(place, problem, values[problem.id], settings)
    rate = settings.discount_rate
    if rate is None:
        rate = book.at("discount_rate_financial_eu", place.annex_date) / PERCENT
    frame = Frame(place, problem, plan, book, base_year, price_year, settings.horizon, rate)
    made = assemble(frame, values, stock=stock, shares=shares)
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
        inflow=made.inflow,
        split_is_local=is_local,
        steps=tuple(step for group in made.steps.values() for step in group),
        parameters_used=used,
    )
    return inputs, made.model
