"""Gather what a study rests on: plan, values, forecast, shares by level, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from costmodel.cohort.inflow import FittedInflow
from costmodel.errors import InputError, Problem
from costmodel.evidence.haircuts import load_haircuts
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import Forecast, forecast_series, paths
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.instrument import Instrument
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.statutes.book import ParameterBook
from costmodel.studies.effects import EffectSteps, effect_steps
from costmodel.studies.pathway import local_shares, portions, success_without
from costmodel.studies.plan import Planned, load_plan
from costmodel.studies.settings import Settings
from costmodel.studies.values import Values, draw_values
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]


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


def stock_paths(
    forecast: Forecast, *, base_year: int, last_year: int, settings: Settings
) -> Floats:
    """Return paths of the stock from the base year on, shape (n_draws, 1 + horizon). [persons]

    A year already observed is the same in every draw. Each year has draws of its own, so that a
    longer horizon changes none of the years before.
    """
    normals = [
        stats.norm.ppf(uniforms(f"forecast.{year}", seed=settings.seed, n_draws=settings.n_draws))
        for year in forecast.years
    ]
    drawn = paths(forecast, np.stack(normals, axis=1))
    column = {year: drawn[:, i] for i, year in enumerate(forecast.years)}
    known = dict(zip(forecast.history.index, forecast.history.to_numpy(), strict=True))
    return np.stack(
        [
            column[year] if year in column else np.full(settings.n_draws, known[year])
            for year in range(base_year, last_year + 1)
        ],
        axis=1,
    )


def plan_of(
    place: Place, instruments: Mapping[str, Instrument], years: tuple[int, ...]
) -> tuple[Planned, ...]:
    """Return the plan of a place; raises InputError where it has none or it cannot be used."""
    if place.plan_path is None:
        mend = "Utwórz plan.toml: wzór daje polecenie costmodel new."
        raise InputError([Problem("plan.toml", "", "brak pliku", "plan działań", mend)])
    plan = load_plan(place.plan_path, instruments=instruments, years=years)
    if not any(share > 0 for item in plan for share in item.coverage.values()):
        mend = "Wpisz choć jedno działanie z udziałem osób: bez niego nie ma z czym porównać."
        expected = "działanie z udziałem większym od zera"
        raise InputError([Problem("plan.toml", "", "plan nikogo nie obejmuje", expected, mend)])
    return plan


def values_of(
    problem: SocialProblem,
    plan: tuple[Planned, ...],
    book: ParameterBook,
    price_year: int,
    settings: Settings,
) -> dict[str, Values]:
    """Return the drawn values of the problem and of each planned instrument, by their id."""
    files = {problem.id: problem.value, **{p.instrument.id: p.instrument.value for p in plan}}
    shared = draw_values(
        load_common(),
        owner=COMMON,
        book=book,
        price_year=price_year,
        seed=settings.seed,
        n_draws=settings.n_draws,
    )
    return {
        owner: draw_values(
            records,
            owner=owner,
            book=book,
            price_year=price_year,
            seed=settings.seed,
            n_draws=settings.n_draws,
            common=shared.drawn,
        )
        for owner, records in files.items()
    }


def forecast_of(place: Place, problem: SocialProblem, *, last_year: int) -> Forecast:
    """Return the forecast of the problem's stock; raises InputError where it has no figures."""
    breaks = breaks_of(problem.stock_variable)
    return forecast_series(history_of(place, problem), last_year=last_year, breaks=breaks)


def history_of(place: Place, problem: SocialProblem) -> pd.Series[float]:
    """Return the past of the problem's stock by year; raises InputError where there is none."""
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
    return series


def shares_of(
    place: Place, problem: SocialProblem, values: Values, settings: Settings
) -> tuple[Floats, bool]:
    """Return shares by level, (n_draws, n_levels), and whether they are the place's own."""
    latest = latest_levels(place, problem)
    if latest is not None:
        local = local_shares(latest, problem.levels, seed=settings.seed, n_draws=settings.n_draws)
        return local, True
    parts = portions(problem.split, values, n_draws=settings.n_draws)
    return np.stack([parts[level] for level in problem.levels], axis=1), False


def latest_levels(place: Place, problem: SocialProblem) -> pd.DataFrame | None:
    """Return the place's own counts by level of the last year, or None where it has none.

    Raises
    ------
    InputError
        If a level is missing in that year, or nobody is counted.
    """
    counted = place.levels
    if counted.empty:
        return None
    latest: pd.DataFrame = counted[counted["year"] == counted["year"].max()]
    if set(latest["level"]) == set(problem.levels) and float(latest["persons"].sum()) > 0:
        return latest
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


def steps_of(
    plan: tuple[Planned, ...], values: Mapping[str, Values], problem: SocialProblem
) -> dict[str, tuple[EffectSteps, ...]]:
    """Return the steps from gross to attributable effect of each planned instrument."""
    without = success_without(problem, values[problem.id])
    haircuts = load_haircuts()
    return {
        p.instrument.id: effect_steps(
            p.instrument, values[p.instrument.id], without=without, haircuts=haircuts
        )
        for p in plan
    }
