from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.intake.filled import filled
from costmodel.intake.sections import workbook_sections
from costmodel.intake.workbook_reader import read_workbook
from costmodel.tables import Status
from tests.intake.filling import (
    BOOK,
    TERYT,
    YEARS,
    Cells,
    changed,
    empty,
    filled_with,
    saved,
    where,
)

POVERTY = "statistics:poverty_persons_in_families"
POSTS = "staff:social_worker_posts"
LEVELS = ("occasional", "recurring", "permanent")


def told(folder: Path, workbook: bytes) -> str:
    with pytest.raises(InputError) as error:
        read_workbook(saved(folder, workbook), teryt=TERYT)
    return str(error.value)


def test_an_empty_workbook_holds_no_figure(tmp_path: Path) -> None:
    assert read_workbook(saved(tmp_path, empty()), teryt=TERYT) == []


def test_figures_come_back_with_year_sign_and_source(tmp_path: Path) -> None:
    cells: Cells = {
        where(POVERTY, 2022): 120,
        where(POVERTY, 2023): ".",
        where(POVERTY, 2024): "–",
        where("statistics:spending_85202", 2024): 1234.5,
        where("statistics:spending_85202"): "Rb-28S za 2024 r.",
    }
    given = read_workbook(saved(tmp_path, filled_with(cells)), teryt=TERYT)
    assert [(one.row.key, one.year, one.status) for one in given] == [
        ("statistics:spending_85202", 2024, Status.OBSERVED),
        (POVERTY, 2022, Status.OBSERVED),
        (POVERTY, 2023, Status.MISSING),
        (POVERTY, 2024, Status.OBSERVED),
    ]
    assert given[0].source == "Rb-28S za 2024 r."
    assert given[1].source == "MRiPS-03: powody przyznania pomocy"
    assert [given[0].value, given[1].value, given[3].value] == [1234.5, 120.0, 0.0]


def test_a_figure_goes_to_all_its_tables_and_a_sign_only_where_it_may(tmp_path: Path) -> None:
    cells: Cells = {where(POSTS, 2023): 3.5, where(POSTS, 2024): "#"}
    tables = filled(read_workbook(saved(tmp_path, filled_with(cells)), teryt=TERYT), teryt=TERYT)
    assert tables.statistics["status"].tolist() == ["observed", "secret"]
    assert tables.staff[["kind", "value", "year"]].to_numpy().tolist() == [
        ["social_worker_posts", 3.5, 2023]
    ]
    assert tables.levels.empty
    assert len(tables) == 3


def test_every_bad_cell_is_told_at_once_with_sheet_and_cell(tmp_path: Path) -> None:
    first, second = where(POVERTY, 2022), where("statistics:ozps_residents", 2024)
    says = told(tmp_path, filled_with({first: "około 50", second: -3}))
    assert f"arkusz „{first[0]}”, komórka {first[1]}: jest „około 50”" in says
    assert f"arkusz „{second[0]}”, komórka {second[1]}: jest „-3" in says
    assert len(says.splitlines()) == 2


def test_a_figure_without_a_source_is_refused(tmp_path: Path) -> None:
    says = told(tmp_path, filled_with({where(POVERTY, 2022): 5, where(POVERTY): " "}))
    assert f"komórka {where(POVERTY)[1]}" in says
    assert "źródło liczby" in says


@pytest.mark.parametrize("source", ["44051401359", "ewa@example.org", "602 100 100"])
def test_a_source_that_names_a_person_is_refused_and_not_repeated(
    tmp_path: Path, source: str
) -> None:
    says = told(tmp_path, filled_with({where(POVERTY, 2022): 5, where(POVERTY): source}))
    assert "źródło liczby bez danych osobowych" in says
    assert source not in says


def test_an_office_may_be_a_source(tmp_path: Path) -> None:
    cells: Cells = {where(POVERTY, 2022): 5, where(POVERTY): "PUP Szczecinek"}
    given = read_workbook(saved(tmp_path, filled_with(cells)), teryt=TERYT)
    assert given[0].source == "PUP Szczecinek"


def test_a_person_typed_in_place_of_a_figure_is_not_repeated(tmp_path: Path) -> None:
    cells: Cells = {where(POVERTY, 2022): "Anna Nowak", where(POVERTY, 2023): 44051401359}
    says = told(tmp_path, filled_with(cells))
    assert "dane osobowe (imię i nazwisko)" in says
    assert "liczba za duża" in says
    assert "Nowak" not in says
    assert "44051401359" not in says


