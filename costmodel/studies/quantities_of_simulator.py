"""The numbers that the page of sliders shows before anybody moves one."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.quantities import Kind, Quantity
from costmodel.studies.quantity_makers import SOURCE, plain
from costmodel.studies.simulator import Reading, ReadingError, Simulator
from costmodel.uncertainty.summary import INTERVAL

AMOUNTS = {
    "saving": "koszt zaniechania (brutto), wartość bieżąca",
    "cost": "koszt planu, wartość bieżąca",
    "net": "wynik netto, wartość bieżąca",
}
FACTORS = {"coverage": "zasięg planu", "effect": "efekty planu", "price": "cena planu"}


def simulator_quantities(simulator: Simulator, error: ReadingError) -> Iterator[Quantity]:
    """Yield what is read with the plan as assumed, and how far a reading may be off."""
    for perspective in simulator.saving:
        yield from quantities_read(perspective, as_assumed(simulator, perspective))
    for name, label in FACTORS.items():
        label = f"{label}: część założonej wielkości"
        yield Quantity(f"simulator.{name}", label, 1.0, "udział", Kind.ASSUMPTION, SOURCE)
    label = "największy znaleziony błąd odczytu między punktami symulatora"
    yield plain("simulator.error.money", f"{label}: kwota", error.money, "zł")
    yield plain("simulator.error.chance", f"{label}: szansa zwrotu", error.chance, "udział")
    draws = next(iter(simulator.saving.values())).shape[2]
    yield plain("simulator.draws", "liczba losowań symulatora", float(draws), "losowanie")


def quantities_read(perspective: str, read: Reading) -> Iterator[Quantity]:
    """Yield the amounts and the chance that are read at one position of the sliders."""
    note = "z pierwszych losowań badania"
    for name, label in AMOUNTS.items():
        mean, low, high = getattr(read, name)
        yield Quantity(
            f"simulator.{name}.{perspective}",
            label,
            mean,
            "zł",
            Kind.ESTIMATE,
            SOURCE,
            low,
            high,
            INTERVAL,
            note=note,
        )
    label = "w jakiej części losowań plan się zwraca"
    yield plain(f"simulator.chance.{perspective}", label, read.chance, "udział", note=note)


def as_assumed(simulator: Simulator, perspective: str) -> Reading:
    """Return what is read with the plan, the horizon and the rate of the study."""
    return simulator.at(
        perspective,
        coverage=1.0,
        effect=1.0,
        price=1.0,
        horizon=len(simulator.years),
        rate=simulator.rate,
    )
