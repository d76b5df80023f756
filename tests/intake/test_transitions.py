from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.intake.register import LeadsTo, Stay
from costmodel.intake.transitions import counted_transitions, printable_counts
from costmodel.intake.transitions_file import (
    COLUMNS,
    counts_table,
    read_transitions,
    transitions_text,
)
from costmodel.statistics.atomic import write_whole

OCCASIONAL, RECURRING = "occasional", "recurring"
Moves = dict[tuple[str, str, int], int]


def stay(
    person: str, level: str, start: str, end: str | None, leads_to: LeadsTo | None = None
) -> Stay:
    last = date.fromisoformat(end) if end else None
    return Stay(2, person, "poverty", level, date.fromisoformat(start), last, leads_to)


def moves(stays: list[Stay]) -> Moves:
    table = counted_transitions(stays, source="rejestr")
    return {(r["from"], r["to"], r["year"]): r["count"] for r in table.to_dict("records")}


def test_a_register_of_four_people_counted_by_hand() -> None:
    stays = [
        # on occasional help at the end of 2021, on periodic help at the end of 2022 and 2023
        stay("a", OCCASIONAL, "2021-03-01", "2022-06-01", "level"),
        stay("a", RECURRING, "2022-06-01", None),
        # independent in 2022
        stay("b", OCCASIONAL, "2021-01-01", "2022-02-01", "independent"),
        # died in 2023
        stay("c", RECURRING, "2021-01-01", "2023-02-01", "left"),
        # came in 2022, left help and came back within 2023: the end of the year counts
        stay("d", OCCASIONAL, "2022-05-01", "2023-04-01", "independent"),
        stay("d", OCCASIONAL, "2023-11-01", None),
        # nobody moves after this day, to which the register is complete
        stay("e", OCCASIONAL, "2023-12-31", None),
    ]
    assert moves(stays) == {
        (OCCASIONAL, RECURRING, 2022): 1,
        (OCCASIONAL, "independent_1", 2022): 1,
        (RECURRING, RECURRING, 2022): 1,
        (RECURRING, RECURRING, 2023): 1,
        (RECURRING, "left", 2023): 1,
        (OCCASIONAL, OCCASIONAL, 2023): 1,
    }


def test_a_year_that_the_register_does_not_reach_is_not_counted() -> None:
    stays = [stay("a", OCCASIONAL, "2021-01-01", None), stay("b", RECURRING, "2022-12-30", None)]
    assert moves(stays) == {}  # 31 December 2022 is later than anything in the register


def test_a_stay_that_ends_on_the_last_day_is_over_by_it() -> None:
    stays = [
        stay("a", OCCASIONAL, "2021-01-01", "2022-12-31", "left"),
        stay("b", RECURRING, "2022-12-31", None),
    ]
    assert moves(stays) == {(OCCASIONAL, "left", 2022): 1}


def test_a_change_of_level_over_new_year_is_a_change_of_level() -> None:
    stays = [
        stay("a", OCCASIONAL, "2021-01-01", "2022-12-31", "level"),
        stay("a", RECURRING, "2023-01-01", None),
    ]
    assert moves(stays) == {(OCCASIONAL, RECURRING, 2022): 1}


def test_an_empty_register_gives_an_empty_table() -> None:
    assert counted_transitions([], source="x").columns.tolist() == list(COLUMNS)


@st.composite
def registers(draw: st.DrawFn) -> list[Stay]:
    """Any register: up to six people, each with stays one after another."""
    found = []
    for person in range(draw(st.integers(1, 6))):
        day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
        for _ in range(draw(st.integers(1, 3))):
            end = day + timedelta(days=draw(st.integers(1, 500)))
            leads: LeadsTo = draw(st.sampled_from(["independent", "left"]))
            level = draw(st.sampled_from([OCCASIONAL, RECURRING]))
            found.append(Stay(2, str(person), "poverty", level, day, end, leads))
            day = end + timedelta(days=draw(st.integers(0, 300)))
    return found


