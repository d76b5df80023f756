"""What is not shown of a place's own figures, and what stands for it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from costmodel.errors import Problem

HIDDEN, SHOWN = "hidden", "shown"
"""What a place chooses to do with small numbers of people."""
FIGURES = ("teryt", "variable", "year", "unit", "source", "stand_in")
LEVELS = ("level", "year", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """Figures hidden for being small, or for betraying one that is.

    Parameters
    ----------
    figures : DataFrame
        ``teryt``, ``variable``, ``year``, ``unit``, ``source``, and ``stand_in``: what a series
        holds in its place, NaN where nothing does. [unit]
    levels : DataFrame
        ``level``, ``year``, ``source`` of counts by level that are withheld.
    rounding : int
        To multiples of what counted moves are rounded; 1 where they are told as they are.
    """

    figures: pd.DataFrame
    levels: pd.DataFrame
    rounding: int

    @property
    def number(self) -> int:
        """How many figures are hidden."""
        return len(self.figures) + len(self.levels)

    def stand_ins(self, variable: str, teryt: str) -> pd.Series[float]:
        """Return what stands for the hidden years of a variable of an area, by year."""
        rows = self.figures
        mine = rows[(rows["variable"] == variable) & (rows["teryt"] == teryt)]
        return mine.set_index("year")["stand_in"].dropna().sort_index()


def nothing_hidden() -> Hidden:
    """Return that all is shown.

    Examples
    --------
    >>> nothing_hidden().number, nothing_hidden().rounding
    (0, 1)
    """
    types = dict.fromkeys(("teryt", "variable", "unit", "source"), "str")
    figures = pd.DataFrame(columns=list(FIGURES)).astype(types | {"year": int, "stand_in": float})
    levels = pd.DataFrame(columns=list(LEVELS)).astype({"level": "str", "year": int})
    return Hidden(figures, levels, 1)


def choice_problems(choice: str, reason: str, *, file: str) -> list[Problem]:
    """Return what is wrong with the choice to show small numbers of people: it needs a reason.

    Examples
    --------
    >>> len(choice_problems("hidden", "", file="place.toml"))
    0
    >>> choice_problems("shown", " ", file="place.toml")[0].place
    'klucz small_numbers_reason'
    """
    if choice not in (HIDDEN, SHOWN):
        expected, mend = f'"{HIDDEN}" albo "{SHOWN}"', "Popraw wartość albo usuń klucz."
        return [Problem(file, "klucz small_numbers", choice, expected, mend)]
    if (choice == SHOWN) == bool(reason.strip()):
        return []
    mend = f'Dopisz small_numbers = "{SHOWN}" albo usuń powód.'
    if choice == SHOWN:
        mend = "Napisz, dlaczego wolno pokazać małe liczby osób: aneks ten powód wydrukuje."
    expected = f'powód wtedy, gdy small_numbers = "{SHOWN}"'
    return [Problem(file, "klucz small_numbers_reason", reason, expected, mend)]
