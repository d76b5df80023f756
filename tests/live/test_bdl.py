from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Response

from costmodel.errors import InputError
from costmodel.live.bdl import VARIABLES_AT_ONCE, figures_of_unit
from costmodel.live.bdl_attributes import reading
from costmodel.live.failures import PublisherError
from costmodel.live.unit_ids import Unit
from costmodel.live.wanted import Wanted
from costmodel.statistics.signs import BDL_NO_VALUE_ATTRIBUTES
from costmodel.tables import Status
from tests.live.conftest import Opened
from tests.live.fake_bdl import SZCZECINEK, FakeBdl

TOWN = Unit(SZCZECINEK, "Szczecinek")
NO_VALUE = {4, 14, 15, 50, 91}


def wanted(number: int = 10514, variable: str = "unemployed", unit: str = "osoba") -> Wanted:
    return Wanted(variable, "bezrobotni", "bdl", str(number), unit, ("gmina",))


def test_figures_come_with_unit_flag_and_source(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2023", 1203, 1), ("2024", 1195, 9)]
    table = figures_of_unit(opened(), TOWN, wanted=[wanted()]).table
    assert table["teryt"].tolist() == ["3215011"] * 2
    assert table[["year", "value", "unit", "attribute"]].values.tolist() == [
        [2023, 1203.0, "osoba", "1"],
        [2024, 1195.0, "osoba", "9"],
    ]
    assert table["source"][0].startswith(
        "GUS, Bank Danych Lokalnych (API), zmienna 10514, aktualizacja 2025-06-16, pobrano 20"
    )
    assert table["source"][1].endswith("(szacunek wstępny)")


@pytest.mark.parametrize("attribute", sorted(NO_VALUE))
def test_a_zero_beside_an_attribute_of_no_value_is_no_zero(
    attribute: int, bdl: FakeBdl, opened: Opened
) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2023", 0, attribute), ("2024", 0, 1)]
    table = figures_of_unit(opened(), TOWN, wanted=[wanted()]).table
    assert table["status"].tolist() == ["missing", "observed"]
    assert math.isnan(table["value"][0])
    assert table["value"][1] == 0.0


@given(st.integers(0, 120), st.floats(0, 1e9) | st.none())
def test_only_a_known_attribute_of_value_leaves_a_number(
    attribute: int, value: float | None
) -> None:
    read = reading(value, attribute)
    known = attribute in {0, 1, 3, 7, 9, 11, 13, 17, 20, 21, 94, 97, 98}
    assert (read.status is Status.OBSERVED) == (known and value is not None)
    assert math.isnan(read.value) == (read.status is Status.MISSING)


def test_the_attributes_of_no_value_are_those_of_the_exports() -> None:
    """The interface's ids and the exports' signs are one list, told in two ways."""
    assert {"x", "X", "n", "-"} <= set(BDL_NO_VALUE_ATTRIBUTES)
    assert all(reading(5.0, one).status is Status.MISSING for one in NO_VALUE)


def test_an_unknown_attribute_is_told_and_its_number_left_out(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2023", 7, 77), ("2024", 8, 1)]
    fetched = figures_of_unit(opened(), TOWN, wanted=[wanted()])
    assert fetched.table["year"].tolist() == [2024]
    assert "atrybut 77" in str(fetched.notices[0])


def test_another_unit_of_measure_means_another_variable(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2024", 1.2, 1)]
    bdl.measure_of[10514] = 23
    fetched = figures_of_unit(opened(), TOWN, wanted=[wanted()])
    assert fetched.table.empty
    assert "jest „tys. osób”, a powinno być: jednostka „osoba”" in str(fetched.notices[0])


def test_a_rate_is_written_down_in_its_full_unit(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2024", 31.8, 1)]
    rate = wanted(variable="rate", unit="osoba na 1000")
    assert figures_of_unit(opened(), TOWN, wanted=[rate]).table["unit"].tolist() == [
        "osoba na 1000"
    ]


def test_a_negative_count_is_told_and_left_out(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2024", -3, 1)]
    fetched = figures_of_unit(opened(), TOWN, wanted=[wanted()])
    assert fetched.table.empty
    assert "liczba nieujemna" in str(fetched.notices[0])
    balance = wanted(variable="migration_balance")
    assert figures_of_unit(opened(), TOWN, wanted=[balance]).table["value"].tolist() == [-3.0]


def test_many_variables_are_asked_for_in_parts(bdl: FakeBdl, opened: Opened) -> None:
    numbers = range(1, 2 * VARIABLES_AT_ONCE + 2)
    for number in numbers:
        bdl.figures[SZCZECINEK, number] = [("2024", float(number), 1)]
    ask = [wanted(number, f"v{number}") for number in numbers]
    table = figures_of_unit(opened(), TOWN, wanted=ask).table
    assert sorted(table["value"]) == [float(number) for number in numbers]
    assert bdl.asked.count(f"data/by-unit/{SZCZECINEK}") == 3


def test_pages_are_turned_until_the_last(bdl: FakeBdl, opened: Opened) -> None:
    for number in range(1, 8):
        bdl.figures[SZCZECINEK, number] = [("2024", float(number), 1)]
    ask = [wanted(number, f"v{number}") for number in range(1, 8)]
    assert len(figures_of_unit(opened(page_size=3), TOWN, wanted=ask).table) == 7


def test_an_answer_of_another_area_is_refused(httpserver: HTTPServer, opened: Opened) -> None:
    body = '{"totalRecords": 0, "unitId": "011212001011", "results": []}'
    named = '{"totalRecords": 1, "results": [{"id": 26, "name": "osoba"}]}'
    httpserver.expect_request("/api/measures").respond_with_data(named)
    httpserver.expect_request(f"/api/data/by-unit/{SZCZECINEK}").respond_with_data(body)
    with pytest.raises(PublisherError, match=f"„011212001011”, a powinno być: {SZCZECINEK}"):
        figures_of_unit(opened(), TOWN, wanted=[wanted()])


def test_a_year_that_is_a_number_is_refused(bdl: FakeBdl, opened: Opened) -> None:
    body = (
        '{"totalRecords": 1, "unitId": "%s", "results": [{"id": 10514, "measureUnitId": 26, '
        '"values": [{"year": 2024, "val": 1, "attrId": 1}]}]}'
    )
    bdl.failing["by-unit"] = Response(body % SZCZECINEK, content_type="application/json")
    with pytest.raises(PublisherError, match=r"results\.0\.values\.0\.year: jest „2024”"):
        figures_of_unit(opened(), TOWN, wanted=[wanted()])


def test_one_year_with_two_values_is_refused(bdl: FakeBdl, opened: Opened) -> None:
    bdl.figures[SZCZECINEK, 10514] = [("2024", 5, 1), ("2024", 6, 1)]
    with pytest.raises(InputError, match="5 i 6"):
        figures_of_unit(opened(), TOWN, wanted=[wanted()])
