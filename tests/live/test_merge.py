from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.live.fetched import table_of
from costmodel.live.merge import merged
from costmodel.statistics.observations import COLUMNS
from costmodel.tables import OBSERVATIONS

Cell = tuple[float | None, str]
"""Value (``None`` = missing) and unit."""


def figures(cells: dict[int, Cell], source: str) -> pd.DataFrame:
    """One area and variable, by year."""
    rows = [
        (
            "3215011",
            "births",
            year,
            float("nan") if value is None else value,
            unit,
            "missing" if value is None else "observed",
            source,
        )
        for year, (value, unit) in cells.items()
    ]
    types = {"year": int, "value": float} | dict.fromkeys(
        ("teryt", "variable", "unit", "status", "source"), "str"
    )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def cell(value: float | None) -> Cell:
    return value, "osoba"


def test_each_case_by_hand() -> None:
    own = figures(
        {y: cell(v) for y, v in {2018: 1, 2019: 2, 2020: None, 2021: 4, 2022: 5}.items()}, "USC"
    )
    before = figures({2021: cell(4), 2022: cell(50)}, "GUS dawniej")
    new = figures(
        {y: cell(v) for y, v in {2019: 2, 2020: 30, 2021: 40, 2022: 60, 2023: 70}.items()}, "GUS"
    )
    result = merged(own, new, earlier=[before])
    by_year = result.table.set_index("year")
    assert by_year["value"].to_dict() == {
        2018: 1,  # the publisher has none
        2019: 2,  # both the same: the person's source stays
        2020: 30,  # the person had none
        2021: 40,  # an earlier fetch wrote 4
        2022: 5,  # the person changed what an earlier fetch wrote
        2023: 70,  # new
    }
    assert by_year["source"].to_dict() == {
        2018: "USC",
        2019: "USC",
        2020: "GUS",
        2021: "GUS",
        2022: "USC",
        2023: "GUS",
    }
    assert (result.added, result.refreshed, result.kept) == (1, 2, 3)
    assert result.differences[["year", "own", "fetched"]].to_numpy().tolist() == [[2022, 5.0, 60.0]]


def test_another_unit_is_another_figure() -> None:
    own = figures({2023: (37.6, "tys. osób")}, "USC")
    result = merged(own, figures({2023: (37.6, "osoba")}, "GUS"), earlier=[])
    assert result.table["unit"].tolist() == ["tys. osób"]
    assert len(result.differences) == 1


def test_a_missing_figure_replaces_nothing_and_is_no_difference() -> None:
    own = figures({2023: cell(5)}, "GUS dawniej")
    result = merged(own, figures({2023: cell(None)}, "GUS"), earlier=[own])
    assert result.table["value"].tolist() == [5.0]
    assert result.differences.empty


def test_a_secret_of_the_office_is_kept() -> None:
    own = figures({2023: cell(None)}, "OPS").assign(status="secret")
    result = merged(own, figures({2023: cell(3)}, "GUS"), earlier=[])
    assert result.table["status"].tolist() == ["secret"]


def test_the_digits_a_file_does_not_keep_make_no_difference() -> None:
    own = figures({2023: cell(1 / 3)}, "USC")
    result = merged(own, figures({2023: cell(0.333333333333)}, "GUS"), earlier=[])
    assert result.differences.empty


cells = st.dictionaries(
    st.integers(2015, 2024), st.tuples(st.none() | st.integers(0, 3), st.just("osoba")), max_size=6
)


def slowly(
    own: dict[int, Cell], new: dict[int, Cell], before: list[dict[int, Cell]]
) -> dict[int, Cell]:
    """The rule in plain words, one year at a time."""
    kept = dict(own)
    for year, value in new.items():
        mine = own.get(year, cell(None))
        by_fetch = any(one.get(year) == mine for one in before)
        if year not in own or (value[0] is not None and (mine[0] is None or by_fetch)):
            kept[year] = value
    return kept


@settings(max_examples=15, deadline=None)
@given(cells, cells, st.lists(cells, max_size=2))
def test_agrees_with_the_rule_in_plain_words(
    own: dict[int, Cell], new: dict[int, Cell], before: list[dict[int, Cell]]
) -> None:
    earlier = [figures(one, "GUS dawniej") for one in before]
    result = merged(figures(own, "USC"), figures(new, "GUS"), earlier=earlier)
    found = {
        year: cell(None if pd.isna(value) else value)
        for year, value in zip(result.table["year"], result.table["value"], strict=True)
    }
    assert found == slowly(own, new, before)
    assert result.table["year"].tolist()[: len(own)] == list(own)  # the person's order
    OBSERVATIONS.validate(result.table)


@settings(max_examples=8, deadline=None)
@given(cells, cells)
def test_doing_it_again_changes_nothing(own: dict[int, Cell], new: dict[int, Cell]) -> None:
    fetched = figures(new, "GUS")
    once = merged(figures(own, "USC"), fetched, earlier=[])
    again = merged(once.table, fetched, earlier=[fetched])
    pd.testing.assert_frame_equal(again.table, once.table)
    assert (again.added, again.refreshed) == (0, 0)


def test_columns_of_the_fetch_are_left_out() -> None:
    result = merged(figures({2023: cell(1)}, "USC"), table_of([]), earlier=[table_of([])])
    assert list(result.table.columns) == list(COLUMNS)
