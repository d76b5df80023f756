from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError


class Form(Declared):
    count: int
    share: Annotated[float, Field(ge=0, le=1)]
    on: bool = False
    day: date | None = None
    kind: Literal["a", "b"] = "a"
    part: dict[str, int] = Field(default_factory=dict)


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "form.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_declared(path, Form)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_is_read_and_frozen(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text("count = 3\nshare = 1\nday = 2026-06-01\n", encoding="utf-8")
    form = read_declared(path, Form)
    assert (form.count, form.share, form.day) == (3, 1.0, date(2026, 6, 1))
    with pytest.raises(ValueError, match="frozen"):
        form.count = 4  # type: ignore[misc]


def test_a_table_of_a_list_is_named_by_its_count_and_id(tmp_path: Path) -> None:
    class Row(Declared):
        id: str = ""
        size: int
        source: DeclaredSource

    class Rows(Declared):
        row: list[Row]

    path = tmp_path / "rows.toml"
    path.write_text(
        '[[row]]\nid = "a"\nsize = "x"\nsource.title = " "\n[[row]]\nsource.title = "T"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_declared(path, Rows)
    problems = caught.value.problems
    assert [problem.place for problem in problems] == [
        "klucz row nr 1 (a), size",
        "klucz row nr 1 (a), source.title",
        "klucz row nr 2, size",
    ]
    assert "bez źródła" in problems[1].mend


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes("count = 3\r\nshare = 0.5\r\n".encode("utf-8-sig"))
    assert read_declared(path, Form).count == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("share = 0.5", "klucz count: jest „brak”"),
        ("count = 3.5\nshare = 0.5", "jest „3.5”, a powinno być: liczba całkowita"),
        ("count = 3\nshare = 7.0", "liczba nie większa od 1"),
        ("count = 3\nshare = -7.0", "liczba nie mniejsza od 0"),
        ('count = 3\nshare = 0.5\non = "tak"', "true albo false"),
        ('count = 3\nshare = 0.5\nday = "2026-06-01"', "data RRRR-MM-DD"),
        ('count = 3\nshare = 0.5\nkind = "c"', "jedna z wartości: 'a', 'b'"),
        ("count = 3\nshare = 0.5\npart = 1", "tabela TOML"),
        ("count = 3\nshare = nan", "liczba"),
    ],
)
def test_each_mistake_is_told_in_polish(tmp_path: Path, text: str, says: str) -> None:
    (problem,) = told(tmp_path, text)
    assert problem.startswith("form.toml")
    assert says in problem


@pytest.mark.parametrize("text", ["count = [1,", "count = [1,\n", 'count = """a'])
def test_a_file_that_breaks_off_names_its_last_line(tmp_path: Path, text: str) -> None:
    (problem,) = told(tmp_path, text)
    assert problem.startswith(f"form.toml, wiersz 1: jest „{text.strip()}”")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, 'count = "a"\nshare = "b"\nunknown = 1')) == 3


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="plik do odczytu"):
        read_declared(tmp_path, Form)
