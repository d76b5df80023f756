"""Checks of where numbers come from: each has a name, a unit and a source, and a guess a range."""

from __future__ import annotations

from collections.abc import Iterator

from costmodel.errors import NotInForceError
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.sources import Grade
from costmodel.studies.inputs import Inputs
from costmodel.verification.checked import Checked, held


def origin_checks(inputs: Inputs) -> list[Checked]:
    """Return what the checks of origins found, in the order of the catalogue."""
    return [every_number_is_told(inputs), prices_of_one_year(inputs), assumptions_are_wide(inputs)]


def every_number_is_told(inputs: Inputs) -> Checked:
    """I07: each declared number has a name, a unit and a source."""
    wanting = [
        name
        for name, record in _records(inputs)
        if not (record.label.strip() and record.unit.strip() and record.source.title.strip())
    ]
    return held("I07", not wanting, where=", ".join(wanting))


def prices_of_one_year(inputs: Inputs) -> Checked:
    """I09: each amount of law that a price uses is in force in all months of the price year."""
    unknown = []
    for name in inputs.parameters_used:
        try:
            inputs.book.mean_over_year(name, inputs.price_year)
        except NotInForceError:
            unknown.append(name)
    return held("I09", not unknown, where=", ".join(unknown))


def assumptions_are_wide(inputs: Inputs) -> Checked:
    """I10: an assumption has the weakest grade, and is uncertain, unless a definition."""
    narrow = [
        name
        for name, record in _records(inputs)
        if record.kind is Origin.ASSUMPTION
        and (record.grade is not Grade.E or record.shape == "fixed")
    ]
    return held("I10", not narrow, where=", ".join(narrow))


def _records(inputs: Inputs) -> Iterator[tuple[str, UncertainRecord]]:
    for owner, records in inputs.records.items():
        for name, record in records.items():
            yield f"{owner}.{name}", record
