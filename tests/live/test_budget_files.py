from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from costmodel.errors import InputError
from costmodel.live.budget_files import BudgetFile, budget_files, download
from tests.live.conftest import Opened

TITLES = ("Rb-28S, IV kwartał 2024", "Rb28s 2023", "Rb-27S 2024", "RB 28 S 2022-2023")


def resource(number: int, title: str, url: str) -> dict[str, object]:
    told = {"title": title, "file_url": url, "data_date": "2025-02-20", "format": "zip"}
    return {"id": str(number), "type": "resource", "attributes": told, "relationships": {}}


@pytest.fixture
def portal(httpserver: HTTPServer) -> HTTPServer:
    rows = [resource(n, title, f"/file/{n}") for n, title in enumerate(TITLES)]

    def listing(request: Request) -> Response:
        page, size = int(request.args["page"]), int(request.args["per_page"])
        body = {"data": rows[(page - 1) * size : page * size], "meta": {"count": len(rows)}}
        return Response(json.dumps(body), content_type="application/vnd.api+json")

    httpserver.expect_request("/api/datasets/872/resources").respond_with_handler(listing)
    return httpserver


def test_only_rb28s_is_listed_with_its_year(portal: HTTPServer, opened: Opened) -> None:
    files = budget_files(opened("dane", page_size=3))
    assert [(file.title, file.year) for file in files] == [
        ("Rb-28S, IV kwartał 2024", 2024),
        ("Rb28s 2023", 2023),
        ("RB 28 S 2022-2023", None),  # two years: not guessed at
    ]


def one(server: HTTPServer) -> BudgetFile:
    return BudgetFile("1", "Rb-28S 2024", server.url_for("/file"), "")


def test_a_file_is_saved_with_its_checksum(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 1000
    httpserver.expect_request("/file").respond_with_data(content)
    target = tmp_path / "budzet" / "rb.zip"
    assert download(opened("dane"), one(httpserver), target) == hashlib.sha256(content).hexdigest()
    assert target.read_bytes() == content
    assert list(target.parent.iterdir()) == [target]


def test_a_download_that_fails_leaves_the_file_before(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    httpserver.expect_request("/file").respond_with_data("", status=404)
    target = tmp_path / "rb.zip"
    target.write_bytes(b"dawny")
    with pytest.raises(InputError, match="odpowiedź 404"):
        download(opened("dane"), one(httpserver), target)
    assert target.read_bytes() == b"dawny"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_without_an_address_is_told(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ręcznie z dane\.gov\.pl"):
        download(opened("dane"), BudgetFile("1", "Rb-28S", "", ""), tmp_path / "x")
