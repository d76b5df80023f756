from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from costmodel.errors import ModelError
from costmodel.indicators.small_numbers import SmallNumbers, default_small_numbers
from costmodel.indicators.suppression import TOTAL, Cell, hidden_cells, with_small_hidden

RULE, STRICT = default_small_numbers(), default_small_numbers(strict=True)
SMALL_COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 60))


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    cells = draw(st.lists(SMALL_COUNTS, min_size=rows * columns, max_size=rows * columns))
    return pd.DataFrame(np.array(cells).reshape(rows, columns))


def sums(shown: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """All equations of a table: each row and column of parts against its total."""
    places = np.arange(shown.size).reshape(shown.shape)
    lines = [*places] if TOTAL in shown.columns else []
    lines += [*places.T] if TOTAL in shown.index else []
    equations = np.zeros((len(lines), shown.size))
    for number, line in enumerate(lines):
        equations[number, line[:-1]] = 1
        equations[number, line[-1]] = -1
    return equations, shown.to_numpy(dtype=np.float64, na_value=np.nan).ravel()


def subtracted(shown: pd.DataFrame) -> set[int]:
    """What a reader gets by subtracting, again and again, where one count of a line is hidden."""
    equations, values = sums(shown)
    hidden = set(np.flatnonzero(np.isnan(values)).tolist())
    moved = True
    while moved:
        moved = False
        for equation in equations:
            unknown = np.flatnonzero((equation != 0) & np.isnan(values))
            if len(unknown) == 1:
                rest = np.nansum(equation * np.where(np.isnan(values), 0, values))
                values[unknown[0]] = -rest / equation[unknown[0]]
                moved = True
    return {place for place in hidden if not np.isnan(values[place])}


def ranges(shown: pd.DataFrame) -> dict[int, tuple[float, float]]:
    """The least and greatest value of each hidden count that fits all that is shown."""
    equations, values = sums(shown)
    hidden = np.flatnonzero(np.isnan(values))
    known = np.where(np.isnan(values), 0, values)
    found = {}
    for place in hidden:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(values))
            aim[place] = sign
            got = linprog(
                aim[hidden],
                A_eq=equations[:, hidden] if len(equations) else None,
                b_eq=-equations @ known if len(equations) else None,
                bounds=(0, 10_000),
            )
            assert got.status == 0
            assert got.fun is not None
            ends.append(sign * float(got.fun))
        found[int(place)] = (ends[0], ends[1])
    return found


