from __future__ import annotations

import json
from pathlib import Path

import pytest

from costmodel.errors import InputError, OutputError
from costmodel.statistics.whole_sets import (
    JOURNAL,
    NOTE,
    at_work,
    fail_if_interrupted,
    has_files,
    put_in_place,
    restore,
    stage,
)

NAMES = ("a.csv", "wykresy/b.svg")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _fill(folder: Path, text: str, names: tuple[str, ...] = NAMES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_new_files_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    _fill(tmp_path, "stary", (*NAMES, "c.csv", "moje.txt"))
    with at_work(tmp_path), stage(tmp_path) as made:
        _fill(made, "nowy")
        put_in_place(made, NAMES, tmp_path, gone=["c.csv"])
    assert contents(tmp_path) == {"a.csv": "nowy", "wykresy/b.svg": "nowy", "moje.txt": "stary"}


def test_a_folder_in_the_way_gives_everything_back(tmp_path: Path) -> None:
    _fill(tmp_path, "stary", ("a.csv", "wykresy/b.svg/moje.txt", "c.csv"))
    before = contents(tmp_path)
    with stage(tmp_path) as made:
        _fill(made, "nowy")
        with pytest.raises(IsADirectoryError, match=r"wykresy/b\.svg"):
            put_in_place(made, NAMES, tmp_path, gone=["c.csv"])
    assert contents(tmp_path) == before


def test_folders_made_for_files_that_did_not_come_are_taken_back(tmp_path: Path) -> None:
    (tmp_path / "z.csv").mkdir()
    with stage(tmp_path) as made:
        _fill(made, "nowy", ("w/x/b.svg", "z.csv"))
        with pytest.raises(IsADirectoryError):
            put_in_place(made, ["w/x/b.svg", "z.csv"], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["z.csv"]


def test_a_folder_in_between_is_told(tmp_path: Path) -> None:
    fail_if_interrupted(tmp_path)
    (tmp_path / NOTE).write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=NOTE):
        fail_if_interrupted(tmp_path)
    restore(tmp_path)
    fail_if_interrupted(tmp_path)


def test_remains_are_no_files_of_a_person(tmp_path: Path) -> None:
    (tmp_path / ".costmodel-x").mkdir()
    assert not has_files(tmp_path)
    (tmp_path / "moje.txt").write_text("", encoding="utf-8")
    assert has_files(tmp_path)


@pytest.mark.parametrize("name", ["../cudze.txt", "../../cudze.txt", "link/cudze.txt", ".."])
def test_a_journal_of_a_stranger_reaches_nothing_outside(tmp_path: Path, name: str) -> None:
    folder, foreign = tmp_path / "gmina", tmp_path / "cudze.txt"
    made = folder / ".costmodel-x"
    made.mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    foreign.write_text("cudze", encoding="utf-8")
    journal = json.dumps({"absent": [name], "folders": []})
    (made / JOURNAL).write_text(journal, encoding="utf-8")
    with pytest.raises(OutputError, match="prowadzi poza folder"):
        restore(folder)
    assert foreign.read_text(encoding="utf-8") == "cudze"


@pytest.mark.parametrize("text", ["", "[]", '{"absent": 1}', '{"absent": ["a"]}'])
def test_a_journal_that_is_no_journal_is_told_and_nothing_is_lost(
    tmp_path: Path, text: str
) -> None:
    earlier = tmp_path / ".costmodel-x" / "earlier"
    _fill(earlier, "stary")
    (earlier.parent / JOURNAL).write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match=r"Wcześniejsze są w podfolderze earlier"):
        restore(tmp_path)
    assert contents(earlier) == dict.fromkeys(NAMES, "stary")


def test_a_link_to_somebody_elses_remains_is_left_alone(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    _fill(other, "cudze")
    (own / ".costmodel-x").symlink_to(other, target_is_directory=True)
    restore(own)
    assert contents(other) == dict.fromkeys(NAMES, "cudze")
