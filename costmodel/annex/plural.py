"""Nouns after numbers: 1 osoba, 2 osoby, 5 osób, 2,5 etatu."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale

from costmodel.annex.nbsp import HARD
from costmodel.annex.nouns import NOMINATIVE
from costmodel.annex.numbers import decimal, rounded, visible_places
from costmodel.annex.wording import load_wording
from costmodel.errors import InputError, Problem
from costmodel.language import locale_of


def count(
    number: float | Decimal,
    noun: str,
    *,
    places: int | None = None,
    case: str = NOMINATIVE,
    lang: str | None = None,
) -> str:
    """Return ``number`` with ``noun`` in the form the number asks for.

    Parameters
    ----------
    number : float or Decimal
        How many. [units of the noun]
    noun : str
        Name of a noun in ``data/wording/<lang>.toml``.
    places : int, optional
        Digits after the comma. Without it as many as are needed, at most three.
    case : str
        ``nominative``, or another case the noun has forms for.

    Raises
    ------
    InputError
        If the noun, or its forms in this case, are not in the file of words.

    Examples
    --------
    >>> [count(n, "osoba").replace(HARD, " ") for n in (1, 2, 5, 12, 22, 1234)]
    ['1 osoba', '2 osoby', '5 osób', '12 osób', '22 osoby', '1 234 osoby']
    >>> count(2.5, "etat").replace(HARD, " ")
    '2,5 etatu'
    """
    shown = rounded(number, places)
    text = decimal(shown, visible_places(shown), lang=lang)
    return f"{text}{HARD}{form(shown, noun, case=case, lang=lang)}"


def form(
    number: float | Decimal, noun: str, *, case: str = NOMINATIVE, lang: str | None = None
) -> str:
    """Return the form of ``noun`` alone that ``number`` asks for.

    A Decimal with visible digits after the comma counts as a fraction: „2,0 etatu”.

    Raises
    ------
    InputError
        If the noun, or its forms in this case, are not in the file of words.

    Examples
    --------
    >>> form(5, "rok"), form(3, "rok"), form(1, "rok", case="genitive")
    ('lat', 'lata', 'roku')
    """
    wording = load_wording(lang)
    if noun not in wording.nouns:
        raise InputError([_missing(wording.file, f"noun.{noun}", "odmiana tego rzeczownika")])
    forms = wording.nouns[noun].forms
    if case not in forms:
        raise InputError([_missing(wording.file, f"noun.{noun}.{case}", "formy tego przypadka")])
    exact = number if isinstance(number, Decimal) else rounded(number, None)
    return forms[case][Locale.parse(locale_of(lang)).plural_form(abs(exact))]


def _missing(file: str, place: str, expected: str) -> Problem:
    return Problem(file, place, "brak", expected, f"Dopisz tabelę [{place}] do pliku.")
