"""The arithmetic behind the derived numbers of drug addiction and of its therapy."""

from __future__ import annotations

import pytest

from costmodel.problems.loader import shipped_instruments, shipped_problem
from tests.problems.derived import findings_of, numbers, values_in

PROBLEM = shipped_problem("drug_addiction")
THERAPY = shipped_instruments()["terapia_uzaleznien"]
FINDINGS = findings_of("drug_addiction")
found = values_in(FINDINGS)
RESIDENTS = 37_489_090


def test_the_rate_lies_between_opioid_users_and_all_patients() -> None:
    low, mode, high = numbers(PROBLEM.value["drug_rate"])
    patients = found("drug_inpatient_admissions_2011") / found("drug_residential_patients_share")
    assert low == round(found("opioid_users_pl") / RESIDENTS, 4)
    assert high == round(patients / RESIDENTS, 4)
    assert mode == pytest.approx((low + high) / 2, abs=0.00006)


def test_a_residential_patient_costs_what_the_shares_of_the_budget_imply() -> None:
    money = found("drug_residential_budget_share")
    people = found("drug_residential_patients_share")
    ratio = (money / people) / ((1 - money) / (1 - people))
    assert ratio == pytest.approx(found("drug_residential_relative_cost"))
    low, mode, high = numbers(PROBLEM.value["therapy_cost"])
    assert low < mode < high
    assert high == pytest.approx(56 * 450, rel=0.01)
    assert high / low > ratio


def test_leaving_dependence_is_no_rarer_than_dying_in_treatment() -> None:
    deaths_in, deaths_out = (found(f"mmt_mortality_{where}") / 1000 for where in ("in", "out"))
    for name in ("exit_dependent", "exit_with_harm"):
        low, mode, _ = numbers(PROBLEM.value[name])
        assert low > deaths_in
        assert mode > deaths_out


def test_therapy_of_drug_users_claims_nothing_by_default() -> None:
    low, mode, _ = numbers(THERAPY.value["net_effect_drugs"])
    assert (low, mode) == (0.0, 0.0)  # only the direction was published
    assert found("tc_better_outcomes_share") > 0.5
