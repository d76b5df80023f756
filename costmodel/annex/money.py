"""Amounts of money as a treasurer writes them: „1 250 000 zł”, „1,25 mln zł”."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import Number, decimal, exact, interval, round_to, rounded
from costmodel.annex.wording import load_wording

Scale = Literal["zł", "tys.", "mln", "mld"]

SIZES: dict[Scale, int] = {"zł": 1, "tys.": 1_000, "mln": 1_000_000, "mld": 1_000_000_000}
"""How many złoty make one of each unit."""

# Where each unit begins to read better than the one below: 999,6 tys. is already 1 mln.
_FROM: tuple[tuple[Scale, int], ...] = (
    ("mld", 999_500_000),
    ("mln", 999_500),
    ("tys.", 10_000),
)
_KEYS: dict[Scale, str] = {
    "zł": "number.zloty",
    "tys.": "number.thousand",
    "mln": "number.million",
    "mld": "number.billion",
}
_BUDGET_STEP = 1_000
_LEADING_DIGITS = 3


def money(
    zloty: Number,
    scale: Literal["auto"] | Scale = "auto",
    places: int | None = None,
    *,
    lang: str | None = None,
) -> str:
    """Return an amount with its unit.

    Parameters
    ----------
    zloty : float or Decimal
        The amount. [zł]
    scale : {"auto", "zł", "tys.", "mln", "mld"}
        ``auto``: złoty below 10 000, then the largest unit of which there is at least one.
    places : int, optional
        Digits after the comma. Without it: none for złoty, otherwise three leading digits at
        most (1,25 mln; 12,3 mln; 123 mln) without closing zeros.

    Raises
    ------
    ModelError
        If the amount is not finite.

    Examples
    --------
    >>> [money(z).replace(HARD, " ") for z in (950, 45_600, 1_250_000, -3_100_000, 999_999)]
    ['950 zł', '45,6 tys. zł', '1,25 mln zł', '−3,1 mln zł', '1 mln zł']
    >>> money(1_250_000, "zł").replace(HARD, " ")
    '1 250 000 zł'
    """
    chosen = money_scale(zloty) if scale == "auto" else scale
    amount = exact(zloty) / SIZES[chosen]
    if places is None:
        shown = decimal(_short(amount, whole=chosen == "zł"), lang=lang)
    else:
        shown = decimal(amount, places, lang=lang)
    return load_wording(lang).say(_KEYS[chosen], number=shown).replace(" ", HARD)


def money_scale(zloty: Number) -> Scale:
    """Return the unit in which an amount reads best.

    Examples
    --------
    >>> money_scale(9_999), money_scale(10_000), money_scale(999_600), money_scale(-2e9)
    ('zł', 'tys.', 'mln', 'mld')
    """
    size = abs(exact(zloty))
    return next((scale for scale, start in _FROM if size >= start), "zł")


def money_interval(
    low: Number, high: Number, *, places: int | None = None, lang: str | None = None
) -> str:
    """Return an interval of amounts in one unit, the one that suits the larger.

    Raises
    ------
    ModelError
        If ``low`` lies above ``high``, or one of them is not finite.

    Examples
    --------
    >>> money_interval(800_000, 3_400_000).replace(HARD, " ")
    'od 0,8 do 3,4 mln zł'
    """
    scale = money_scale(max(exact(low), exact(high), key=abs))
    return interval(low, high, lambda z: money(z, scale, places, lang=lang), lang=lang)


def round_money(zloty: Number) -> int:
    """Return an amount rounded to 1 000 zł, as budgets do.

    Examples
    --------
    >>> round_money(1_234_567.89)
    1235000
    """
    return round_to(zloty, _BUDGET_STEP)


def _short(amount: Decimal, *, whole: bool) -> Decimal:
    """Round to three leading digits; złoty to whole ones."""
    before = max(1, amount.adjusted() + 1) if amount else 1
    places = 0 if whole else max(0, _LEADING_DIGITS - before)
    return rounded(amount, places)
