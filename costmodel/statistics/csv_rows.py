"""The cells of a CSV text by line, or why it is no table that could be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from costmodel.errors import InputError, Problem
from costmodel.limits import MOST_COLUMNS, size_problem

Row = tuple[int, list[str]]
_MARKS_IN_A_CELL = 10
"""Separators may stand within a cell in quotation marks: the headers of BDL have up to six."""


def csv_rows(text: str, *, separator: str, file: str) -> list[Row]:
    """Return the cells of every row, with the number of its last line.

    Parameters
    ----------
    text : str
        The whole table, not empty.
    file : str
        Its name told to the user; no message repeats what stands in a cell.

    Raises
    ------
    InputError
        If the text is no CSV, or a row has more cells or longer ones than any real table.

    Examples
    --------
    >>> csv_rows("a;b\\n1;2\\n", separator=";", file="x.csv")
    [(1, ['a', 'b']), (2, ['1', '2'])]
    """
    rows: list[Row] = []
    marks = 0

    def lines() -> Iterator[str]:
        nonlocal marks
        for line in io.StringIO(text, newline=""):
            marks += line.count(separator)
            if marks > _MARKS_IN_A_CELL * MOST_COLUMNS:
                raise csv.Error
            yield line

    reader = csv.reader(lines(), delimiter=separator)
    try:
        for cells in reader:
            marks = 0
            wrong = size_problem(cells, file=file, line=reader.line_num)
            if wrong:
                raise InputError([wrong])
            rows.append((reader.line_num, cells))
    except csv.Error as error:
        mend = "Zapisz plik jeszcze raz jako „CSV UTF-8 (rozdzielany przecinkami)”."
        place = f"wiersz {max(reader.line_num, 1)}"
        value = "wiersz albo komórka bez końca"
        raise InputError([Problem(file, place, value, "tabela CSV", mend)]) from error
    return rows
