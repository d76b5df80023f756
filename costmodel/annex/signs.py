"""The signs of official statistics in a table: „–”, „0”, „.”, „#” and „x” all differ."""

from __future__ import annotations

import math
from collections.abc import Callable

from costmodel.annex.numbers import Number, integer
from costmodel.errors import ModelError
from costmodel.tables import Status

DID_NOT_OCCUR = "–"
SIGNS: dict[Status, str] = {
    Status.MISSING: ".",
    Status.SECRET: "#",
    Status.NOT_APPLICABLE: "x",
}
"""The sign of a cell without a value."""


def cell(
    number: Number | None,
    status: Status | str = Status.OBSERVED,
    formatter: Callable[[Number], str] = integer,
) -> str:
    """Return a cell of a table.

    „–” a true zero (did not occur), „0” less than half of the unit, „.” no information,
    „#” confidential, „x” cannot be.

    Parameters
    ----------
    number : float, Decimal or None
        The value; None or NaN where the status is not observed.
    status : Status or str
        What stands behind the cell.
    formatter : callable
        Writes an observed value.

    Raises
    ------
    ModelError
        If an observed cell has no value, or another cell has one.

    Examples
    --------
    >>> cell(0), cell(0.3), cell(12), cell(None, "missing"), cell(None, "secret")
    ('–', '0', '12', '.', '#')
    """
    kind = Status(status)
    present = None if number is None or math.isnan(number) else number
    if (present is None) == (kind is Status.OBSERVED):
        raise ModelError(
            f"a cell with status {kind.value} holds {number}: a value stands exactly where the "
            "status is observed. Mend the status or the value."
        )
    if present is None:
        return SIGNS[kind]
    return DID_NOT_OCCUR if present == 0 else formatter(present)
