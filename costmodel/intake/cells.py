"""What may stand in a cell for a figure: a number of its unit, or a sign of official statistics."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from costmodel.intake.layout import cell_name
from costmodel.intake.personal import personal_kind
from costmodel.statistics.figures import number
from costmodel.statistics.signs import TABLE_SIGNS
from costmodel.tables import Status

Raw = int | float | str | bool | date | datetime | time | timedelta
"""What a reader of spreadsheets gives back for a cell."""
SIGNS = tuple(sign for sign in TABLE_SIGNS if sign)
SIGNS_TOLD = "– nie wystąpiło, . brak danych, x nie dotyczy, # tajemnica"
_WITH_FRACTIONS = ("zł", "etat")
_DECIMALS = 2
_LARGEST_COUNT, _LARGEST_AMOUNT = 1e8, 1e12
"""More people than any country of ours has, so that no PESEL number passes for a count."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a cell shows, what it should, and how to mend it."""

    value: str
    expected: str
    mend: str


def has_fractions(unit: str) -> bool:
    """Return whether figures of a unit may have decimals (two at most).

    Examples
    --------
    >>> has_fractions("zł"), has_fractions("osoba")
    (True, False)
    """
    return unit in _WITH_FRACTIONS


def expected_in(unit: str) -> str:
    """Return in Polish what may stand in a cell of a unit."""
    if has_fractions(unit):
        return "liczba nieujemna, najwyżej 2 miejsca po przecinku, albo znak – . x #"
    return "liczba całkowita, nieujemna, albo znak – . x #"


def validation_formula(unit: str, row: int, column: int) -> str:
    """Return the condition that a spreadsheet checks as a figure is typed.

    Examples
    --------
    >>> validation_formula("osoba", 5, 5)
    '=OR(AND(ISNUMBER(F6),F6>=0,F6=ROUND(F6,0)),F6="-",F6="–",F6=".",F6="x",F6="#")'
    """
    cell = cell_name(row, column)
    decimals = _DECIMALS if has_fractions(unit) else 0
    signs = ",".join(f'{cell}="{sign}"' for sign in SIGNS)
    return f"=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}=ROUND({cell},{decimals})),{signs})"


def figure(raw: Raw, unit: str) -> tuple[Status, float] | Fault | None:
    """Return what a cell says: status and value, a fault, or ``None`` where it is empty.

    Parameters
    ----------
    raw : int, float, str, bool, date or time
        The cell. A text is taken as a number only where it has one reading (decimal comma).
    unit : str
        Unit of the row.

    Notes
    -----
    A sign stands for a status (``–`` for a true zero) and an empty cell for nothing: it fills
    no row. A value that is no observation is NaN.

    Examples
    --------
    >>> figure(12.0, "osoba"), figure("–", "osoba")
    ((<Status.OBSERVED: 'observed'>, 12.0), (<Status.OBSERVED: 'observed'>, 0.0))
    >>> figure("", "osoba") is None
    True
    >>> figure(1.5, "osoba").mend
    'Wpisz liczbę bez ułamka.'
    """
    if isinstance(raw, str):
        return _figure_of_text(raw.strip(), unit)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        mend = "Zmień format komórki na liczbę i wpisz ją jeszcze raz."
        return Fault(str(raw), expected_in(unit), mend)
    return _checked(float(raw), str(raw), unit)


def shown_safely(text: str) -> str:
    """Return a text as a message may repeat it: never what looks like data of a person.

    Examples
    --------
    >>> shown_safely("ok. 50"), shown_safely("Anna Nowak")
    ('ok. 50', 'dane osobowe (imię i nazwisko)')
    """
    kind = personal_kind(text)
    return f"dane osobowe ({kind})" if kind else text


def _figure_of_text(text: str, unit: str) -> tuple[Status, float] | Fault | None:
    if not text:
        return None
    if text in TABLE_SIGNS:
        status, value = TABLE_SIGNS[text]
        return status, float("nan") if value is None else value
    value = number(text, decimal=",")
    if value is None:
        mend = f"Usuń dopiski. Gdy liczby nie ma, wpisz znak: {SIGNS_TOLD}."
        return Fault(shown_safely(text), expected_in(unit), mend)
    return _checked(value, text, unit)


def _checked(value: float, shown: str, unit: str) -> tuple[Status, float] | Fault:
    if value > (_LARGEST_AMOUNT if has_fractions(unit) else _LARGEST_COUNT):
        return Fault("liczba za duża", expected_in(unit), "Popraw liczbę.")
    if not math.isfinite(value) or value < 0:
        return Fault(shown, expected_in(unit), "Popraw liczbę.")
    if value == round(value, _DECIMALS if has_fractions(unit) else 0):
        return Status.OBSERVED, value
    rounded = "Zaokrąglij do 2 miejsc po przecinku." if has_fractions(unit) else ""
    return Fault(shown, expected_in(unit), rounded or "Wpisz liczbę bez ułamka.")
