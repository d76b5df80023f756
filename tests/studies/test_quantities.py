"""Every number of a study by name: found twice, on a slow path, and never a wild value."""

from __future__ import annotations

import math

import numpy as np
import pytest

from costmodel.outcome import ACTIVATION, INACTION
from costmodel.quantities import Kind, Quantity
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_inputs import effect_id


@pytest.fixture(scope="module")
def found(study: Study) -> dict[str, Quantity]:
    """All quantities of the example."""
    return quantities_of(study)


def test_each_quantity_stands_under_its_own_id(found: dict[str, Quantity]) -> None:
    assert [name for name, quantity in found.items() if quantity.id != name] == []


def test_every_quantity_has_label_unit_and_source(found: dict[str, Quantity]) -> None:
    assert [q.id for q in found.values() if not (q.label and q.unit and q.source)] == []


def test_every_quantity_is_finite_and_inside_its_interval(found: dict[str, Quantity]) -> None:
    for quantity in found.values():
        numbers = [n for n in (quantity.low, quantity.value, quantity.high) if n is not None]
        assert all(math.isfinite(n) for n in numbers), quantity.id
        assert numbers == sorted(numbers), quantity.id


def test_a_quantity_without_a_value_says_why(found: dict[str, Quantity]) -> None:
    assert [q.id for q in found.values() if q.value is None and not q.note] == []


def test_money_is_the_mean_and_people_the_median_of_the_draws(
    found: dict[str, Quantity], study: Study
) -> None:
    draws = study.outcome.cost_of_inaction("gmina").sum(axis=1)
    total = found["total.cost_of_inaction.gmina"]
    assert total.value == pytest.approx(np.mean(draws))
    assert (total.low, total.high) == pytest.approx(np.quantile(draws, [0.1, 0.9]))
    year = study.outcome.years[-1]
    people = study.outcome.people_in_problem(INACTION, "unemployment")[:, -1]
    assert found[f"people.inaction.unemployment.{year}"].value == pytest.approx(np.median(people))


def test_the_last_year_seen_is_the_published_figure(
    found: dict[str, Quantity], study: Study
) -> None:
    seen = study.inputs.place.series("unemployed_registered")
    year = int(seen.index.max())
    quantity = found[f"stock.unemployment.{year}"]
    assert (quantity.value, quantity.kind) == (seen[year], Kind.PUBLISHED)


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_gross_less_programme_is_net(found: dict[str, Quantity], perspective: str) -> None:
    gross, programme, net = (
        found[f"total.{name}.{perspective}"].value
        for name in ("cost_of_inaction", "programme", "net")
    )
    assert gross is not None
    assert programme is not None
    assert gross - programme == pytest.approx(net)


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_avoidable_cost_and_lost_income_are_the_cost_of_inaction(
    found: dict[str, Quantity], perspective: str
) -> None:
    parts = [found[f"total.{n}.{perspective}"].value for n in ("avoidable_cost", "lost_income")]
    whole = found[f"total.cost_of_inaction.{perspective}"].value
    assert sum(part for part in parts if part is not None) == pytest.approx(whole)


def test_both_pathways_begin_with_the_same_people(found: dict[str, Quantity], study: Study) -> None:
    base = study.outcome.base_year
    names = study.inputs.problems["unemployment"].levels
    for name in ("", *(f"{name}." for name in names)):
        ids = [
            f"people.{scenario}.unemployment.{name}{base}" for scenario in (INACTION, ACTIVATION)
        ]
        assert found[ids[0]].value == found[ids[1]].value


def test_people_on_the_levels_sum_to_the_register_in_every_draw(study: Study) -> None:
    outcome, levels = study.outcome, study.inputs.problems["unemployment"].levels
    for scenario in (INACTION, ACTIVATION):
        places = [outcome.stack.index(f"unemployment.{level}") for level in levels]
        on_levels = outcome.people[scenario][:, places].sum(axis=1).T
        assert on_levels == pytest.approx(outcome.people_in_problem(scenario, "unemployment"))


def test_participants_are_the_people_reached(found: dict[str, Quantity], study: Study) -> None:
    outcome = study.outcome
    for reach in study.model.activation.reach:
        assert reach.places is None
        for t, year in enumerate(outcome.years):
            persons = sum(
                outcome.people[ACTIVATION][t, outcome.stack.index(name)] * reach.coverage[t, i]
                for i, name in enumerate(reach.served)
            )
            shown = found[f"participants.{reach.instrument}.{year}"].value
            assert shown == pytest.approx(np.median(persons))


def test_each_step_of_the_plan_is_told_by_year(found: dict[str, Quantity], study: Study) -> None:
    for item in study.inputs.plan.items:
        running = item.running(study.outcome.years)
        for year, part in zip(study.outcome.years, running, strict=True):
            assert found[f"running.{item.instrument.id}.{year}"].value == part


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_the_chance_is_the_share_of_draws_above_zero(
    found: dict[str, Quantity], study: Study, perspective: str
) -> None:
    values = study.outcome.net_present_value(perspective)
    assert found[f"positive.{perspective}"].value == pytest.approx((values > 0).mean())
    years = study.outcome.payback_year(perspective)
    share = found[f"payback_share.{perspective}"].value
    assert share == pytest.approx(np.isfinite(years).mean())


def test_effects_only_fall_from_gross_to_accepted(found: dict[str, Quantity], study: Study) -> None:
    for step in study.inputs.steps:
        stem = effect_id(step)
        order = ("gross", "net", "attributed", "attributable")
        means = [found[f"{stem}.{name}"].value for name in order if f"{stem}.{name}" in found]
        assert means == sorted((m for m in means if m is not None), reverse=True), stem


def test_nominal_money_is_not_less_than_real_when_prices_rise(
    found: dict[str, Quantity], study: Study
) -> None:
    assert np.all(np.diff(study.outcome.price_levels) > 0)
    for year in study.outcome.years:
        nominal = found[f"framework.total.{year}"].value
        real = found[f"programme.public.{year}"].value
        assert nominal is not None
        assert real is not None
        assert nominal >= real


def test_assumed_values_keep_their_range(found: dict[str, Quantity], study: Study) -> None:
    assumed = [q for q in found.values() if q.id.startswith("value.") and q.low != q.high]
    assert len(assumed) > 10
    kinds = {q.kind for q in found.values() if q.id.startswith("value.")}
    assert Kind.ASSUMPTION in kinds
    for name, record in study.inputs.problems["unemployment"].value.items():
        quantity = found[f"value.unemployment.{name}"]
        assert (quantity.low, quantity.high) == (
            record.distribution().low,
            record.distribution().high,
        )


def test_what_was_searched_and_when_income_comes_are_told(
    found: dict[str, Quantity], study: Study
) -> None:
    assert found["settings.lag"].value == max(charge.lag for charge in study.model.charges)
    for perspective, answer in study.break_even.items():
        assert found[f"break_even_limit.{perspective}"].value == answer.searched_up_to
