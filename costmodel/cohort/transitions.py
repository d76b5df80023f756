"""Build the yearly transition matrix of a problem from exits, migration and relapse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costmodel.cohort.states import INDEPENDENCE, LEFT, States
from costmodel.errors import ProbabilityError

Floats = NDArray[np.float64]
FIRST_YEAR, SECOND_YEAR, LATER = INDEPENDENCE


@dataclass(frozen=True, slots=True)
class Flows:
    """Yearly chances of moving, each an ndarray of shape (n_draws,). [probability per year]

    Parameters
    ----------
    exit : mapping of level to ndarray
        Chance of leaving the problem.
    success : mapping of level to ndarray
        Share of those leaving who become independent; the rest are gone (``left``).
    migration : mapping of level to mapping of level to ndarray
        Where those who do not leave go; each row's shares sum to 1.
    relapse : tuple of three ndarray
        Chance of falling back in the first, second and later years of independence.
    relapse_level : str
        The level to which people fall back.
    departure : ndarray
        Chance that an independent person moves away or dies.
    """

    exit: Mapping[str, Floats]
    success: Mapping[str, Floats]
    migration: Mapping[str, Mapping[str, Floats]]
    relapse: tuple[Floats, Floats, Floats]
    relapse_level: str
    departure: Floats


def transition_matrix(states: States, flows: Flows) -> Floats:
    r"""Return the matrix of one year.

    Returns
    -------
    ndarray of shape (n_draws, n_states, n_states)
        ``[d, i, j]`` is the chance that someone in ``i`` at the start of the year is in ``j``
        at its end. Rows sum to 1. [probability per year]

    Raises
    ------
    ProbabilityError
        If a row is negative or does not sum to 1. Nothing is rescaled.

    Notes
    -----
    .. math:: T_{\ell, \mathrm{independent\_1}} = e_\ell s_\ell,\quad
       T_{\ell, \mathrm{left}} = e_\ell (1 - s_\ell),\quad
       T_{\ell m} = (1 - e_\ell) M_{\ell m}

    The equations are ours; the names of the three matrices are those of KKZ.
    """
    n_draws = flows.departure.shape[0]
    matrix = np.zeros((n_draws, len(states.names), len(states.names)))
    left, first = states.index(LEFT), states.index(FIRST_YEAR)
    for level in states.levels:
        row, leaving = states.index(level), flows.exit[level]
        matrix[:, row, first] = leaving * flows.success[level]
        matrix[:, row, left] = leaving * (1 - flows.success[level])
        for target, share in flows.migration[level].items():
            matrix[:, row, states.index(target)] += (1 - leaving) * share
    back = states.index(flows.relapse_level)
    for state, onward, relapse in zip(
        INDEPENDENCE, (SECOND_YEAR, LATER, LATER), flows.relapse, strict=True
    ):
        row = states.index(state)
        matrix[:, row, back] = relapse
        matrix[:, row, left] = flows.departure
        matrix[:, row, states.index(onward)] += 1 - relapse - flows.departure
    matrix[:, left, left] = 1.0
    fail_if_not_probabilities(matrix, "transitions")
    return matrix


def fail_if_not_probabilities(rows: Floats, name: str) -> None:
    """Refuse rows that are negative or do not sum to 1, naming the first of them."""
    off = (rows < 0).any(axis=-1) | ~np.isclose(rows.sum(axis=-1), 1.0)
    if off.any():
        first = tuple(int(i) for i in np.argwhere(off)[0])
        raise ProbabilityError(
            f"{name}{list(first)} is {rows[first]}: a row must be non-negative and sum "
            f"to 1, and this one sums to {rows[first].sum():.6g}. "
            f"{off.sum()} of {off.size} rows fail. Correct the shares in the problem's file."
        )
