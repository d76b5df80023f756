"""How a quantity is made from draws, a plain number or a row of a view."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.quantities import Kind, Quantity
from costmodel.uncertainty.summary import INTERVAL, summarise

Floats = NDArray[np.float64]
SOURCE = "obliczenia własne: model costmodel"
KINDS = {
    Origin.PUBLISHED: Kind.PUBLISHED,
    Origin.DERIVED: Kind.COMPUTED,
    Origin.ASSUMPTION: Kind.ASSUMPTION,
    Origin.OWN: Kind.PUBLISHED,
}


def estimate(
    id_: str,
    label: str,
    draws: Floats,
    unit: str,
    *,
    year: int | None = None,
    centre: str = "mean",
    note: str = "",
) -> Quantity:
    """Return the quantity of draws of shape (n_draws,), with its interval of 80 %."""
    found = summarise(draws)
    return Quantity(
        id_,
        label,
        float(getattr(found, centre)),
        unit,
        Kind.ESTIMATE,
        SOURCE,
        float(found.low),
        float(found.high),
        INTERVAL,
        year,
        note,
    )


def plain(id_: str, label: str, value: float | None, unit: str, *, note: str = "") -> Quantity:
    """Return the quantity of one number without an interval."""
    return Quantity(id_, label, value, unit, Kind.ESTIMATE, SOURCE, note=note)


def of_row(
    id_: str, label: str, row: Mapping[Hashable, Any], *, year: int | None = None
) -> Quantity:
    """Return the quantity of a row with mean, low and high. [zł]"""
    mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
    return Quantity(id_, label, mean, "zł", Kind.ESTIMATE, SOURCE, low, high, INTERVAL, year)


def of_record(id_: str, record: UncertainRecord) -> Quantity:
    """Return the quantity of a declared value: its mode, or mean, and its range."""
    dist = record.distribution()
    return Quantity(
        id_,
        record.label,
        dist.mode if dist.mode is not None else dist.mean_value,
        record.unit,
        KINDS[record.kind],
        str(record.origin()),
        dist.low,
        dist.high,
        note=record.note,
    )
