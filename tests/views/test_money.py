from __future__ import annotations

import numpy as np
import pytest

from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC, Outcome
from costmodel.views.money import (
    benefits,
    cost_of_inaction,
    cumulated_net,
    cumulated_spending,
    mandatory_cost,
    payers,
    savings,
)
from tests.town import town
from tests.views.reading import means


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(town(n_draws=50))


def test_view_1_tells_the_cost_of_inaction_by_year(outcome: Outcome) -> None:
    table = cost_of_inaction(outcome)
    assert list(table["year"]) == list(outcome.years)
    np.testing.assert_allclose(table["mean"], outcome.cost_of_inaction(PUBLIC).mean(axis=0))


def test_view_2_adds_up_mandatory_and_optional_spending(outcome: Outcome) -> None:
    for scenario in (INACTION, ACTIVATION):
        spent = outcome.spending(scenario, PUBLIC, kinds=["mandatory", "optional"])
        found = means(cumulated_spending(outcome), scenario=scenario)
        assert found[0] == pytest.approx(spent[:, 0].mean())
        assert found[2] == pytest.approx(spent[:, :3].sum(axis=1).mean())
        assert found[-1] == pytest.approx(spent.sum(axis=1).mean())


def test_view_3_holds_no_instruments_and_no_income(outcome: Outcome) -> None:
    for scenario in (INACTION, ACTIVATION):
        kept = outcome.spending(scenario, PUBLIC, kinds=["mandatory"]).mean(axis=0)
        np.testing.assert_allclose(means(mandatory_cost(outcome), scenario=scenario), kept)


def test_view_6_tells_components_that_make_the_gross_saving(outcome: Outcome) -> None:
    table = benefits(outcome)
    np.testing.assert_allclose(
        means(table, component="avoidable_cost"), outcome.avoidable_cost(PUBLIC).mean(axis=0)
    )
    np.testing.assert_allclose(
        means(table, component="lost_income"), outcome.lost_income(PUBLIC).mean(axis=0)
    )
    parts = table.groupby("year")["mean"].sum()
    np.testing.assert_allclose(parts, means(savings(outcome), component="gross"))


def test_view_7_net_saving_is_gross_less_programme(outcome: Outcome) -> None:
    gross, programme, net = (
        np.array(means(savings(outcome), component=c)) for c in ("gross", "programme", "net")
    )
    np.testing.assert_allclose(gross - programme, net)
    assert (programme > 0).all()
    np.testing.assert_allclose(means(cumulated_net(outcome)), net.cumsum())


def test_each_view_of_money_is_that_of_the_purse_asked_for(outcome: Outcome) -> None:
    np.testing.assert_allclose(
        means(cost_of_inaction(outcome, perspective="gmina")),
        outcome.cost_of_inaction("gmina").mean(axis=0),
    )
    np.testing.assert_allclose(
        means(savings(outcome, perspective="eu"), component="programme"),
        outcome.programme_cost("eu").mean(axis=0),
    )
    np.testing.assert_allclose(
        means(mandatory_cost(outcome, perspective="household"), scenario=INACTION),
        outcome.spending(INACTION, "household", kinds=["mandatory"]).mean(axis=0),
    )


def test_payers_add_up_to_public(outcome: Outcome) -> None:
    table = payers(outcome).pivot_table(index="payer", columns="component", values="mean")
    np.testing.assert_allclose(table.drop(index=PUBLIC).sum(), table.loc[PUBLIC], atol=1e-6)
    np.testing.assert_allclose(
        table["avoidable_cost"] + table["lost_income"] - table["programme"], table["net"], atol=1e-6
    )
    assert "household" not in table.index
