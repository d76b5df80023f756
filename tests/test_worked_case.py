"""One small case from people to net present value, every number reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.cohort.links import Links, links_of
from costmodel.cohort.stack import Stack
from costmodel.cohort.states import States
from costmodel.cohort.transitions import Flows, transition_matrix
from costmodel.costs.charge import Charge
from costmodel.model import Model, run
from costmodel.outcome import Outcome
from costmodel.pathway import System
from costmodel.scenario import ACTIVATION, INACTION, Change, Reach, Scenario


def one(number: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([number])


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    poor = States(("poor",))
    flows = Flows(
        exit={"poor": one(0.4)},
        success={"poor": one(0.5)},
        migration={"poor": {"poor": one(1.0)}},
        relapse=(one(0.5), one(0.25), one(0.0)),
        relapse_level="poor",
        departure=one(0.0),
    )
    inflow = np.zeros((2, 5, 1))
    inflow[:, 0, 0] = [40.0, 30.0]
    gained = Change("need.poor", "need.independent_1", "moves", one(0.4))
    course = Reach("course", ("need.poor",), np.array([[0.5], [0.0]]), (gained,))
    return run(
        Model(
            system=System(
                Stack(("need",), (poor,)),
                np.array([[100.0], [0], [0], [0], [0]]),
                links_of(transition_matrix(poor, flows)),
                Links((), (), np.zeros((0, 1))),
                inflow,
            ),
            charges=(
                Charge("need.poor", "benefit", "mandatory", "gmina", one(25.0)),
                Charge("need.poor", "benefit", "mandatory", "state", one(75.0)),
                Charge("need.poor", "fixed_grant", "mandatory", "gmina", one(10.0), index="none"),
                Charge("need.independent_1", "tax", "revenue", "state", one(-200.0)),
                Charge("need.independent_1", "tax_share", "transfer", "gmina", one(-60.0), lag=1),
                Charge("need.independent_1", "tax_share", "transfer", "state", one(60.0), lag=1),
            ),
            participant_charges={
                "course": (Charge("need.poor", "course.work", "optional", "gmina", one(30.0)),)
            },
            unit_charges={},
            inaction=Scenario(INACTION),
            activation=Scenario(ACTIVATION, (course,)),
            base_year=2026,
            discount_rate=0.25,
            price_levels=np.array([1.25, 2.0]),
            real_values={"cpi": np.ones(2), "none": np.array([0.8, 0.5])},
        )
    )


def test_people(outcome: Outcome) -> None:
    # Without action, of the poor 0.6 stay, 0.4 · 0.5 = 0.2 find work, 0.2 leave.
    # 2027: 100 · 0.6 + 40 new = 100 poor, 20 in the first year of work, 20 left.
    # 2028: 100 · 0.6 + 20 · 0.5 relapsed + 30 new = 100 poor; 20 first; 10 second; 40 left.
    inaction = [[100, 0, 0, 0, 0], [100, 20, 0, 0, 20], [100, 20, 10, 0, 40]]
    np.testing.assert_allclose(outcome.people["inaction"][:, :, 0], inaction)
    # With action half take part in 2027, the effect is 0.4: success 0.2 + 0.5 · 0.4 = 0.4, the
    # other 0.8 shrink to 0.6, by 0.75: stay 0.45, leave 0.15. In 2028 nobody takes part.
    # 2027: 45 + 40 = 85 poor, 40 first, 15 left.
    # 2028: 85 · 0.6 + 40 · 0.5 + 30 = 101 poor; 17 first; 20 second; 15 + 17 = 32 left.
    activation = [[100, 0, 0, 0, 0], [85, 40, 0, 0, 15], [101, 17, 20, 0, 32]]
    np.testing.assert_allclose(outcome.people["activation"][:, :, 0], activation)


def test_mandatory_cost(outcome: Outcome) -> None:
    # Person-years of the poor: without action 100, 100; with it (100 + 85) / 2 = 92.5, 93.
    # The grant of 10 zł is not indexed: it is worth 8 zł in 2027 and 5 zł in 2028.
    # gmina: 100 · (25 + 8) = 3300, 100 · 30 = 3000; with action 92.5 · 33 = 3052.5, 93 · 30 = 2790
    spent = {
        s: outcome.spending(s, "gmina", kinds=["mandatory"])[0] for s in (INACTION, ACTIVATION)
    }
    np.testing.assert_allclose(spent[INACTION], [3300, 3000])
    np.testing.assert_allclose(spent[ACTIVATION], [3052.5, 2790])
    np.testing.assert_allclose(outcome.avoidable_cost("gmina")[0], [247.5, 210])
    # state: 75 · 7.5 = 562.5, 75 · 7 = 525
    np.testing.assert_allclose(outcome.avoidable_cost("state")[0], [562.5, 525])


def test_lost_income(outcome: Outcome) -> None:
    # Person-years in the first year of work: 10, 20 without action; 20, 28.5 with it.
    # Tax: (20 − 10) · 200 = 2000, (28.5 − 20) · 200 = 1700.
    # The gmina's share of 2027 is paid in 2028: 10 · 60 = 600; what is due in 2029 is left out.
    np.testing.assert_allclose(outcome.lost_income("gmina")[0], [0, 600])
    np.testing.assert_allclose(outcome.lost_income("state")[0], [2000, 1700 - 600])
    np.testing.assert_allclose(outcome.lost_income("public")[0], [2000, 1700])


def test_saving_and_present_value(outcome: Outcome) -> None:
    # 50 of 100 take part in 2027 at 30 zł: 1500 zł; nobody in 2028.
    np.testing.assert_allclose(outcome.programme_cost("gmina")[0], [1500, 0])
    # gmina: 247.5 + 0 − 1500 = −1252.5, then 210 + 600 = 810
    np.testing.assert_allclose(outcome.net_saving("gmina")[0], [-1252.5, 810])
    # −1252.5 / 1.25 + 810 / 1.25² = −1002 + 518.4
    np.testing.assert_allclose(outcome.net_present_value("gmina"), [-483.6])
    # public: 810 + 2000 − 1500 = 1310, then 735 + 1700 = 2435; 1048 + 1558.4
    np.testing.assert_allclose(outcome.net_saving("public")[0], [1310, 2435])
    np.testing.assert_allclose(outcome.net_present_value("public"), [2606.4])


def test_payback(outcome: Outcome) -> None:
    assert np.isnan(outcome.payback_year("gmina")).all()  # −1252.5 + 810 is still below zero
    assert outcome.payback_year("public").tolist() == [2027]
