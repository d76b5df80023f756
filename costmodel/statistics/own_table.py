"""A small table that an office fills in: in each row a name, a number, a year and a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.figures import number
from costmodel.statistics.sheet import Sheet, read_sheet

RowProblems = Callable[[Sheet, int, Mapping[str, str]], list[Problem]]
"""Sheet, line and row → what is wrong with the row."""


def empty_own_table(columns: Sequence[str]) -> pd.DataFrame:
    """Return the table without rows.

    Examples
    --------
    >>> list(empty_own_table(("level", "persons", "year", "source")).dtypes.astype(str))
    ['str', 'float64', 'int64', 'str']
    """
    return _typed([], columns)


def read_own_table(
    path: Path, columns: Sequence[str], *, row_problems: RowProblems, once: str
) -> pd.DataFrame:
    """Return the rows of a file, or none where there is no such file.

    Parameters
    ----------
    columns : sequence of str
        Names of the four columns, in the order of the module's first line.
    row_problems : callable
        Tells what is wrong with a row.
    once : str
        What must stand once, in Polish: a name in a year.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    if not path.exists():
        return empty_own_table(columns)
    name, value, year, source = columns
    sheet = read_sheet(path, required=columns)
    problems = [p for line, row in sheet.rows for p in row_problems(sheet, line, row)]
    twice = Counter((row[name], row[year]) for _, row in sheet.rows)
    problems += [
        Problem(sheet.file, "", ", ".join(key), once, "Usuń powtórzony wiersz.")
        for key, count in twice.items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)
    rows = [
        (row[name], number(row[value], decimal=sheet.decimal), int(row[year]), row[source])
        for _, row in sheet.rows
    ]
    return _typed(rows, columns)


def _typed(rows: Sequence[tuple[object, ...]], columns: Sequence[str]) -> pd.DataFrame:
    name, value, year, source = columns
    table = pd.DataFrame(list(rows), columns=list(columns))
    return table.astype({name: "str", value: float, year: int, source: "str"})
