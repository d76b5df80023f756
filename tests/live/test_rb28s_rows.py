from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.live.rb28s_rows import rows_of_budget
from tests.live.sample_budget import HEAD, ROWS, csv_report, dbf_report, packed

TOWN = ("3215011",)


def file(folder: Path, content: bytes, name: str = "rb28s.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def told(path: Path, *codes: str) -> list[tuple[str, str]]:
    return [(row.chapter.strip(), row.spent.strip()) for row in rows_of_budget(path, codes=codes)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_rows_of_one_code_are_found(encoding: str, tmp_path: Path) -> None:
    path = file(tmp_path, csv_report(encoding=encoding))
    assert told(path, *TOWN) == [
        ("85202", "2999999,99"),
        ("85228", "450 000,5"),
        ("85508", "0"),
        ("60016", "7,00"),
    ]
    assert told(path, "3215000") == [("85202", "8,00")]
    assert rows_of_budget(path, codes=TOWN)[0].line == 2


def test_a_dbase_table_gives_the_same_chapters(tmp_path: Path) -> None:
    path = file(tmp_path, dbf_report(), "Rb28S.DBF")
    assert told(path, *TOWN) == [
        ("85202", "2999999.99"),
        ("85228", "450000.50"),
        ("85508", "0.00"),
        ("60016", "7.00"),
    ]
    assert [row.line for row in rows_of_budget(path, codes=("3215023",))] == [5]


@pytest.mark.parametrize("name", ["Rb28S__CSV", "Rb28S__dbf"])
def test_a_packed_file_gives_the_same_rows(name: str, tmp_path: Path) -> None:
    content = dbf_report() if name.endswith("dbf") else csv_report()
    whole = packed(**{name: content, "czytaj__txt": b"x"})
    path, plain = file(tmp_path, whole, "rb.zip"), file(tmp_path, content, name.replace("__", "."))
    assert rows_of_budget(path, codes=TOWN) == rows_of_budget(plain, codes=TOWN) != []
    path.write_bytes(whole[:-30])  # cut on the way
    with pytest.raises(InputError):
        rows_of_budget(path, codes=TOWN)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (csv_report(head=HEAD.replace("Wykonanie", "R7")), "wykonanie albo .*data/live/rb28s.toml"),
        (csv_report(head=HEAD.replace("Nazwa", "WK")), "kolumny: wk albo"),  # stands twice
        (csv_report(*ROWS, "S;32;15;01"), "wiersz 9: jest „liczba pól: 4”"),
        (b"", "plik pusty"),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused(
    content: bytes, says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=says):
        rows_of_budget(file(tmp_path, content), codes=TOWN)


def test_an_archive_of_many_tables_is_refused_with_their_names(tmp_path: Path) -> None:
    path = file(tmp_path, packed(gminy__csv=b"x", powiaty__dbf=b"x"), "rb.zip")
    with pytest.raises(InputError, match=r"gminy\.csv, powiaty\.dbf.*jeden plik CSV albo DBF"):
        rows_of_budget(path, codes=TOWN)
