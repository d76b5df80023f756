from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import OutputError
from costmodel.statistics.atomic import write_together, write_whole


def test_all_files_are_written(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    assert write_together({one: b"1", two: b"2"}) == (one, two)
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_one_that_cannot_be_moved_puts_the_others_back(tmp_path: Path) -> None:
    old, new, blocked = tmp_path / "old.csv", tmp_path / "new.csv", tmp_path / "blocked.csv"
    old.write_bytes(b"before")
    (blocked / "inside").mkdir(parents=True)  # a folder stands where the file is to go
    with pytest.raises(OutputError, match=r"blocked\.csv: nie można zapisać pliku"):
        write_together({old: b"after", new: b"after", blocked: b"after"})
    assert old.read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["blocked.csv", "old.csv"]


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(b"before")
    with pytest.raises(OutputError, match=r"n{300}: .*za długa nazwa"):
        write_together({old: b"after", tmp_path / ("n" * 300): b"after"})
    assert old.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["old.csv"]


def test_a_text_is_written_in_its_encoding(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "x.csv", "ł", encoding="utf-8-sig")
    assert path.read_bytes() == b"\xef\xbb\xbf\xc5\x82"
