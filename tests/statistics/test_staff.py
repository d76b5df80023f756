from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.statistics.staff import no_staff, read_staff, staff_kinds
from costmodel.statistics.workspace import new_workspace
from tests.statistics.test_workspace import DAY


def written(folder: Path, text: str) -> Path:
    path = folder / "staff.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "kind;value;year;source\nsocial_worker_posts;16,5;2024;OZPS\n",
        "kind,value,year,source\nsocial_worker_posts,16.5,2024,OZPS\n",
    ],
)
def test_decimal_comma_and_point_are_read_alike(tmp_path: Path, text: str) -> None:
    table = read_staff(written(tmp_path, text))
    assert table.to_dict("records") == [
        {"kind": "social_worker_posts", "value": 16.5, "year": 2024, "source": "OZPS"}
    ]


def test_zero_posts_are_a_figure_and_no_gap_in_the_data(tmp_path: Path) -> None:
    table = read_staff(
        written(tmp_path, "kind;value;year;source\nfamily_assistant_posts;0;2024;OPS\n")
    )
    assert table["value"].tolist() == [0.0]


def test_without_rows_or_file_nothing_is_known(tmp_path: Path) -> None:
    empty = read_staff(written(tmp_path, "kind;value;year;source\n"))
    for table in (empty, read_staff(tmp_path / "nie-ma.csv")):
        assert table.empty
        assert table.dtypes.to_dict() == no_staff().dtypes.to_dict()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = "kind;value;year;source\nx;1;2024;OPS\nspecial_teams;1,5;24;\n"
    with pytest.raises(InputError) as caught:
        read_staff(written(tmp_path, text))
    told = [problem.place for problem in caught.value.problems]
    assert told == [
        "wiersz 2, kolumna kind",
        "wiersz 3, kolumna value",
        "wiersz 3, kolumna year",
        "wiersz 3, kolumna source",
    ]


def test_the_guide_of_a_workspace_explains_every_kind(tmp_path: Path) -> None:
    new_workspace(tmp_path / "gmina", "0201011", today=DAY)
    guide = (tmp_path / "gmina" / "CZYTAJ.txt").read_text(encoding="utf-8-sig")
    assert [kind for kind in staff_kinds() if kind not in guide] == []
    assert read_staff(tmp_path / "gmina" / "staff.csv").empty
