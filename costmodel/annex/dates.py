"""Days and years in Polish: „1 stycznia 2027 r.”, „2026–2033”."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from costmodel.annex.nbsp import HARD
from costmodel.annex.wording import load_wording
from costmodel.errors import ModelError
from costmodel.language import locale_of


def year_range(first: int, last: int, *, lang: str | None = None) -> str:
    """Return years with an en dash, one year alone.

    Raises
    ------
    ModelError
        If ``first`` comes after ``last``.

    Examples
    --------
    >>> year_range(2026, 2033), year_range(2026, 2026)
    ('2026–2033', '2026')
    """
    if first > last:
        raise ModelError(f"years from {first} to {last}: the first must not be after the second.")
    if first == last:
        return str(first)
    return load_wording(lang).say("number.year_range", first=str(first), last=str(last))


def year_list(years: Iterable[int], *, lang: str | None = None) -> str:
    """Return years in order, runs of three and more as ranges.

    Examples
    --------
    >>> year_list([2030, 2026, 2027, 2028]), year_list([2026, 2027])
    ('2026–2028, 2030', '2026, 2027')
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    shown = [
        year_range(run[0], run[-1], lang=lang) if len(run) > 2 else ", ".join(map(str, run))
        for run in runs
    ]
    return ", ".join(shown)


def long_date(day: date, *, lang: str | None = None) -> str:
    """Return a day in full.

    Examples
    --------
    >>> long_date(date(2027, 1, 1)).replace(HARD, " ")
    '1 stycznia 2027 r.'
    """
    text = format_date(day, format="long", locale=locale_of(lang))
    return load_wording(lang).say("number.long_date", date=text).replace(" ", HARD)
