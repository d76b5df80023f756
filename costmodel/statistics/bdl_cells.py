"""One cell of a BDL export: its value, its status, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from costmodel.errors import Problem
from costmodel.statistics.figures import COUNT_MEND, counts_things, number
from costmodel.statistics.signs import BDL_NO_VALUE_ATTRIBUTES, BDL_SIGNS, BDL_VALUE_ATTRIBUTES
from costmodel.tables import Status

COLUMNS = ("teryt", "name", "label", "year", "value", "unit", "status", "attribute")
RESAVE = "Pobierz plik z BDL jeszcze raz i nie zapisuj go w Excelu."


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the file, and where."""

    text: str
    attribute: str
    label: str
    unit: str
    file: str
    place: str


Reading = tuple[float, str] | Problem


def reading(cell: Cell, *, decimal: str) -> Reading:
    """Return value (NaN where there is none) with status, or the problem of the cell."""
    flag = cell.attribute.strip()
    if flag in BDL_NO_VALUE_ATTRIBUTES:
        return _without_value(cell, flag, decimal)
    if flag not in BDL_VALUE_ATTRIBUTES:
        return Problem(
            cell.file, cell.place, flag, "atrybut BDL (k, s, x, n, z …) albo puste pole", RESAVE
        )
    if cell.text in BDL_SIGNS:
        return float("nan"), BDL_SIGNS[cell.text].value
    value = number(cell.text, decimal=decimal)
    if value is None:
        mark = "przecinkiem" if decimal == "," else "kropką"
        expected = (
            f"liczba z {mark} dziesiętnym" if decimal == "," else f"liczba z {mark} dziesiętną"
        )
        return Problem(cell.file, cell.place, cell.text, expected, RESAVE)
    if value < 0 and counts_things(cell.unit, cell.label):
        return Problem(cell.file, cell.place, cell.text, "liczba nieujemna", COUNT_MEND)
    return value, Status.OBSERVED.value


def _without_value(cell: Cell, flag: str, decimal: str) -> Reading:
    """Read a cell whose flag says there is no value: empty, a sign or a placeholder zero."""
    if cell.text in BDL_SIGNS or number(cell.text, decimal=decimal) == 0:
        return float("nan"), BDL_NO_VALUE_ATTRIBUTES[flag].value
    return Problem(
        cell.file,
        cell.place,
        f"{cell.text} z atrybutem {flag}",
        "puste pole: ten atrybut oznacza brak wartości",
        "Sprawdź tę liczbę w BDL: usuń ją albo usuń atrybut.",
    )


def frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Return the tidy table of :data:`COLUMNS`."""
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(
        {"year": int, "value": float}
        | dict.fromkeys(("teryt", "name", "label", "unit", "status", "attribute"), "str")
    )
