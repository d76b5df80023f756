from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.recoded import CodeChange, recoded
from tests.indicators.test_compute import UNEMPLOYED, Row, observations

OLD, NEW, OTHER = "3215052", "3215053", "3215062"


def figures(table: pd.DataFrame) -> dict[tuple[str, int], float]:
    known = table[table["variable"] == UNEMPLOYED]
    keys = zip(known["teryt"], known["year"], strict=True)
    return dict(zip(keys, known["value"].tolist(), strict=True))


def test_a_renamed_gmina_keeps_its_series_under_the_new_code() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, 50), (NEW, UNEMPLOYED, 2020, 60)]
    table, flags = recoded(
        observations(rows), [CodeChange(OLD, NEW, 2020, "rename")], sums=[UNEMPLOYED]
    )
    assert figures(table) == {(NEW, 2019): 50, (NEW, 2020): 60}
    assert "przeniesione z 3215052 (zmiana kodu od 2020 r.)" in table["source"].iloc[0]
    assert flags.empty


def test_a_chain_of_changes_is_followed_in_order_of_years() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2005, 1)]
    changes = [CodeChange(OTHER, NEW, 2017, "rename"), CodeChange(OLD, OTHER, 2006, "rename")]
    table, _ = recoded(observations(rows), changes, sums=[])
    assert figures(table) == {(NEW, 2005): 1}


def test_merged_gminas_are_added_up_and_a_missing_part_makes_the_sum_missing() -> None:
    rows: list[Row] = [
        (OLD, UNEMPLOYED, 2018, 5),
        (OTHER, UNEMPLOYED, 2018, 7),
        (OLD, UNEMPLOYED, 2019, 6),
        (OTHER, UNEMPLOYED, 2019, None),
        (OLD, UNEMPLOYED, 2017, 4),
        (OLD, "unemployment_rate", 2018, 11.0),
        (OTHER, "unemployment_rate", 2018, 13.0),
    ]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table, flags = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    assert figures(table)[NEW, 2018] == 12
    assert np.isnan(figures(table)[NEW, 2019])
    assert np.isnan(figures(table)[NEW, 2017])
    rates = table[table["variable"] == "unemployment_rate"]
    assert rates["teryt"].tolist() == [OLD, OTHER]  # kept, not added
    assert flags["variable"].tolist() == ["unemployment_rate"] * 2


def test_a_gmina_that_takes_in_another_has_the_sum_in_its_past() -> None:
    rows: list[Row] = [
        (NEW, UNEMPLOYED, 2014, 100),
        (OLD, UNEMPLOYED, 2014, 20),
        (NEW, UNEMPLOYED, 2015, 130),
    ]
    changes = [CodeChange(code, NEW, 2015, "merger") for code in (NEW, OLD)]
    table, _ = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    assert figures(table) == {(NEW, 2014): 120, (NEW, 2015): 130}


def test_a_split_is_flagged_and_nothing_is_lost() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2018, 5), (OLD, UNEMPLOYED, 2019, 6)]
    changes = [CodeChange(OLD, code, 2020, "split") for code in (NEW, OTHER)]
    table, flags = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    assert figures(table) == {(OLD, 2018): 5, (OLD, 2019): 6}
    assert flags["years"].tolist() == ["2018-2019"] * 2
    assert flags["new"].tolist() == [NEW, OTHER]


def test_a_figure_that_stands_under_the_new_code_is_not_overwritten() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, 50), (NEW, UNEMPLOYED, 2019, 49)]
    table, _ = recoded(observations(rows), [CodeChange(OLD, NEW, 2020, "rename")], sums=[])
    assert figures(table) == {(NEW, 2019): 49, (OLD, 2019): 50}


def test_a_secret_part_makes_the_sum_secret() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, None), (OTHER, UNEMPLOYED, 2019, 4)]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table, _ = recoded(observations(rows, status={0: "secret"}), changes, sums=[UNEMPLOYED])
    assert table["status"].tolist() == ["secret"]


def test_codes_that_change_in_a_circle_are_refused() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2001, 1)]
    changes = [CodeChange(OLD, NEW, 2005, "rename"), CodeChange(NEW, OLD, 2009, "rename")]
    with pytest.raises(ModelError, match="3215052 is old and new again in 2009"):
        recoded(observations(rows), changes, sums=[])
    between = CodeChange(OTHER, "3215999", 2007, "rename")
    with pytest.raises(ModelError, match="3215052 is old and new again in 2009"):
        recoded(observations(rows), [between, *changes], sums=[])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([OLD, OTHER]), st.integers(2010, 2019)), min_size=1, unique=True
    )
)
def test_the_total_of_a_year_with_all_parts_is_kept(places: list[tuple[str, int]]) -> None:
    rows: list[Row] = [(code, UNEMPLOYED, year, year - 2000) for code, year in places]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table, _ = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    both = {year for _, year in places if {(OLD, year), (OTHER, year)} <= set(places)}
    for year in both:
        total = table.loc[table["year"] == year, "value"].sum()
        assert total == 2 * (year - 2000)
    assert set(table["year"]) == {year for _, year in places}  # no year disappears


