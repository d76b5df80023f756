"""The amounts of each step from gross to cashable, and of each variant of the plan."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np

from costmodel.quantities import Kind, Quantity
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.portfolio import portfolio
from costmodel.studies.quantity_makers import SOURCE, of_row, plain
from costmodel.studies.waterfall import STEPS, waterfall
from costmodel.uncertainty.summary import INTERVAL

STEP_LABELS = {
    "gross": "koszt zaniechania przy efektach brutto",
    "net": "koszt zaniechania po odjęciu tego, co stałoby się i bez działań",
    "attributed": "koszt zaniechania po przypisaniu działaniom ich części",
    "lasting": "koszt zaniechania, gdy efekty słabną z latami",
    "attributable": "koszt zaniechania po korekcie na optymizm (przyjęty w modelu)",
    "cashable": "część kosztu zaniechania, która jest pieniędzmi w budżecie",
}
MEASURE_LABELS = {
    "programme": "koszt działań w wariancie planu",
    "cost_of_inaction": "uniknięty koszt zaniechania w wariancie planu",
    "net": "wynik netto wariantu planu",
    "independent": "o tyle więcej osób samodzielnych na koniec horyzontu w wariancie planu",
    "net_per_zloty": "wynik netto na 1 zł wydany w wariancie planu",
    "cost_per_person": "koszt działań na jedną dodatkową osobę samodzielną w wariancie planu",
}
UNITS = {"independent": "osoba", "net_per_zloty": "zł na 1 zł"}
"""Units of the measures; all others are in zł."""
NOT_COUNTED = "nie da się policzyć: koszt zerowy albo zbyt mało dodatkowych osób samodzielnych"


def variant_quantities(study: Study) -> Iterator[Quantity]:
    """Yield the steps from gross to cashable and the variants of the plan."""
    yield from _steps(study)
    yield from _variants(study)


def _steps(study: Study) -> Iterator[Quantity]:
    rows = {(row["perspective"], row["step"]): row for row in waterfall(study).to_dict("records")}
    for perspective in PERSPECTIVES:
        for step in STEPS:
            row = rows[perspective, step]
            yield of_row(f"waterfall.{perspective}.{step}", STEP_LABELS[step], row)
        gross, cash = (rows[perspective, step]["mean"] for step in (STEPS[0], STEPS[-1]))
        yield plain(
            f"waterfall_share.{perspective}",
            "pieniądze w budżecie jako część kosztu zaniechania przy efektach brutto",
            float(cash / gross) if gross > 0 else None,
            "udział",
            note="" if gross > 0 else NOT_COUNTED,
        )


def _variants(study: Study) -> Iterator[Quantity]:
    table = portfolio(study)
    for perspective in PERSPECTIVES:
        own = table[table["perspective"] == perspective]
        for rank, name in enumerate(dict.fromkeys(own["variant"]), start=1):
            label = "miejsce wariantu planu według wyniku netto na 1 zł"
            yield plain(f"variant.{perspective}.{name}.rank", label, float(rank), "miejsce")
    for row in table.to_dict("records"):
        id_ = f"variant.{row['perspective']}.{row['variant']}.{row['measure']}"
        yield _measure(id_, str(row["measure"]), row)


def _measure(id_: str, measure: str, row: Mapping[Hashable, Any]) -> Quantity:
    """Return a quantity; people by their median, as everywhere, all else by its mean."""
    centre = row["median" if measure == "independent" else "mean"]
    value, low, high = (_known(number) for number in (centre, row["low"], row["high"]))
    return Quantity(
        id_,
        MEASURE_LABELS[measure],
        value,
        UNITS.get(measure, "zł"),
        Kind.ESTIMATE,
        SOURCE,
        low,
        high,
        None if low is None else INTERVAL,
        note="" if value is not None else NOT_COUNTED,
    )


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
