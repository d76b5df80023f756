"""Rows of a table for reading, by the words at their head."""

from __future__ import annotations

import pandas as pd


def rows_of(table: pd.DataFrame, *names: str) -> list[list[str]]:
    """Every row whose head begins with ``names``, as texts."""
    heads = [index if isinstance(index, tuple) else (index,) for index in table.index.to_list()]
    return [
        [str(cell) for cell in row]
        for head, row in zip(heads, table.to_numpy(), strict=True)
        if head[: len(names)] == names
    ]


def row_of(table: pd.DataFrame, *names: str) -> list[str]:
    """The one row whose head begins with ``names``."""
    (row,) = rows_of(table, *names)
    return row
