"""Learn the rows of a transition matrix from counted moves of a register."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import InputError, ModelError, Problem
from costmodel.uncertainty.dirichlet import dirichlet_rows

Floats = NDArray[np.float64]
COLUMNS = ("problem", "from", "to", "count")
"""What a table of counted moves holds; further columns, such as ``year``, are summed over."""


def moves(
    table: pd.DataFrame, problem: str, states: Sequence[str], *, file: str = "transitions.csv"
) -> Floats:
    """Return how many moved from each state to each.

    Parameters
    ----------
    table : DataFrame
        One row per move: the columns of :data:`COLUMNS`. [persons]
    problem : str
        Id of the problem; rows of others are left out.
    states : sequence of str
        States in the order of the matrix.
    file : str
        Name told in errors.

    Returns
    -------
    ndarray of shape (n_states, n_states)
        Years added up. [persons]

    Raises
    ------
    InputError
        With every column that is missing, state that is unknown and count that is not a whole
        number of 0 or more.

    Examples
    --------
    >>> rows = {"problem": "x", "from": ["a", "a"], "to": ["a", "b"], "count": [7, 3]}
    >>> moves(pd.DataFrame(rows), "x", ["a", "b"])
    array([[7., 3.],
           [0., 0.]])
    """
    missing = [column for column in COLUMNS if column not in table.columns]
    if missing:
        told = f"kolumny {', '.join(COLUMNS)}"
        mend = f"Dopisz kolumny: {', '.join(missing)}."
        raise InputError([Problem(file, "", ", ".join(map(str, table.columns)), told, mend)])
    own = table[table["problem"] == problem]
    _fail_if_unusable(own, states, file)
    place = {state: i for i, state in enumerate(states)}
    counts = np.zeros((len(states), len(states)))
    for row in own.to_dict("records"):
        counts[place[row["from"]], place[row["to"]]] += float(row["count"])
    return counts


def matrix_draws(
    counts: Floats,
    name: str,
    *,
    seed: int,
    n_draws: int,
    prior: Floats | None = None,
    possible: NDArray[np.bool_] | None = None,
) -> Floats:
    r"""Return matrices drawn from what a register and, if given, peers say.

    Parameters
    ----------
    counts : ndarray of shape (n_states, n_states)
        Moves counted; see :func:`moves`. [persons]
    name : str
        Name of the matrix, for its streams of draws.
    seed, n_draws : int
    prior : ndarray of shape (n_states, n_states), optional
        Moves that peers add; see :func:`costmodel.calibration.peers.peer_row`. [persons]
    possible : ndarray of bool, optional
        Moves that can happen; by default all.

    Returns
    -------
    ndarray of shape (n_draws, n_states, n_states)
        Rows sum to 1. [probability per year]

    Notes
    -----
    .. math:: P_{i\cdot} \sim \mathrm{Dirichlet}(c_{i\cdot} + a_{i\cdot} + 1/2)

    Peers and the prior of Jeffreys come in as moves not counted here; with large counts neither
    matters. A row without counts and peers is as wide as it can be.

    References
    ----------
    .. [1] Briggs, Ades, Price (2003), Medical Decision Making 23(4), pp. 341–350.
    """
    added = np.zeros_like(counts) if prior is None else prior
    if added.shape != counts.shape or (added < 0).any():
        raise ModelError(
            f"the prior of {name} has shape {added.shape} and least value {added.min():g}: it "
            f"must have the shape {counts.shape} of the counts and nothing below 0."
        )
    return dirichlet_rows(counts + added, name, seed=seed, n_draws=n_draws, possible=possible)


def _fail_if_unusable(own: pd.DataFrame, states: Sequence[str], file: str) -> None:
    problems = []
    for number, row in zip(own.index, own.to_dict("records"), strict=True):
        place = f"wiersz danych {number}"
        for column in ("from", "to"):
            if row[column] not in states:
                told, mend = f"jeden ze stanów: {', '.join(states)}", "Popraw nazwę stanu."
                problems.append(
                    Problem(file, f"{place}, kolumna {column}", str(row[column]), told, mend)
                )
        count = pd.to_numeric(row["count"], errors="coerce")
        if not (np.isfinite(count) and count >= 0 and float(count).is_integer()):
            told, mend = "liczba osób: cała, 0 lub więcej", "Popraw liczbę albo usuń wiersz."
            problems.append(Problem(file, f"{place}, kolumna count", str(row["count"]), told, mend))
    if problems:
        raise InputError(problems)
