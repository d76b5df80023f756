"""Each check of origins sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace

from costmodel.problems.uncertain import UncertainRecord
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study
from costmodel.verification.origins import (
    assumptions_are_wide,
    every_number_is_told,
    origin_checks,
    prices_of_one_year,
)


def one_changed(inputs: Inputs, **changes: object) -> tuple[Inputs, str]:
    """Return inputs in which one assumption is told otherwise, and its name."""
    owner, name, record = next(
        (owner, name, record)
        for owner, records in inputs.records.items()
        for name, record in records.items()
        if record.kind == "assumption"
    )
    other: UncertainRecord = record.model_copy(update=changes)
    records = {**inputs.records, owner: {**inputs.records[owner], name: other}}
    return replace(inputs, records=records), f"{owner}.{name}"


def test_all_of_them_pass_on_the_shipped_example(study: Study) -> None:
    assert {check.verdict for check in origin_checks(study.inputs)} == {"passed"}


def test_a_number_without_a_unit_is_named(study: Study) -> None:
    inputs, name = one_changed(study.inputs, unit="")
    assert every_number_is_told(inputs).where == name


def test_a_price_of_no_such_year_is_named(study: Study) -> None:
    early = replace(study.inputs, price_year=1990)
    assert "unemployment_benefit_first90" in prices_of_one_year(early).where


def test_an_assumption_without_a_range_is_named(study: Study) -> None:
    inputs, name = one_changed(study.inputs, shape="fixed")
    assert assumptions_are_wide(inputs).where == name
