from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from costmodel.errors import InputError
from costmodel.live.budget_files import BudgetFile, budget_files, download, kept_report
from tests.live.conftest import Opened
from tests.live.sample_budget import portal

TITLES = ("Rb-28S, IV kwartał 2024", "Rb28s 2023", "Rb-27S 2024", "RB 28 S 2022-2023")


def test_only_rb28s_is_listed_with_its_year(httpserver: HTTPServer, opened: Opened) -> None:
    portal(httpserver, dict.fromkeys(TITLES, b"x"))
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


def test_a_kept_file_is_asked_for_once(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    httpserver.expect_ordered_request("/file").respond_with_data(b"raz")
    first = kept_report(opened("dane"), one(httpserver), tmp_path)
    assert kept_report(opened("dane", offline=True), one(httpserver), tmp_path) == first
    assert first.sha256 == hashlib.sha256(b"raz").hexdigest()


def test_a_kept_file_that_was_changed_is_downloaded_again(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    httpserver.expect_request("/file").respond_with_data(b"raz")
    first = kept_report(opened("dane"), one(httpserver), tmp_path)
    first.path.write_bytes(b"inny")
    with pytest.raises(InputError, match="tego pliku jeszcze nie pobrano"):
        kept_report(opened("dane", offline=True), one(httpserver), tmp_path)
    again = kept_report(opened("dane"), one(httpserver), tmp_path)
    assert again.path.read_bytes() == b"raz"
    for note in tmp_path.glob("*.json"):
        note.write_text("{", encoding="utf-8")  # a note cut in the middle is no note
    assert kept_report(opened("dane"), one(httpserver), tmp_path) == again
