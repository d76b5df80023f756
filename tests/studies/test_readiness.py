from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from costmodel.statistics.place import load_place
from costmodel.studies.readiness import check_readiness
from costmodel.studies.settings import Settings

LEVELS = ("under_12_months", "months_12_24", "over_24_months", "long_term_assisted")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped example."""
    copy = tmp_path / "gmina"
    shutil.copytree(load_place("3215011").folder, copy)
    return copy


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(folder: Path, *, horizon: int = 7) -> list[str]:
    return [str(p) for p in check_readiness(folder, settings=Settings(horizon=horizon)).errors]


def test_the_example_is_ready(folder: Path) -> None:
    report = check_readiness(folder)
    assert report.usable
    assert report.errors == ()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("plan.toml", "[cis2]\nfirst_year = 2027\n", "plan.toml, [cis2]"),
        ("plan.toml", "", "plan nikogo nie obejmuje"),
        ("problems/debt.toml", "id = 3\n", "debt.toml"),
        ("instruments/aid.toml", "id = 3\n", "aid.toml"),
        (
            "values.toml",
            '[cis.no_such]\nsource = { title = "x" }\nshape = "fixed"\nmode = 1.0\n',
            "values.toml, [cis.no_such]",
        ),
        (
            "levels.csv",
            "level,persons,year,source\nunder_12_months,10,2024,x\n",
            "levels.csv, bezrobocie, rok 2024",
        ),
        (
            "transitions.csv",
            "problem,from,to,count,year,source\nunemployment,under_12_months,work,3,2024,x\n",
            "transitions.csv, wiersz 2, kolumna to: jest „work”",
        ),
        (
            "levels.csv",
            "level,persons,year,source\n"
            + "".join(
                f"unemployment.{level},{count},{year},x\n"
                for year, counts in ((2023, (900, 100, 100, 100)), (2024, (100, 100, 900, 100)))
                for level, count in zip(LEVELS, counts, strict=True)
            ),
            "levels.csv, bezrobocie, lata 2023–2024: jest „efektywna liczba losowań",
        ),
        (
            "place.toml",
            'teryt = "3215011"\nname = "X"\nannex_date = 2026-03-31\nproblems = ["debts"]\n',
            "place.toml, klucz problems: jest „debts”",
        ),
    ],
)
def test_what_would_stop_a_study_is_told_before(
    folder: Path, name: str, text: str, says: str
) -> None:
    write(folder, name, text)
    found = told(folder)
    assert found
    assert any(says in one for one in found)


PEER_HEAD = "teryt,problem,from,to,count,year,source\n"


def test_a_mistake_in_the_counts_of_similar_gminas_is_told(folder: Path) -> None:
    write(folder, "transitions_peers.csv", PEER_HEAD + "3215011,unemployment,poor,left,3,2024,x\n")
    found = told(folder)
    assert len(found) == 2
    assert "transitions_peers.csv, wiersz 2, kolumna teryt: jest „3215011”" in found[0]
    assert "transitions_peers.csv, wiersz 2, kolumna from: jest „poor”" in found[1]


def test_too_few_similar_gminas_are_a_gap_and_no_error(folder: Path) -> None:
    row = "3215022,unemployment,over_24_months,left,30,2024,x\n"
    write(folder, "transitions_peers.csv", PEER_HEAD + row)
    report = check_readiness(folder)
    assert report.usable
    gaps = [str(gap) for gap in report.gaps]
    assert any("unemployment, over_24_months: jest „gmin: 1, osób: 30”" in gap for gap in gaps)
    more = "".join(row.replace("3215022", code) for code in ("3215022", "3215032", "3215043"))
    write(folder, "transitions_peers.csv", PEER_HEAD + more)
    assert not any("transitions_peers" in str(gap) for gap in check_readiness(folder).gaps)


def test_a_place_without_unemployment_needs_no_unemployed(folder: Path) -> None:
    head = 'teryt = "3215011"\nname = "X"\nannex_date = 2026-03-31\n'
    write(folder, "place.toml", head + 'problems = ["homelessness"]\n')
    write(
        folder,
        "plan.toml",
        "[mieszkanie_treningowe]\nfirst_year = 2027\nunits = 1\n"
        '[mieszkanie_treningowe.coverage]\n"homelessness.recent" = 0.1\n',
    )
    statistics = "teryt,variable,year,value,unit,source\n3215011,homeless_persons,2024,12,osoba,x\n"
    write(folder, "statistics.csv", statistics)
    assert told(folder) == []
    write(folder, "place.toml", head)
    write(folder, "plan.toml", "[cis]\nfirst_year = 2027\ncoverage = { over_24_months = 0.1 }\n")
    assert any("unemployed_registered" in one for one in told(folder))


def test_mistakes_of_several_files_are_told_at_once(folder: Path) -> None:
    write(folder, "levels.csv", "level,persons,year,source\nunder_12_months,10,2024,x\n")
    write(
        folder,
        "values.toml",
        '[cis.no_such]\nsource = { title = "x" }\nshape = "fixed"\nmode = 1.0\n',
    )
    found = told(folder)
    assert len(found) == 2
    assert {one.partition(",")[0] for one in found} == {"levels.csv", "values.toml"}


def test_the_horizon_decides_which_years_a_plan_may_name(folder: Path) -> None:
    plan = "[cis]\nfirst_year = 2031\ncoverage = { over_24_months = 0.1 }\n"
    write(folder, "plan.toml", plan)
    assert told(folder) == []
    (early,) = told(folder, horizon=3)
    assert "lata od 2027 do 2029" in early


def test_what_is_wrong_with_the_tables_comes_first(folder: Path) -> None:
    write(folder, "statistics.csv", "teryt,variable\n")
    write(folder, "plan.toml", "[cis2]\nfirst_year = 2027\n")
    assert all("[cis2]" not in one for one in told(folder))
