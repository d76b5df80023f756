"""Check whether a target can be measured, and tell in Polish what is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from costmodel.targets.rules import Basis, Direction, is_better
from costmodel.targets.settings import target_settings
from costmodel.translation import translated


@dataclass(frozen=True, slots=True)
class Measured:
    """How an indicator is measured.

    ``unit`` and ``source`` are empty where nobody wrote them; ``years`` are those with a value;
    ``breaks`` years from which a figure means something else than before.
    """

    unit: str
    source: str
    direction: Direction
    years: tuple[int, ...]
    breaks: tuple[int, ...] = ()


def faults(
    measured: Measured, basis: Basis, target: float, *, base_year: int, target_year: int
) -> tuple[str, ...]:
    """Return what keeps a target from being measurable, nothing where it is.

    Parameters
    ----------
    measured : Measured
    basis : Basis
        ``base`` is used.
    target : float
        NaN where the rule had nothing to rest on. [unit of indicator]
    base_year, target_year : int

    Examples
    --------
    >>> nan = float("nan")
    >>> shares = Measured("%", "", "down", (2022, 2023, 2024))
    >>> basis = Basis(12.0, nan, nan, nan, nan, nan, nan)
    >>> faults(shares, basis, 9.0, base_year=2024, target_year=2030)
    ('Brak źródła danych.',)
    """
    found = []
    if not measured.unit.strip():
        found.append("Brak jednostki.")
    if not measured.source.strip():
        found.append("Brak źródła danych.")
    if measured.direction == "context":
        found.append("Wskaźnik kontekstowy: nie wiadomo, czy więcej znaczy lepiej.")
    if not np.isfinite(basis.base):
        found.append(f"Brak wartości bazowej z {base_year} r.")
    found += _of_years(measured.years, base_year)
    if target_year <= base_year:
        found.append(f"Rok celu {target_year} nie jest późniejszy od roku bazowego {base_year}.")
    if not np.isfinite(target):
        found.append("Brak wartości docelowej: reguła nie ma na czym się oprzeć.")
    return tuple(map(translated, found))


def cautions(
    measured: Measured, basis: Basis, target: float, *, base_year: int, target_year: int
) -> tuple[str, ...]:
    """Return what a reader of a measurable target must know.

    Notes
    -----
    A target inside the interval of the forecast without the plan would be met, or missed, by
    chance as well: meeting it shows no effect of the plan. A target worse than the base can be
    measured all the same: where a problem grows, the plan may slow it and not turn it.
    """
    found = []
    if is_better(basis.base, target, direction=measured.direction):
        found.append(
            "Wartość docelowa jest gorsza od bazowej: cel spowalnia zmianę, a nie odwraca."
        )
    between = [year for year in measured.breaks if base_year < year <= target_year]
    if between:
        years = ", ".join(map(str, between))
        found.append(f"Przerwa w szeregu między bazą a celem ({years}): wartości nieporównywalne.")
    if np.isfinite(target) and basis.low <= target <= basis.high:
        found.append(
            "Cel mieści się w przedziale prognozy bez planu: jego osiągnięcie nie dowodzi skutku."
        )
    better_anyway = is_better(basis.trend, target, direction=measured.direction)
    if np.isfinite(target) and better_anyway:
        found.append("Sam trend daje lepszą wartość niż cel: cel nie wymaga planu.")
    return tuple(map(translated, found))


def _of_years(years: Collection[int], base_year: int) -> list[str]:
    settings = target_settings()
    recent = [y for y in years if base_year - settings.recent_years < y <= base_year]
    if len(recent) >= settings.fewest_years:
        return []
    return [
        f"Dane nie są roczne: w latach {base_year - settings.recent_years + 1}–{base_year} jest "
        f"{len(recent)}, a potrzeba {settings.fewest_years}."
    ]
