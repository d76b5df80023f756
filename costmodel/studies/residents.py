"""How many people live in a municipality: the newest figure of either census base."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.statistics.place import Place

SIZES = {"population_thousands": 1_000, "population_total": 1}
"""Variables of residents, with the people that one unit of each is. [persons]"""


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of the municipality with its year and source."""

    value: float
    year: int
    source: str


def residents_of(place: Place) -> Known | None:
    """Return the newest number of residents known, or ``None``. [persons]

    Of two figures of one year, the one on the newer census base is taken.
    """
    found = [newest for name in SIZES if (newest := newest_of(place, name)) is not None]
    return max(found, key=lambda known: known.year, default=None)


def newest_of(place: Place, variable: str) -> Known | None:
    """Return the newest figure of a variable of the place, or ``None``.

    Those in :data:`SIZES` are told in persons, others in the unit of the variable.
    """
    series = place.series(variable)
    if series.empty:
        return None
    year, table = int(str(series.index[-1])), place.observations
    mine = (table["teryt"] == place.teryt) & (table["variable"] == variable)
    source = str(table[mine & (table["year"] == year)]["source"].iloc[0])
    value = float(series.iloc[-1])
    return Known(
        float(round(value * SIZES[variable])) if variable in SIZES else value, year, source
    )


def base_people(place: Place, variable: str) -> Known | None:
    """Return what a frequency is multiplied by: a variable, or for any of residents the newest."""
    return residents_of(place) if variable in SIZES else newest_of(place, variable)
