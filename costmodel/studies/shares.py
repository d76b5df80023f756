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
    own = place.levels["level"].astype(str).str.removeprefix(f"{problem.id}.")
    mine = own.isin(problem.levels)
    counted = place.levels[mine].assign(level=own[mine])
    if counted.empty:
        return None
    latest: pd.DataFrame = counted[counted["year"] == counted["year"].max()]
    if sorted(latest["level"]) == sorted(problem.levels) and float(latest["persons"].sum()) > 0:
        return latest
    raise InputError(
        [
            Problem(
                "levels.csv",
                f"{problem.label}, rok {int(latest['year'].iloc[0])}",
                ", ".join(latest["level"]),
                f"każdy z poziomów raz: {', '.join(problem.levels)}, razem więcej niż 0",
                "Uzupełnij brakujące poziomy i usuń powtórzone albo usuń cały ten rok.",
            )
        ]
    )
