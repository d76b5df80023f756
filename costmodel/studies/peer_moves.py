"""Moves that similar gminas counted, from one state of a problem: transitions_peers.csv."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.calibration.registers import moves
from costmodel.calibration.settings import calibration_settings
from costmodel.cohort.states import States
from costmodel.errors import Problem
from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE, read_peer_transitions
from costmodel.problems.problem import SocialProblem
from costmodel.statistics.place import Place

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PeerMoves:
    """What similar gminas counted of the people in one state.

    Parameters
    ----------
    gminas : tuple of str
        Codes of those who counted anybody in it.
    counts : ndarray of shape (n_gminas, n_states)
        Moves to each state of the model, years added up. [persons]
    years : tuple of int
        Years of the moves.
    sources : tuple of str
        Registers that the counts are from.
    """

    gminas: tuple[str, ...]
    counts: Floats
    years: tuple[int, ...]
    sources: tuple[str, ...]

    @property
    def people(self) -> int:
        """Those counted, all gminas and years added up. [persons]"""
        return int(self.counts.sum())

    @property
    def teaches(self) -> bool:
        """Whether there are enough gminas and people to tell what is common to them."""
        settings = calibration_settings()
        return len(self.gminas) >= settings.least_peers and self.people >= settings.least_counted


def peer_moves(place: Place, problem: SocialProblem) -> dict[str, PeerMoves]:
    """Return what similar gminas counted of a problem, by state.

    Raises
    ------
    InputError
        If transitions_peers.csv cannot be used.

    Notes
    -----
    Small counts are not rounded as those of the place are: rounding the cells of small gminas to
    threes would leave the interval of 80 % with 69 % of the true shares. Only sums of several
    gminas and of many people are told, and no count can be had from them without the others.
    """
    path = place.folder / PEER_TRANSITIONS_FILE
    table = read_peer_transitions(path, own=place.teryt)
    mine = table[(table["problem"] == problem.id) & (table["count"] > 0)]
    names = States(problem.levels).names
    matrices = {
        str(code): moves(rows, problem.id, names, file=PEER_TRANSITIONS_FILE)
        for code, rows in mine.groupby("teryt", sort=True)
    }
    found = {}
    for state in dict.fromkeys(str(name) for name in mine["from"]):
        seen, place_of = mine[mine["from"] == state], names.index(state)
        codes = tuple(code for code, matrix in matrices.items() if matrix[place_of].any())
        found[state] = PeerMoves(
            codes,
            np.array([matrices[code][place_of] for code in codes]).reshape(-1, len(names)),
            tuple(sorted({int(year) for year in seen["year"]})),
            tuple(dict.fromkeys(str(source) for source in seen["source"])),
        )
    return found


def peer_gaps(place: Place, problem: SocialProblem) -> list[Problem]:
    """Return the states about which similar gminas counted too little to borrow from."""
    settings = calibration_settings()
    expected = (
        f"liczby co najmniej {settings.least_peers:g} gmin, razem co najmniej "
        f"{settings.least_counted:g} osób"
    )
    mend = "Dopisz liczby dalszych gmin; do tego czasu model ich nie użyje."
    return [
        Problem(
            PEER_TRANSITIONS_FILE,
            f"{problem.id}, {state}",
            f"gmin: {len(found.gminas)}, osób: {found.people}",
            expected,
            mend,
        )
        for state, found in peer_moves(place, problem).items()
        if not found.teaches
    ]
