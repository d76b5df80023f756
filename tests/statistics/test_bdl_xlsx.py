from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types

from costmodel.errors import InputError
from costmodel.statistics import bdl_xlsx
from costmodel.statistics.bdl_xlsx import read_bdl_xpiv, read_bdl_xtab
from tests.statistics.raw import EXPORTS, SAMPLES, needs_exports

WIDE = [
    ["Kod", "Nazwa", "ogółem", "", "kobiety", ""],
    ["", "", "2019", "2020", "2019", "2020"],
    ["", "", "[osoba]", "[osoba]", "[osoba]", "[osoba]"],
    ["0201000", "Powiat bolesławiecki", "11", "-", "0", "5.5"],
]


def fake(rows: list[list[str]]) -> Callable[[Path, str], list[list[str]]]:
    """A workbook of our own making, without a file."""
    return lambda path, name: rows


def test_merged_cells_are_spread_to_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bdl_xlsx, "_sheet", fake(WIDE))
    table = read_bdl_xtab(Path("x.xlsx"))
    assert table["label"].tolist() == ["ogółem", "ogółem", "kobiety", "kobiety"]
    assert table["year"].tolist() == [2019, 2020, 2019, 2020]
    assert table["status"].tolist() == ["observed", "missing", "observed", "observed"]
    assert table["value"].fillna(-1).tolist() == [11, -1, 0, 5.5]


def test_a_code_kept_as_a_number_in_a_workbook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bdl_xlsx, "_sheet", fake([*WIDE[:3], ["201000", *WIDE[3][1:]]]))
    with pytest.raises(InputError, match="zgubił zero"):
        read_bdl_xtab(Path("x.xlsx"))


@needs_exports
def test_a_wide_workbook_spreads_its_merged_header() -> None:
    table = read_bdl_xtab(EXPORTS / "WYNA_2497_XTAB_20190527184602.xlsx")
    one = table[table["teryt"] == "3215000"].set_index("year")
    assert one.loc[2017, "value"] == 3880.91
    assert set(one["unit"]) == {"zł"}
    assert one.loc[2018, "status"] == "missing"
    assert table["teryt"].nunique() == 380


@needs_exports
def test_the_long_sheet_of_a_pivot_workbook_is_read() -> None:
    table = read_bdl_xpiv(EXPORTS / "RYNE_2392_XPIV_20260113123719.xlsx")
    assert table.set_index("teryt").loc["3215000", "value"] == 13.5
    assert len(table) == 380


@needs_exports
def test_a_workbook_whose_header_was_edited_is_refused() -> None:
    with pytest.raises(InputError, match=r"rok i \[jednostka\]"):
        read_bdl_xtab(SAMPLES / "XTAB_header-edited__FINA_3758_dzial855.xlsx")


@needs_exports
def test_the_wrong_form_names_the_sheet_it_looked_for() -> None:
    with pytest.raises(InputError, match="arkusz DANE"):
        read_bdl_xpiv(EXPORTS / "WYNA_2497_XTAB_20190527184602.xlsx")


def test_a_file_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dane.xlsx"
    path.write_text("teryt;wartość", encoding="utf-8")
    with pytest.raises(InputError, match=r"dane\.xlsx: jest „plik, którego nie da się odczytać”"):
        read_bdl_xtab(path)


def workbook(folder: Path, sheet: str, rows: Sequence[Sequence[str | float]]) -> Path:
    path = folder / "eksport.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return path


def test_numbers_of_a_workbook_are_read_as_they_are(tmp_path: Path) -> None:
    rows: list[Sequence[str | float]] = [*WIDE[:3], [*WIDE[3][:2], 11, "-", 0, 5.5]]
    table = read_bdl_xtab(workbook(tmp_path, "TABLICA", rows))
    assert table["value"].fillna(-1).tolist() == [11, -1, 0, 5.5]


def test_a_text_in_place_of_a_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bdl_xlsx, "_sheet", fake([*WIDE[:3], [*WIDE[3][:5], "ok. 5"]]))
    with pytest.raises(
        InputError, match=r"arkusz TABLICA, wiersz 4, kolumna kobiety, 2020.*ok\. 5"
    ):
        read_bdl_xtab(Path("x.xlsx"))


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ([["Gmina", *WIDE[0][1:]], *WIDE[1:3]], "nagłówek: Kod, Nazwa, cecha"),
        ([WIDE[0], ["", "", "2019", "rok 2020", "2019", "2020"], WIDE[2]], r"rok i \[jednostka\]"),
        ([*WIDE[:2], ["", "", "osoba", "[osoba]", "[osoba]", "[osoba]"]], r"rok i \[jednostka\]"),
    ],
)
def test_a_header_that_was_edited_is_refused(
    monkeypatch: pytest.MonkeyPatch, header: list[list[str]], says: str
) -> None:
    monkeypatch.setattr(bdl_xlsx, "_sheet", fake([*header, WIDE[3]]))
    with pytest.raises(InputError, match=says):
        read_bdl_xtab(Path("x.xlsx"))


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="arkusz DANE: jest „pusty arkusz”"):
        read_bdl_xpiv(workbook(tmp_path, "DANE", [["Kod", "Nazwa"]]))


def test_a_workbook_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nie-ma\.xlsx: jest „brak pliku”"):
        read_bdl_xpiv(tmp_path / "nie-ma.xlsx")
