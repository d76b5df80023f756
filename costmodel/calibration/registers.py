"""Counted moves of a register, put into a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import InputError, Problem

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
