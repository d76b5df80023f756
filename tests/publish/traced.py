"""Every number of a study by id, printed or not."""

from __future__ import annotations

from costmodel.publish.findings import evidence_of
from costmodel.quantities import Quantity
from costmodel.studies.comparison import compare_place, indicator_quantities
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_inputs import finding_quantities


def known_to(study: Study) -> dict[str, Quantity]:
    """Return all numbers that an annex of a study may print."""
    findings = evidence_of(study.inputs).findings
    more = (
        *indicator_quantities(compare_place(study.inputs.place)),
        *finding_quantities(study.inputs, findings),
    )
    return quantities_of(study) | {quantity.id: quantity for quantity in more}
