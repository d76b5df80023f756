from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types

from costmodel.errors import InputError
from costmodel.intake.pseudonyms import pseudonym
from costmodel.intake.register import read_register

HEAD = "person;problem;level;start;end;reason"
ONE = pseudonym("1", "0" * 32)
TODAY = date(2026, 5, 4)
GOOD = f"{ONE};poverty;occasional;2022-05-01;2023-03-01;usamodzielnienie"


def register(folder: Path, *lines: str) -> Path:
    path = folder / "rejestr.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def told(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_register(path, today=TODAY)
    return str(error.value)


def test_a_stay_is_read(tmp_path: Path) -> None:
    (stay,) = read_register(register(tmp_path, HEAD, GOOD), today=TODAY)
    assert (stay.person, stay.level, stay.start) == (ONE, "occasional", date(2022, 5, 1))
    assert (stay.end, stay.leads_to, stay.line) == (date(2023, 3, 1), "independent", 2)


def test_a_stay_that_goes_on_has_no_end(tmp_path: Path) -> None:
    path = register(tmp_path, HEAD, f"{ONE};poverty;occasional;1.5.2022;;")
    (stay,) = read_register(path, today=TODAY)
    assert (stay.start, stay.end, stay.leads_to) == (date(2022, 5, 1), None, None)


def test_a_workbook_is_read_like_a_text(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD.split(";"))
        sheet.write_row(1, 0, GOOD.split(";"))
        sheet.write_datetime(1, 3, date(2022, 5, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    text = register(tmp_path, HEAD, GOOD)
    assert read_register(path, today=TODAY) == read_register(text, today=TODAY)


def test_a_second_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rejestr.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, HEAD.split(";"))
        book.add_worksheet("osoby").write(0, 0, "Anna Nowak")
    assert "kilka arkuszy" in told(path)


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        (0, "Anna Nowak", "imię i nazwisko"),
        (0, "44051401359", "PESEL"),
        (1, "Anna Nowak", "imię i nazwisko"),
        (2, "ul. Polna 3", "adres"),
        (3, "602100100", "telefon"),
        (5, "ewa@example.org", "adres e-mail"),
    ],
)
def test_personal_data_are_refused_and_never_repeated(
    tmp_path: Path, column: int, cell: str, kind: str
) -> None:
    cells = GOOD.split(";")
    cells[column] = cell
    text = told(register(tmp_path, HEAD, ";".join(cells)))
    assert f"dane osobowe ({kind})" in text
    assert "rejestr.csv, wiersz 2, kolumna" in text
    assert cell not in text


@pytest.mark.parametrize(
    ("name", "kind"),
    [("nazwisko", "nazwisko"), ("PESEL", "PESEL"), ("adres zam.", "adres"), ("e-mail", "e-mail")],
)
def test_a_column_of_personal_data_is_refused_whatever_it_holds(
    tmp_path: Path, name: str, kind: str
) -> None:
    text = told(register(tmp_path, f"{HEAD};{name}", f"{GOOD};"))
    assert "kolumna z danymi osobowymi" in text
    assert kind in text


def test_a_register_without_a_head_repeats_nothing_of_its_first_row(tmp_path: Path) -> None:
    text = told(register(tmp_path, "Anna Nowak;poverty;occasional;2022-05-01;;"))
    assert "Nowak" not in text
    assert "kolumna „person”" in text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (GOOD.replace("occasional", "nieznany"), "problem i poziom z listy"),
        (GOOD.replace("2022-05-01", "2022-02-30"), "data RRRR-MM-DD"),
        (GOOD.replace("usamodzielnienie", "bo tak"), "powód zakończenia"),
        (GOOD.replace("usamodzielnienie", ""), "powód zakończenia"),
        (GOOD.replace("2023-03-01", ""), "puste, gdy nie ma daty end"),
        (GOOD.replace("2023-03-01", "2022-05-01"), "end po start"),
        (GOOD.replace("2023-03-01", "2027-05-01"), "data z przyszłości"),
        (GOOD.replace("usamodzielnienie", "zmiana poziomu"), "zmiana poziomu bez dalszego"),
        (GOOD + ";dopisek", "inna liczba pól"),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    text = told(register(tmp_path, HEAD, line))
    assert says in text
    assert "2" in text.split(":")[0]


def test_a_person_is_on_one_level_at_a_time(tmp_path: Path) -> None:
    later = f"{ONE};poverty;recurring;2022-09-01;;"
    text = told(register(tmp_path, HEAD, GOOD, later))
    assert "wiersze 2 i 3: jest „dwa pobyty tej samej osoby naraz”" in text
    assert ONE not in text


def test_a_person_may_have_two_problems_at_once(tmp_path: Path) -> None:
    other = f"{ONE};homelessness;recent;2022-09-01;;"
    assert len(read_register(register(tmp_path, HEAD, GOOD, other), today=TODAY)) == 2


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert "pusta tabela" in told(register(tmp_path, ";;;;;"))
