"""What a number of the BDL interface means by the attribute beside it: a value, or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.resources import data_path
from costmodel.tables import Status

NO_VALUE = float("nan")


class _Entry(Declared):
    id: int
    symbol: str
    value: bool
    note: str


class _Form(Declared):
    attribute: list[_Entry]
    source: DeclaredSource


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of one number: value (NaN where there is none), status, and its note."""

    value: float
    status: Status
    note: str


@cache
def _entries() -> dict[int, _Entry]:
    form = read_declared(data_path("live", "bdl_attributes.toml"), _Form)
    return {entry.id: entry for entry in form.attribute}


def is_known(attribute: int) -> bool:
    """Return whether BDL's list of attributes, as shipped, holds this one."""
    return attribute in _entries()


def reading(value: float | None, attribute: int) -> Reading:
    """Return what a number with its attribute says.

    Notes
    -----
    A zero beside an attribute of no value is no zero. An attribute that we do not know is
    taken for no value, and its note says so: absence is safer than a wrong number.

    Examples
    --------
    >>> reading(0.0, 1).status.value, reading(0.0, 50).status.value, reading(0.0, 94).value
    ('observed', 'missing', 0.0)
    """
    if attribute not in _entries():
        return Reading(NO_VALUE, Status.MISSING, f"nieznany atrybut {attribute}")
    entry = _entries()[attribute]
    if not entry.value or value is None:
        return Reading(NO_VALUE, Status.MISSING, entry.note or "brak wartości")
    return Reading(value, Status.OBSERVED, entry.note)
