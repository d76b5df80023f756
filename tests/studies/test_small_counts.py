"""What may be shown of a place: nothing small, and nothing from which it can be subtracted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.indicators.compute import compute_indicators
from costmodel.indicators.small_numbers import default_small_numbers
from costmodel.statistics.place import Place
from costmodel.studies.small_counts import (
    counted_series,
    hidden_years,
    rounded_moves,
    with_small_counts_hidden,
)
from costmodel.tables import Status
from tests.studies.made_up_place import place, series

RULE = default_small_numbers()
HOMELESS = (11.0, 2.0, 0.0, 1.0, 3.0)
NEIGHBOUR, POWIAT = "3215022", "3215000"


def shown_of(made: Place, variable: str, teryt: str = "3215011") -> list[float | None]:
    """Return what a reader sees of a variable, None where there is a sign."""
    table = with_small_counts_hidden(made).observations
    rows = table[(table["variable"] == variable) & (table["teryt"] == teryt)].sort_values("year")
    return [None if pd.isna(value) else float(value) for value in rows["value"]]


@pytest.fixture
def town(tmp_path: Path) -> Place:
    """A town with few homeless people."""
    return place(tmp_path, figures={"homeless_persons": HOMELESS})


def with_rows(made: Place, *more: pd.DataFrame) -> Place:
    """Return the town with more figures."""
    return replace(made, observations=pd.concat([made.observations, *more], ignore_index=True))


def test_one_and_two_people_are_hidden_and_nobody_is_not(town: Place) -> None:
    assert shown_of(town, "homeless_persons") == [11.0, None, 0.0, None, 3.0]
    table = with_small_counts_hidden(town).observations
    secret = table[table["value"].isna()]
    assert set(secret["status"]) == {Status.SECRET.value}
    assert len(secret) == 2


def test_the_middle_of_what_it_may_be_stands_for_a_hidden_count(town: Place) -> None:
    found = with_small_counts_hidden(town)
    assert counted_series(found, "homeless_persons").tolist() == [11.0, 1.5, 0.0, 1.5, 3.0]
    assert hidden_years(found, "homeless_persons") == (2021, 2023)
    assert counted_series(town, "homeless_persons").tolist() == list(HOMELESS)  # as read
    assert hidden_years(town, "homeless_persons") == ()


def test_public_statistics_and_staff_are_shown(tmp_path: Path) -> None:
    figures = {"unemployed_registered": (2.0,), "social_workers": (1.0,), "live_births": (1.0,)}
    made = place(tmp_path, figures=figures)
    assert [shown_of(made, name) for name in figures] == [[2.0], [1.0], [1.0]]
    assert with_small_counts_hidden(made).hidden is not None


def test_a_variable_that_the_catalogue_does_not_know_is_hidden_by_its_unit(tmp_path: Path) -> None:
    figures = {"people_of_our_own": (2.0,), "houses_of_our_own": (2.0,)}
    made = place(tmp_path, figures=figures)
    table = made.observations
    units = table["unit"].where(table["variable"] != "houses_of_our_own", "szt.")
    made = replace(made, observations=table.assign(unit=units))
    assert [shown_of(made, name) for name in figures] == [[None], [2.0]]


@pytest.mark.parametrize(("poor", "seen"), [(38.0, None), (39.0, None), (37.0, 37.0), (40.0, 40.0)])
def test_a_share_whose_rest_is_small_hides_its_numerator(
    tmp_path: Path, poor: float, seen: float | None
) -> None:
    figures = {"assisted_families": (40.0,), "families_reason_poverty": (poor,)}
    made = place(tmp_path, figures=figures)
    assert shown_of(made, "families_reason_poverty") == [seen]
    assert shown_of(made, "assisted_families") == [40.0]
    told = compute_indicators(with_small_counts_hidden(made).observations).set_index("indicator")
    assert pd.isna(told["value"]["poverty_reason_share"]) == (seen is None)


def test_a_small_count_cannot_be_subtracted_from_a_larger_area(tmp_path: Path) -> None:
    made = place(tmp_path, figures={"foster_families": (2.0,)})
    rows = [series("foster_families", count) for count in (28.0, 30.0)]
    more = [row.assign(teryt=code) for row, code in zip(rows, (NEIGHBOUR, POWIAT), strict=True)]
    found = with_rows(made, *more)
    codes = ("3215011", NEIGHBOUR, POWIAT)
    assert [shown_of(found, "foster_families", code) for code in codes] == [[None], [None], [30.0]]


def test_levels_of_a_year_with_a_small_one_are_withheld_whole(tmp_path: Path) -> None:
    counts = {"recent": 5.0, "long_term": 9.0, "rough_sleeping": 2.0}
    levels = {f"homelessness.{level}": persons for level, persons in counts.items()}
    others = {"unemployment.under_12_months": 30.0}
    found = with_small_counts_hidden(place(tmp_path, levels=levels | others))
    assert found.levels["level"].tolist() == ["unemployment.under_12_months"]
    assert found.hidden is not None
    assert sorted(found.hidden.levels["level"]) == sorted(levels)


def test_a_short_name_of_a_level_is_of_the_same_problem(tmp_path: Path) -> None:
    levels = {"rough_sleeping": 1.0, "homelessness.recent": 9.0}
    assert with_small_counts_hidden(place(tmp_path, levels=levels)).levels.empty


def test_nothing_is_hidden_where_the_place_says_why(town: Place) -> None:
    told = replace(town, shown_because="dane fikcyjne")
    found = with_small_counts_hidden(told)
    assert found.observations is town.observations
    assert found.hidden is not None
    assert (found.hidden.number, found.hidden.rounding) == (0, 1)
    counts = np.array([1.0, 2.0])
    assert rounded_moves(counts, found).tolist() == [1.0, 2.0]


def test_a_place_goes_through_the_rule_once(town: Place) -> None:
    found = with_small_counts_hidden(town)
    assert with_small_counts_hidden(found) is found


def test_a_series_begins_after_a_hidden_year_for_which_nothing_stands(tmp_path: Path) -> None:
    figures = {
        "assisted_families": (40.0,) * 4,
        "families_reason_poverty": (30.0, 39.0, 35.0, 38.0),
    }
    found = with_small_counts_hidden(place(tmp_path, figures=figures))
    # 2022 and 2024 are hidden for their rests; the last year with nothing after it is no gap
    assert counted_series(found, "families_reason_poverty").to_dict() == {2023: 35.0}


def test_moves_are_told_to_the_nearest_three(town: Place) -> None:
    counts = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 40.0])
    rounded = rounded_moves(counts, with_small_counts_hidden(town))
    assert rounded.tolist() == [0.0, 0.0, 3.0, 3.0, 3.0, 6.0, 39.0]
    assert rounded_moves(counts, town).tolist() == counts.tolist()  # as read


BARE = place(Path(), plan=None, figures={})


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=8))
def test_two_places_that_look_alike_are_alike_in_all_that_is_made_of_them(
    counts: list[int],
) -> None:
    small = (RULE.hidden_from, RULE.hidden_up_to)
    other = [sum(small) - count if count in small else count for count in counts]
    tables = [series("homeless_persons", *map(float, found)) for found in (counts, other)]
    first, second = (
        with_small_counts_hidden(replace(BARE, observations=table)) for table in tables
    )
    pd.testing.assert_frame_equal(first.observations, second.observations)
    pd.testing.assert_series_equal(
        counted_series(first, "homeless_persons"), counted_series(second, "homeless_persons")
    )