def test_a_merger_whole() -> None:
    rows: list[Row] = [
        ("3215999", UNEMPLOYED, 2019, 9),
        (OTHER, UNEMPLOYED, 2019, 7),
        (OLD, UNEMPLOYED, 2019, 5),
        (OLD, UNEMPLOYED, 2020, 3),  # of the year of the change: no longer of the past
        (OLD, "unemployment_rate", 2016, 11.0),
        (OLD, "unemployment_rate", 2018, 12.0),
        (OLD, "unemployment_rate", 2020, 13.0),
    ]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table, flags = recoded(observations(rows), changes, sums=[UNEMPLOYED])
    note = "przeniesione z 3215052, 3215062 (zmiana kodu od 2020 r.): "
    told = table[["teryt", "variable", "year", "value", "unit", "status", "source"]]
    assert told.to_numpy().tolist() == [
        [OLD, UNEMPLOYED, 2020, 3, "osoba", "observed", f"Przykład {OLD}"],
        [OLD, "unemployment_rate", 2016, 11, "osoba", "observed", f"Przykład {OLD}"],
        [OLD, "unemployment_rate", 2018, 12, "osoba", "observed", f"Przykład {OLD}"],
        [OLD, "unemployment_rate", 2020, 13, "osoba", "observed", f"Przykład {OLD}"],
        [
            NEW,
            UNEMPLOYED,
            2019,
            12,
            "osoba",
            "observed",
            f"{note}Przykład {OTHER}; Przykład {OLD}",
        ],
        ["3215999", UNEMPLOYED, 2019, 9, "osoba", "observed", "Przykład 3215999"],
    ]
    assert table.index.to_list() == list(range(6))
    assert list(flags) == ["old", "new", "year", "kind", "variable", "years"]
    assert flags.to_numpy().tolist() == [
        [OLD, NEW, 2020, "merger", "unemployment_rate", "2016-2018"]
    ]


def test_a_senseless_part_makes_the_sum_senseless_and_a_missing_one_missing() -> None:
    for status in ("not_applicable", "missing"):
        rows: list[Row] = [(OLD, UNEMPLOYED, 2019, None), (OTHER, UNEMPLOYED, 2019, 4)]
        changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
        table, _ = recoded(observations(rows, status={0: status}), changes, sums=[UNEMPLOYED])
        assert table["status"].to_list() == [status]
        assert table["value"].isna().all()


def test_a_secret_part_stays_secret_where_another_part_is_absent() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, None)]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table, _ = recoded(observations(rows, status={0: "secret"}), changes, sums=[UNEMPLOYED])
    assert table["status"].to_list() == ["secret"]


def test_one_source_of_two_parts_is_named_once() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, 1), (OTHER, UNEMPLOYED, 2019, 4)]
    changes = [CodeChange(code, NEW, 2020, "merger") for code in (OLD, OTHER)]
    table = observations(rows).assign(source="GUS")
    found, _ = recoded(table, changes, sums=[UNEMPLOYED])
    assert found["source"].to_list() == [
        "przeniesione z 3215052, 3215062 (zmiana kodu od 2020 r.): GUS"
    ]


def test_two_changes_of_one_year_are_two() -> None:
    rows: list[Row] = [(OLD, UNEMPLOYED, 2019, 1), (OTHER, UNEMPLOYED, 2019, 4)]
    changes = [
        CodeChange(OTHER, "3215063", 2020, "rename"),
        CodeChange(OLD, NEW, 2020, "rename"),
    ]
    for order in (rows, rows[::-1]):
        table, _ = recoded(observations(order), changes, sums=[])
        assert figures(table) == {(NEW, 2019): 1, ("3215063", 2019): 4}


def test_a_gmina_that_keeps_its_code_when_a_part_splits_off_is_no_circle() -> None:
    rows: list[Row] = [(OTHER, UNEMPLOYED, 2018, 5), (OLD, "unemployment_rate", 2018, 6)]
    changes = [CodeChange(OTHER, code, 2020, "split") for code in (OTHER, NEW)]
    merger = CodeChange(OLD, "3215999", 2021, "merger")
    table, flags = recoded(observations(rows), [merger, *changes], sums=[])
    assert figures(table) == {(OTHER, 2018): 5}
    assert flags[["old", "new"]].to_numpy().tolist() == [  # those of all years, one after another
        [OTHER, OTHER],
        [OTHER, NEW],
        [OLD, "3215999"],
    ]
