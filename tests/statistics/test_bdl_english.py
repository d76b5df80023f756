"""The older English export: the same tables, with English names of columns."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.statistics import bdl_xlsx
from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.bdl_ctab import ctab_table, read_bdl_ctab
from costmodel.statistics.bdl_xlsx import read_bdl_xtab

CTAB = {
    "pl": '"Kod";"Nazwa";"ogółem;2010;[osoba]";\r\n0201011;"Bolesławiec (1)";1011;\r\n',
    "en": '"Code";"Name";"total;2010;[person]";\r\n0201011;"Bolesławiec (1)";1011;\r\n',
}
CREL = (
    '"Code";"Name";"Age";"Year";"Value";"Measure unit";"Attribute";\r\n'
    '0201011;"Bolesławiec (1)";"0-4";"2010";12,5;"person";"";\r\n'
    '0201011;"Bolesławiec (1)";"5-9";"2010";0;"person";"n";\r\n'
)


def saved(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bdl.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_wide_form_is_read_as_the_polish_one(tmp_path: Path, encoding: str) -> None:
    polish = read_bdl_ctab(saved(tmp_path, CTAB["pl"], encoding))
    english = read_bdl_ctab(saved(tmp_path, CTAB["en"], encoding))
    assert (english["label"][0], english["unit"][0]) == ("total", "person")
    pd.testing.assert_frame_equal(
        english.drop(columns=["label", "unit"]), polish.drop(columns=["label", "unit"])
    )


def test_the_long_form_keeps_its_flags(tmp_path: Path) -> None:
    table = read_bdl_crel(saved(tmp_path, CREL))
    assert table["label"].tolist() == ["0-4", "5-9"]
    assert table["value"].tolist()[0] == 12.5
    assert table["status"].tolist() == ["observed", "missing"]


def test_the_workbook_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ["Code", "Name", "total"],
        ["", "", "2010"],
        ["", "", "[person]"],
        ["0201000", "Powiat bolesławiecki", "-"],
    ]
    monkeypatch.setattr(bdl_xlsx, "_sheet", lambda path, name: rows)
    assert read_bdl_xtab(Path("x.xlsx"))["status"].tolist() == ["missing"]


def test_a_negative_number_of_persons_is_refused() -> None:
    with pytest.raises(InputError, match="liczba nieujemna"):
        ctab_table(CTAB["en"].replace("1011;\r\n", "-1011;\r\n"), file="x.csv")


def test_a_mixture_of_both_languages_is_refused() -> None:
    with pytest.raises(InputError, match="nagłówek eksportu BDL"):
        ctab_table(CTAB["en"].replace('"Name"', '"Nazwa"'), file="x.csv")


def test_an_english_name_we_do_not_know_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, CREL.replace("Measure unit", "Measurement"))
    with pytest.raises(InputError, match="Brakuje kolumny"):
        read_bdl_crel(path)


def test_a_file_damaged_by_a_spreadsheet_is_refused_with_the_cure(tmp_path: Path) -> None:
    damaged = CTAB["en"].replace("0201011", "201011").replace('"', "")
    with pytest.raises(InputError) as caught:
        read_bdl_ctab(saved(tmp_path, damaged))
    assert "Excelu" in str(caught.value)
