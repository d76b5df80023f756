from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from costmodel.costs.charge import Charge
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from costmodel.studies.prices import local_tiers, participant_charges, stay_charges
from costmodel.studies.values import Values, draw_values

PROBLEM, BOOK, N = shipped_problem("unemployment"), load_book(), 150


def own(owner: str = "unemployment") -> Values:
    records = PROBLEM.value if owner == PROBLEM.id else shipped_instruments()[owner].value
    return draw_values(records, owner=owner, book=BOOK, price_year=2026, seed=1, n_draws=N)


@pytest.fixture(scope="module")
def stays() -> tuple[Charge, ...]:
    return stay_charges(PROBLEM, own(), teryt="3215011", n_draws=N)


def of(charges: tuple[Charge, ...], service: str, payer: str, state: str) -> Charge:
    (found,) = [c for c in charges if (c.service, c.payer, c.state) == (service, payer, state)]
    return found


def test_the_unemployment_benefit_by_hand(stays: tuple[Charge, ...]) -> None:
    values = own()
    # a mean of the benefit over 2026, before and after its indexation in June
    old, new = (BOOK.at("unemployment_benefit_first90", date(2026, m, 1)) for m in (1, 7))
    monthly = (5 * old + 7 * new) / 12
    rate = of(stays, "unemployment_benefit_first", "labour_fund", "under_12_months").rate
    np.testing.assert_allclose(
        rate, values("benefit_share") * values("benefit_months_first") * monthly
    )


def test_the_periodic_benefit_is_paid_by_the_state(stays: tuple[Charge, ...]) -> None:
    payers = {c.payer for c in stays if c.service == "periodic_benefit"}
    assert payers == {"state"}  # the statutory minimum is; art. 147
    assert all((c.rate > 0).all() for c in stays if c.kind == "mandatory")


def test_income_is_a_negative_cost_of_who_receives_it(stays: tuple[Charge, ...]) -> None:
    assert all((c.rate < 0).all() for c in stays if c.kind == "revenue")
    tax = of(stays, "income_tax", "state", "independent_1")
    monthly = BOOK.mean_over_year("mw2026_pit_advance", 2026)
    np.testing.assert_allclose(tax.rate, -12 * own()("employment_share") * monthly)


def test_the_municipal_share_of_tax_comes_two_years_later_and_cancels(
    stays: tuple[Charge, ...],
) -> None:
    shares = [c for c in stays if c.kind == "transfer" and c.state == "independent"]
    assert {c.payer for c in shares} == {"gmina", "powiat", "voivodeship", "state"}
    assert {c.lag for c in shares} == {2}
    np.testing.assert_allclose(sum(c.rate for c in shares), 0.0, atol=1e-9)
    gmina = of(stays, "local_income_tax_share", "gmina", "independent").rate
    # income of the minimum wage less costs of earning: (4806 − 250) · 12 = 54 672, 7 % to the gmina
    np.testing.assert_allclose(gmina, -0.07 * 54_672 * own()("employment_share"))


def test_a_city_with_the_rights_of_a_powiat_receives_one_larger_share() -> None:
    szczecin = stay_charges(PROBLEM, own(), teryt="3262011", n_draws=N)
    town = stay_charges(PROBLEM, own(), teryt="3215011", n_draws=N)
    name, state = "local_income_tax_share", "independent"
    assert not [c for c in szczecin if c.payer == "powiat"]
    assert (of(szczecin, name, "gmina", state).rate < of(town, name, "gmina", state).rate).all()


@pytest.mark.parametrize(
    ("teryt", "has_powiat"), [("3215011", True), ("1465011", False), ("0261011", False)]
)
def test_cities_with_powiat_rights_have_no_powiat_payer(teryt: str, has_powiat: bool) -> None:
    assert ("powiat" in local_tiers(teryt)) is has_powiat


@pytest.mark.parametrize("name", sorted(shipped_instruments()))
def test_an_instrument_costs_the_same_at_each_level_and_its_payers_add_up(name: str) -> None:
    instrument = shipped_instruments()[name]
    charges = participant_charges(instrument, own(name), n_draws=N)
    sums = [
        np.sum([c.rate for c in charges if c.state == level], axis=0) for level in instrument.levels
    ]
    for one in sums:
        np.testing.assert_allclose(one, sums[0])
        assert (one > 0).all()
    assert all(c.kind == "optional" and c.service.startswith(f"{name}.") for c in charges)


def test_the_stipend_of_an_internship_by_hand() -> None:
    charges = participant_charges(shipped_instruments()["staz"], own("staz"), n_draws=N)
    multiplier = BOOK.mean_over_year("internship_stipend_multiplier", 2026)
    benefit = BOOK.mean_over_year("unemployment_benefit_first90", 2026)
    assert {c.payer for c in charges} == {"labour_fund"}
    np.testing.assert_allclose(charges[0].rate, own("staz")("months") * multiplier * benefit)


def test_only_a_little_of_social_work_leaves_the_budget(stays: tuple[Charge, ...]) -> None:
    partly = [c for c in stays if c.cashable is not None]
    assert {c.service for c in partly} == {"social_work"}
    for charge in partly:
        np.testing.assert_array_equal(charge.cashable, own()("social_work_cashable"))