def plain_counts(stays: list[Stay]) -> Moves:
    """The same counts by asking for each person on each day: a yardstick."""
    complete = max(s.end for s in stays if s.end)
    found: Counter[tuple[str, str, int]] = Counter()
    for person in {s.person for s in stays}:
        own = sorted((s for s in stays if s.person == person), key=lambda s: s.start)

        def state(day: date, own: list[Stay] = own) -> str:
            last = "nowhere"
            for s in own:
                if s.end is not None and s.start <= day < s.end:
                    return s.level
                if s.end is not None and s.end <= day:
                    last = "independent_1" if s.leads_to == "independent" else "left"
            return last

        for year in range(2020, complete.year + 1):
            begin = state(date(year - 1, 12, 31))
            if begin in (OCCASIONAL, RECURRING) and date(year, 12, 31) <= complete:
                found[(begin, state(date(year, 12, 31)), year)] += 1
    return dict(found)


@given(registers())
def test_it_agrees_with_asking_day_by_day(stays: list[Stay]) -> None:
    assert moves(stays) == plain_counts(stays)


def test_the_file_comes_back_as_it_was(tmp_path: Path) -> None:
    stays = [stay("a", OCCASIONAL, "2021-01-01", None), stay("b", RECURRING, "2021-01-01", None)]
    stays.append(stay("c", RECURRING, "2022-12-31", None))
    table = counted_transitions(stays, source="rejestr [rejestr.csv]")
    assert len(table) == 2
    path = write_whole(tmp_path / "transitions.csv", transitions_text(table))
    pd.testing.assert_frame_equal(read_transitions(path), table)


def test_no_file_is_no_counts(tmp_path: Path) -> None:
    assert read_transitions(tmp_path / "transitions.csv").empty


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("poverty,nieznany,left,1,2023,OPS", "poziom problemu: occasional, permanent, recurring"),
        ("poverty,occasional,samodzielny,1,2023,OPS", "independent_1 albo left"),
        ("bieda,occasional,left,1,2023,OPS", "nie ma takiego problemu"),
        ("poverty,occasional,left,1.5,2023,OPS", "liczba osób, cała i nieujemna"),
        ("poverty,occasional,left,-1,2023,OPS", "liczba osób, cała i nieujemna"),
        ("poverty,occasional,left,1,23,OPS", "rok od 1990"),
        ("poverty,occasional,left,1,2023,", "źródło liczby"),
        ("poverty,occasional,left,1,2023,A\npoverty,occasional,left,2,2023,B", "raz"),
    ],
)
def test_each_mistake_in_the_file_is_told(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "transitions.csv"
    path.write_text(",".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_transitions(path)


def printed(counts: dict[str, int]) -> dict[str, int]:
    rows = [("poverty", OCCASIONAL, to, n, 2023, "x") for to, n in counts.items()]
    table = printable_counts(counts_table(rows))
    return {r["to"]: int(r["count"]) for r in table.to_dict("records")}


def test_counts_are_printed_to_the_nearest_three() -> None:
    counts = {"occasional": 40, "left": 2, "recurring": 1}
    assert printed(counts) == {"left": 3, "occasional": 39, "recurring": 0}


def test_years_are_added_up_before_they_are_rounded() -> None:
    rows = [("poverty", OCCASIONAL, "left", 1, year, "x") for year in (2022, 2023, 2024)]
    assert printable_counts(counts_table(rows))["count"].tolist() == [3]  # not 0 + 0 + 0


def test_no_printed_count_tells_whether_there_is_one_person() -> None:
    rows = [(f"problem_{n:02}", OCCASIONAL, "left", n, 2023, "x") for n in range(30)]
    told = printable_counts(counts_table(rows))["count"].tolist()
    assert all(abs(shown - n) <= 1 for n, shown in enumerate(told))
    assert all(told.count(shown) >= 2 for shown in told[:-1])  # another count looks the same
