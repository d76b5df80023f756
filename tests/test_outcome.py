from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import ArrayLike, NDArray

from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.costs.charge import Charge
from costmodel.costs.ledger import COLUMNS, Ledger
from costmodel.errors import ModelError
from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC, Outcome
from costmodel.scenario import Scenario
from tests.town import town

Floats = NDArray[np.float64]
KINDS = ("mandatory", "optional", "revenue", "transfer")


def with_net_savings(savings: ArrayLike, *, rate: float = 0.0) -> Outcome:
    """An outcome whose only money is a mandatory cost that action takes away."""
    amounts = np.asarray(savings, dtype=np.float64)
    entries = pd.DataFrame(
        [(INACTION, "need", "meal", "mandatory", "gmina")], columns=list(COLUMNS)
    )
    return Outcome(
        stack=Stack(("need",), (States(("poor",)),)),
        base_year=2026,
        people={},
        related={},
        participants={},
        ledger=Ledger(entries, amounts.T[None]),
        charges=(),
        discount_rate=rate,
        price_levels=np.ones(amounts.shape[1]),
        real_values={},
    )


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(town(n_draws=60))


@pytest.mark.parametrize("scenario", [INACTION, ACTIVATION])
def test_payers_add_up_to_the_total_in_every_draw_and_year(outcome: Outcome, scenario: str) -> None:
    parts = [outcome.spending(scenario, p, kinds=KINDS) for p in outcome.ledger.public_payers]
    public = outcome.spending(scenario, PUBLIC, kinds=KINDS)
    np.testing.assert_allclose(sum(parts), public, atol=1e-6)
    household = outcome.spending(scenario, "household", kinds=KINDS)
    np.testing.assert_allclose(
        public + household, outcome.ledger.total(scenario=scenario), atol=1e-6
    )


@pytest.mark.parametrize("scenario", [INACTION, ACTIVATION])
def test_kinds_add_up_to_the_total_in_every_draw_and_year(outcome: Outcome, scenario: str) -> None:
    parts = [outcome.spending(scenario, PUBLIC, kinds=[kind]) for kind in KINDS]
    np.testing.assert_allclose(sum(parts), outcome.spending(scenario, PUBLIC, kinds=KINDS))


@pytest.mark.parametrize("scenario", [INACTION, ACTIVATION])
def test_transfers_cancel_in_the_public_total_and_move_money_between_payers(
    outcome: Outcome, scenario: str
) -> None:
    together = outcome.spending(scenario, PUBLIC, kinds=["transfer"])
    np.testing.assert_allclose(together, 0.0, atol=1e-9)
    assert outcome.spending(scenario, "gmina", kinds=["transfer"]).min() < -1


def test_net_is_gross_less_programme(outcome: Outcome) -> None:
    for payer in (*outcome.ledger.payers, PUBLIC):
        gross = outcome.avoidable_cost(payer) + outcome.lost_income(payer)
        np.testing.assert_array_equal(gross, outcome.cost_of_inaction(payer))
        np.testing.assert_array_equal(
            gross - outcome.programme_cost(payer), outcome.net_saving(payer)
        )


@pytest.mark.parametrize("payer", [PUBLIC, "gmina", "state", "household"])
def test_net_saving_is_all_spending_without_action_less_all_with_it(
    outcome: Outcome, payer: str
) -> None:
    difference = outcome.spending(INACTION, payer, kinds=KINDS) - outcome.spending(
        ACTIVATION, payer, kinds=KINDS
    )
    np.testing.assert_allclose(difference, outcome.net_saving(payer), atol=1e-6)


def test_no_discount_rate_leaves_the_plain_sum() -> None:
    outcome = with_net_savings([[1.0, 2.0, 4.0], [-1.0, 0.0, 5.0]])
    np.testing.assert_array_equal(outcome.net_present_value("gmina"), [7, 4])


def test_money_of_the_second_year_is_discounted_twice() -> None:
    outcome = with_net_savings([[0.0, 1000.0]], rate=0.04)
    # 1000 / 1.04² = 924.5562
    assert outcome.net_present_value("gmina")[0] == pytest.approx(924.5562, abs=5e-5)


def test_a_high_discount_rate_leaves_little_but_the_first_year() -> None:
    outcome = with_net_savings([[1.0, 1.0, 1.0]], rate=0.99)
    assert outcome.net_present_value("gmina")[0] == pytest.approx(
        0.5025 + 0.2525 + 0.1269, abs=1e-4
    )


@given(hnp.arrays(float, (3, 5), elements=st.floats(0, 1e6)), st.floats(0, 0.4), st.floats(0, 0.4))
def test_a_higher_rate_never_raises_the_value_of_gains(
    gains: Floats, rate: float, more: float
) -> None:
    plain, low, high = (
        with_net_savings(gains, rate=r).net_present_value("gmina") for r in (0.0, rate, rate + more)
    )
    assert (high <= low + 1e-6).all()
    assert (low <= plain + 1e-6).all()


@pytest.mark.parametrize(
    ("savings", "year"),
    [
        ([5.0, 1.0, 1.0], 2027),  # never below zero
        ([-5.0, 5.0, 1.0], 2028),  # level at zero counts
        ([-5.0, 1.0, 4.0], 2029),
        ([-5.0, 1.0, 3.0], np.nan),  # −1 at the end
        ([5.0, -6.0, 2.0], 2029),  # above, below, and above for good
        ([5.0, 1.0, -7.0], np.nan),  # above, then below at the end
        ([0.0, 0.0, 0.0], 2027),
    ],
)
def test_payback_is_the_year_from_which_it_stays_paid(savings: list[float], year: float) -> None:
    found = with_net_savings([savings]).payback_year("gmina")
    np.testing.assert_array_equal(found, [year])


