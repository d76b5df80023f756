from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from costmodel.costs.charge import Charge
from costmodel.costs.pricing import product
from costmodel.problems.common import COMMON, load_common
from costmodel.problems.loader import shipped_instruments, shipped_problem
from costmodel.statutes.book import load_book
from costmodel.studies.prices import local_tiers, participant_charges, stay_charges, unit_charges
from costmodel.studies.values import Values, draw_values
from tests.studies.made_up import effect, instrument, known, line, problem

PROBLEM, BOOK, N = shipped_problem("unemployment"), load_book(), 150
TOWN, CITY = "3215011", "3262011"
BOTH = ("debt.mild", "debt.severe")


def own(owner: str = "unemployment") -> Values:
    records = PROBLEM.value if owner == PROBLEM.id else shipped_instruments()[owner].value
    common = draw_values(load_common(), owner=COMMON, book=BOOK, price_year=2026, seed=1, n_draws=N)
    return draw_values(
        records,
        owner=owner,
        book=BOOK,
        price_year=2026,
        seed=1,
        n_draws=N,
        common=common.drawn,
    )


@pytest.fixture(scope="module")
def stays() -> tuple[Charge, ...]:
    return stay_charges(PROBLEM, own(), teryt=TOWN, n_draws=N)


def of(charges: tuple[Charge, ...], service: str, payer: str, state: str) -> Charge:
    wanted = (service, payer, f"unemployment.{state}")
    (found,) = [c for c in charges if (c.service, c.payer, c.state) == wanted]
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
    shares = [c for c in stays if c.kind == "transfer" and c.state == "unemployment.independent"]
    assert {c.payer for c in shares} == {"gmina", "powiat", "voivodeship", "state"}
    assert {c.lag for c in shares} == {2}
    np.testing.assert_allclose(sum(c.rate for c in shares), 0.0, atol=1e-9)
    gmina = of(stays, "local_income_tax_share", "gmina", "independent").rate
    # income of the minimum wage less costs of earning: (4806 − 250) · 12 = 54 672, 7 % to the gmina
    np.testing.assert_allclose(gmina, -0.07 * 54_672 * own()("employment_share"))


def test_a_city_with_the_rights_of_a_powiat_receives_one_larger_share() -> None:
    szczecin = stay_charges(PROBLEM, own(), teryt=CITY, n_draws=N)
    town = stay_charges(PROBLEM, own(), teryt=TOWN, n_draws=N)
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
    values, served = own(name), instrument.serves
    charges = participant_charges(instrument, values, served=served, teryt=TOWN, n_draws=N)
    units = unit_charges(instrument, values, served=served, teryt=TOWN, n_draws=N)
    lines = {
        per: sum(
            product([*one.quantity, *one.price], values, n_draws=N)
            for one in instrument.cost
            if one.per == per
        )
        for per in ("participant", "unit")
    }
    for group in served:
        told = sum(c.rate for c in charges if c.state == group)
        np.testing.assert_allclose(told, lines["participant"])
    np.testing.assert_allclose(sum(c.rate for c in units), lines["unit"])
    assert all((c.rate >= 0).all() for c in (*charges, *units))
    assert all(
        c.kind == "optional" and c.service.startswith(f"{name}.") for c in (*charges, *units)
    )


def test_the_stipend_of_an_internship_by_hand() -> None:
    staz = shipped_instruments()["staz"]
    charges = participant_charges(staz, own("staz"), served=staz.serves, teryt=TOWN, n_draws=N)
    multiplier = BOOK.mean_over_year("internship_stipend_multiplier", 2026)
    benefit = BOOK.mean_over_year("unemployment_benefit_first90", 2026)
    assert {c.payer for c in charges} == {"labour_fund"}
    np.testing.assert_allclose(charges[0].rate, own("staz")("months") * multiplier * benefit)


def test_only_a_little_of_social_work_leaves_the_budget(stays: tuple[Charge, ...]) -> None:
    partly = [c for c in stays if c.cashable is not None]
    assert {c.service for c in partly} == {"social_work"}
    for charge in partly:
        np.testing.assert_array_equal(charge.cashable, own()("social_work_cashable"))


def home_fees(
    *, income: float, cost: float, family: float = 0.0, months: float = 12.0, use: float = 1.0
) -> dict[tuple[str, str], float]:
    """Who pays what for a year in a made-up home, by service and payer."""
    ill = problem(
        "illness",
        ("home",),
        service=(
            {
                "id": "care_home",
                "label": "dom pomocy społecznej",
                "kind": "mandatory",
                "legal_basis": "art. 61",
                "rule": "care_home_fee",
                "fee": {"income": "income", "share": "most", "family": "family"},
                "use": {"home": ["use"]},
                "quantity": ["months"],
                "price": ["cost"],
            },
        ),
        income=known(income),
        most=known(0.70),
        family=known(family),
        months=known(months),
        cost=known(cost),
        use=known(use),
    )
    values = Values({k: np.array([v.mode]) for k, v in ill.value.items()}, BOOK, 2026)
    charges = stay_charges(ill, values, teryt=TOWN, n_draws=1)
    assert {c.state for c in charges} == {"illness.home"}
    assert {c.kind for c in charges} == {"mandatory"}
    return {(c.service, c.payer): float(c.rate[0]) for c in charges}


