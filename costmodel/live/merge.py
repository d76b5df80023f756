"""Put fetched figures beside those of a workspace, so that nothing a person typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from costmodel.live.fetched import KEY
from costmodel.statistics.observations import COLUMNS
from costmodel.tables import OBSERVATIONS, Status

_WRITTEN_DIGITS = 1e-11
DIFFERENCE_COLUMNS = (*KEY, "own", "own_unit", "own_source", "fetched", "fetched_unit", "source")


@dataclass(frozen=True, slots=True)
class Merged:
    """The figures after fetching, and what happened to them.

    Parameters
    ----------
    table : DataFrame
        :data:`costmodel.tables.OBSERVATIONS`.
    added, refreshed, kept : int
        Rows that are new, that an earlier fetch had written and a newer one replaced, and
        that a person typed.
    differences : DataFrame
        Rows where the person's figure stayed and the publisher's differs: :data:`KEY`, own,
        own_unit, own_source, fetched, fetched_unit, source.
    """

    table: pd.DataFrame
    added: int
    refreshed: int
    kept: int
    differences: pd.DataFrame


def merged(own: pd.DataFrame, fetched: pd.DataFrame, *, earlier: Sequence[pd.DataFrame]) -> Merged:
    """Return the figures of a workspace completed with fetched ones.

    Parameters
    ----------
    own : DataFrame
        What stands in ``statistics.csv`` now.
    fetched : DataFrame
        What came now. Columns of :data:`costmodel.tables.OBSERVATIONS`; others are left out.
    earlier : sequence of DataFrame
        What the fetches before wrote; none the first time.

    Notes
    -----
    One figure is one (area, variable, year). A row is a person's unless it stands in
    one of ``earlier`` with the same value, unit and status. A person's row wins, except one that
    only says *missing*: there a fetched value is put. A fetched *missing* replaces no value.

    Examples
    --------
    >>> row = ["3215011", "births", 2023, 5.0, "osoba", "observed", "USC"]
    >>> typed = pd.DataFrame([row], columns=list(COLUMNS))
    >>> new = typed.assign(value=7.0, source="GUS")
    >>> result = merged(typed, new, earlier=[new])
    >>> result.table["value"].tolist(), len(result.differences)
    ([5.0], 1)
    """
    mine, news = _by_key(own), _by_key(fetched)
    both = mine.index.intersection(news.index)
    old, new = mine.loc[both], news.loc[both]
    valued = ~_same(old, new) & (new["status"] == Status.OBSERVED.value)
    written_by_fetch = pd.Series(data=False, index=both)
    for before in earlier:
        written_by_fetch |= _same(old, _by_key(before).reindex(both))
    replaced = valued & (written_by_fetch | (old["status"] == Status.MISSING.value))
    stays = mine.drop(both[replaced])
    added = news.drop(both)
    whole = pd.concat([part for part in (stays, new[replaced], added) if len(part)] or [mine])
    in_order = whole.loc[[*mine.index, *added.index]]
    return Merged(
        table=_observations(in_order),
        added=len(added),
        refreshed=int(replaced.sum()),
        kept=len(stays),
        differences=_differences(old[valued & ~replaced], new[valued & ~replaced]),
    )


def _by_key(table: pd.DataFrame) -> pd.DataFrame:
    return OBSERVATIONS.validate(table[list(COLUMNS)]).set_index(list(KEY))


def _same(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series[bool]:
    """Return where value (to the digits that a file keeps), unit and status agree."""
    first, second = (table["value"].to_numpy(dtype=float) for table in (one, other))
    equal = np.isclose(first, second, rtol=_WRITTEN_DIGITS, atol=0.0, equal_nan=True)
    texts = (one["unit"] == other["unit"]) & (one["status"] == other["status"])
    return pd.Series(texts.to_numpy(dtype=bool) & equal, index=one.index)


def _observations(table: pd.DataFrame) -> pd.DataFrame:
    checked: pd.DataFrame = OBSERVATIONS.validate(table.reset_index()[list(COLUMNS)])
    return checked


def _differences(own: pd.DataFrame, fetched: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "own": own["value"],
            "own_unit": own["unit"],
            "own_source": own["source"],
            "fetched": fetched["value"],
            "fetched_unit": fetched["unit"],
            "source": fetched["source"],
        }
    )
    return table.reset_index()[list(DIFFERENCE_COLUMNS)]
