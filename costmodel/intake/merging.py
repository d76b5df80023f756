"""Put given figures beside those of a workspace: what stands there stays, and differences are told.

A figure that an earlier import wrote carries the name of its file in the source, in square
brackets; a newer import of the same file replaces it, and says so.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from costmodel.statistics.tidy import STATUS_WORDS
from costmodel.tables import Status

_WORD: dict[str, str] = {
    status.value: word for word, status in reversed(list(STATUS_WORDS.items()))
}
"""How a status is told: the first, Polish, word for it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that stands in the workspace and was given anew: ``replaced`` or left as it was."""

    key: str
    stands: str
    given: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """A table after joining: the rows, how many are new, and what differs."""

    table: pd.DataFrame
    added: int
    changes: tuple[Change, ...]


def marked(table: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return figures whose source names the file they came from.

    Examples
    --------
    >>> marked(pd.DataFrame({"source": ["OPS"]}), "formularz.xlsx")["source"].tolist()
    ['OPS [formularz.xlsx]']
    """
    return table.assign(source=table["source"].astype("str") + f" [{file}]")


def joined(own: pd.DataFrame, given: pd.DataFrame, *, key: Sequence[str], file: str) -> Joined:
    """Return the rows of a workspace with given ones.

    Parameters
    ----------
    own : DataFrame
        What stands in the table now.
    given : DataFrame
        The same columns, each source marked with ``file``; see :func:`marked`.
    key : sequence of str
        Columns that say which figure it is; each figure stands once in either table.
    file : str
        Where the given figures come from.

    Notes
    -----
    A row that stands there wins, unless it came from ``file`` itself, or says only that the
    value is missing. The order of rows stays; new ones come last.

    Examples
    --------
    >>> own = pd.DataFrame({"kind": ["posts"], "value": [3.0], "source": ["OPS"]})
    >>> new = pd.DataFrame({"kind": ["posts"], "value": [4.0], "source": ["OZPS [f.xlsx]"]})
    >>> result = joined(own, new, key=["kind"], file="f.xlsx")
    >>> result.table["value"].tolist(), result.changes[0].stands, result.changes[0].given
    ([3.0], '3', '4')
    """
    kept = {_key(row, key): row for row in own.to_dict("records")}
    changes, added = [], 0
    for row in given.to_dict("records"):
        name = _key(row, key)
        stands = kept.get(name)
        if stands is None:
            kept[name] = row
            added += 1
            continue
        if _told(stands) == _told(row):
            continue
        from_file = str(stands["source"]).endswith(f"[{file}]")
        empty = stands.get("status") == Status.MISSING.value
        replaced = from_file or empty
        changes.append(Change(", ".join(map(str, name)), _told(stands), _told(row), replaced))
        if replaced:
            kept[name] = row
    table = pd.DataFrame(list(kept.values()), columns=list(own.columns))
    return Joined(table.astype(own.dtypes.to_dict()), added, tuple(changes))


def _key(row: Mapping[Hashable, object], key: Sequence[str]) -> tuple[object, ...]:
    return tuple(row[column] for column in key)


def _told(row: Mapping[Hashable, object]) -> str:
    """Return what a row says, without its source: number and unit, or the status."""
    if row.get("status", Status.OBSERVED.value) != Status.OBSERVED.value:
        return _WORD[str(row["status"])]
    value = row["value"] if "value" in row else row["persons"]
    return f"{value:.12g} {row.get('unit', '')}".strip().replace(".", ",")