def test_money_begins_in_the_year_after_the_base_year(outcome: Outcome) -> None:
    assert outcome.years == (2027, 2028, 2029, 2030, 2031)
    assert outcome.people[INACTION].shape == (6, 11, 60)


def test_real_times_the_price_level_is_nominal(outcome: Outcome) -> None:
    real = outcome.programme_cost(PUBLIC)
    np.testing.assert_allclose(outcome.nominal(real)[:, 1], real[:, 1] * 1.02**2)


def test_people_in_the_problem_are_those_at_its_levels(outcome: Outcome) -> None:
    people = outcome.people[INACTION]
    np.testing.assert_array_equal(
        outcome.people_in_problem(INACTION, "debt"), (people[:, 0] + people[:, 1]).T
    )
    np.testing.assert_array_equal(outcome.people_in_problem(INACTION, "rent"), people[:, 6].T)


def test_the_independent_are_those_of_the_problem_in_all_three_stages(outcome: Outcome) -> None:
    people = outcome.people[ACTIVATION]
    np.testing.assert_allclose(
        outcome.independent(ACTIVATION, "rent"), (people[:, 7] + people[:, 8] + people[:, 9]).T
    )
    assert (outcome.independent(ACTIVATION, "debt") >= outcome.independent(INACTION, "debt")).all()


def test_participants_are_a_share_of_those_there_at_the_start_of_the_year(outcome: Outcome) -> None:
    taking = outcome.participants["course"]
    assert taking.shape == (5, 2, 60)
    np.testing.assert_allclose(taking, 0.4 * outcome.people[ACTIVATION][:-1, :2])


def test_two_problems_apart_make_the_whole(outcome: Outcome) -> None:
    debt, rent = outcome.only(["debt"]), outcome.only(["rent"])
    for payer in (PUBLIC, "gmina", "state"):
        parts = [
            one.net_saving(payer) for one in (debt, rent) if payer in (*one.ledger.payers, PUBLIC)
        ]
        np.testing.assert_allclose(sum(parts), outcome.net_saving(payer), atol=1e-6)
    for scenario in (INACTION, ACTIVATION):
        both = np.concatenate([debt.people[scenario], rent.people[scenario]], axis=1)
        np.testing.assert_array_equal(both, outcome.people[scenario])


def test_one_problem_keeps_its_own_people_cases_and_charges(outcome: Outcome) -> None:
    rent = outcome.only(["rent"])
    assert rent.stack.names[0] == "rent.late"
    np.testing.assert_array_equal(rent.people[INACTION], outcome.people[INACTION][:, 6:])
    np.testing.assert_array_equal(rent.related[INACTION], outcome.related[INACTION][:, 6:])
    assert {c.service for c in rent.charges} == {"allowance"}
    assert set(rent.ledger.entries["problem"]) == {"rent"}
    np.testing.assert_array_equal(
        rent.people_in_problem(INACTION, "rent"), outcome.people_in_problem(INACTION, "rent")
    )
    # the course is for people in debt: its cost is not that of arrears
    assert not rent.programme_cost(PUBLIC).any()


def test_problems_asked_for_in_another_order_are_those_of_the_model(outcome: Outcome) -> None:
    turned = outcome.only(["rent", "debt"])
    assert turned.stack == outcome.stack
    np.testing.assert_array_equal(turned.people[INACTION], outcome.people[INACTION])


@pytest.mark.parametrize("wanted", [["loan"], ["debt", "loan"], []])
def test_unknown_problems_are_refused(outcome: Outcome, wanted: list[str]) -> None:
    with pytest.raises(ModelError, match=r"must be some of \['debt', 'rent'\]"):
        outcome.only(wanted)


def test_what_serves_several_problems_belongs_to_none_of_them() -> None:
    model = town(n_draws=3)
    post = (Charge("", "course.post", "optional", "gmina", np.full(3, 1000.0)),)
    plan = replace(model.activation.reach[0], units=np.ones(5))
    whole = run(
        replace(
            model,
            activation=Scenario(ACTIVATION, (plan,)),
            unit_charges={"course": post},
            participant_charges={},
        )
    )
    np.testing.assert_array_equal(whole.programme_cost("gmina"), 1000.0)
    for problem in ("debt", "rent"):
        assert not whole.only([problem]).programme_cost(PUBLIC).any()


def test_the_household_is_no_part_of_public_money(outcome: Outcome) -> None:
    assert "household" not in outcome.payers_of(PUBLIC)
    assert outcome.avoidable_cost("household").any()


def test_an_unknown_perspective_is_named(outcome: Outcome) -> None:
    with pytest.raises(ModelError, match=r"perspective 'nfz' is unknown: it must be 'public' or"):
        outcome.net_saving("nfz")


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_a_transfer_added_changes_nothing_in_public(seed: int) -> None:
    model = town(seed=seed, n_draws=5)
    grant = np.full(5, 40.0)
    moved = (
        Charge("debt.mild", "grant", "transfer", "gmina", -grant),
        Charge("debt.mild", "grant", "transfer", "state", grant),
    )
    with_grant = run(replace(model, charges=(*model.charges, *moved)))
    np.testing.assert_allclose(
        with_grant.net_present_value(PUBLIC), run(model).net_present_value(PUBLIC), atol=1e-6
    )
