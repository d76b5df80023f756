"""How often one problem brings a case of another, link by link."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.problems.common import COMMON
from costmodel.quantities import Quantity
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantity_makers import KINDS
from costmodel.studies.related_links import related_links

CASES = 100
"""Rates are told for so many cases."""


def link_quantities(inputs: Inputs) -> Iterator[Quantity]:
    """Yield each link as new cases for :data:`CASES` cases and year, with its declared range."""
    for (source, target), (owner, name) in related_links(inputs.problems).items():
        record = inputs.records[owner].get(name) or inputs.records[COMMON][name]
        spread = record.distribution()
        middle = spread.mean_value if spread.mode is None else spread.mode
        value, low, high = (
            None if number is None else CASES * float(number)
            for number in (middle, spread.low, spread.high)
        )
        yield Quantity(
            f"emergence.{source}.{target}",
            f"nowe przypadki na {CASES} przypadków w roku: {record.label}",
            value,
            f"na {CASES} w roku",
            KINDS[record.kind],
            str(record.origin()),
            low,
            high,
            note=record.note,
        )
