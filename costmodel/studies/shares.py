"""How the stock of a problem splits among its levels: own counts, or the file's shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import InputError, Problem
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.studies.pathway import local_shares, portions
from costmodel.studies.settings import Settings
from costmodel.studies.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Split:
    """Shares by level, shape (n_levels, n_draws), and whether they are the place's own counts."""

    shares: Floats
    is_local: bool


def split_of(place: Place, problem: SocialProblem, values: Values, settings: Settings) -> Split:
    """Return how the stock of a problem splits among its levels."""
    latest = latest_levels(place, problem)
    if latest is None:
        return Split(declared_shares(problem, values, n_draws=settings.n_draws), False)
    own = local_shares(latest, problem.levels, seed=settings.seed, n_draws=settings.n_draws)
    return Split(np.ascontiguousarray(own.T), True)


def declared_shares(problem: SocialProblem, values: Values, *, n_draws: int) -> Floats:
    """Return the shares that the file of a problem tells, shape (n_levels, n_draws)."""
    parts = portions(problem.split, values, n_draws=n_draws)
    return np.stack([parts[level] for level in problem.levels])


def latest_levels(place: Place, problem: SocialProblem) -> pd.DataFrame | None:
    """Return the place's own counts by level of the last year, or None where it has none.

    Raises
    ------
    InputError
        If a level is missing or stands twice in that year, or nobody is counted.
    """
    counted = _counted(place, problem)
    if counted.empty:
        return None
    latest: pd.DataFrame = counted[counted["year"] == counted["year"].max()]
    if sorted(latest["level"]) == sorted(problem.levels) and float(latest["persons"].sum()) > 0:
        return latest
    raise InputError([_unusable(problem, latest)])


def level_history(place: Place, problem: SocialProblem) -> pd.DataFrame:
    """Return the place's own counts by level in the last years without a gap.

    Returns
    -------
    DataFrame
        Index of int years that follow one another up to the last one, columns the levels in the
        order of the problem; a year in which a level is missing ends it. Empty where nothing is
        counted. [persons]

    Raises
    ------
    InputError
        If a level stands twice in a year.
    """
    counted = _counted(place, problem)
    twice = counted[counted.duplicated(["year", "level"])]
    if len(twice):
        raise InputError([_unusable(problem, counted[counted["year"] == twice["year"].iloc[0]])])
    table = counted.pivot_table(index="year", columns="level", values="persons", aggfunc="sum")
    whole = table.reindex(columns=list(problem.levels)).dropna()
    whole = whole[whole.sum(axis=1) > 0].sort_index()
    if whole.empty or whole.index[-1] != counted["year"].max():
        return whole.iloc[:0]
    place_in_run = whole.index.to_numpy() - np.arange(len(whole))
    latest: pd.DataFrame = whole[place_in_run == place_in_run[-1]]
    return latest


def _counted(place: Place, problem: SocialProblem) -> pd.DataFrame:
    own = place.levels["level"].astype(str).str.removeprefix(f"{problem.id}.")
    mine = own.isin(problem.levels)
    return place.levels[mine].assign(level=own[mine])


def _unusable(problem: SocialProblem, rows: pd.DataFrame) -> Problem:
    """Say what is wrong with the counts of one year."""
    return Problem(
        "levels.csv",
        f"{problem.label}, rok {int(rows['year'].iloc[0])}",
        ", ".join(rows["level"]),
        f"każdy z poziomów raz: {', '.join(problem.levels)}, razem więcej niż 0",
        "Uzupełnij brakujące poziomy i usuń powtórzone albo usuń cały ten rok.",
    )
