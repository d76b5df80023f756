"""What registers, own and of peers, and own yearly stocks teach of the moves of problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.calibration.level_stocks import reweighted_by_levels, walked_levels
from costmodel.calibration.stocks import Reweighting, kept_in_place, resampled
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import LEVELS_FILE, Place
from costmodel.studies.own_moves import OwnRow, own_rows, with_rows
from costmodel.studies.pathway import arrivals, yearly_transitions
from costmodel.studies.settings import Settings
from costmodel.studies.shares import level_history
from costmodel.studies.values import Values
from costmodel.uncertainty.draws import stream

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What was learned about one problem.

    Parameters
    ----------
    counted : mapping of state to OwnRow
        What the place or its peers counted; rows with chances replace the declared ones.
    stocks : Reweighting, optional
        What the yearly numbers by level say of the draws, where they were used.
    """

    counted: Mapping[str, OwnRow]
    stocks: Reweighting | None = None

    @property
    def rows(self) -> dict[str, Floats]:
        """The chances that replace the declared ones, (n_draws, n_states), by state."""
        return {s: row.chances for s, row in self.counted.items() if row.chances is not None}

    @property
    def borrows(self) -> bool:
        """Whether any row has borrowed from similar gminas."""
        return any(row.peers is not None for row in self.counted.values())

    def tells_all(self, levels: Sequence[str]) -> bool:
        """Whether the place itself counted enough people at every level."""
        return all(s in self.counted and self.counted[s].teaches_alone for s in levels)

    def kept(self, places: NDArray[np.intp]) -> Calibration:
        """Return it with the draws at ``places`` alone, in that order."""
        rows = {
            state: row if row.chances is None else replace(row, chances=row.chances[places])
            for state, row in self.counted.items()
        }
        return replace(self, counted=rows)


def calibrated(
    place: Place,
    problems: Mapping[str, SocialProblem],
    values: Mapping[str, Values],
    *,
    settings: Settings,
) -> tuple[dict[str, Values], dict[str, Calibration]]:
    """Return the values of a study, and by problem what its own numbers taught.

    Parameters
    ----------
    values : mapping of str to Values
        Drawn values by owner. Those of a problem whose yearly numbers by level are known are
        resampled, all of them together, so that each draw stays one state of the world.

    Returns
    -------
    tuple of dict of owner to Values, and dict of problem to Calibration

    Raises
    ------
    InputError
        If a file of moves cannot be used, or hardly any draw agrees with the numbers by level.

    Notes
    -----
    Yearly numbers are not used where the place's own register tells the moves of every level:
    both are counts of the same people, and would be used twice. Moves borrowed from peers are
    weighed by them.
    """
    changed, found = dict(values), {}
    for name, problem in problems.items():
        known = Calibration(own_rows(place, problem, settings))
        history = level_history(place, problem)
        if len(history) > 1 and not known.tells_all(problem.levels):
            weights = _weights(problem, values[name], known, history, settings.n_draws)
            places = _places(weights, name, settings)
            changed[name] = _kept(values[name], places)
            known = replace(known.kept(places), stocks=weights)
        found[name] = known
    return changed, found


def chances_of(
    problem: SocialProblem, values: Values, known: Calibration, *, n_draws: int
) -> Floats:
    """Return the matrix of one year as a study uses it, (n_draws, n_states, n_states)."""
    declared = yearly_transitions(problem, values, n_draws=n_draws)
    return with_rows(declared, problem, known.rows)


def _weights(
    problem: SocialProblem,
    values: Values,
    known: Calibration,
    history: pd.DataFrame,
    n_draws: int,
) -> Reweighting:
    later = history.iloc[1:]
    walked = walked_levels(
        history.iloc[0].to_numpy(dtype=np.float64),
        chances_of(problem, values, known, n_draws=n_draws),
        later.sum(axis=1).to_numpy(dtype=np.float64),
        entry=arrivals(problem, values, n_draws=n_draws).T,
    )
    return reweighted_by_levels(walked, later, file=LEVELS_FILE, place=problem.label)


def _places(weights: Reweighting, name: str, settings: Settings) -> NDArray[np.intp]:
    rng = stream(f"calibration.{name}", seed=settings.seed)
    return kept_in_place(resampled(weights, rng, n_draws=settings.n_draws), rng)


def _kept(values: Values, places: NDArray[np.intp]) -> Values:
    drawn = {name: numbers[places] for name, numbers in values.drawn.items()}
    return replace(values, drawn=drawn)
