"""Every number that the annex of a study may print, by id."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.evidence.finding import Finding
from costmodel.quantities import Quantity
from costmodel.studies.comparison import Comparison, indicator_quantities
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_charts import chart_quantities
from costmodel.studies.quantities_of_inputs import finding_quantities
from costmodel.studies.quantities_of_targets import target_quantities
from costmodel.studies.targets import StrategyTargets


def known_quantities(
    study: Study,
    comparison: Comparison,
    targets: StrategyTargets,
    findings: Mapping[str, Finding],
) -> dict[str, Quantity]:
    """Return the quantities of a study, of its indicators, evidence, targets and charts.

    Parameters
    ----------
    findings : mapping of str to Finding
        Evidence by id.
    """
    more = (
        *indicator_quantities(comparison),
        *finding_quantities(study.inputs, findings),
        *target_quantities(targets),
    )
    known = quantities_of(study) | {quantity.id: quantity for quantity in more}
    return known | {q.id: q for q in chart_quantities(study, comparison, known)}