RESIDENT, FAMILY = ("care_home.resident", "household"), ("care_home.family", "household")
GMINA = ("care_home", "gmina")


def test_the_fee_for_a_care_home_by_hand() -> None:
    # cost 7,000 zł, income 2,200 zł: the resident pays 70 %, 1,540 zł; the gmina 5,460 zł a month
    paid = home_fees(income=2200.0, cost=7000.0)
    assert paid == pytest.approx({RESIDENT: 12 * 1540, FAMILY: 0, GMINA: 65_520})


def test_the_fee_of_a_press_example_by_hand() -> None:
    # income 3,500 zł, cost 5,000 zł: the resident 2,450 zł, 2,550 zł are left
    paid = home_fees(income=3500.0, cost=5000.0, months=1.0)
    assert paid == pytest.approx({RESIDENT: 2450, FAMILY: 0, GMINA: 2550})


def test_the_family_pays_before_the_gmina_and_no_more_than_is_left() -> None:
    paid = home_fees(income=2200.0, cost=7000.0, family=1000.0, months=1.0)
    assert paid == pytest.approx({RESIDENT: 1540, FAMILY: 1000, GMINA: 4460})
    paid = home_fees(income=2200.0, cost=7000.0, family=9000.0, months=1.0)
    assert paid == pytest.approx({RESIDENT: 1540, FAMILY: 5460, GMINA: 0})


def test_a_resident_pays_no_more_than_the_home_costs() -> None:
    paid = home_fees(income=20_000.0, cost=7000.0, family=500.0, months=1.0)
    assert paid == pytest.approx({RESIDENT: 7000, FAMILY: 0, GMINA: 0})


def test_where_half_use_a_home_half_is_paid_by_each() -> None:
    whole = home_fees(income=2200.0, cost=7000.0, family=100.0)
    half = home_fees(income=2200.0, cost=7000.0, family=100.0, use=0.5)
    assert half == pytest.approx({who: paid / 2 for who, paid in whole.items()})


def test_the_fee_of_the_shipped_home_makes_its_cost_in_every_draw() -> None:
    ill = shipped_problem("long_illness")
    common = draw_values(load_common(), owner=COMMON, book=BOOK, price_year=2026, seed=1, n_draws=N)
    values = draw_values(
        ill.value,
        owner=ill.id,
        book=BOOK,
        price_year=2026,
        seed=1,
        n_draws=N,
        common=common.drawn,
    )
    charges = stay_charges(ill, values, teryt=TOWN, n_draws=N)
    (home,) = [s for s in ill.service if s.id == "care_home"]
    parts = [c.rate for c in charges if c.service.partition(".")[0] == "care_home"]
    cost = product([*home.quantity, *home.price], values, n_draws=N)
    np.testing.assert_allclose(sum(parts), cost)
    assert all((part >= 0).all() for part in parts)


def test_a_unit_costs_once_and_belongs_to_the_problem_it_serves() -> None:
    values = Values({"price": np.array([100.0])}, BOOK, 2026)
    house = instrument("house", lines=(line(per="unit"), line("meal")), per_unit=4.0)
    (unit,) = unit_charges(house, values, served=BOTH, teryt=TOWN, n_draws=1)
    assert (unit.state, unit.service, unit.payer) == ("debt", "house.work", "gmina")
    meals = participant_charges(house, values, served=BOTH, teryt=TOWN, n_draws=1)
    assert [c.state for c in meals] == ["debt.mild", "debt.severe"]
    assert {c.service for c in meals} == {"house.meal"}


def test_a_unit_for_several_problems_belongs_to_none() -> None:
    values = Values({"price": np.array([100.0])}, BOOK, 2026)
    told = instrument("team", effect(), lines=(line(per="unit"),), per_unit=4.0)
    (unit,) = unit_charges(told, values, served=("debt.mild", "rent.late"), teryt=TOWN, n_draws=1)
    assert unit.state == ""


def test_charges_go_on_by_the_rule_that_the_file_names() -> None:
    told = instrument("house", lines=(line().model_copy(update={"index": "wages"}),))
    values = Values({"price": np.array([100.0])}, BOOK, 2026)
    (charge,) = participant_charges(told, values, served=("debt.mild",), teryt=TOWN, n_draws=1)
    assert charge.index == "wages"


@pytest.mark.parametrize(("teryt", "payers"), [(TOWN, {"gmina", "powiat"}), (CITY, {"gmina"})])
def test_a_city_with_the_rights_of_a_powiat_pays_for_both_from_one_budget(
    teryt: str, payers: set[str]
) -> None:
    care = shipped_problem("orphanhood")
    common = draw_values(load_common(), owner=COMMON, book=BOOK, price_year=2026, seed=1, n_draws=8)
    values = draw_values(
        care.value,
        owner=care.id,
        book=BOOK,
        price_year=2026,
        seed=1,
        n_draws=8,
        common=common.drawn,
    )

    def local(code: str) -> list[Charge]:
        charges = stay_charges(care, values, teryt=code, n_draws=8)
        return [c for c in charges if c.payer in ("gmina", "powiat") and c.kind == "mandatory"]

    assert {c.payer for c in local(teryt)} == payers
    whole, apart = (sum(float(c.rate.sum()) for c in local(code)) for code in (teryt, TOWN))
    assert whole == pytest.approx(apart)
