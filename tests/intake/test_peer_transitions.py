from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.intake.peer_transitions import (
    PEER_COLUMNS,
    PEER_TRANSITIONS_FILE,
    read_peer_transitions,
)

OWN = "3215011"


def written(folder: Path, *rows: str) -> Path:
    path = folder / PEER_TRANSITIONS_FILE
    path.write_text("\n".join([",".join(PEER_COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_counts_of_several_gminas_are_read_with_their_codes_as_text(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "0201022,poverty,permanent,left,5,2024,GOPS",
        "0201032,poverty,permanent,left,7,2024,GOPS",
    )
    table = read_peer_transitions(path, own=OWN)
    assert tuple(table.columns) == PEER_COLUMNS
    assert table["teryt"].tolist() == ["0201022", "0201032"]
    assert table["count"].tolist() == [5, 7]


def test_a_workspace_without_the_file_has_no_rows(tmp_path: Path) -> None:
    table = read_peer_transitions(tmp_path / PEER_TRANSITIONS_FILE, own=OWN)
    assert table.empty
    assert tuple(table.columns) == PEER_COLUMNS


def test_every_mistake_is_told_with_its_cell(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{OWN},poverty,permanent,left,5,2024,OPS",
        "201022,poverty,permanent,left,5,2024,OPS",
        "0201024,poverty,permanent,left,5,2024,OPS",
        "0201022,poverty,poor,left,5,2024,OPS",
        "0201032,poverty,permanent,left,-5,2024,",
    )
    with pytest.raises(InputError) as caught:
        read_peer_transitions(path, own=OWN)
    told = [str(problem) for problem in caught.value.problems]
    assert "wiersz 2, kolumna teryt: jest „3215011”, a powinno być: kod innej gminy" in told[0]
    assert "zgubił zero" in told[1]
    assert "kodu całej gminy 0201023" in told[2]
    assert "wiersz 5, kolumna from" in told[3]
    assert [p.place for p in caught.value.problems[4:]] == [
        "wiersz 6, kolumna count",
        "wiersz 6, kolumna source",
    ]


def test_a_move_may_stand_once_for_each_gmina(tmp_path: Path) -> None:
    row = "0201022,poverty,permanent,left,5,2024,OPS"
    with pytest.raises(InputError, match=r"0201022, poverty, permanent, left, 2024"):
        read_peer_transitions(written(tmp_path, row, row), own=OWN)


def test_a_file_of_own_counts_is_told_to_lack_the_codes(tmp_path: Path) -> None:
    path = tmp_path / PEER_TRANSITIONS_FILE
    path.write_text("problem,from,to,count,year,source\n", encoding="utf-8")
    with pytest.raises(InputError, match="kolumna „teryt”"):
        read_peer_transitions(path, own=OWN)
