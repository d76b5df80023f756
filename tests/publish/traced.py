"""Every number of a study by id, printed or not."""

from __future__ import annotations

from costmodel.publish.findings import evidence_of
from costmodel.publish.known import known_quantities
from costmodel.publish.workbook_headline import twin_quantities
from costmodel.publish.workbook_twin import twin_of
from costmodel.quantities import Quantity
from costmodel.studies.comparison import compare_place
from costmodel.studies.municipality import Study
from costmodel.studies.targets import targets_of
from costmodel.verification.certificate import certify
from costmodel.verification.quantities import certificate_quantities


def known_to(study: Study) -> dict[str, Quantity]:
    """Return all numbers that an annex of a study may print."""
    comparison = compare_place(study.inputs.place)
    findings = evidence_of(study.inputs).findings
    more = (
        *twin_quantities(twin_of(study.inputs)),
        *certificate_quantities(certify(study)),
    )
    known = known_quantities(study, comparison, targets_of(study, comparison), findings)
    return known | {quantity.id: quantity for quantity in more}
