from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.live.rb28s import read_rb28s, spending_by_chapter

TOWN = "3215011"
HEAD = "Nazwa;WK;PK;GK;GT;Dział;Rozdział;Paragraf;Plan;Wykonanie"
ROWS = (
    "Szczecinek;32;15;01;1;852;85202;4330;3000000,00;2999999,99",
    "Szczecinek;32;15;1;1;852;85228;4300;500 000,00;450000,5",
    "Szczecinek;32;15;01;1;855;85508;4330;100,00;0",
    "Barwice;32;15;02;3;852;85202;4330;7,00;7,00",
    "szczecinecki;32;15;00;0;852;85202;4330;8,00;8,00",
)


def file(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = folder / "rb28s.csv"
    path.write_bytes("\r\n".join((head, *rows)).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_rows_of_one_gmina_are_read(tmp_path: Path, encoding: str) -> None:
    table = read_rb28s(file(tmp_path, *ROWS, encoding=encoding), teryt=TOWN)
    assert table.to_numpy().tolist() == [
        ["852", "85202", "4330", 3000000.0, 2999999.99],
        ["852", "85228", "4300", 500000.0, 450000.5],
        ["855", "85508", "4330", 100.0, 0.0],
    ]
    assert read_rb28s(file(tmp_path, *ROWS), teryt="3215000")["spent"].tolist() == [8.0]


def test_a_zip_holds_the_same_rows(tmp_path: Path) -> None:
    plain = file(tmp_path, *ROWS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "Rb28S.CSV")
    path = tmp_path / "rb28s.zip"
    path.write_bytes(packed.getvalue())
    assert read_rb28s(path, teryt=TOWN).equals(read_rb28s(plain, teryt=TOWN))
    path.write_bytes(packed.getvalue()[:-30])  # cut on the way
    with pytest.raises(InputError):
        read_rb28s(path, teryt=TOWN)


def test_chapters_and_divisions_are_summed_by_hand(tmp_path: Path) -> None:
    budget = read_rb28s(file(tmp_path, *ROWS), teryt=TOWN)
    table = spending_by_chapter(budget, teryt=TOWN, year=2024, source="MF, Rb-28S za 2024")
    assert table.set_index("variable")["value"].to_dict() == {
        "expenditure_division_852": 2999999.99 + 450000.5,
        "expenditure_division_855": 0.0,
        "expenditure_chapter_85202": 2999999.99,
        "expenditure_chapter_85228": 450000.5,
        "expenditure_chapter_85508": 0.0,
    }


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 10**9)), min_size=1, max_size=8))
def test_no_zloty_is_lost_between_chapters_and_divisions(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[int, int]]
) -> None:
    rows = [f"S;32;15;01;1;85{n};85{n}01;4330;0;{value}" for n, value in amounts]
    budget = read_rb28s(file(tmp_path_factory.mktemp("f"), *rows), teryt=TOWN)
    table = spending_by_chapter(budget, teryt=TOWN, year=2024, source="MF")
    for level in ("division", "chapter"):
        part = table[table["variable"].str.contains(level)]["value"].sum()
        assert part == sum(value for _, value in amounts)


@pytest.mark.parametrize(
    ("head", "rows", "says"),
    [
        (HEAD.replace("Wykonanie", "R7"), ROWS, "kolumny: wykonanie albo .*data/live/rb28s.toml"),
        (HEAD.replace("Plan", "Wykonanie"), ROWS, "kolumny: plan .*; wykonanie"),  # stands twice
        (HEAD, ROWS[3:], "brak wierszy.*wiersze gminy 3215011"),
        (HEAD, ("S;32;15;01;1;852;85202;4330;ok. 5;6",), "wiersz 2, plan: jest „ok. 5”"),
        (HEAD, ("S;32;15;01;1;852;85202;4330;5.50;6",), "wiersz 2, plan: jest „5.50”"),
        (HEAD, (*ROWS, "S;32;15;01"), "wiersz 7: jest „liczba pól: 4”"),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused(
    head: str, rows: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=says):
        read_rb28s(file(tmp_path, *rows, head=head), teryt=TOWN)


def test_an_archive_of_many_files_is_refused_with_their_names(tmp_path: Path) -> None:
    path = tmp_path / "rb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gminy.csv", "x")
        archive.writestr("powiaty.csv", "x")
    with pytest.raises(InputError, match=r"gminy\.csv, powiaty\.csv.*jeden plik CSV"):
        read_rb28s(path, teryt=TOWN)
