"""A number as a publisher or a clerk writes it: one reading only, or none."""

from __future__ import annotations

import math
import re

_FORMS = {
    ",": re.compile(r"[-−]?(\d+|\d{1,3}([ \u00a0\u202f]\d{3})+)(,\d+)?"),
    ".": re.compile(r"[-−]?(\d+|\d{1,3}([ \u00a0\u202f]\d{3})+)(\.\d+)?"),
}
_SPACES = re.compile(r"[ \u00a0\u202f]")
_COUNT_UNITS = frozenset(
    {
        "osoba",
        "osoby",
        "osób",
        "tys. osób",
        "rodzina",
        "rodziny",
        "rodzin",
        "gospodarstwo",
        "etat",
        "szt.",
        "sztuka",
        "person",
        "thous. persons",
    }
)
_LARGEST = 1e15
"""More than any count or amount; a float does not hold it to the unit."""
_MAY_FALL = ("saldo", "zmiana", "przyrost", "różnica", "balance", "change")
COUNT_MEND = "Liczba osób nie może być ujemna: popraw znak albo zostaw pustą komórkę (brak danych)."


def number(text: str, *, decimal: str) -> float | None:
    """Return the number in ``text``, or ``None`` if it is not one beyond doubt.

    Parameters
    ----------
    text : str
        A cell. Spaces may part thousands only in full groups of three digits.
    decimal : str
        The decimal mark of the file, ``","`` or ``"."``; the other one is refused, since
        1.234 may be a little over one or more than a thousand.

    Examples
    --------
    >>> number("1 234,5", decimal=","), number("-58", decimal=",")
    (1234.5, -58.0)
    >>> [number(text, decimal=",") for text in ("1.234", "12 34", "ok. 50", "1e5")]
    [None, None, None, None]
    """
    if not (_FORMS[decimal].fullmatch(text) and text.lstrip("-−")[0].isascii()):
        return None
    plain = _SPACES.sub("", text).replace("−", "-").replace(",", ".")
    found = float(plain) if plain.isascii() else math.inf
    return found if abs(found) < _LARGEST else None


def counts_things(unit: str, name: str) -> bool:
    """Return whether a variable is a count, which cannot be negative.

    Examples
    --------
    >>> counts_things("osoba", "ogółem"), counts_things("osoba", "saldo migracji")
    (True, False)
    """
    return unit in _COUNT_UNITS and not any(word in name for word in _MAY_FALL)
