"""How many cases of a problem there are, from the base year to the end of the horizon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import InputError, ModelError, Problem
from costmodel.forecast.borrowed import with_change_of_peers
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import Forecast, forecast_series, paths
from costmodel.forecast.settings import default_settings
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.studies.peer_changes import changes_of_peers
from costmodel.studies.residents import Known, base_people
from costmodel.studies.settings import Settings
from costmodel.studies.small_counts import counted_series, hidden_years
from costmodel.studies.values import Values
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stock:
    """The cases of one problem, and what the number rests on.

    ``paths`` has the shape (1 + horizon, n_draws), the base year first [persons or cases].
    ``basis`` is ``forecast`` of the place's own figures, or national ``prevalence`` times a base
    of the place, the same in every year; then ``base`` is the base, ``base_year`` its year and
    ``base_source`` where it is from. In ``hidden_years`` the history of the forecast holds what
    stands for a count too small to be shown.
    """

    problem: str
    basis: Literal["forecast", "prevalence"]
    paths: Floats
    forecast: Forecast | None = None
    base: float | None = None
    base_year: int | None = None
    base_source: str = ""
    hidden_years: tuple[int, ...] = ()

    @property
    def shown(self) -> pd.Series[float]:
        """The counts of the forecast's history that may be shown, by year; none without one."""
        if self.forecast is None:
            return pd.Series(dtype=float)
        return self.forecast.history.drop(list(self.hidden_years))


def stock_of(
    place: Place,
    problem: SocialProblem,
    values: Values,
    *,
    base_year: int,
    settings: Settings,
) -> Stock:
    """Return the stock of a problem: forecast from own figures, else from national prevalence.

    Raises
    ------
    InputError
        If the place has no figures of its own, and the file no prevalence or the place no base.
    """
    last_year = base_year + settings.horizon
    if has_own_figures(place, problem):
        found = forecast_of(place, problem, last_year=last_year)
        drawn = stock_paths(
            found, base_year=base_year, last_year=last_year, settings=settings, name=problem.id
        )
        hidden = hidden_years(place, problem.stock_variable)
        years = tuple(year for year in hidden if year in found.history.index)
        return Stock(problem.id, "forecast", drawn, forecast=found, hidden_years=years)
    base = base_of(place, problem)
    if base is None or problem.prevalence is None:
        raise ModelError(f"{problem.id!r} has neither figures of its own nor a prevalence.")
    cases = base.value * values(problem.prevalence.rate)
    return Stock(
        problem.id,
        "prevalence",
        np.repeat(cases[None], settings.horizon + 1, axis=0),
        base=base.value,
        base_year=base.year,
        base_source=base.source,
    )


def has_own_figures(place: Place, problem: SocialProblem) -> bool:
    """Return whether the place has a count of its own of the problem."""
    return not counted_series(place, problem.stock_variable).empty


def forecast_of(place: Place, problem: SocialProblem, *, last_year: int) -> Forecast:
    """Return the forecast of the place's own figures of a problem.

    A small number that the national panel knows of every gmina borrows the change of peers.
    """
    history = counted_series(place, problem.stock_variable)
    variable = problem.stock_variable
    found = forecast_series(history, last_year=last_year, breaks=breaks_of(variable))
    if found.backtest.empty or found.history.iloc[-1] >= default_settings().borrow_below:
        return found
    since = int(found.history.index[-1])
    changes = changes_of_peers(place.teryt, variable, since=since, last_year=last_year)
    return found if changes is None else with_change_of_peers(found, changes)


def stock_paths(
    forecast: Forecast, *, base_year: int, last_year: int, settings: Settings, name: str
) -> Floats:
    """Return paths of a stock from the base year on, shape (1 + horizon, n_draws). [persons]

    A year already observed is the same in every draw. Each year of each problem has draws of its
    own, so that a longer horizon, or a further problem, changes nothing else.
    """
    normals = [
        stats.norm.ppf(
            uniforms(f"forecast.{name}.{year}", seed=settings.seed, n_draws=settings.n_draws)
        )
        for year in forecast.years
    ]
    drawn = paths(forecast, np.stack(normals, axis=1))
    column = {year: drawn[:, i] for i, year in enumerate(forecast.years)}
    known = dict(zip(forecast.history.index, forecast.history.to_numpy(), strict=True))
    return np.stack(
        [
            column[year] if year in column else np.full(settings.n_draws, known[year])
            for year in range(base_year, last_year + 1)
        ]
    )


def base_of(place: Place, problem: SocialProblem) -> Known | None:
    """Return the newest base of the prevalence, ``None`` where own figures make it needless.

    A frequency per resident is of the newest number of residents, whichever variable tells it.

    Raises
    ------
    InputError
        If there are neither own figures nor a base.
    """
    if has_own_figures(place, problem):
        return None
    found = base_people(place, problem.prevalence.per) if problem.prevalence else None
    if found is not None:
        return found
    wanted = problem.stock_variable
    if problem.prevalence:
        wanted += f" albo {problem.prevalence.per}"
    raise InputError(
        [
            Problem(
                "statistics.csv",
                f"zmienna {wanted}, kod {place.teryt}",
                "brak danych",
                problem.stock_label,
                "Wpisz liczby w kolejnych latach albo wyłącz w place.toml problem "
                f"„{problem.label}”.",
            )
        ]
    )
