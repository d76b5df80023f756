"""What a chart needs of the table it draws: its columns, some rows, and numbers in them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from costmodel.errors import ModelError

RANGE = ("median", "low", "high")
INNER = ("inner_low", "inner_high")
"""The middle half of what may come, where a forecast has it."""


def checked(table: pd.DataFrame, *columns: str, numbers: tuple[str, ...] = RANGE) -> pd.DataFrame:
    """Return ``columns`` of ``table``, in its order of rows.

    Parameters
    ----------
    table : DataFrame
        What is to be drawn.
    *columns : str
        Columns it must have besides ``numbers``.
    numbers : tuple of str
        Columns that must hold finite numbers.

    Raises
    ------
    ModelError
        If a column or all rows are missing, a number is not finite, or ``low``, ``median``
        and ``high`` of a row are out of order.
    """
    wanted = [*columns, *numbers]
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise ModelError(
            f"the table of a figure has no column {', '.join(missing)}: it must have "
            f"{', '.join(wanted)}. Its columns are {', '.join(map(str, table.columns))}."
        )
    if table.empty:
        raise ModelError("the table of a figure has no rows: there must be one at least.")
    values = table[list(numbers)].to_numpy(dtype=float)
    if not np.isfinite(values).all():
        row, column = (int(i) for i in np.argwhere(~np.isfinite(values))[0])
        raise ModelError(
            f"column {numbers[column]} of the table of a figure holds {values[row, column]} in row "
            f"{row + 1}: it must be a finite number. Leave the row out by name, or fill it."
        )
    if numbers == RANGE:
        _fail_if_out_of_order(values)
    return table[wanted].reset_index(drop=True)


def forecast_rows(forecast: pd.DataFrame) -> pd.DataFrame:
    """Return the checked rows of a forecast by year, with :data:`INNER` where it has both.

    Raises
    ------
    ModelError
        As :func:`checked`; also if the middle half does not lie inside the interval.
    """
    inner = INNER if set(INNER) <= set(forecast.columns) else ()
    rows = checked(forecast, "year", numbers=(*RANGE, *inner)).sort_values("year")
    _fail_if_out_of_order(rows[list(RANGE)].to_numpy(dtype=float))
    for lower, upper in ((RANGE[1], INNER[0]), (INNER[1], RANGE[2])) if inner else ():
        off = rows[lower] > rows[upper]
        if off.any():
            year = int(rows.loc[off, "year"].iloc[0])
            raise ModelError(
                f"in {year} the forecast of a figure has {lower} above {upper}: the middle half "
                "must lie inside the interval."
            )
    return rows.reset_index(drop=True)


def with_gaps(history: pd.DataFrame) -> pd.DataFrame:
    """Return ``history`` with one row for each year, missing years as NaN: a gap in the line.

    Raises
    ------
    ModelError
        If a year stands twice, or no year has a value.

    Examples
    --------
    >>> known = pd.DataFrame({"year": [2020, 2022], "value": [1.0, 3.0]})
    >>> with_gaps(known)["value"].tolist()
    [1.0, nan, 3.0]
    """
    known = history.set_index("year")["value"].astype(float).sort_index()
    if known.index.has_duplicates or known.isna().all():
        raise ModelError(
            "the history of a figure must give each year once, and a value for one year at least: "
            f"it has {len(known)} rows, {known.index.nunique()} years, {known.count()} values."
        )
    years = pd.RangeIndex(int(known.index.min()), int(known.index.max()) + 1, name="year")
    return known.reindex(years).reset_index()


def _fail_if_out_of_order(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    median, low, high = values.T
    off = (low > median) | (median > high)
    if off.any():
        row = int(np.argmax(off))
        raise ModelError(
            f"row {row + 1} of the table of a figure has low {low[row]:g}, median {median[row]:g}, "
            f"high {high[row]:g}: they must not fall. {int(off.sum())} of {off.size} rows fail."
        )
