"""Instruments alone, the whole plan, half of it and twice of it, side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.costs.charge import Charge
from costmodel.model import Model, run
from costmodel.outcome import ACTIVATION, INACTION, PUBLIC
from costmodel.scenario import Reach, Scenario, with_effect_times
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.portfolio import (
    MEASURES,
    cost_of_one,
    portfolio,
    return_on_cost,
    side_by_side,
    variants,
)
from tests.town import course, reach, town

Floats = NDArray[np.float64]
SHORT, LONG = 0.1, 0.3


def two_courses(*, seed: int = 3, short: float = SHORT, long: float = LONG) -> Model:
    """The made-up town with a short and a long course."""
    model = town(seed=seed)

    def of(name: str, coverage: float, effect: float) -> Reach:
        return reach(
            n_draws=model.n_draws,
            n_years=model.n_years,
            effect=effect,
            coverage=coverage,
            name=name,
        )

    plan = (of("short", short, 0.1), of("long", long, 0.3))
    return replace(
        model,
        participant_charges={
            "short": course(cost=200.0, n_draws=model.n_draws),
            "long": course(cost=900.0, n_draws=model.n_draws),
        },
        activation=Scenario(ACTIVATION, plan),
    )


def value(table: pd.DataFrame, variant: str, measure: str, perspective: str = PUBLIC) -> float:
    """The mean of one measure."""
    row = table[
        (table["perspective"] == perspective)
        & (table["variant"] == variant)
        & (table["measure"] == measure)
    ]
    return float(row["mean"].iloc[0])


def test_every_variant_has_every_measure_for_each_purse() -> None:
    models = variants(two_courses())
    assert list(models) == ["alone.short", "alone.long", "whole", "half", "double"]
    table = side_by_side(models)
    assert len(table) == len(models) * len(MEASURES) * len(PERSPECTIVES)
    assert not table.duplicated(["perspective", "variant", "measure"]).any()


def test_a_variant_is_the_run_of_its_own_plan() -> None:
    model = two_courses()
    table = side_by_side(variants(model))
    alone = replace(model, activation=Scenario(ACTIVATION, model.activation.reach[1:]))
    outcome = run(alone)
    net = outcome.net_saving("gmina").sum(axis=1).mean()
    assert value(table, "alone.long", "net", "gmina") == pytest.approx(net)
    half = tuple(replace(r, coverage=r.coverage / 2) for r in model.activation.reach)
    cost = run(replace(model, activation=Scenario(ACTIVATION, half))).programme_cost(PUBLIC)
    assert value(table, "half", "programme") == pytest.approx(cost.sum(axis=1).mean())


def test_ratios_are_ratios_of_means_by_hand() -> None:
    net, cost = np.array([10.0, -40.0]), np.array([10.0, 20.0])
    assert return_on_cost(net, cost)[0] == pytest.approx(-1.0)  # −15 zł for 15 zł, not −0.5
    assert cost_of_one(cost, np.array([1.0, 4.0]))[0] == pytest.approx(6.0)  # 15 / 2.5


@pytest.mark.parametrize("people", [[0.1, 0.2], [-3.0, -2.0], [0.0, 0.0]])
def test_near_nobody_there_is_no_cost_for_one_person(people: list[float]) -> None:
    assert np.isnan(cost_of_one(np.full(2, 100.0), np.array(people))).all()


def test_where_some_draws_help_nobody_the_cost_for_one_has_no_upper_end() -> None:
    people = np.linspace(-1.0, 5.0, 50)
    centre, low, high = cost_of_one(np.full(50, 100.0), people)
    assert centre == pytest.approx(50.0)  # 100 zł for 2 people
    assert np.isnan([low, high]).all()


def test_what_costs_nothing_has_no_ratio() -> None:
    assert np.isnan(return_on_cost(np.ones(3), np.zeros(3))).all()
    assert np.isnan(cost_of_one(np.zeros(3), np.ones(3))).all()


def test_the_best_for_each_zloty_stands_first() -> None:
    table = side_by_side(variants(two_courses()))
    for perspective in PERSPECTIVES:
        own = table[(table["perspective"] == perspective) & (table["measure"] == "net_per_zloty")]
        assert own["mean"].is_monotonic_decreasing


def test_what_is_free_and_brings_something_stands_before_all_else() -> None:
    model = two_courses()
    paid_by_others = tuple(c for c in model.participant_charges["long"] if c.payer == "eu")
    charges = {**model.participant_charges, "long": paid_by_others}
    table = side_by_side(variants(replace(model, participant_charges=charges)))
    gmina = table[table["perspective"] == "gmina"]
    assert gmina["variant"].iloc[0] == "alone.long"
    assert np.isnan(value(table, "alone.long", "net_per_zloty", "gmina"))


def test_a_plan_that_reaches_all_cannot_be_doubled() -> None:
    assert "double" in variants(two_courses(short=0.2, long=0.3))  # twice 50 % is all of them
    assert "double" not in variants(two_courses(short=0.2, long=0.31))


def test_one_instrument_alone_is_the_whole_plan() -> None:
    assert list(variants(town())) == ["whole", "half", "double"]


@effort(max_examples=10, deadline=None)
@given(seed=st.integers(0, 99))
def test_payers_make_the_public_total_in_every_variant_and_draw(seed: int) -> None:
    for model in variants(two_courses(seed=seed)).values():
        outcome = run(model)
        for part in (outcome, outcome.cashable()):
            single = [part.net_saving(payer) for payer in part.ledger.public_payers]
            np.testing.assert_allclose(np.sum(single, axis=0), part.net_saving(PUBLIC), atol=1e-6)


@effort(max_examples=10, deadline=None)
@given(seed=st.integers(0, 99), effect=st.floats(-1, 1))
def test_an_instrument_that_reaches_nobody_changes_nothing(seed: int, effect: float) -> None:
    model = two_courses(seed=seed)
    first = model.activation.reach[0]
    idle = with_effect_times(replace(first, instrument="idle", coverage=0 * first.coverage), effect)
    plan = Scenario(ACTIVATION, (idle, *model.activation.reach))
    charges = {**model.participant_charges, "idle": model.participant_charges["long"]}
    idler = replace(model, activation=plan, participant_charges=charges)
    pd.testing.assert_frame_equal(side_by_side(variants(idler)), side_by_side(variants(model)))


@effort(max_examples=10, deadline=None)
@given(seed=st.integers(0, 99))
def test_the_order_of_instruments_does_not_matter(seed: int) -> None:
    model = two_courses(seed=seed)
    turned = replace(model, activation=Scenario(ACTIVATION, model.activation.reach[::-1]))
    key = ["perspective", "variant", "measure"]
    one, other = (
        side_by_side(variants(m)).sort_values(key, ignore_index=True) for m in (model, turned)
    )
    pd.testing.assert_frame_equal(one, other)


def test_all_variants_share_the_draws_of_inaction() -> None:
    people = [run(model).people[INACTION] for model in variants(two_courses()).values()]
    for other in people[1:]:
        np.testing.assert_array_equal(people[0], other)


def test_half_a_plan_has_half_its_units_and_places() -> None:
    model = two_courses()
    first = model.activation.reach[0]
    housed = replace(
        first,
        units=np.full(model.n_years, 4.0),
        places=np.full((model.n_years, model.n_draws), 10.0),
    )
    post = (Charge("debt", "short.post", "optional", "gmina", np.full(model.n_draws, 1000.0)),)
    plan = Scenario(ACTIVATION, (housed, *model.activation.reach[1:]))
    models = variants(replace(model, activation=plan, unit_charges={"short": post}))
    for name, times in (("whole", 1.0), ("half", 0.5), ("double", 2.0)):
        outcome = run(models[name])
        paid = outcome.ledger.total(scenario=ACTIVATION, services=["short.post"])
        np.testing.assert_allclose(paid, 4000.0 * times)
        assert (outcome.participants["short"].sum(axis=1) <= 10 * times + 1e-9).all()


def test_what_is_paid_by_unit_and_reaches_nobody_is_a_variant_too() -> None:
    model = two_courses()
    first = model.activation.reach[0]
    housed = replace(first, coverage=0 * first.coverage, units=np.full(model.n_years, 4.0))
    plan = Scenario(ACTIVATION, (housed, *model.activation.reach[1:]))
    names = list(variants(replace(model, activation=plan)))
    assert names[:2] == ["alone.short", "alone.long"]


def test_the_whole_plan_of_the_example_is_the_study(study: Study) -> None:
    table = portfolio(study)
    for perspective in PERSPECTIVES:
        net = study.outcome.net_saving(perspective).sum(axis=1).mean()
        assert value(table, "whole", "net", perspective) == pytest.approx(net)
    gmina = table[(table["variant"] == "alone.staz") & (table["perspective"] == "gmina")]
    assert gmina.loc[gmina["measure"] == "net_per_zloty", "mean"].isna().all()
