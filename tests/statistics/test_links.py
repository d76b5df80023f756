"""Links that lead out of a workspace are refused before anything behind them is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.resources import data_path
from costmodel.statistics.links import links_out
from costmodel.statistics.place import load_place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = next(data_path("municipalities").glob("2411062-*"))
    return Path(shutil.copytree(shipped, tmp_path / "gmina"))


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("ten system nie pozwala tworzyć dowiązań")


@pytest.mark.parametrize("name", ["levels.csv", "problems", "plan.toml"])
def test_a_link_out_of_the_folder_is_named(folder: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / name).unlink(missing_ok=True)
    linked(folder / name, elsewhere)
    with pytest.raises(InputError) as refused:
        load_place(folder)
    assert [problem.file for problem in refused.value.problems] == [name]


def test_a_link_to_nothing_outside_is_named_too(folder: Path) -> None:
    linked(folder / "staff.csv", Path("../../../etc/passwd"))
    assert [problem.file for problem in links_out(folder)] == ["staff.csv"]


def test_links_within_the_folder_and_to_it_are_let_be(folder: Path, tmp_path: Path) -> None:
    linked(folder / "copy.csv", folder / "statistics.csv")
    linked(tmp_path / "door", folder)
    assert links_out(tmp_path / "door") == []
    assert load_place(tmp_path / "door").teryt == "2411062"
