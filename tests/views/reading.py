"""Look up means in a table of a view."""

from __future__ import annotations

import pandas as pd


def means(table: pd.DataFrame, **chosen: str) -> list[float]:
    """The means of the rows with these values, in order."""
    for column, value in chosen.items():
        table = table[table[column] == value]
    return [float(x) for x in table["mean"]]
