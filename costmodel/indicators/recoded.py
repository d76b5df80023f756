"""Series of areas whose TERYT code changed: carried to the new code, or kept and flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from costmodel.errors import ModelError
from costmodel.tables import OBSERVATIONS, Status

FLAGS = ("old", "new", "year", "kind", "variable", "years")


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A change of code: from ``year`` on, ``old`` is ``new``.

    ``rename``: one old, one new (also a change of kind). ``merger``: several rows share ``new``.
    ``split``: several rows share ``old``; nobody knows how its past figures divide.
    """

    old: str
    new: str
    year: int
    kind: Literal["rename", "merger", "split"]


def recoded(
    observations: pd.DataFrame, changes: Sequence[CodeChange], *, sums: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations under today's codes, and what could not be carried over.

    Parameters
    ----------
    observations : DataFrame
        As :data:`costmodel.tables.OBSERVATIONS`.
    changes : sequence of CodeChange
        In any order; a chain of changes is followed.
    sums : sequence of str
        Variables that may be added up when areas merge. Rates may not.

    Returns
    -------
    observations : DataFrame
        Figures of renamed areas stand under the new code, of merged ones as the sum (unknown
        where a part is unknown); the source tells it. No figure is lost: what cannot be carried
        stays under its old code. Where the new code has a figure of that year, that one stands.
    flags : DataFrame
        ``old``, ``new``, ``year``, ``kind``, ``variable``, ``years`` of what was not carried.

    Raises
    ------
    ModelError
        If codes change in a circle.
    """
    table = OBSERVATIONS.validate(observations)
    flags: list[tuple[object, ...]] = []
    for group in _in_order(changes):
        table, left = _carried(table, group, set(sums))
        flags += left
    ordered = table.sort_values(["teryt", "variable", "year"]).reset_index(drop=True)
    checked: pd.DataFrame = OBSERVATIONS.validate(ordered)
    return checked, pd.DataFrame(flags, columns=list(FLAGS))


def _in_order(changes: Sequence[CodeChange]) -> list[list[CodeChange]]:
    """Return the changes by year, those into one new code or out of one split together."""
    groups: dict[tuple[int, str, str], list[CodeChange]] = {}
    for change in changes:
        key = change.old if change.kind == "split" else change.new
        groups.setdefault((change.year, change.kind, key), []).append(change)
    seen: set[str] = set()
    for (year, _, _), group in sorted(groups.items()):
        back = [change.new for change in group if change.new in seen]
        if back:
            raise ModelError(
                f"code {back[0]} is old and new again in {year}: codes must not change in a "
                "circle. Mend the list of changes."
            )
        seen |= {change.old for change in group if change.old != change.new}
    return [group for _, group in sorted(groups.items())]


def _carried(
    table: pd.DataFrame, group: Sequence[CodeChange], sums: set[str]
) -> tuple[pd.DataFrame, list[tuple[object, ...]]]:
    olds, change = [c.old for c in group], group[0]
    past = table[table["teryt"].isin(olds) & (table["year"] < change.year)]
    if change.kind == "split":
        return table, _flags(past, group)
    apart = past[~past["variable"].isin(sums)] if change.kind == "merger" else past.iloc[:0]
    movable = past.drop(apart.index)
    merged = _summed(movable, olds, change)
    rest = table.drop(movable.index)
    there = _keys(rest[rest["teryt"] == change.new])
    fresh = merged[~_keys(merged).isin(there)]
    moved = _keys(movable).isin(_keys(fresh))
    kept = table.drop(movable.index[moved])
    return pd.concat([kept, fresh[table.columns]], ignore_index=True), _flags(apart, group)


def _keys(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["variable", "year"]])


def _summed(past: pd.DataFrame, olds: Sequence[str], change: CodeChange) -> pd.DataFrame:
    """Return one row for each variable and year, known where all parts are."""
    parts = past.groupby(["variable", "year"], as_index=False, sort=True).agg(
        value=("value", "sum"),
        unit=("unit", "first"),
        status=("status", _joint),
        source=("source", lambda column: "; ".join(dict.fromkeys(column))),
        n=("value", "size"),
    )
    short = parts["n"] < len(olds)
    unknown = short & (parts["status"] == Status.OBSERVED.value)
    parts.loc[unknown, "status"] = Status.MISSING.value
    parts.loc[parts["status"] != Status.OBSERVED.value, "value"] = np.nan
    note = f"przeniesione z {', '.join(olds)} (zmiana kodu od {change.year} r.): "
    return parts.assign(teryt=change.new, source=note + parts["source"]).astype(
        {"value": float, "teryt": "str", "status": "str"}
    )


def _joint(statuses: pd.Series[str]) -> str:
    for status in (Status.SECRET, Status.NOT_APPLICABLE, Status.MISSING):
        if (statuses == status.value).any():
            return status.value
    return Status.OBSERVED.value


def _flags(past: pd.DataFrame, group: Sequence[CodeChange]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for change in group:
        own = past[past["teryt"] == change.old]
        for variable, part in own.groupby("variable"):
            years = f"{part['year'].min()}-{part['year'].max()}"
            rows.append((change.old, change.new, change.year, change.kind, str(variable), years))
    return rows
