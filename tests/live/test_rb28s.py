from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.indicators.catalogue import default_catalogue
from costmodel.live.rb28s import spending_variables, spent_by_chapter
from tests.live.sample_budget import SPENT, csv_report, dbf_report

TOWN, CITY = "3215011", "3261011"


@pytest.mark.parametrize(("content", "name"), [(csv_report(), "r.csv"), (dbf_report(), "r.dbf")])
def test_the_chapters_of_one_gmina_are_summed(content: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert spent_by_chapter(path, teryt=TOWN) == SPENT
    assert spent_by_chapter(path, teryt="0201011") == {}


def test_a_city_with_the_rights_of_a_powiat_stands_under_its_powiat(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(csv_report())
    assert spent_by_chapter(path, teryt=CITY) == {"85202": 9.0}


@pytest.mark.parametrize("amount", ["ok. 5", "5.50", ""])
def test_an_amount_that_is_no_number_is_named(amount: str, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(csv_report(f"S;32;15;01;1;85202;{amount}"))
    with pytest.raises(InputError, match=f"wiersz 2, wydatki wykonane: jest „{amount}"):
        spent_by_chapter(path, teryt=TOWN)


def test_divisions_and_the_whole_budget_are_summed_by_hand() -> None:
    found = spending_variables(SPENT, year=2016)
    assert found == {
        "spending_total": 2999999.99 + 450000.5 + 7.0,
        "spending_852": 2999999.99 + 450000.5,
        "spending_85202": 2999999.99,
        "spending_85228": 450000.5,
        "spending_855": 0.0,
        "spending_85508": 0.0,
    }


def test_a_chapter_without_a_row_is_zero_only_since_the_chapters_have_their_numbers() -> None:
    assert "spending_85510" not in spending_variables(SPENT, year=2016)
    assert spending_variables(SPENT, year=2017)["spending_85510"] == 0.0


def test_every_chapter_of_the_catalogue_belongs_to_a_division_that_is_kept() -> None:
    names = set(spending_variables(SPENT, year=2024))
    chapters = {name for name in default_catalogue().declared if name.startswith("spending_")}
    assert {n for n in chapters if n.removeprefix("spending_").isdigit()} <= names


@given(
    st.dictionaries(st.sampled_from(["85202", "85219", "85508", "75023"]), st.integers(0, 10**9))
)
def test_no_zloty_is_lost_between_chapters_and_divisions(spent: dict[str, int]) -> None:
    found = spending_variables({k: float(v) for k, v in spent.items()}, year=2024)
    kept = sum(v for k, v in spent.items() if k[:2] == "85")
    for digits in (3, 5):
        names = [n for n in found if len(n) == len("spending_") + digits and n[9:].isdigit()]
        assert sum(found[name] for name in names) == kept
    assert found.get("spending_total", 0.0) == sum(spent.values())
