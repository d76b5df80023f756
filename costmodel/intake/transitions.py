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
    """Return counts over all years that may be printed: rounded, so that none tells of a person.

    Parameters
    ----------
    table : DataFrame
        What :func:`counted_transitions` returns.

    Returns
    -------
    DataFrame
        problem, from, to, count. [persons]

    Notes
    -----
    Years are added up first. Each count is rounded to the nearest multiple of
    ``smallest_printed`` (register.toml), as an annex rounds it: were small counts hidden here and
    rounded there, the two together would tell them. Totals are not to be printed unrounded.

    Examples
    --------
    >>> rows = [("x", "a", to, n, 2023, "OPS") for to, n in (("a", 40), ("b", 2), ("left", 1))]
    >>> printable_counts(counts_table(rows))["count"].tolist()
    [39, 3, 0]
    """
    summed = table.groupby(["problem", "from", "to"], sort=True)["count"].sum().reset_index()
    step = register_rules().smallest_printed
    rounded = (summed["count"].astype(int) + step // 2) // step * step
    return summed.assign(count=rounded)[list(COLUMNS[:4])]


def printable_text(table: pd.DataFrame) -> str:
    """Return the counts that may be printed as a file.

    Examples
    --------
    >>> rows = [("x", "a", to, n, 2023, "OPS") for to, n in (("a", 40), ("b", 9), ("left", 1))]
    >>> printable_text(counts_table(rows)).split()
    ['problem;from;to;count', 'x;a;a;39', 'x;a;b;9', 'x;a;left;0']
    """
    counts = printable_counts(table)
    return sheet_text(counts.astype("str"), separator=";", newline="\r\n")
