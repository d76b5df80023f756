from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from costmodel.costs.charge import Charge
from costmodel.model import run
from costmodel.outcome import ACTIVATION, PUBLIC, Outcome
from costmodel.scenario import Scenario
from costmodel.views.plan import financial_framework, plan_totals
from tests.town import town


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """The town whose course also needs a team a year, of 1000 zł that the gmina pays."""
    model = town(n_draws=50)
    team = (Charge("debt", "team.post", "optional", "gmina", np.full(50, 1000.0)),)
    idle = replace(model.activation.reach[0], instrument="team", units=np.full(5, 2.0), changes=())
    idle = replace(idle, coverage=np.zeros((5, 2)))
    plan = Scenario(ACTIVATION, (*model.activation.reach, idle))
    return run(replace(model, activation=plan, unit_charges={"team": team}))


def test_the_framework_is_the_plan_in_prices_of_each_year(outcome: Outcome) -> None:
    table = financial_framework(outcome)
    assert list(table.columns)[:3] == ["instrument", "payer", "year"]
    assert table[["instrument", "payer"]].drop_duplicates().to_numpy().tolist() == [
        ["course", "gmina"],
        ["course", "eu"],
        ["team", "gmina"],
    ]
    nominal = outcome.nominal(outcome.programme_cost(PUBLIC)).mean(axis=0)
    np.testing.assert_allclose(table.groupby("year")["mean"].sum(), nominal)


def test_units_cost_their_number_times_the_price_level_by_hand(outcome: Outcome) -> None:
    table = financial_framework(outcome)
    team = table.loc[table["instrument"] == "team", "mean"]
    np.testing.assert_allclose(team, 2 * 1000 * 1.02 ** np.arange(1, 6))


def test_totals_are_the_sum_over_the_years(outcome: Outcome) -> None:
    by_year = financial_framework(outcome).groupby(["instrument", "payer"])["mean"].sum()
    found = plan_totals(outcome).set_index(["instrument", "payer"])["mean"]
    pd.testing.assert_series_equal(found.sort_index(), by_year.sort_index())


def test_without_a_plan_both_tables_are_empty_with_their_columns(outcome: Outcome) -> None:
    nothing = run(replace(town(n_draws=3), activation=Scenario(ACTIVATION)))
    for table in (financial_framework, plan_totals):
        assert table(nothing).empty
        assert list(table(nothing).columns) == list(table(outcome).columns)
