"""A named number that a reader may see, with its unit, interval and origin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from costmodel.tables import Status


class Kind(StrEnum):
    """Where a quantity stands between a published figure and a guess."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    FORECAST = "forecast"
    ESTIMATE = "estimate"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number for the reader.

    Parameters
    ----------
    id : str
        Dotted name, stable between runs, for example ``cost_of_inaction.public.total``.
    label : str
        What it is, in Polish.
    value : float or None
        Central value; ``None`` where there is none, and ``note`` says why: the status ``secret``
        where it is hidden for telling of too few people.
    unit : str
        Polish unit as printed: ``osoba``, ``zł``, ``%``, ``rok`` …
    low, high : float or None
        Bounds of the interval of level ``interval``.
    interval : float or None
        Level of the interval, for example 0.8. [share]
    """

    id: str
    label: str
    value: float | None
    unit: str
    kind: Kind
    source: str
    low: float | None = None
    high: float | None = None
    interval: float | None = None
    year: int | None = None
    note: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether there is a number, which nobody is to see."""
        return self.value is None and self.note == Status.SECRET.value
