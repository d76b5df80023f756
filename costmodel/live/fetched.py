"""The table of what was fetched: one figure a row, with the publisher's flag and its origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from costmodel.errors import InputError, Problem
from costmodel.statistics.figures import counts_things
from costmodel.statistics.observations import COLUMNS as OBSERVED_COLUMNS
from costmodel.tables import OBSERVATIONS, Status

COLUMNS = (*OBSERVED_COLUMNS, "attribute", "publisher", "external_id", "last_update", "asked_on")
KEY = ("teryt", "variable", "year")
_TEXTS = tuple(name for name in COLUMNS if name not in ("year", "value"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a publisher gives it.

    Parameters
    ----------
    value : float
        NaN where there is none. [``unit``]
    attribute : str
        The publisher's flag, as it stands; for a figure from a file, its checksum.
    last_update, asked_on : str
        Days (ISO 8601) of the publisher's last change and of its answer; empty where not told.
    """

    teryt: str
    variable: str
    year: int
    value: float
    unit: str
    status: Status
    source: str
    attribute: str
    publisher: str
    external_id: str
    last_update: str
    asked_on: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """Figures with what is to be told of them.

    Parameters
    ----------
    table : DataFrame
        Columns :data:`COLUMNS`; the first seven are :data:`costmodel.tables.OBSERVATIONS`.
    notices : tuple of Problem
        What could not be had or was left out.
    """

    table: pd.DataFrame
    notices: tuple[Problem, ...] = ()


def table_of(figures: Iterable[Figure]) -> pd.DataFrame:
    """Return figures as a table, checked.

    Where a figure came under two codes of one gmina, the one with a value is kept.

    Raises
    ------
    InputError
        If one area, variable and year has two different values.
    """
    rows = [tuple(getattr(one, name) for name in COLUMNS) for one in _each_once(figures)]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"year": int, "value": float} | dict.fromkeys(_TEXTS, "str")
    )
    if len(table):
        OBSERVATIONS.validate(table[list(OBSERVED_COLUMNS)])
    return table.sort_values(list(KEY), ignore_index=True)


def _each_once(figures: Iterable[Figure]) -> list[Figure]:
    kept: dict[tuple[str, str, int], Figure] = {}
    problems = []
    for one in figures:
        key = (one.teryt, one.variable, one.year)
        other = kept.setdefault(key, one)
        if other is one or one.status is not Status.OBSERVED:
            continue
        if other.status is Status.OBSERVED and other.value != one.value:
            problems.append(_two_values(other, one))
        kept[key] = one if other.status is not Status.OBSERVED else other
    if problems:
        raise InputError(problems)
    return list(kept.values())


def _two_values(first: Figure, second: Figure) -> Problem:
    return Problem(
        first.source,
        f"{first.teryt}, {first.variable}, {first.year}",
        f"{first.value:g} i {second.value:g} ({second.source})",
        "jedna wartość",
        "Sprawdź w serwisie wydawcy, która jest właściwa, i wpisz ją sam: wpis ręczny wygrywa.",
    )


def completed(first: pd.DataFrame, others: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return a table completed with rows of others, each only where no value stands yet.

    Parameters
    ----------
    first : DataFrame
        Its values win. Columns :data:`COLUMNS`, as in all ``others``, which go in their order.

    Examples
    --------
    >>> completed(table_of([]), [table_of([])]).empty
    True
    """
    whole = pd.concat([table for table in (first, *others) if len(table)] or [first])
    valueless = (whole["status"] != Status.OBSERVED.value).to_numpy()
    order = whole.assign(_valueless=valueless).sort_values("_valueless", kind="stable")
    kept = order.drop_duplicates(list(KEY)).drop(columns="_valueless")
    return kept.sort_values(list(KEY), ignore_index=True)


def negative_count(figure: Figure) -> Problem | None:
    """Return what is wrong with a count below zero, or ``None``."""
    if figure.value < 0 and counts_things(figure.unit, figure.variable):
        place = f"{figure.teryt}, {figure.variable}, {figure.year}"
        mend = "Tej liczby nie wpisano: sprawdź ją w serwisie wydawcy."
        return Problem(figure.source, place, f"{figure.value:g}", "liczba nieujemna", mend)
    return None
