"""Rows of the yearly matrix learned from counted moves: the place's own, and those of its peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.calibration.peers import borrowed_shares
from costmodel.calibration.registers import moves
from costmodel.calibration.settings import calibration_settings
from costmodel.cohort.states import INDEPENDENCE, LEFT, States
from costmodel.intake.transitions_file import ONWARD, TRANSITIONS_FILE, read_transitions
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place
from costmodel.studies.peer_moves import PeerMoves, peer_moves
from costmodel.studies.settings import Settings
from costmodel.studies.small_counts import rounded_moves
from costmodel.uncertainty.dirichlet import dirichlet_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OwnRow:
    """What a place, and perhaps its peers, counted of the people in one state.

    Parameters
    ----------
    people : int
        Those the place counted, all years added up: who was there in two years counts twice; 0
        where only peers counted. [persons]
    years : tuple of int
        Years of the place's moves.
    sources : tuple of str
        Registers that the place's counts are from.
    chances : ndarray of shape (n_draws, n_states), optional
        Their yearly chances; ``None`` where too few were counted to learn from, so that the
        declared ones stay. [probability per year]
    peers : PeerMoves, optional
        What similar gminas counted, where strength was borrowed from it.
    own_weight : float
        Weight of the place's own counts in ``chances``; 1 where nothing was borrowed. [share]
    """

    people: int
    years: tuple[int, ...]
    sources: tuple[str, ...]
    chances: Floats | None = None
    peers: PeerMoves | None = None
    own_weight: float = 1.0

    @property
    def teaches_alone(self) -> bool:
        """Whether the place counted enough people to learn from without peers."""
        return self.people >= calibration_settings().least_counted


def own_rows(place: Place, problem: SocialProblem, settings: Settings) -> dict[str, OwnRow]:
    r"""Return the rows of a problem that the place or its peers counted, by state.

    Raises
    ------
    InputError
        If transitions.csv or transitions_peers.csv cannot be used.

    Notes
    -----
    Without peers a row is drawn from the Dirichlet posterior of its counts under the prior of
    Jeffreys, and fewer people than ``least_counted`` (calibration.toml) replace nothing. With at
    least ``least_peers`` gminas that counted enough together, the row borrows from them
    (:func:`costmodel.calibration.peers.borrowed_shares`), and few own people weigh little. Moves
    are those that the file of the problem knows and those that were counted; each has a stream
    of its own name.

    References
    ----------
    .. [1] Briggs, Ades, Price (2003), Medical Decision Making 23(4), pp. 341–350.
    """
    table = read_transitions(place.folder / TRANSITIONS_FILE)
    own = table[table["problem"] == problem.id]
    names = States(problem.levels).names
    counts = rounded_moves(moves(own, problem.id, names, file=TRANSITIONS_FILE), place)
    peers = {s: found for s, found in peer_moves(place, problem).items() if found.teaches}
    rows = {}
    for state in dict.fromkeys([*map(str, own["from"]), *peers]):
        counted = counts[names.index(state)]
        row = _counted(own[own["from"] == state], counted)
        if state in peers:
            row = _borrowed(row, problem, state, counted, peers[state], settings)
        elif row.teaches_alone:
            row = replace(row, chances=_drawn(problem, state, counted, settings))
        rows[state] = row
    return rows


def _counted(seen: pd.DataFrame, counted: Floats) -> OwnRow:
    """Return what the place counted of one state, without chances."""
    return OwnRow(
        int(counted.sum()),
        tuple(sorted({int(year) for year in seen["year"]})),
        tuple(dict.fromkeys(str(source) for source in seen["source"])),
    )


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


def _possible(problem: SocialProblem, state: str, seen: Floats) -> list[int]:
    """Return the places of the moves that the file of the problem knows or somebody made."""
    names, known = States(problem.levels).names, declared_targets(problem, state)
    return [i for i, name in enumerate(names) if seen[i] > 0 or name in known]


def _stream(problem: SocialProblem, state: str) -> str:
    return f"transitions.{problem.id}.{state}"


def _drawn(problem: SocialProblem, state: str, counted: Floats, settings: Settings) -> Floats:
    names, may = States(problem.levels).names, _possible(problem, state, counted)
    chances = np.zeros((settings.n_draws, len(names)))
    chances[:, may] = dirichlet_shares(
        {names[i]: float(counted[i]) for i in may},
        _stream(problem, state),
        seed=settings.seed,
        n_draws=settings.n_draws,
    )
    return chances


def _borrowed(
    row: OwnRow,
    problem: SocialProblem,
    state: str,
    counted: Floats,
    peers: PeerMoves,
    settings: Settings,
) -> OwnRow:
    names = States(problem.levels).names
    may = _possible(problem, state, counted + peers.counts.sum(axis=0))
    found = borrowed_shares(
        counted[may],
        peers.counts[:, may],
        targets=[names[i] for i in may],
        name=_stream(problem, state),
        seed=settings.seed,
        n_draws=settings.n_draws,
    )
    chances = np.zeros((settings.n_draws, len(names)))
    chances[:, may] = found.shares
    return replace(row, chances=chances, peers=peers, own_weight=found.own_weight)