def whole(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with totals and nothing hidden."""
    return with_small_hidden(table + 1000, rule=RULE)


def test_a_row_by_hand() -> None:
    # 2 is small; 36 - 30 - 4 would give it away, so the cheapest other count goes too
    shown = with_small_hidden(pd.DataFrame({"n": [2, 30, 4]}), rule=RULE)
    assert shown["n"].isna().tolist() == [True, False, True, False]
    assert shown["n"].tolist()[1] == 30
    assert shown.loc[TOTAL, "n"] == 36


def test_a_cross_table_by_hand() -> None:
    # the cell 1 needs another hidden count in its row and in its column, and a fourth at their
    # crossing: the cheapest rectangle is 1, 3 / 7, 9 (20 and 8, or the rows below, cost more)
    table = pd.DataFrame([[1, 20, 3], [4, 5, 60], [7, 8, 9]])
    hidden = with_small_hidden(table, rule=RULE).isna().to_numpy()
    assert np.argwhere(hidden).tolist() == [[0, 0], [0, 2], [2, 0], [2, 2]]


def test_two_small_counts_guard_each_other() -> None:
    shown = with_small_hidden(pd.DataFrame({"n": [2, 2, 50]}), rule=RULE)
    assert shown["n"].isna().tolist() == [True, True, False, False]


def test_two_ones_do_not_guard_each_other_at_a_spread_of_two() -> None:
    # a reader who sees that two hidden counts make 2 must not be left with 0 to 2 of them only
    shown = with_small_hidden(pd.DataFrame({"n": [1, 1, 50, 5]}), rule=RULE)
    assert shown["n"].isna().tolist() == [True, True, False, True, False]


def test_where_nothing_else_is_left_the_total_goes() -> None:
    shown = with_small_hidden(pd.DataFrame({"n": [1, 0, 0]}), rule=RULE)
    assert shown["n"].isna().tolist() == [True, False, False, True]


def test_a_zero_tells_of_nobody_and_a_table_without_small_counts_stays_whole() -> None:
    table = pd.DataFrame([[0, 3], [5, 0]])
    assert not with_small_hidden(table, rule=RULE).isna().to_numpy().any()


def test_the_strict_rule_hides_up_to_four() -> None:
    table = pd.DataFrame({"n": [4, 30, 20]})
    assert not with_small_hidden(table, rule=RULE).isna().to_numpy().any()
    assert with_small_hidden(table, rule=STRICT)["n"].isna().tolist() == [True, False, True, False]


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from([RULE, STRICT]))
def test_no_hidden_count_can_be_subtracted_out_of_totals(
    table: pd.DataFrame, rule: SmallNumbers
) -> None:
    shown = with_small_hidden(table, rule=rule)
    assert subtracted(shown) == set()


@settings(max_examples=30, deadline=None)
@given(tables(), st.sampled_from([RULE, STRICT]))
def test_a_reader_with_a_solver_cannot_narrow_a_small_count(
    table: pd.DataFrame, rule: SmallNumbers
) -> None:
    shown = with_small_hidden(table, rule=rule)
    true = (whole(table) - whole(table * 0)).to_numpy(dtype=np.float64).ravel()
    for place, (low, high) in ranges(shown).items():
        assert low - 1e-6 <= true[place] <= high + 1e-6
        if rule.hidden_from <= true[place] <= rule.hidden_up_to:
            assert high >= true[place] + rule.spread - 1e-6
        assert high - low >= 1 - 1e-6  # nor any other hidden count


@settings(max_examples=50, deadline=None)
@given(tables())
def test_every_small_count_is_hidden_and_what_is_shown_is_true(table: pd.DataFrame) -> None:
    shown = with_small_hidden(table, rule=RULE)
    true = (whole(table) - whole(table * 0)).astype("int64")
    small = (true >= RULE.hidden_from) & (true <= RULE.hidden_up_to)
    assert shown.isna().to_numpy()[small.to_numpy()].all()
    kept = ~shown.isna().to_numpy()
    assert (shown.to_numpy()[kept] == true.to_numpy()[kept]).all()


def test_small_counts_alone_can_be_subtracted_out() -> None:
    # the attack works where only the small count is hidden: it is not blind
    shown = with_small_hidden(pd.DataFrame({"n": [2, 30, 4]}), rule=RULE)
    shown.loc[2, "n"] = 4
    assert subtracted(shown) == {0}


@pytest.mark.parametrize(
    ("cells", "says"),
    [([[-1, 2]], "negative"), ([[1.5, 2]], "whole"), ([[np.nan, 2]], "missing")],
)
def test_a_table_that_is_not_of_whole_counts_is_refused(
    cells: list[list[float]], says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        with_small_hidden(pd.DataFrame(cells), rule=RULE)


def test_a_table_with_totals_in_it_is_refused() -> None:
    with pytest.raises(ModelError, match="Leave them out"):
        with_small_hidden(pd.DataFrame({"a": [3], TOTAL: [3]}), rule=RULE)


def test_parts_that_do_not_add_up_are_refused() -> None:
    cells = [Cell("a", "b", 3), Cell("a", "b", 4), Cell("b", "a", 8)]
    with pytest.raises(ModelError, match="differ by 1 from their total at"):
        hidden_cells(cells, [True, False, False], spread=2)
    with pytest.raises(ModelError, match="cell 0 holds -3"):
        hidden_cells([Cell("a", "a", -3)], [True], spread=2)


def hidden_of_row(counts: list[int], *, spread: int, small: int = 1) -> list[bool]:
    """Which parts of a row and its total are hidden, the first ``small`` of them for being so."""
    cells = [Cell("row", "total", count) for count in counts]
    cells.append(Cell("total", "row", sum(counts)))
    primary = [number < small for number in range(len(cells))]
    hidden: list[bool] = hidden_cells(cells, primary, spread=spread).tolist()
    return hidden


def test_a_count_of_just_the_spread_may_shrink_and_one_below_it_may_not() -> None:
    assert hidden_of_row([1, 2, 30], spread=2) == [True, True, False, False]
    assert hidden_of_row([1, 2, 30], spread=3) == [True, False, True, False]


def test_the_walk_that_hides_the_least_is_taken_and_what_is_hidden_costs_nothing() -> None:
    # from a to b: one count of 12, or two of 5, which hide 10 things counted and two cells
    small = Cell("b", "a", 1)
    circle = [Cell("a", "b", 12), Cell("a", "c", 5), Cell("c", "b", 5), Cell("b", "a", 16)]
    found = hidden_cells([small, *circle], [True, *[False] * 4], spread=1)
    assert found.tolist() == [True, False, True, True, False]
    # 10 and 5 with 5: the sums are equal and one count less is hidden
    circle = [Cell("a", "b", 10), Cell("a", "c", 5), Cell("c", "b", 5), Cell("b", "a", 14)]
    found = hidden_cells([small, *circle], [True, *[False] * 4], spread=1)
    assert found.tolist() == [True, True, False, False, False]
    # two small ones: the second walk goes over what the first has hidden
    assert hidden_of_row([1, 1, 9, 8], spread=2, small=2) == [True, True, False, True, False]


def test_what_is_hidden_costs_less_than_a_zero() -> None:
    cells = [Cell("a", "b", 1), Cell("b", "a", 0), Cell("b", "a", 31), Cell("a", "b", 30)]
    found = hidden_cells(cells, [True, False, True, False], spread=2)
    assert found.tolist() == [True, False, True, False]


def test_a_table_without_any_count_hides_none() -> None:
    found = hidden_cells([], [], spread=2)
    assert (found.shape, found.dtype) == ((0,), np.dtype(bool))


def test_a_count_that_flows_back_to_where_it_starts_needs_no_other() -> None:
    cells = [Cell("a", "a", 1), Cell("a", "b", 4), Cell("b", "a", 4)]
    assert hidden_cells(cells, [True, False, False], spread=2).tolist() == [True, False, False]


def test_a_row_and_a_single_count_by_hand() -> None:
    row = with_small_hidden(pd.DataFrame([[2, 30, 4]], columns=["a", "b", "c"]), rule=RULE)
    assert row.columns.to_list() == ["a", "b", "c", TOTAL]
    assert row.isna().to_numpy().tolist() == [[True, False, True, False]]
    one = with_small_hidden(pd.DataFrame({"a": [2]}), rule=RULE)
    assert one.shape == (1, 1)
    assert one.isna().all(axis=None)
    assert with_small_hidden(pd.DataFrame({"a": [3]}), rule=RULE)["a"].to_list() == [3]


def test_totals_of_a_cross_table_by_hand() -> None:
    table = pd.DataFrame({"a": [10, 20], "b": [30, 40]}, index=["x", "y"])
    shown = with_small_hidden(table, rule=RULE)
    assert shown.index.to_list() == ["x", "y", TOTAL]
    assert shown.columns.to_list() == ["a", "b", TOTAL]
    assert shown.to_numpy().tolist() == [[10, 30, 40], [20, 40, 60], [30, 70, 100]]
    assert set(map(str, shown.dtypes)) == {"Int64"}


def test_a_label_of_a_total_is_refused_among_rows_too() -> None:
    with pytest.raises(ModelError, match="Leave them out"):
        with_small_hidden(pd.DataFrame({"a": [3]}, index=[TOTAL]), rule=RULE)


def test_a_missing_count_among_whole_ones_is_told() -> None:
    counts = pd.DataFrame({"a": pd.array([1, None, 30], dtype="Int64"), "b": [1.0, 2.0, 3.0]})
    with pytest.raises(ModelError, match="a count that is missing"):
        with_small_hidden(counts, rule=RULE)
