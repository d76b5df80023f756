from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from costmodel.errors import InputError, Problem
from costmodel.statistics.own_table import empty_own_table, read_own_table
from costmodel.statistics.sheet import Sheet

COLUMNS = ("thing", "number", "year", "source")


def nothing_wrong(_: Sheet, __: int, ___: Mapping[str, str]) -> list[Problem]:
    return []


def sample(folder: Path, *rows: str) -> Path:
    path = folder / "rzeczy.csv"
    path.write_text("\n".join(("thing;number;year;source", *rows)), encoding="utf-8")
    return path


def test_rows_come_in_their_types(tmp_path: Path) -> None:
    path = sample(tmp_path, "a;1,5;2024;OPS", "b;2;2023;PUP")
    table = read_own_table(path, COLUMNS, row_problems=nothing_wrong, once="raz")
    assert table.to_numpy().tolist() == [["a", 1.5, 2024, "OPS"], ["b", 2.0, 2023, "PUP"]]
    assert table.dtypes.to_dict() == empty_own_table(COLUMNS).dtypes.to_dict()


def test_no_file_and_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    for path in (tmp_path / "nie-ma.csv", sample(tmp_path)):
        table = read_own_table(path, COLUMNS, row_problems=nothing_wrong, once="raz")
        assert table.equals(empty_own_table(COLUMNS))


def test_a_repeated_row_is_told_beside_what_is_wrong_with_each(tmp_path: Path) -> None:
    path = sample(tmp_path, "a;1;2024;OPS", "a;2;2024;OPS", "a;3;2023;OPS")

    def always(_: Sheet, line: int, row: Mapping[str, str]) -> list[Problem]:
        return [Problem("rzeczy.csv", f"wiersz {line}", row["number"], "coś", "Popraw.")]

    with pytest.raises(InputError) as caught:
        read_own_table(path, COLUMNS, row_problems=always, once="każda rzecz i rok raz")
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 4
    assert "a, 2024" in told[-1]
    assert "każda rzecz i rok raz" in told[-1]
