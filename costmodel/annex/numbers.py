"""Numbers as readers of a language write them: „1 234 567”, „12,5%”, „od 1,2 do 3,4”."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from costmodel.annex.nbsp import HARD
from costmodel.annex.wording import load_wording
from costmodel.errors import ModelError
from costmodel.language import locale_of
from costmodel.units import PERCENT

MINUS = "\u2212"
Number = float | Decimal

_MOST_PLACES = 3
_FIVES_FROM = 20
_TENS_FROM = 100
_UNIT = re.compile(rf"{HARD}[^\d]+$")
_UNIT_BEFORE = re.compile(rf"[^\d{MINUS}]+{HARD}")


def exact(number: Number) -> Decimal:
    """Return ``number`` as the decimal a reader sees, refusing what is no finite number.

    Raises
    ------
    ModelError
        If the number is infinite or not a number.

    Examples
    --------
    >>> exact(0.1)
    Decimal('0.1')
    """
    value = number if isinstance(number, Decimal) else Decimal(str(number))
    if not value.is_finite():
        raise ModelError(
            f"number {number} cannot be written in a text: it must be finite. "
            "Write a missing value with costmodel.annex.signs.cell and its status."
        )
    return value


def rounded(number: Number, places: int | None) -> Decimal:
    """Return ``number`` rounded half away from zero, as people do; never −0.

    Parameters
    ----------
    number : float or Decimal
        A finite number.
    places : int or None
        Digits after the comma. None: as many as are needed, at most three.

    Raises
    ------
    ModelError
        If the number is not finite.

    Examples
    --------
    >>> rounded(2.5, 0), rounded(0.125, 2), rounded(-0.01, 1), rounded(1200, None)
    (Decimal('3'), Decimal('0.13'), Decimal('0.0'), Decimal('1200'))
    """
    step = Decimal(1).scaleb(-(_MOST_PLACES if places is None else places))
    kept = exact(number).quantize(step, rounding=ROUND_HALF_UP)
    if places is None:
        whole = kept == kept.to_integral_value()
        kept = kept.quantize(Decimal(1)) if whole else kept.normalize()
    return abs(kept) if kept == 0 else kept


def decimal(number: Number, places: int | None = None, *, lang: str | None = None) -> str:
    """Return ``number`` with ``places`` digits after the comma (None: as needed, at most 3).

    Groups of three from four digits up, parted by hard spaces; a real minus sign.

    Examples
    --------
    >>> decimal(2655.5, 1).replace(HARD, "~"), decimal(-0.04, 1), decimal(-3.10, 2)
    ('2~655,5', '0,0', '−3,10')
    """
    kept = rounded(number, places)
    digits = visible_places(kept)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(kept, format=pattern, locale=locale_of(lang), decimal_quantization=False)
    return text.replace("-", MINUS).replace("\u202f", HARD)


def decimal_mark(lang: str | None = None) -> str:
    """Return what stands before the digits of a fraction.

    Examples
    --------
    >>> decimal_mark("pl"), decimal_mark("en")
    (',', '.')
    """
    return get_decimal_symbol(locale_of(lang))


def group_mark(lang: str | None = None) -> str:
    """Return what stands between groups of three digits.

    Examples
    --------
    >>> group_mark("pl").replace(HARD, "~"), group_mark("en")
    ('~', ',')
    """
    return get_group_symbol(locale_of(lang)).replace("\u202f", HARD)


def visible_places(number: Decimal) -> int:
    """Return how many digits stand after the comma of ``number``."""
    return max(0, -int(number.as_tuple().exponent))


def integer(number: Number, *, lang: str | None = None) -> str:
    """Return ``number`` rounded to a whole one.

    Examples
    --------
    >>> integer(1234567).replace(HARD, "~"), integer(2655).replace(HARD, "~"), integer(-0.4)
    ('1~234~567', '2~655', '0')
    """
    return decimal(number, 0, lang=lang)


def percent(share: Number, places: int | None = 1, *, lang: str | None = None) -> str:
    """Return a share as a percentage, the sign without a space.

    Examples
    --------
    >>> percent(0.125), percent(0.5, 0), percent(0.29, None)
    ('12,5%', '50%', '29%')
    """
    return f"{decimal(exact(share) * PERCENT, places, lang=lang)}%"


def percentage_points(
    difference: Number, places: int | None = 1, *, lang: str | None = None
) -> str:
    """Return a difference of two shares (0.023 is 2.3 points).

    Examples
    --------
    >>> percentage_points(-0.023).replace(HARD, " ")
    '−2,3 pkt proc.'
    """
    number = decimal(exact(difference) * PERCENT, places, lang=lang)
    return load_wording(lang).say("number.percentage_points", number=number).replace(" ", HARD)


def interval(
    low: Number,
    high: Number,
    formatter: Callable[[Number], str] = decimal,
    *,
    lang: str | None = None,
) -> str:
    """Return „od … do …”, the unit said once when both ends have the same.

    Parameters
    ----------
    low, high : float or Decimal
        The two ends.
    formatter : callable
        Writes one end with its unit, for example ``percent``.

    Raises
    ------
    ModelError
        If ``low`` lies above ``high``, or one of them is not finite.

    Examples
    --------
    >>> interval(1.2, 3.4, percentage_points).replace(HARD, " ")
    'od 120,0 do 340,0 pkt proc.'
    >>> interval(0.1, 0.125, percent)
    'od 10,0% do 12,5%'
    """
    if exact(low) > exact(high):
        raise ModelError(f"interval from {low} to {high}: the first must not be above the second.")
    first, last = formatter(low), formatter(high)
    after, before = _UNIT.search(last), _UNIT_BEFORE.match(last)
    if after:
        first = first.removesuffix(after.group())
    if before and first.startswith(before.group()):
        last = last.removeprefix(before.group())
    return load_wording(lang).say("number.interval", low=first, high=last)


def round_people(persons: Number) -> int:
    """Return a forecast of people as strategies print it.

    Below 20 to whole persons (to fives, one person would read as none), below 100 to 5,
    from 100 up to 10.

    Examples
    --------
    >>> round_people(7.6), round_people(43), round_people(1_236)
    (8, 45, 1240)
    """
    size = abs(exact(persons))
    return round_to(persons, 1 if size < _FIVES_FROM else 5 if size < _TENS_FROM else 10)


def round_to(number: Number, step: int) -> int:
    """Return the multiple of ``step`` nearest to ``number``, halves away from zero.

    Examples
    --------
    >>> round_to(12.5, 5), round_to(-1_500, 1_000)
    (15, -2000)
    """
    return int(rounded(exact(number) / step, 0)) * step
