"""The numbers that tell how often intervals of forecasts held what came."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from costmodel.forecast.coverage import Coverage, measured_coverage
from costmodel.quantities import Kind, Quantity

MEASURES = {
    "coverage": ("udział wyników, które przedział objął", "udział"),
    "error": ("średni błąd prognozy, różnica logarytmów", "różnica logarytmów"),
    "alone_error": (
        "średni błąd prognozy z samego szeregu gminy, różnica logarytmów",
        "różnica logarytmów",
    ),
    "flat_error": ("średni błąd kopii ostatniej liczby, różnica logarytmów", "różnica logarytmów"),
}


def coverage_quantities(measured: Coverage | None = None) -> Iterator[Quantity]:
    """Yield every measured coverage and error, and the number of series."""
    found = measured or measured_coverage()
    source = str(found.source)
    label = "szeregi w sprawdzianie prognoz"
    yield Quantity("held.series", label, float(found.n_series), "gmina", Kind.COMPUTED, source)
    for row in found.rows.to_dict("records"):
        for name, (label, unit) in MEASURES.items():
            id_ = held_id(str(row["cut"]), str(row["value"]), name)
            told = f"{label} ({row['value']})"
            yield Quantity(id_, told, float(row[name]), unit, Kind.COMPUTED, source)


def held_id(cut: str, value: str, measure: str) -> str:
    """Return the id of one measurement.

    Examples
    --------
    >>> held_id("horizon", "3", "coverage")
    'held.horizon.3.coverage'
    """
    return f"held.{cut}.{value}.{measure}"


def extremes(measured: Coverage) -> tuple[str, str]:
    """Return the years of origin with the lowest and the highest coverage."""
    by_year: pd.Series[float] = measured.of("origin")["coverage"]
    return str(by_year.idxmin()), str(by_year.idxmax())
