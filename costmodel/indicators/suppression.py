"""Hide small counts, and as many others as keep them from being subtracted out of totals."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.indicators.small_numbers import SmallNumbers

TOTAL = "Razem"
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of a table in which counts add up to others.

    A table is a circulation: each count flows from ``tail`` to ``head``, and at every node as
    much comes in as goes out. A count of a cross table flows from its row to its column, a
    row's total into the row, a column's total out of the column, the grand total back.
    """

    tail: str
    head: str
    value: int


def hidden_cells(cells: Sequence[Cell], primary: Sequence[bool], *, spread: int) -> Bools:
    """Return which counts to hide, so that no small one can be worked out.

    Parameters
    ----------
    cells : sequence of Cell of length n
        All counts that would be shown, totals among them.
    primary : sequence of bool of length n
        Counts that are hidden for being small.
    spread : int
        A reader who knows all that is shown, and that counts are whole and not negative,
        must find each of the small ones able to be greater by at least so much. [things counted]

    Returns
    -------
    ndarray of bool of shape (n,)
        The small counts and those hidden with them.

    Raises
    ------
    ModelError
        If a count is negative, or counts do not add up at a node.

    Notes
    -----
    A hidden count can be greater by ``spread`` where a closed walk leads through it over hidden
    counts alone: those walked along grow, those walked against shrink by as much, and every
    total shown stays. For each small count the walk is taken that hides the least: the sum of
    counts newly hidden (Dijkstra). Counts below ``spread`` are never walked against. A walk
    along totals alone always exists.

    References
    ----------
    .. [1] Kelly, Golden and Assad (1992), Networks 22(4), 397–417.

    Examples
    --------
    >>> row = [Cell("a", "b", 1), Cell("a", "b", 30), Cell("a", "b", 5), Cell("b", "a", 36)]
    >>> hidden_cells(row, [True, False, False, False], spread=2).tolist()
    [True, False, True, False]
    """
    _fail_if_no_table(cells)
    hidden = np.array(primary, dtype=bool)
    for number in np.flatnonzero(primary):
        hidden[_cheapest_walk(cells, hidden, int(number), spread)] = True
    return hidden


def _cheapest_walk(cells: Sequence[Cell], hidden: Bools, through: int, spread: int) -> list[int]:
    """Return the cells of the cheapest closed walk that lets one count grow."""
    start, end = cells[through].head, cells[through].tail
    arcs: dict[str, list[tuple[str, int, int]]] = {}
    for number, cell in enumerate(cells):
        if number != through:
            cost = 0 if hidden[number] else cell.value + 1
            arcs.setdefault(cell.tail, []).append((cell.head, cost, number))
            if cell.value >= spread:
                arcs.setdefault(cell.head, []).append((cell.tail, cost, number))
    best, came = {start: 0}, dict[str, tuple[str, int]]()
    queue = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > best[node]:
            continue
        for other, step, number in arcs.get(node, []):
            if cost + step < best.get(other, cost + step + 1):
                best[other], came[other] = cost + step, (node, number)
                heapq.heappush(queue, (cost + step, other))
    return [*_way_back(came, start, end)]


def _way_back(came: dict[str, tuple[str, int]], start: str, end: str) -> Iterator[int]:
    node = end
    while node != start:
        node, number = came[node]
        yield number


def _fail_if_no_table(cells: Sequence[Cell]) -> None:
    balance: dict[str, int] = {}
    for number, cell in enumerate(cells):
        if cell.value < 0:
            raise ModelError(
                f"cell {number} holds {cell.value}: counts must not be negative. Hide nothing "
                "in tables of balances, or give the two flows."
            )
        balance[cell.tail] = balance.get(cell.tail, 0) - cell.value
        balance[cell.head] = balance.get(cell.head, 0) + cell.value
    off = {node: amount for node, amount in balance.items() if amount}
    if off:
        node, amount = next(iter(off.items()))
        raise ModelError(
            f"counts differ by {abs(amount)} from their total at {node}: parts must add up to "
            "totals. Give the table whole, without rounding."
        )


def with_small_hidden(counts: pd.DataFrame, *, rule: SmallNumbers) -> pd.DataFrame:
    """Return a cross table with its totals, small counts and those that betray them hidden.

    Parameters
    ----------
    counts : DataFrame of shape (n_rows, n_columns)
        Whole counts, without totals. [things counted]
    rule : SmallNumbers
        Which counts are small.

    Returns
    -------
    DataFrame of shape (n_rows + 1, n_columns + 1)
        With row and column ``Razem``; hidden counts are ``<NA>``. A table of one column (or one
        row) has one total, not two.

    Raises
    ------
    ModelError
        If a count is missing, negative or no whole number, or a label is ``Razem``.

    Examples
    --------
    >>> from costmodel.indicators.small_numbers import default_small_numbers
    >>> table = pd.DataFrame({"a": [1, 20, 30]}, index=["x", "y", "z"])
    >>> with_small_hidden(table, rule=default_small_numbers())["a"].tolist()
    [<NA>, <NA>, 30, 51]
    """
    _fail_if_not_whole(counts)
    whole = counts.astype("int64")
    if len(whole.columns) > 1:
        whole = whole.assign(**{TOTAL: whole.sum(axis=1)})
    if len(whole.index) > 1:
        whole = pd.concat([whole, whole.sum().to_frame(TOTAL).T])
    values = whole.to_numpy()
    cells = [
        _cell(i, j, int(values[i, j]), len(counts.index), len(counts.columns))
        for i in range(len(whole.index))
        for j in range(len(whole.columns))
    ]
    small = [rule.hidden_from <= cell.value <= rule.hidden_up_to for cell in cells]
    hidden = hidden_cells(cells, small, spread=rule.spread).reshape(whole.shape)
    return whole.astype("Int64").mask(hidden)


def _cell(i: int, j: int, value: int, n_rows: int, n_columns: int) -> Cell:
    """Return a count of a cross table as a flow; totals, last of a row or column, flow back.

    Without a total of rows (one row) all columns are one node, and likewise for rows.
    """
    row = "rows" if i == n_rows or n_columns == 1 else f"row {i}"
    column = "columns" if j == n_columns or n_rows == 1 else f"column {j}"
    if n_rows == n_columns == 1:  # no total at all: nothing can be subtracted
        return Cell(row, row, value)
    is_one_total = (i == n_rows) != (j == n_columns)
    return Cell(column, row, value) if is_one_total else Cell(row, column, value)


def _fail_if_not_whole(counts: pd.DataFrame) -> None:
    values = counts.to_numpy(dtype=np.float64)
    if not np.isfinite(values).all() or (values != np.floor(values)).any() or (values < 0).any():
        raise ModelError(
            "a table to be shown holds a count that is missing, negative or no whole number: "
            "all must be known before small ones are hidden. Complete the table."
        )
    if TOTAL in counts.index or TOTAL in counts.columns:
        raise ModelError(f"the table has a label {TOTAL}: totals are added here. Leave them out.")
