"""Count how many people moved from each level to each end within a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from costmodel.intake.register import Stay, histories, register_rules
from costmodel.intake.transitions_file import COLUMNS, INDEPENDENT, LEFT, counts_table
from costmodel.statistics.sheet import sheet_text

PRINTABLE_FILE = "przejscia-do-druku.csv"
HIDDEN = "#"
"""The sign of GUS for a figure that is secret."""
_DECEMBER, _LAST_DAY = 12, 31


def counted_transitions(stays: Sequence[Stay], *, source: str) -> pd.DataFrame:
    """Return counts of people by where they were on 31 December and where a year later.

    Parameters
    ----------
    stays : sequence of Stay
        A checked register. [one row per person, problem and level]
    source : str
        Kept beside each count.

    Returns
    -------
    DataFrame
        problem, from, to, count [persons], year, source; ``to`` is a level, ``independent_1``
        or ``left``, ``year`` the one in which the move was made.

    Notes
    -----
    A person is on a level on a day if ``start <= day < end``. Only people on a level at the
    beginning are counted; whoever returns within the year is where the year's end finds them.
    The register is taken as complete to its latest date: a year counts if its 31 December is not
    later. Those who stayed are counted too, so a row sums to the people at its beginning.

    Examples
    --------
    >>> first = Stay(2, "a1", "poverty", "occasional", date(2022, 5, 1), date(2023, 3, 1), "level")
    >>> later = Stay(3, "a1", "poverty", "recurring", date(2023, 3, 1), date(2024, 1, 9), "left")
    >>> counted_transitions([first, later], source="OPS").to_dict("records")[0]["to"]
    'recurring'
    """
    if not stays:
        return counts_table([])
    complete = max(day for stay in stays for day in (stay.start, stay.end) if day)
    years = range(min(stay.start for stay in stays).year + 1, complete.year + 1)
    counts: Counter[tuple[str, str, str, int]] = Counter()
    for (_, problem), history in histories(stays).items():
        for year in years:
            begin, end = _last_day(year - 1), _last_day(year)
            before = _on_level(history, begin)
            if before is not None and end <= complete:
                counts[(problem, before.level, _whereto(history, end), year)] += 1
    rows = [(*key[:3], count, key[3], source) for key, count in sorted(counts.items())]
    return counts_table(rows)


def _last_day(year: int) -> date:
    return date(year, _DECEMBER, _LAST_DAY)


def _on_level(history: Sequence[Stay], day: date) -> Stay | None:
    return next((s for s in history if s.start <= day and (s.end is None or s.end > day)), None)


def _whereto(history: Sequence[Stay], day: date) -> str:
    """Return the level on ``day``, or why the last stay before it ended."""
    now = _on_level(history, day)
    if now is not None:
        return now.level
    last = [at for at, stay in enumerate(history) if stay.end is not None and stay.end <= day][-1]
    if history[last].leads_to == "level":  # the change of level falls between the two years
        return history[last + 1].level
    return INDEPENDENT if history[last].leads_to == "independent" else LEFT


def printable_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Return counts over all years that may be printed: small ones are missing.

    Parameters
    ----------
    table : DataFrame
        What :func:`counted_transitions` returns.

    Returns
    -------
    DataFrame
        problem, from, to, count (``<NA>`` where hidden). [persons]

    Notes
    -----
    Years are added up first. A count above zero and below ``smallest_printed`` (register.toml) is
    hidden; if it is the only one hidden in its row, the smallest other count above zero is hidden
    too, so that it cannot be had from a total of the row. A row with nothing else to hide with
    is hidden whole already. Publish either this table or a table by year, never both.

    Examples
    --------
    >>> rows = [("x", "a", to, n, 2023, "OPS") for to, n in (("a", 40), ("b", 9), ("left", 1))]
    >>> printable_counts(counts_table(rows))["count"].tolist()
    [40, <NA>, <NA>]
    """
    summed = table.groupby(["problem", "from", "to"], sort=True)["count"].sum().reset_index()
    summed["count"] = summed["count"].astype("Int64")
    least = register_rules().smallest_printed
    for _, row in summed.groupby(["problem", "from"]):
        small = row.index[(row["count"] > 0) & (row["count"] < least)]
        hidden = list(small)
        rest = row.drop(index=small)
        rest = rest[rest["count"] > 0]
        if len(small) == 1 and len(rest):
            hidden.append(rest["count"].astype(int).idxmin())
        summed.loc[hidden, "count"] = pd.NA
    return summed[list(COLUMNS[:4])]


def printable_text(table: pd.DataFrame) -> str:
    """Return the counts that may be printed as a file, the hidden ones under their sign.

    Examples
    --------
    >>> rows = [("x", "a", to, n, 2023, "OPS") for to, n in (("a", 40), ("b", 9), ("left", 1))]
    >>> printable_text(counts_table(rows)).split()
    ['problem;from;to;count', 'x;a;a;40', 'x;a;b;#', 'x;a;left;#']
    """
    counts = printable_counts(table)
    signs = counts["count"].astype("str").where(counts["count"].notna(), HIDDEN)
    return sheet_text(counts.assign(count=signs), separator=";", newline="\r\n")