def test_a_formula_is_refused_whatever_stands_beside_it(tmp_path: Path) -> None:
    sheet, cell = where(POVERTY, 2022)
    says = told(tmp_path, filled_with({(sheet, cell): "=1+1"}))
    assert f"arkusz „{sheet}”, komórka {cell}: jest „wzór”" in says


def test_macros_are_refused(tmp_path: Path) -> None:
    made = io.BytesIO(empty())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "plik z makrami" in told(tmp_path, made.getvalue())


def test_a_renamed_sheet_is_found(tmp_path: Path) -> None:
    def rename(name: str, text: str) -> str:
        return text.replace('name="MRiPS-03 powody"', 'name="Arkusz1"') if name == BOOK else text

    says = told(tmp_path, changed(empty(), rename))
    assert "jest „Arkusz1”, a powinno być: arkusz „MRiPS-03 powody”" in says


def _shift(number: str, by: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{int(found[2]) + by}{found[3]}"


def test_an_inserted_row_is_found_where_it_begins(tmp_path: Path) -> None:
    def insert(name: str, text: str) -> str:
        if name != "xl/worksheets/sheet2.xml":
            return text
        head, rest = text.split('<row r="8"', 1)
        rows, tail = ('<row r="8"' + rest).split("</sheetData>", 1)
        moved = re.sub(r'(r="[A-Z]*)(\d+)(")', _shift("", 1), rows)
        return f"{head}{moved}</sheetData>{tail}"

    says = told(tmp_path, changed(empty(), insert))
    assert "arkusz „OZPS 2 demografia”, komórka A8: jest „”" in says
    assert "statistics:ozps_women_0_17" in says
    assert len(says.splitlines()) == 1


def test_a_row_typed_under_the_table_is_found(tmp_path: Path) -> None:
    def add(name: str, text: str) -> str:
        row = '<row r="17"><c r="C17" t="inlineStr"><is><t>nowy</t></is></c></row></sheetData>'
        return text.replace("</sheetData>", row) if name == "xl/worksheets/sheet2.xml" else text

    says = told(tmp_path, changed(empty(), add))
    assert "komórka C17: jest „nowy”, a powinno być: pusty wiersz pod tabelą" in says


def test_a_changed_year_is_found(tmp_path: Path) -> None:
    says = told(tmp_path, filled_with({("OZPS 9 NGO", "G5"): 2019}))
    assert "arkusz „OZPS 9 NGO”, komórka G5: jest „2019”, a powinno być: nagłówek „2023”" in says


def test_the_workbook_of_another_gmina_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"komórka B3: jest „3215011”, a powinno być: 2411062"):
        read_workbook(saved(tmp_path, empty()), teryt="2411062")


def test_levels_of_a_problem_are_filled_all_or_none(tmp_path: Path) -> None:
    cells: Cells = {
        **{where(f"levels:poverty.{level}", 2023): 10 for level in LEVELS},
        **{where(f"levels:poverty.{level}"): "rejestr" for level in LEVELS},
        where("levels:poverty.recurring", 2024): 12,
    }
    says = told(tmp_path, filled_with(cells))
    missing = [where(f"levels:poverty.{level}", 2024)[1] for level in ("occasional", "permanent")]
    assert f"komórka {', '.join(missing)}: jest „brak liczby”" in says
    assert len(says.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"teryt;rok"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "nie da się odczytać" in told(tmp_path, content)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="plik do odczytu"):
        read_workbook(tmp_path / "formularz.xlsx", teryt=TERYT)


def test_every_open_cell_can_be_filled_and_read(tmp_path: Path) -> None:
    keys = [row.key for section in workbook_sections() for row in section.rows]
    figures = {(key, year): at + year for at, key in enumerate(keys) for year in YEARS}
    cells: dict[tuple[str, str], float | str] = {where(key): "OPS" for key in keys}
    cells |= {where(key, year): value for (key, year), value in figures.items()}
    given = read_workbook(saved(tmp_path, filled_with(cells)), teryt=TERYT)
    assert {(one.row.key, one.year): one.value for one in given} == figures
    assert {one.source for one in given} == {"OPS"}
