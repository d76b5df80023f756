from __future__ import annotations

import json
import math

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from costmodel.live.failures import PublisherError
from costmodel.live.smup import areas, figures_of_indicator
from costmodel.live.wanted import Wanted
from tests.live.conftest import Opened

AREAS = [
    {"id-teryt": 1, "woj": "32", "pow": "15", "gmn": "01", "rodz": "1", "nazwa": "Szczecinek"},
    {"id-teryt": 2, "woj": "32", "pow": "15", "gmn": None, "rodz": None, "nazwa": "szczecinecki"},
    {"id-teryt": 3, "woj": "32", "pow": None, "gmn": None, "rodz": None, "nazwa": "ZACHODNIOP."},
    {"id-teryt": 4, "woj": "32", "pow": "15", "gmn": "02", "rodz": "4", "nazwa": "Barwice"},
    {"id-teryt": 5, "nazwa": "Unia Europejska"},
]
HOURS = Wanted("care_hours", "godziny usług", "smup", "4074", "godz.", ("gmina",))


class FakeSmup:
    """One indicator; a year without data answers 404, as the real one does."""

    def __init__(self, server: HTTPServer, *, enveloped: bool) -> None:
        self.rows: dict[int, list[dict[str, object]]] = {}
        self.enveloped = enveloped
        server.expect_request("/api/teryt-dictionary").respond_with_handler(self.areas)
        server.expect_request("/api/indicator-date-data").respond_with_handler(self.numbers)

    def put(self, year: int, area: int, flag: int, value: float | None) -> None:
        row = {"id": 4074, "id-daty": year * 10_000 + 1231, "id-teryt": area, "precyzja": 0}
        self.rows.setdefault(year, []).append(row | {"id-flaga": flag, "wartosc": value})

    def areas(self, request: Request) -> Response:
        return self._page(request, AREAS)

    def numbers(self, request: Request) -> Response:
        assert request.args["id"] == "4074"
        rows = self.rows.get(int(request.args["id-daty"]) // 10_000)
        return self._page(request, rows) if rows else Response(status=404)

    def _page(self, request: Request, rows: list[dict[str, object]]) -> Response:
        page, size = int(request.args["page"]), int(request.args["page-size"])
        part = rows[(page - 1) * size : page * size]
        body = {"data": part, "page-count": 1} if self.enveloped else part
        return Response(json.dumps(body), content_type="application/json")


@pytest.fixture(params=[True, False], ids=["enveloped", "bare list"])
def smup(request: pytest.FixtureRequest, httpserver: HTTPServer) -> FakeSmup:
    return FakeSmup(httpserver, enveloped=bool(request.param))


def test_areas_have_codes_of_seven_digits(smup: FakeSmup, opened: Opened) -> None:
    expected = {1: "3215011", 2: "3215000", 3: "3200000", 4: "3215024"}
    assert areas(opened("smup")) == expected


def test_flags_part_a_true_zero_from_no_data(smup: FakeSmup, opened: Opened) -> None:
    for year, flag, value in ((2021, 1, 12.5), (2022, 2, None), (2023, 5, 0.0)):
        smup.put(year, 1, flag, value)
    fetched = figures_of_indicator(
        opened("smup"), HOURS, years=range(2020, 2025), codes=["3215011"]
    )
    table = fetched.table.set_index("year")
    assert table["status"].to_dict() == {2021: "observed", 2022: "observed", 2023: "missing"}
    assert (table.loc[2021, "value"], table.loc[2022, "value"]) == (12.5, 0.0)
    assert math.isnan(float(table["value"][2023]))
    assert table["source"][2022].endswith("(zjawisko nie wystąpiło)")
    assert fetched.notices == ()


def test_only_the_areas_asked_for_are_kept(smup: FakeSmup, opened: Opened) -> None:
    for area in (1, 2, 3, 4, 99):
        smup.put(2024, area, 1, float(area))
    codes = ["3215011", "3215000"]
    table = figures_of_indicator(opened("smup"), HOURS, years=[2024], codes=codes).table
    assert sorted(table["value"]) == [1.0, 2.0]


def test_full_pages_are_turned(smup: FakeSmup, opened: Opened) -> None:
    for area in (1, 2, 3, 4):
        smup.put(2024, area, 1, float(area))
    session = opened("smup", page_size=2)
    table = figures_of_indicator(session, HOURS, years=[2024], codes=["3215024"]).table
    assert table["value"].tolist() == [4.0]


@pytest.mark.parametrize(
    ("flag", "value", "says"),
    [(4, 1.0, "flaga 4.*znaczenie flagi"), (2, 7.0, "7 z flagą 2.*przeczą sobie")],
)
def test_a_flag_we_cannot_read_is_told_and_its_number_left_out(
    flag: int, value: float, says: str, smup: FakeSmup, opened: Opened
) -> None:
    smup.put(2024, 1, flag, value)
    fetched = figures_of_indicator(opened("smup"), HOURS, years=[2024], codes=["3215011"])
    assert fetched.table.empty
    with pytest.raises(PublisherError, match=says):
        raise PublisherError(fetched.notices)


def test_an_answer_of_another_year_is_refused(smup: FakeSmup, opened: Opened) -> None:
    smup.put(2023, 1, 1, 5.0)
    smup.rows[2024] = smup.rows[2023]
    with pytest.raises(PublisherError, match=r"4074, 20231231.*4074, 20241231"):
        figures_of_indicator(opened("smup"), HOURS, years=[2024], codes=["3215011"])


def test_a_wrong_type_is_told_by_its_field(smup: FakeSmup, opened: Opened) -> None:
    smup.put(2024, 1, 1, None)
    smup.rows[2024][0]["wartosc"] = "12,5"
    with pytest.raises(PublisherError, match=r"data\.0\.wartosc: jest „12,5”"):
        figures_of_indicator(opened("smup"), HOURS, years=[2024], codes=["3215011"])


def test_an_indicator_without_a_unit_is_not_fetched(opened: Opened) -> None:
    bare = Wanted("care_hours", "godziny", "smup", "4074", "", ("gmina",))
    fetched = figures_of_indicator(opened("smup"), bare, years=[2024], codes=["3215011"])
    assert "SMUP nie podaje jednostki" in str(fetched.notices[0])
