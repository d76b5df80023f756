from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from costmodel.errors import InputError
from costmodel.live.budget import budget_of_file, budget_questions
from costmodel.live.failures import NoSuchDataError
from costmodel.live.fetched import Fetched
from costmodel.live.session import Session
from tests.live.conftest import Opened
from tests.live.sample_budget import csv_report, dbf_report, packed, portal

TOWN, DAY = "3215011", date(2026, 3, 31)
GMINAS, OTHERS = packed(r__dbf=dbf_report()), csv_report("Ełk;28;05;01;1;85202;4,00")


def asked(session: Session, kept: Path, years: Sequence[int] = (2024,)) -> list[Fetched]:
    told: list[str] = []
    questions = budget_questions(session, TOWN, years=years, kept=kept, told=told.append)
    return [question() for question in questions]


def test_the_spending_of_a_year_comes_with_its_file_day_and_checksum(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    portal(httpserver, {"Rb-28S III kw. 2024": b"", "Rb-28S IV kwartał 2024": GMINAS})
    (fetched,) = asked(opened("dane"), tmp_path)
    row = fetched.table.set_index("variable").loc["spending_852"]
    digest = hashlib.sha256(GMINAS).hexdigest()
    assert (row["value"], row["unit"], row["year"]) == (3450000.49, "zł", 2024)
    assert row["source"].startswith(
        "Ministerstwo Finansów, Rb-28S, plik „Rb-28S IV kwartał 2024”, 20"
    )
    assert row["source"].endswith(f"SHA-256 {digest[:12]}")
    assert (row["attribute"], row["publisher"]) == (f"sha256:{digest}", "dane")


def test_of_two_files_of_a_year_the_one_that_knows_the_gmina_is_read(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    portal(httpserver, {"Rb-28S 2024 gminy": GMINAS, "Rb-28S 2024 powiaty": OTHERS})
    (fetched,) = asked(opened("dane"), tmp_path)
    assert "gminy" in fetched.table["source"][0]


def test_two_files_that_both_know_the_gmina_are_not_chosen_between(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    portal(httpserver, {"Rb-28S 2024 a": GMINAS, "Rb-28S 2024 b": GMINAS})
    with pytest.raises(InputError, match=r"2024 a; Rb-28S 2024 b.*--budget-file"):
        asked(opened("dane"), tmp_path)


def test_a_year_without_a_file_and_a_file_without_the_gmina_are_told(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    portal(httpserver, {"Rb-28S 2023": OTHERS})
    with pytest.raises(NoSuchDataError, match="rok 2024: jest „Rb-28S 2023”"):
        asked(opened("dane"), tmp_path)
    with pytest.raises(NoSuchDataError, match="wiersze gminy 3215011"):
        asked(opened("dane"), tmp_path, years=(2023,))


def test_a_file_of_ones_own_gives_the_same_figures(tmp_path: Path) -> None:
    path = tmp_path / "Rb28S.zip"
    path.write_bytes(GMINAS)
    table = budget_of_file(path, TOWN, year=2024, day=DAY).table
    assert table.set_index("variable")["value"]["spending_85202"] == 2999999.99
    assert "plik „Rb28S.zip”, 2026-03-31" in table["source"][0]


def test_a_file_that_is_not_there_or_has_no_rows_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="brak pliku"):
        budget_of_file(tmp_path / "nie-ma.zip", TOWN, year=2024, day=DAY)
    path = tmp_path / "r.csv"
    path.write_bytes(OTHERS)
    with pytest.raises(InputError, match="wiersze gminy 3215011"):
        budget_of_file(path, TOWN, year=2024, day=DAY)
