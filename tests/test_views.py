from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import ModelError
from costmodel.model import run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC, Outcome
from costmodel.scenario import Scenario
from costmodel.views import OF_MONEY, VIEWS, view
from tests.town import town


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(town(n_draws=50))


def means(table: pd.DataFrame, **chosen: str) -> list[float]:
    for column, value in chosen.items():
        table = table[table[column] == value]
    return [float(x) for x in table["mean"]]


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_is_a_table_of_numbers_in_order(outcome: Outcome, name: str) -> None:
    table = view(outcome, name)
    assert len(table) > 0
    numbers = table[["mean", "median", "low", "high"]]
    assert all(np.issubdtype(kind, np.floating) for kind in numbers.dtypes)
    assert numbers.notna().all(axis=None)
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()


@pytest.mark.parametrize("name", OF_MONEY)
def test_views_of_money_can_be_seen_by_payer(outcome: Outcome, name: str) -> None:
    public, gmina = (view(outcome, name, perspective=p) for p in (PUBLIC, "gmina"))
    assert list(public.columns) == list(gmina.columns)
    assert not np.allclose(public["mean"], gmina["mean"])


def test_the_cost_of_inaction_is_told_by_year(outcome: Outcome) -> None:
    table = view(outcome, "cost_of_inaction")
    assert list(table["year"]) == list(outcome.years)
    np.testing.assert_allclose(table["mean"], outcome.cost_of_inaction(PUBLIC).mean(axis=0))


def test_cumulated_spending_ends_at_the_sum(outcome: Outcome) -> None:
    for scenario in (INACTION, ACTIVATION):
        spent = outcome.spending(scenario, PUBLIC, kinds=["mandatory", "optional"])
        found = means(view(outcome, "cumulated_spending"), scenario=scenario)
        assert found[0] == pytest.approx(spent[:, 0].mean())
        assert found[-1] == pytest.approx(spent.sum(axis=1).mean())


def test_mandatory_cost_holds_no_instruments_and_no_income(outcome: Outcome) -> None:
    found = means(view(outcome, "mandatory_cost"), scenario=ACTIVATION)
    kept = outcome.spending(ACTIVATION, PUBLIC, kinds=["mandatory"]).mean(axis=0)
    np.testing.assert_allclose(found, kept)


def test_benefits_add_up_to_the_gross_saving(outcome: Outcome) -> None:
    parts = view(outcome, "benefits").groupby("year")["mean"].sum()
    np.testing.assert_allclose(parts, means(view(outcome, "savings"), component="gross"))


def test_net_saving_is_gross_less_programme(outcome: Outcome) -> None:
    table = view(outcome, "savings")
    gross, programme, net = (
        np.array(means(table, component=c)) for c in ("gross", "programme", "net")
    )
    np.testing.assert_allclose(gross - programme, net)
    np.testing.assert_allclose(means(view(outcome, "cumulated_net")), net.cumsum())


def test_people_are_told_from_the_base_year(outcome: Outcome) -> None:
    table = view(outcome, "people")
    assert sorted(set(table["year"])) == [outcome.base_year, *outcome.years]
    severe = means(table, scenario=ACTIVATION, state="severe")
    np.testing.assert_allclose(severe, outcome.people[ACTIVATION][:, :, 1].mean(axis=0))
    both = np.array(means(table, scenario=INACTION, state="mild")) + means(
        table, scenario=INACTION, state="severe"
    )
    np.testing.assert_allclose(both, means(view(outcome, "people_in_problem"), scenario=INACTION))


def test_payers_add_up_to_public(outcome: Outcome) -> None:
    table = view(outcome, "payers").pivot_table(index="payer", columns="component", values="mean")
    np.testing.assert_allclose(table.drop(index=PUBLIC).sum(), table.loc[PUBLIC], atol=1e-6)
    np.testing.assert_allclose(
        table["avoidable_cost"] + table["lost_income"] - table["programme"], table["net"], atol=1e-6
    )


def test_the_financial_framework_is_the_programme_in_prices_of_each_year(outcome: Outcome) -> None:
    table = view(outcome, "financial_framework")
    assert set(table["instrument"]) == {"course"}
    assert set(table["payer"]) == {"gmina", "eu"}
    nominal = outcome.nominal(outcome.programme_cost(PUBLIC)).mean(axis=0)
    np.testing.assert_allclose(table.groupby("year")["mean"].sum(), nominal)


def test_without_a_plan_the_financial_framework_is_empty() -> None:
    nothing = run(replace(town(n_draws=3), activation=Scenario(ACTIVATION)))
    table = view(nothing, "financial_framework")
    assert table.empty
    assert list(table.columns) == list(view(run(town(n_draws=3)), "financial_framework").columns)


def test_an_unknown_view_is_named_with_those_there_are(outcome: Outcome) -> None:
    with pytest.raises(ModelError, match=r"view 'npv' is unknown: it must be one of \['benefits'"):
        view(outcome, "npv")


def test_an_unknown_perspective_is_refused(outcome: Outcome) -> None:
    with pytest.raises(ModelError, match="perspective 'mayor' is unknown"):
        view(outcome, "savings", perspective="mayor")


@pytest.mark.parametrize("name", sorted(set(VIEWS) - set(OF_MONEY)))
def test_a_view_without_perspective_says_so(outcome: Outcome, name: str) -> None:
    with pytest.raises(ModelError, match=f"view '{name}' has no choice of perspective"):
        view(outcome, name, perspective=PUBLIC)
