"""Rows of the yearly matrix learned from the moves that the place counted: transitions.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from costmodel.calibration.registers import moves
from costmodel.calibration.settings import calibration_settings
from costmodel.cohort.states import INDEPENDENCE, LEFT, States
from costmodel.intake.transitions_file import ONWARD, TRANSITIONS_FILE, read_transitions
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.studies.settings import Settings
from costmodel.uncertainty.dirichlet import dirichlet_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OwnRow:
    """What a place counted of the people in one state.

    Parameters
    ----------
    people : int
        Those counted, all years added up: who was there in two years counts twice. [persons]
    years : tuple of int
        Years of the moves.
    sources : tuple of str
        Registers that the counts are from.
    chances : ndarray of shape (n_draws, n_states), optional
        Their yearly chances; ``None`` where too few were counted to learn from, so that the
        declared ones stay. [probability per year]
    """

    people: int
    years: tuple[int, ...]
    sources: tuple[str, ...]
    chances: Floats | None = None


def own_rows(place: Place, problem: SocialProblem, settings: Settings) -> dict[str, OwnRow]:
    r"""Return the rows of a problem that the place counted, by state.

    Raises
    ------
    InputError
        If transitions.csv cannot be used.

    Notes
    -----
    A row is drawn from the Dirichlet posterior of its counts under the prior of Jeffreys, over
    the moves that the file of the problem knows and those that were counted. Each move has a
    stream of its own name. Fewer people than ``least_counted`` (calibration.toml) replace nothing.

    References
    ----------
    .. [1] Briggs, Ades, Price (2003), Medical Decision Making 23(4), pp. 341–350.
    """
    table = read_transitions(place.folder / TRANSITIONS_FILE)
    own = table[table["problem"] == problem.id]
    names = States(problem.levels).names
    counts = moves(own, problem.id, names, file=TRANSITIONS_FILE)
    least = calibration_settings().least_counted
    rows = {}
    for state in dict.fromkeys(own["from"]):
        counted = counts[names.index(state)]
        seen = own[own["from"] == state]
        row = OwnRow(
            int(counted.sum()),
            tuple(sorted({int(year) for year in seen["year"]})),
            tuple(dict.fromkeys(str(source) for source in seen["source"])),
        )
        if row.people >= least:
            row = replace(row, chances=_drawn(problem, str(state), counted, settings))
        rows[str(state)] = row
    return rows


def declared_targets(problem: SocialProblem, state: str) -> tuple[str, ...]:
    """Return where the file of a problem lets people of a state go within a year."""
    if state in INDEPENDENCE:
        return (problem.relapse_level, ONWARD[state], LEFT)
    stay = next(move.stay for move in problem.move if move.level == state)
    return (*(portion.level for portion in stay), INDEPENDENCE[0], LEFT)


def with_rows(matrix: Floats, problem: SocialProblem, rows: Mapping[str, Floats]) -> Floats:
    """Return matrices (n_draws, n_states, n_states) in which the rows given replace others."""
    if not rows:
        return matrix
    states, changed = States(problem.levels), matrix.copy()
    for state, chances in rows.items():
        changed[:, states.index(state)] = chances
    return changed


def _drawn(problem: SocialProblem, state: str, counted: Floats, settings: Settings) -> Floats:
    names = States(problem.levels).names
    known = declared_targets(problem, state)
    may = [i for i, name in enumerate(names) if counted[i] > 0 or name in known]
    chances = np.zeros((settings.n_draws, len(names)))
    chances[:, may] = dirichlet_shares(
        {names[i]: float(counted[i]) for i in may},
        f"transitions.{problem.id}.{state}",
        seed=settings.seed,
        n_draws=settings.n_draws,
    )
    return chances
