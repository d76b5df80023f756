"""Breaks in a series: years from which a figure means something else than before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import pandas as pd
from pydantic import Field, field_validator

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.resources import data_path
from costmodel.sources import Source
from costmodel.translation import translated

_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """One break (change of definition or base) or event (shock in the thing itself).

    ``first_year`` is the first yearly figure that it touches, ``since`` the day, ``whole_year``
    the first figure wholly after it: a criterion raised in October touches two yearly changes of
    a sum over the year. ``variables`` are ids or patterns (``assistance_*``). ``short`` (at most
    three words) names it in a chart, ``label`` in a sentence. Both are Polish.
    """

    variables: tuple[str, ...]
    first_year: int
    since: date
    kind: Literal["break", "event"]
    short: str
    label: str
    source: Source
    whole_year: int = 0

    @property
    def last_touched(self) -> int:
        """Return the last year whose change from the year before is not like for like."""
        return max(self.first_year, self.whole_year)

    def touches(self, variable: str) -> bool:
        """Return whether the break is one of this variable."""
        return any(fnmatchcase(variable, pattern) for pattern in self.variables)

    def __str__(self) -> str:
        return translated(f"{self.label} Źródło: {self.source}.")


class _BreakForm(Declared):
    variables: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
    first_year: int = Field(ge=1990, le=2100)
    whole_year: int | None = Field(default=None, ge=1990, le=2100)
    since: date
    kind: Literal["break", "event"]
    short: str
    label: str = Field(min_length=1)
    source: DeclaredSource

    @field_validator("short")
    @classmethod
    def _fail_if_too_long(cls, short: str) -> str:
        if not 1 <= len(short.split()) <= _MOST_WORDS:
            raise ValueError("od jednego do trzech słów")
        return short


class _BreaksForm(Declared):
    series: list[_BreakForm]


def read_breaks(path: Path) -> tuple[SeriesBreak, ...]:
    """Return all breaks that stand in a TOML file (``[[series]]`` tables).

    Raises
    ------
    InputError
        With every row and key that is wrong, at once.
    """
    return tuple(
        SeriesBreak(
            variables=row.variables,
            first_year=row.first_year,
            since=row.since,
            kind=row.kind,
            short=row.short,
            label=row.label,
            source=row.source.as_source(),
            whole_year=row.whole_year or row.first_year,
        )
        for row in read_declared(path, _BreaksForm).series
    )


def breaks_of(variable: str, *, path: Path | None = None) -> tuple[SeriesBreak, ...]:
    """Return the known breaks of one variable, oldest first.

    Examples
    --------
    >>> [(b.first_year, b.kind) for b in breaks_of("unemployed_registered")]
    [(2020, 'event'), (2025, 'break')]
    """
    known = read_breaks(path or data_path("series_breaks.toml"))
    return tuple(sorted((b for b in known if b.touches(variable)), key=lambda b: b.first_year))


def breaks_table(variables: Sequence[str], *, path: Path | None = None) -> pd.DataFrame:
    """Return the breaks of many variables, to print beside their series.

    Returns
    -------
    DataFrame
        One row per variable and break: ``variable``, ``year``, ``since``, ``kind``, ``short``,
        ``label``, ``source``; in the order of the variables, oldest first.

    Examples
    --------
    >>> breaks_table(["unemployed_registered"])[["year", "short"]].to_dict("list")
    {'year': [2020, 2025], 'short': ['pandemia', 'nowa definicja']}
    """
    columns = ["variable", "year", "since", "kind", "short", "label", "source"]
    rows = [
        (variable, b.first_year, b.since, b.kind, b.short, b.label, str(b.source))
        for variable in variables
        for b in breaks_of(variable, path=path)
    ]
    return pd.DataFrame(rows, columns=columns)


def spliced(history: pd.Series[float], breaks: Sequence[SeriesBreak]) -> pd.Series[float]:
    """Return the history with years before each break moved to the level after it.

    Parameters
    ----------
    history : Series of float, index of int years without gaps
        Figures above zero. [unit of series]
    breaks : sequence of SeriesBreak
        Only those of kind ``break`` inside the history matter; events stay as they are.

    Notes
    -----
    A change of definition must not be read as a change of the thing. What the year of the break
    would have brought is unknown; it is put at the median of the other yearly log changes. Where
    a break touches two changes (``whole_year``), both are replaced.
    """
    years = history.index.to_numpy()
    logs = np.log(history.to_numpy(dtype=np.float64))
    touched = {
        year
        for b in breaks
        if b.kind == "break"
        for year in range(b.first_year, b.last_touched + 1)
    }
    cuts = sorted(touched & set(years[1:].tolist()))
    changes = np.diff(logs)
    at_break = np.isin(years[1:], cuts)
    if not cuts or at_break.all():
        return history
    changes = np.where(at_break, np.median(changes[~at_break]), changes)
    back = logs[-1] - np.concatenate([np.cumsum(changes[::-1])[::-1], [0.0]])
    return pd.Series(np.exp(back), index=history.index, name=history.name)
