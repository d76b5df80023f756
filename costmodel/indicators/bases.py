"""What an indicator divides by what: persons, families, decisions are never mixed silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from costmodel.errors import Problem
from costmodel.indicators.indicator import Indicator
from costmodel.indicators.variables import BASE_MARK

SHARE_UNIT = "%"
COUNTED = "count"
"""Kind of a base whose figures are whole numbers of things; the other kind is ``amount``."""


def base_of_ratio(numerator: str, denominator: str | None) -> str:
    """Return the base that an indicator must declare.

    Examples
    --------
    >>> base_of_ratio("rodziny", "rodziny"), base_of_ratio("rodziny", "osoby")
    ('rodziny', 'rodziny / osoby')
    """
    if denominator is None or numerator == denominator:
        return numerator
    return f"{numerator}{BASE_MARK}{denominator}"


def base_problems(
    file: str,
    indicator: Indicator,
    numerator: str,
    denominator: str | None,
    *,
    bases: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what is mixed in one indicator.

    Parameters
    ----------
    file : str
        Name of the file, for the message.
    indicator : Indicator
        What is checked.
    numerator, denominator : str or None
        Bases of both sides, as their variables declare them.
    bases : mapping of str to str
        Every base and its kind, ``count`` or ``amount``.

    Notes
    -----
    A share (unit ``%``) has the same base on both sides; a rate names both bases. An interval
    needs a count above, and a share's interval the same base on both sides.
    """
    place = f"klucz indicator ({indicator.id})"
    expected = base_of_ratio(numerator, denominator)
    if indicator.base != expected:
        mend = "Wpisz bazy licznika i mianownika."
        yield Problem(file, f"{place}, base", indicator.base, expected, mend)
    is_ratio = indicator.formula == "ratio"
    is_same = expected == numerator
    if is_ratio and indicator.unit == SHARE_UNIT and not is_same:
        stands, expected = (
            f"% przy bazie {expected}",
            "ta sama baza w liczniku i mianowniku udziału",
        )
        mend = "Zmień jednostkę na „… na 100 …” albo weź mianownik o tej samej bazie."
        yield Problem(file, f"{place}, unit", stands, expected, mend)
    if indicator.interval == "none":
        return
    place = f"{place}, interval"
    if not is_ratio or bases.get(numerator) != COUNTED:
        expected = "none, bo przedział mają tylko ilorazy z liczbą osób lub rzeczy w liczniku"
        yield Problem(file, place, indicator.interval, expected, "Wpisz none.")
    elif indicator.interval == "share" and not is_same:
        mend = "Udział jest częścią tej samej całości: popraw."
        yield Problem(file, place, "share", "rate albo none przy różnych bazach", mend)
