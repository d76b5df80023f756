"""What does inaction cost this municipality? Gather the inputs and build a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from costmodel.break_even import BreakEven, break_even_effect
from costmodel.cohort.inflow import FittedInflow, inflow_to_meet_stock
from costmodel.cohort.states import States
from costmodel.errors import InputError, Problem
from costmodel.evidence.haircuts import load_haircuts
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import Forecast, forecast_series
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.problems.problem import SocialProblem
from costmodel.scenario import ACTIVATION, INACTION, Reach, Scenario
from costmodel.statistics.place import Place
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.inflation import inflation_path
from costmodel.studies.effects import EffectSteps, effect_by_level, effect_steps
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.pathway import local_shares, portions, success_without, yearly_transitions
from costmodel.studies.plan import Planned, load_plan
from costmodel.studies.prices import participant_charges, stay_charges
from costmodel.studies.settings import Settings
from costmodel.studies.values import Values, draw_values
from costmodel.uncertainty.draws import stream
from costmodel.units import PERCENT, price_index

Floats = NDArray[np.float64]
Progress = Callable[[str], None]
PERSPECTIVES = (PUBLIC, "gmina")


def silent(step: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a study rests on, kept to be printed.

    ``base_year`` is year 0; prices are of ``price_year``, the last year, not after it, in which
    all of them are known. ``values`` are the drawn values of the problem and of each planned
    instrument; ``split_is_local`` tells whether the levels are the municipality's own counts.
    """

    place: Place
    settings: Settings
    discount_rate: float
    base_year: int
    price_year: int
    problem: SocialProblem
    instruments: Mapping[str, Instrument]
    plan: tuple[Planned, ...]
    book: ParameterBook
    values: Mapping[str, Values]
    forecast: Forecast
    inflow: FittedInflow
    split_is_local: bool
    steps: tuple[EffectSteps, ...]
    parameters_used: tuple[str, ...]

    @property
    def price_day(self) -> date:
        """The day whose law is quoted: that of the annex, or the last day of older prices."""
        day = self.place.annex_date
        return day if day.year == self.price_year else date(self.price_year, 12, 31)


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
    plan = _plan(place, instruments, years)
    used = parameters_used(problem, [item.instrument for item in plan])
    price_year = latest_price_year(used, book=book, at_most=base_year)
    values = _values(problem, plan, book, price_year, settings)
    forecast = _forecast(place, problem, last_year=years[-1])
    stock = stock_paths(forecast, base_year=base_year, last_year=years[-1], settings=settings)
    states, own = States(problem.levels), values[problem.id]
    shares, is_local = _shares(place, problem, own, settings)
    start = np.zeros((n_draws, len(states.names)))
    start[:, : len(problem.levels)] = stock[:, :1] * shares
    transitions = yearly_transitions(problem, own, n_draws=n_draws)
    inflow = inflow_to_meet_stock(
        start, transitions, stock[:, 1:], states=states, entry=problem.entry_level
    )
    steps = _steps(plan, values, problem)
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


def stock_paths(
    forecast: Forecast, *, base_year: int, last_year: int, settings: Settings
) -> Floats:
    """Return paths of the stock from the base year on, shape (n_draws, 1 + horizon). [persons]

    A year already observed is the same in every draw.
    """
    rng = stream(f"forecast.{forecast.method}", seed=settings.seed)
    drawn = forecast.draw_paths(rng, n_draws=settings.n_draws)
    column = {year: drawn[:, i] for i, year in enumerate(forecast.years)}
    known = dict(zip(forecast.history.index, forecast.history.to_numpy(), strict=True))
    return np.stack(
        [
            column[year] if year in column else np.full(settings.n_draws, known[year])
            for year in range(base_year, last_year + 1)
        ],
        axis=1,
    )


def _plan(
    place: Place, instruments: Mapping[str, Instrument], years: tuple[int, ...]
) -> tuple[Planned, ...]:
    if place.plan_path is None:
        mend = "Utwórz plan.toml: wzór daje polecenie costmodel new."
        raise InputError([Problem("plan.toml", "", "brak pliku", "plan działań", mend)])
    return load_plan(place.plan_path, instruments=instruments, years=years)


def _values(
    problem: SocialProblem,
    plan: tuple[Planned, ...],
    book: ParameterBook,
    price_year: int,
    settings: Settings,
) -> dict[str, Values]:
    files = {problem.id: problem.value, **{p.instrument.id: p.instrument.value for p in plan}}
    return {
        owner: draw_values(
            records,
            owner=owner,
            book=book,
            price_year=price_year,
            seed=settings.seed,
            n_draws=settings.n_draws,
        )
        for owner, records in files.items()
    }


def _forecast(place: Place, problem: SocialProblem, *, last_year: int) -> Forecast:
    series = place.series(problem.stock_variable)
    if series.empty:
        raise InputError(
            [
                Problem(
                    "statistics.csv",
                    f"zmienna {problem.stock_variable}, kod {place.teryt}",
                    "brak danych",
                    "liczba osób bezrobotnych w kolejnych latach",
                    "Wpisz liczby z GUS BDL (podgrupa P1944) albo z urzędu pracy.",
                )
            ]
        )
    breaks = breaks_of(problem.stock_variable)
    return forecast_series(series, last_year=last_year, breaks=breaks)


def _shares(
    place: Place, problem: SocialProblem, values: Values, settings: Settings
) -> tuple[Floats, bool]:
    counted = place.levels
    if not counted.empty:
        latest = counted[counted["year"] == counted["year"].max()]
        if set(latest["level"]) != set(problem.levels) or float(latest["persons"].sum()) <= 0:
            raise InputError(
                [
                    Problem(
                        "levels.csv",
                        f"rok {int(latest['year'].iloc[0])}",
                        ", ".join(latest["level"]),
                        f"każdy z poziomów raz: {', '.join(problem.levels)}, razem więcej niż 0",
                        "Uzupełnij brakujące poziomy albo usuń wszystkie wiersze tego roku.",
                    )
                ]
            )
        local = local_shares(latest, problem.levels, seed=settings.seed, n_draws=settings.n_draws)
        return local, True
    parts = portions(problem.split, values, n_draws=settings.n_draws)
    return np.stack([parts[level] for level in problem.levels], axis=1), False


def _steps(
    plan: tuple[Planned, ...], values: Mapping[str, Values], problem: SocialProblem
) -> dict[str, tuple[EffectSteps, ...]]:
    without = success_without(problem, values[problem.id])
    haircuts = load_haircuts()
    return {
        p.instrument.id: effect_steps(
            p.instrument, values[p.instrument.id], without=without, haircuts=haircuts
        )
        for p in plan
    }


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


def annex_day(study: Study) -> date:
    """Return the day that the annex bears: it makes a run reproducible."""
    return study.inputs.place.annex_date
