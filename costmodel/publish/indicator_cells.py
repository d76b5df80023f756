"""How many digits an indicator is printed with, by its unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from costmodel.annex.numbers import decimal, integer

Number = float | Decimal
WHOLE_UNITS = ("osoba", "osoby", "osób", "gmina")


def formatter_of(unit: str) -> Callable[[Number], str]:
    """Return how values of ``unit`` are written: counts whole, all else with one digit.

    Examples
    --------
    >>> formatter_of("osoba")(1195.0).replace(chr(160), "~"), formatter_of("%")(6.25)
    ('1~195', '6,3')
    """
    return integer if unit in WHOLE_UNITS else _one_place


def _one_place(number: Number) -> str:
    return decimal(number, 1)
