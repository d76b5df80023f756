"""A number that a law fixes, the days on which it holds, and the text that fixes it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from costmodel.errors import ModelError, NotInForceError
from costmodel.sources import Source, Verified
from costmodel.units import MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Enactment:
    """One value, from the day on which it takes effect.

    Parameters
    ----------
    since : date
        First day in force.
    value : float or None
        The value in the unit of its parameter. ``None``: from this day there is no value,
        because the law was repealed or because none has been announced.
    source : Source
        The text that fixes the value, or the end of it.
    verified : Verified
        How the value was checked against the source.
    note : str
        What the reader should know beside the number.
    review : date, optional
        The day from which another value is to be expected, by law or by age: whoever uses this
        one later looks first whether it still holds.
    """

    since: date
    value: float | None
    source: Source
    verified: Verified
    note: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A statutory parameter with its whole history.

    Parameters
    ----------
    name, label : str
        Id in the data files, and the Polish name that readers see.
    unit : str
        Unit of all values, for example ``PLN/month gross``.
    payer : str
        Who pays it, in Polish; empty where the question makes no sense.
    enactments : tuple of Enactment
        One or more, in order of their first days.

    Examples
    --------
    >>> act = Source("Ustawa przykładowa", "art. 7 ust. 1")
    >>> rate = Parameter(
    ...     "carer_allowance",
    ...     "Dodatek opiekuńczy",
    ...     "PLN/month",
    ...     "gmina",
    ...     (
    ...         Enactment(date(2020, 1, 1), 100.0, act, Verified.PRIMARY),
    ...         Enactment(date(2023, 7, 1), 120.0, act, Verified.PRIMARY),
    ...     ),
    ... )
    >>> rate.at(date(2024, 6, 30))
    120.0
    >>> rate.mean_over_year(2023)
    110.0
    """

    name: str
    label: str
    unit: str
    payer: str
    enactments: tuple[Enactment, ...]

    def __post_init__(self) -> None:
        days = [enactment.since for enactment in self.enactments]
        if not days or any(later <= day for day, later in pairwise(days)):
            raise ModelError(
                f"{self.name} has enactments of {[day.isoformat() for day in days]}: there must "
                "be at least one, in order of day and none twice. Sort them."
            )

    def at(self, day: date) -> float:
        """Return the value in force on ``day``, in :attr:`unit`.

        Raises
        ------
        NotInForceError
            If ``day`` is before the first enactment, or after a repeal or an announced end.
        """
        enactment = self._latest(day)
        if enactment is None or enactment.value is None:
            raise NotInForceError(self.name, day, history=str(self))
        return enactment.value

    def enactment_at(self, day: date) -> Enactment:
        """Return the enactment in force on ``day``, with its source and verified mark.

        Raises
        ------
        NotInForceError
            If no value is in force on ``day``.
        """
        self.at(day)
        return self.enactments[bisect_right(self._days(), day) - 1]

    def in_force(self, day: date) -> bool:
        """Return whether there is a value on ``day``."""
        enactment = self._latest(day)
        return enactment is not None and enactment.value is not None

    def mean_over_year(self, year: int) -> float:
        """Return the mean of the values on the first days of the twelve months of ``year``.

        Raises
        ------
        NotInForceError
            If there is no value on one of these days; the error names the first of them.
        """
        firsts = [date(year, month, 1) for month in range(1, MONTHS_PER_YEAR + 1)]
        return sum(self.at(day) for day in firsts) / MONTHS_PER_YEAR

    def _days(self) -> list[date]:
        return [enactment.since for enactment in self.enactments]

    def _latest(self, day: date) -> Enactment | None:
        latest = bisect_right(self._days(), day) - 1
        return self.enactments[latest] if latest >= 0 else None

    def __str__(self) -> str:
        return "; ".join(f"{e.since}: {_told(e, self.unit)}" for e in self.enactments)


def _told(enactment: Enactment, unit: str) -> str:
    if enactment.value is not None:
        return f"{enactment.value:.10g} {unit}"
    return f"no value ({enactment.note})" if enactment.note else "repealed"
