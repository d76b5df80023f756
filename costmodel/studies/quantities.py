"""Every number of a study that a reader may see, by name."""

from __future__ import annotations

from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from costmodel.studies.population import population_ahead, population_quantities
from costmodel.studies.quantities_of_calibration import calibration_quantities
from costmodel.studies.quantities_of_capacity import capacity_quantities
from costmodel.studies.quantities_of_coverage import coverage_quantities
from costmodel.studies.quantities_of_hidden import hidden_quantities
from costmodel.studies.quantities_of_inputs import input_quantities
from costmodel.studies.quantities_of_links import link_quantities
from costmodel.studies.quantities_of_money import money_quantities
from costmodel.studies.quantities_of_people import people_quantities
from costmodel.studies.quantities_of_rules import rule_quantities
from costmodel.studies.quantities_of_sensitivity import sensitivity_quantities
from costmodel.studies.quantities_of_stocks import stock_quantities
from costmodel.studies.quantities_of_thresholds import threshold_quantities
from costmodel.studies.quantities_of_variants import variant_quantities


def quantities_of(study: Study) -> dict[str, Quantity]:
    """Return all quantities of a study by id.

    People are medians of the draws, money means, so that parts add up; intervals hold 80 % of
    the draws.
    """
    ahead = population_ahead(study.inputs.place, last_year=study.outcome.years[-1])
    found = (
        *input_quantities(study.inputs),
        *rule_quantities(study.inputs),
        *stock_quantities(study.inputs),
        *hidden_quantities(study.inputs.place),
        *calibration_quantities(study.inputs),
        *link_quantities(study.inputs),
        *people_quantities(study),
        *money_quantities(study),
        *threshold_quantities(study),
        *sensitivity_quantities(study),
        *variant_quantities(study),
        *capacity_quantities(study),
        *coverage_quantities(),
        *(population_quantities(ahead) if ahead is not None else ()),
    )
    return {quantity.id: quantity for quantity in found}
