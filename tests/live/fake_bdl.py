"""A small Local Data Bank with the shapes that the real one was recorded with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Value = tuple[str, float | None, int]
"""Year, number, attribute."""
UNITS = (
    # id, name, parent, level
    ("000000000000", "POLSKA", "", 0),
    ("023200000000", "ZACHODNIOPOMORSKIE", "020000000000", 2),
    ("020200000000", "DOLNOŚLĄSKIE", "020000000000", 2),
    ("023216715000", "Powiat szczecinecki", "023216700000", 5),
    ("020210121000", "Powiat wałbrzyski", "020210100000", 5),
    ("020210165000", "Powiat m. Wałbrzych od 2013", "020210100000", 5),
    ("023216715011", "Szczecinek", "023216715000", 6),
    ("023216715023", "Barwice", "023216715000", 6),
    ("023216715024", "Barwice - miasto", "023216715000", 6),
    ("023216715025", "Barwice - obszar wiejski", "023216715000", 6),
    ("020210165011", "Wałbrzych od 2013", "020210165000", 6),
    ("020210121091", "Wałbrzych od 2003 do 2012", "020210121000", 6),
)
MEASURES = {1: "-", 4: "zł", 23: "tys. osób", 26: "osoba", 50: "%"}
SZCZECINEK, POWIAT = "023216715011", "023216715000"


@dataclass
class FakeBdl:
    """Figures by unit and variable; paths are kept in ``asked``, whole questions beside."""

    figures: dict[tuple[str, int], list[Value]] = field(default_factory=dict)
    measure_of: dict[int, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    failing: dict[str, Response] = field(default_factory=dict)
    key: str = ""

    def behind(self, server: HTTPServer, prefix: str) -> None:
        """Answer under this prefix."""

        def handle(request: Request) -> Response:
            path = request.path.removeprefix(prefix).strip("/")
            self.asked.append(path)
            self.questions.append(request.full_path)
            self.key = request.headers.get("X-ClientId", "")
            for part, response in self.failing.items():
                if part in path:
                    return response
            return self._answer(path, request)

        server.expect_request(re.compile(f"{prefix}/.*")).respond_with_handler(handle)

    def _answer(self, path: str, request: Request) -> Response:
        given = request.args
        head: dict[str, object] = {}
        rows: list[object]
        if path == "measures":
            rows = [{"id": k, "name": v, "description": v} for k, v in MEASURES.items()]
        elif path == "units":
            rows = [
                {"id": i, "name": n, "parentId": p, "level": level, "hasDescription": False}
                for i, n, p, level in UNITS
                if given.get("level") in (None, str(level)) and given.get("parent-id") in (None, p)
            ]
        else:
            unit = path.rpartition("/")[2]
            head = {"unitId": unit, "unitName": "x", "aggregateId": 1}
            wanted = [int(one) for one in given.getlist("var-id")]
            rows = [self._series(unit, one) for one in wanted if (unit, one) in self.figures]
        page, size = int(given["page"]), int(given["page-size"])
        body = {
            "totalRecords": len(rows),
            "page": page,
            "pageSize": size,
            **head,
            "results": rows[page * size : (page + 1) * size],
        }
        return Response(json.dumps(body), content_type="application/json")

    def _series(self, unit: str, variable: int) -> dict[str, object]:
        return {
            "id": variable,
            "measureUnitId": self.measure_of.get(variable, 26),
            "lastUpdate": "2025-06-16T15:05:15.743",
            "values": _values(self.figures[unit, variable]),
        }


def _values(values: list[Value]) -> list[dict[str, object]]:
    return [{"year": year, "val": val, "attrId": attribute} for year, val, attribute in values]
