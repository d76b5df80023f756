"""The numbers that only charts draw, against the tables that they are drawn from."""

from __future__ import annotations

import pytest

from costmodel.quantities import Kind, Quantity
from costmodel.studies.comparison import Comparison, compare_place, indicator_quantities
from costmodel.studies.municipality import Study
from costmodel.studies.population import population_ahead
from costmodel.studies.population_pyramid import age_rows
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_charts import chart_quantities
from costmodel.studies.waterfall import STEPS


@pytest.fixture(scope="module")
def compared(study: Study) -> Comparison:
    return compare_place(study.inputs.place)


@pytest.fixture(scope="module")
def known(study: Study, compared: Comparison) -> dict[str, Quantity]:
    return quantities_of(study) | {q.id: q for q in indicator_quantities(compared)}


@pytest.fixture(scope="module")
def found(study: Study, compared: Comparison, known: dict[str, Quantity]) -> dict[str, Quantity]:
    return {q.id: q for q in chart_quantities(study, compared, known)}


def _value(found: dict[str, Quantity], id_: str) -> float:
    value = found[id_].value
    assert value is not None
    return value


def test_no_number_has_a_second_name(
    known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    assert not set(known) & set(found)
    assert all(id_.startswith("chart.") for id_ in found)


def test_ages_are_those_published_and_sum_to_the_residents(
    study: Study, known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    rows = age_rows(study.inputs.place)
    for row in rows.to_dict("records"):
        assert _value(found, f"chart.age.{row['variable']}") == row["value"]
    year = int(rows["year"].iloc[0])
    total = _value(found, "chart.age_total")
    assert total == _value(known, f"population.all.{year}") == rows["value"].sum()


def test_both_sides_of_the_pyramid_sum_to_the_population(
    study: Study, known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    ahead = population_ahead(study.inputs.place, last_year=study.outcome.years[-1])
    assert ahead is not None
    for year in (ahead.base_year, ahead.last_year):
        stem = f"chart.pyramid.{year}"
        sides = {sex: _value(found, f"{stem}.{sex}") for sex in ("men", "women")}
        assert sum(sides.values()) == pytest.approx(_value(known, f"population.all.{year}"))
        bars = {id_: _value(found, id_) for id_ in found if id_.startswith(f"{stem}.men.")}
        assert len(bars) == 18
        assert sum(bars.values()) == pytest.approx(sides["men"])
        pairs = [n + _value(found, id_.replace(".men.", ".women.")) for id_, n in bars.items()]
        assert max(pairs) == pytest.approx(_value(found, f"{stem}.largest"))


def test_the_steps_lead_from_the_first_sum_to_the_last(
    known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    falls = sum(_value(found, f"chart.waterfall.{step}") for step in STEPS[1:])
    first, last = (_value(known, f"waterfall.public.{step}") for step in (STEPS[0], STEPS[-1]))
    assert first + falls == pytest.approx(last)


def test_half_of_the_forecast_lies_within_the_whole_interval(
    known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    inner = [q for id_, q in found.items() if id_.startswith("chart.forecast.")]
    assert inner
    for half in inner:
        whole = known[half.id.removeprefix("chart.")]
        ends = (whole.low, half.low, half.value, half.high, whole.high)
        numbers = [end for end in ends if end is not None]
        assert numbers == sorted(numbers)
        assert (len(numbers), half.interval) == (5, 0.5)


def test_peers_are_told_by_their_codes_and_the_place_is_none_of_them(
    study: Study, compared: Comparison, found: dict[str, Quantity]
) -> None:
    told = {id_.split(".")[-1] for id_ in found if id_.startswith("chart.peers.")}
    assert told == {code for code, _ in compared.peers}
    assert study.inputs.place.teryt not in told


def test_a_chance_told_in_a_table_is_the_same_on_the_curve(
    known: dict[str, Quantity], found: dict[str, Quantity]
) -> None:
    for percent in (25, 50, 75):
        on_curve = _value(found, f"chart.acceptability.public.{percent}")
        assert on_curve == _value(known, f"sensitivity.chance.public.{percent}")


def test_what_is_counted_is_published_and_what_is_ahead_is_forecast(
    found: dict[str, Quantity],
) -> None:
    kinds = {q.kind for id_, q in found.items() if id_.startswith("chart.age")}
    assert kinds == {Kind.PUBLISHED}
    ahead = {q.kind for id_, q in found.items() if id_.startswith("chart.pyramid.")}
    assert ahead == {Kind.COMPUTED, Kind.FORECAST}
