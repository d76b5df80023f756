"""The numbers of the rule of small numbers, and the hidden figures: that they are, not what."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.indicators.small_numbers import default_small_numbers
from costmodel.quantities import Kind, Quantity
from costmodel.statistics.place import Place
from costmodel.tables import Status

SOURCE = "data/small_numbers.toml"


def hidden_quantities(place: Place) -> Iterator[Quantity]:
    """Yield the rule by which small numbers are hidden, then each hidden figure of a place."""
    rule = default_small_numbers()
    told = {
        "first": ("najmniejsza ukryta liczba osób", rule.hidden_from, "liczba"),
        "last": ("największa ukryta liczba osób", rule.hidden_up_to, "liczba"),
        "middle": ("co stoi w szeregu za ukrytą liczbą", rule.stand_in, "liczba"),
        "step": ("do czego zaokrąglamy liczby przejść", rule.rounding, "liczba"),
    }
    for name, (label, value, unit) in told.items():
        id_ = f"small_numbers.{name}"
        yield Quantity(id_, label, float(value), unit, Kind.ASSUMPTION, SOURCE)
    if place.hidden is None:
        return
    for row in place.hidden.figures.to_dict("records"):
        variable, year = str(row["variable"]), int(row["year"])
        yield Quantity(
            hidden_id(variable, str(row["teryt"]), year),
            f"{variable}, {year} r.",
            None,
            str(row["unit"]),
            Kind.PUBLISHED,
            str(row["source"]),
            year=year,
            note=Status.SECRET.value,
        )


def hidden_id(variable: str, teryt: str, year: int) -> str:
    """Return the id under which a hidden figure is told."""
    return f"hidden.{variable}.{teryt}.{year}"
