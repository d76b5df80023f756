"""The checks D01–D10 of indicators, each under its number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.forecast.forecast import forecast_series
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.change import slope
from costmodel.indicators.compare import compare
from costmodel.indicators.compute import compute_indicators
from costmodel.indicators.hidden_values import with_hidden_values
from costmodel.indicators.intervals import with_intervals
from costmodel.indicators.peers import peer_features, peer_group
from costmodel.indicators.rank import percentile, ranks
from costmodel.indicators.recoded import CodeChange, recoded
from costmodel.indicators.synthetic import synthetic_measure
from costmodel.statistics.panel import areas_around, load_panel, panel_observations
from costmodel.teryt import POLAND
from tests.indicators.test_compute import UNEMPLOYED, Row, cell, observations

TOWN, POWIAT, VOIVODESHIP = "3215011", "3215000", "3200000"


def szczecinek() -> pd.DataFrame:
    return compute_indicators(panel_observations(load_panel(), areas_around(TOWN)))


def test_d01_a_known_indicator_of_one_gmina_by_hand() -> None:
    # GUS BDL P1944: 1195 unemployed in Szczecinek on 31 XII 2024; P2425: 37.25 thousand
    value, status = cell(szczecinek(), "unemployed_per_1000", TOWN, 2024)
    assert value == pytest.approx(1195 / 37.25)
    assert status == "observed"


def test_d02_zero_below_missing_secret_and_a_reported_zero_are_four_answers() -> None:
    codes = ["3215011", "3215022", "3215032", "3215042"]
    above = dict(zip(codes, [5, None, None, 0], strict=True))
    below = dict(zip(codes, [0, 90, 90, 90], strict=True))
    rows: list[Row] = [(code, UNEMPLOYED, 2024, n) for code, n in above.items()]
    rows += [(code, "population_working", 2024, n) for code, n in below.items()]
    table = compute_indicators(observations(rows, status={2: "secret"}))
    answers = [cell(table, "unemployed_share_working_age", code, 2024) for code in codes]
    assert [status for _, status in answers] == ["not_applicable", "missing", "secret", "observed"]
    assert answers[3][0] == 0
    assert np.isnan([value for value, _ in answers[:3]]).all()


def test_d03_rate_times_denominator_is_the_count() -> None:
    table = szczecinek()
    multiples = {i.id: i.multiplier for i in default_catalogue().indicators if i.formula == "ratio"}
    known = table[table["indicator"].isin(list(multiples))].dropna(subset=["value"])
    assert len(known) > 20
    again = known["value"] * known["denominator"] / known["indicator"].map(multiples)
    np.testing.assert_allclose(again, known["numerator"])


def test_d04_a_peer_group_never_holds_the_gmina_and_does_not_hang_on_the_order_of_rows() -> None:
    panel = load_panel()
    features = peer_features(panel.population_age)
    kinds = panel.areas.set_index("teryt")["kind"]
    group = peer_group(features, kinds, teryt=TOWN)
    again = peer_group(features.iloc[::-1], kinds.sample(frac=1, random_state=1), teryt=TOWN)
    pd.testing.assert_frame_equal(group, again)
    assert TOWN not in set(group["teryt"])
    alike = features.assign(**dict.fromkeys(features.columns, 1.0))  # all tied: by code
    tied = peer_group(alike.sample(frac=1, random_state=2), kinds, teryt=TOWN)["teryt"].tolist()
    assert tied == sorted(tied)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 9).map(float), min_size=2, max_size=15))
def test_d05_a_percentile_lies_between_0_and_100_and_turns_with_the_better_side(
    values: list[float],
) -> None:
    n, both = len(values), [ranks(np.array(values), direction=d) for d in ("up", "down")]
    up, down = ([percentile(float(rank), n) for rank in row] for row in both)
    assert min(up + down) >= 0
    assert max(up + down) <= 100
    assert [a + b for a, b in zip(up, down, strict=True)] == pytest.approx([100] * n)


def test_d06_a_synthetic_measure_does_not_hang_on_units_and_its_weights_sum_to_one() -> None:
    rng = np.random.default_rng(4)
    table = pd.DataFrame(rng.normal(size=(8, 3)), columns=["a", "b", "c"])
    sides = {"a": "up", "b": "down", "c": "up"}
    one = synthetic_measure(table, sides, weights={"a": 3, "b": 1, "c": 1})
    per_mille = table * [1000, 0.01, 1] + [0, 5, -7]
    other = synthetic_measure(per_mille, sides, weights={"a": 3, "b": 1, "c": 1})
    np.testing.assert_allclose(one.table["measure"], other.table["measure"])
    assert one.weights.tolist() == pytest.approx([0.6, 0.2, 0.2])
    assert one.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("kind", ["rename", "merger", "split"])
def test_d07_a_changed_code_is_mapped_or_flagged_and_its_series_never_lost(kind: str) -> None:
    olds = ["3215052", "3215062"] if kind == "merger" else ["3215052"]
    news = ["3215053", "3215063"] if kind == "split" else ["3215053"]
    rows: list[Row] = [(code, UNEMPLOYED, 2019, 10) for code in olds]
    changes = [CodeChange(a, b, 2020, kind) for a in olds for b in news]  # type: ignore[arg-type]
    table, flags = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    assert table["value"].sum() == 10 * len(olds)
    assert set(table["teryt"]) == ({"3215052"} if kind == "split" else {"3215053"})
    assert len(flags) == (2 if kind == "split" else 0)


def test_d08_a_small_number_shows_its_interval_or_is_hidden() -> None:
    rows: list[Row] = [
        (TOWN, "families_reason_drug", 2024, 2),
        ("3215022", "families_reason_drug", 2024, 12),
        (TOWN, "assisted_families", 2024, 800),
        ("3215022", "assisted_families", 2024, 300),
    ]
    values = compute_indicators(observations(rows))
    hidden = with_hidden_values(values, indicators=["drug_reason_share"])
    shown = with_intervals(hidden).set_index(["indicator", "teryt"])
    small, other = (shown.loc["drug_reason_share"].loc[code] for code in (TOWN, "3215022"))
    assert small["status"] == "secret"
    assert np.isnan([small["value"], small["low"], small["high"]]).all()
    assert other["value"] == pytest.approx(4.0)
    assert other["low"] < 4.0 < other["high"]


@given(st.floats(-20, 20), st.floats(-100, 100))
def test_d09_a_constant_is_flat_and_a_line_has_its_exact_slope(b: float, a: float) -> None:
    years = list(range(2015, 2025))
    assert slope(years, [a] * 10) == pytest.approx(0, abs=1e-9)
    assert slope(years, [a + b * year for year in years]) == pytest.approx(b, abs=1e-6)


def test_d09_a_constant_series_is_forecast_flat_and_its_backtest_error_is_kept() -> None:
    history = pd.Series(dict.fromkeys(range(2003, 2025), 500.0))
    found = forecast_series(history, last_year=2027)
    assert found.median.tolist() == pytest.approx([500.0] * 3, rel=1e-3)
    assert found.backtest["mae"].notna().any()


def test_d10_a_local_value_is_never_labelled_with_figures_of_a_larger_area() -> None:
    table = szczecinek()
    # a figure published for powiats only stays with the powiat
    assert cell(table, "registered_unemployment_rate", TOWN, 2024)[1] == "not_applicable"
    assert cell(table, "registered_unemployment_rate", POWIAT, 2024)[1] == "observed"
    row = compare(table, teryt=TOWN, powiat=POWIAT, voivodeship=VOIVODESHIP, peers=[]).set_index(
        "indicator"
    )
    assert row["place"].isna()["registered_unemployment_rate"]
    for column, code in (("place", TOWN), ("powiat", POWIAT), ("poland", POLAND)):
        own = cell(table, "unemployed_per_1000", code, 2024)[0]
        assert row.loc["unemployed_per_1000", column] == pytest.approx(own)
