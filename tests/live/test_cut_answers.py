"""A publisher that hangs up, falls silent or sends nonsense: nothing of it is kept."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import shutil
import socket
import sqlite3
import struct
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from costmodel.errors import InputError, OutputError
from costmodel.live import session as session_module
from costmodel.live.bounded import LARGEST_ANSWER
from costmodel.live.budget_files import BudgetFile, kept_report
from costmodel.live.failures import PublisherError
from costmodel.live.fetch import fetch_workspace
from costmodel.statistics.one_at_a_time import only_one
from tests.live.conftest import Opened
from tests.live.fake_bdl import SZCZECINEK, FakeBdl

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
BIRTHS = 59
WHOLE = json.dumps({"results": [{"id": "1" * 50}], "totalRecords": 1}).encode()
Serve = Callable[[socket.socket], None]


def head(length: int, more: str = "") -> bytes:
    return (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\nConnection: close\r\n{more}\r\n"
    ).encode()


@contextmanager
def server(serve: Serve) -> Iterator[str]:
    """A server that treats every connection alike, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        done = threading.Event()

        def work() -> None:
            while not done.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.recv(65_536)
                    serve(connection)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            done.set()
            thread.join()


def short(connection: socket.socket) -> None:
    connection.sendall(head(len(WHOLE)) + WHOLE[:20])


def reset(connection: socket.socket) -> None:
    connection.sendall(head(len(WHOLE)) + WHOLE[:20])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def half(connection: socket.socket) -> None:
    """The publisher itself cut the answer: its length is right."""
    connection.sendall(head(20) + WHOLE[:20])


def cut_gzip(connection: socket.socket) -> None:
    whole = gzip.compress(WHOLE)
    packed = whole[: len(whole) // 2]
    connection.sendall(head(len(packed), "Content-Encoding: gzip\r\n") + packed)


def no_gzip(connection: socket.socket) -> None:
    connection.sendall(head(len(WHOLE), "Content-Encoding: gzip\r\n") + WHOLE)


def silent(connection: socket.socket) -> None:
    connection.settimeout(2)
    connection.sendall(head(len(WHOLE)) + WHOLE[:20])
    with suppress(TimeoutError):
        connection.recv(1)  # until the other side has had enough


WAYS = (short, reset, half, cut_gzip, no_gzip, silent)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_cut_answer_leaves_the_workspace_and_the_answers_as_they_were(
    way: Serve, opened: Opened, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "TIMEOUT", (0.3, 0.3))
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    with server(way) as base:
        session = opened(base=base)
        with pytest.raises(InputError, match=r"127\.0\.0\.1"):
            fetch_workspace(workspace, [session], now=NOW)
    assert {p: p.read_bytes() for p in workspace.rglob("*") if p.is_file()} == before
    assert not session.requests.cache.responses


def endless(connection: socket.socket) -> None:
    """An answer that says nothing of its length, and has no end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    with suppress(OSError):
        while True:
            connection.sendall(b" " * 65_536)


def endless_redirect(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n")
    with suppress(OSError):
        while True:
            connection.sendall(b" " * 65_536)


def bomb(connection: socket.socket) -> None:
    packed = gzip.compress(b" " * 100_000_000)
    with suppress(OSError):
        connection.sendall(head(len(packed), "Content-Encoding: gzip\r\n") + packed)


@pytest.mark.parametrize("way", [endless, bomb], ids=lambda way: way.__name__)
def test_an_answer_without_end_is_left_where_it_is_too_long(
    way: Serve, opened: Opened, workspace: Path
) -> None:
    with server(way) as base:
        session = opened(base=base)
        tracemalloc.start()
        try:
            with pytest.raises(InputError, match=r"127\.0\.0\.1.*najwyżej 50000000 bajtów"):
                fetch_workspace(workspace, [session], now=NOW)
            assert tracemalloc.get_traced_memory()[1] < 4 * LARGEST_ANSWER
        finally:
            tracemalloc.stop()
    assert not session.requests.cache.responses


def test_a_download_without_end_is_left_and_removed(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("costmodel.live.budget_files.LARGEST_DOWNLOAD", 60_000_000)
    with server(endless) as base:
        file = BudgetFile("7", "Rb-28S 2024", f"{base}/x.csv", "2024-12-31")
        tracemalloc.start()
        try:
            with pytest.raises(PublisherError, match="najwyżej 60000000 bajtów"):
                kept_report(opened("dane"), file, tmp_path / "budgets")
            assert tracemalloc.get_traced_memory()[1] < 5_000_000  # it never stood in memory
        finally:
            tracemalloc.stop()
    assert not list((tmp_path / "budgets").iterdir())


def test_a_download_sent_elsewhere_without_end_is_left(opened: Opened, tmp_path: Path) -> None:
    with server(endless_redirect) as base:
        file = BudgetFile("7", "Rb-28S 2024", f"{base}/x.csv", "2024-12-31")
        with pytest.raises(PublisherError, match="najwyżej 50000000 bajtów"):
            kept_report(opened("dane"), file, tmp_path / "budgets")


@pytest.mark.parametrize("way", [reset, half, silent], ids=lambda way: way.__name__)
def test_figures_had_before_outlive_a_cut_answer(
    way: Serve, bdl: FakeBdl, opened: Opened, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "TIMEOUT", (0.3, 0.3))
    bdl.figures[SZCZECINEK, BIRTHS] = [("2022", 250, 1)]
    fetch_workspace(workspace, [opened()], now=NOW)
    kept = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    with server(way) as base:
        report = fetch_workspace(workspace, [opened(base=base)], now=LATER)
    assert not report.complete
    assert report.notices
    assert {p: p.read_bytes() for p in workspace.rglob("*") if p.is_file()} == kept
    assert fetch_workspace(workspace, [opened()], now=NOW).complete


@pytest.mark.parametrize("way", [short, reset, silent], ids=lambda way: way.__name__)
def test_a_cut_download_leaves_no_report(
    way: Serve, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("costmodel.live.budget_files.TIMEOUT", (0.3, 0.3))
    with server(way) as base:
        file = BudgetFile("7", "Rb-28S 2024", f"{base}/x.csv", "2024-12-31")
        with pytest.raises(InputError, match=r"127\.0\.0\.1"):
            kept_report(opened("dane"), file, tmp_path / "budgets")
    assert not list((tmp_path / "budgets").iterdir())


def test_two_downloads_of_one_report_do_not_write_over_each_other(
    opened: Opened, tmp_path: Path
) -> None:
    file = BudgetFile("7", "Rb-28S 2024", "http://127.0.0.1:9/x.csv", "2024-12-31")
    with only_one(tmp_path), pytest.raises(OutputError, match="inne polecenie costmodel"):
        kept_report(opened("dane"), file, tmp_path)


def test_answers_that_are_no_file_of_answers_are_told_with_the_cure(
    opened: Opened, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "answers-bdl.sqlite").write_bytes(b"not a data base" * 100)
    with pytest.raises(OutputError, match=r"answers-bdl\.sqlite.*usuń ten plik"):
        opened().ask("x")


def test_a_file_in_the_way_of_the_answers_is_told(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"")
    with pytest.raises(OutputError, match=r"stoi plik albo folder.*COSTMODEL_CACHE"):
        opened()


def test_two_fetches_at_once_of_two_workspaces_share_answers(
    bdl: FakeBdl, opened: Opened, workspace: Path, tmp_path: Path
) -> None:
    bdl.figures[SZCZECINEK, BIRTHS] = [("2022", 250, 1)]
    other = Path(shutil.copytree(workspace, tmp_path / "druga"))
    failed: list[Exception] = []

    def fetch(folder: Path) -> None:
        session = opened()
        try:
            fetch_workspace(folder, [session], now=NOW)
        except (InputError, OutputError) as error:
            failed.append(error)

    threads = [threading.Thread(target=fetch, args=(folder,)) for folder in (workspace, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    names = ("statistics.csv", "snapshot/snapshot.toml")
    assert all((workspace / n).read_bytes() == (other / n).read_bytes() for n in names)


class Harmful:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("way", ["pickle", "nonsense", "nested", "other", "half"])
def test_kept_answers_that_somebody_changed_are_asked_for_anew_and_never_run(
    way: str, opened: Opened, tmp_path: Path
) -> None:
    asked: list[socket.socket] = []

    def whole(connection: socket.socket) -> None:
        asked.append(connection)
        connection.sendall(head(len(WHOLE)) + WHOLE)

    changed: dict[str, bytes | str] = {
        "pickle": pickle.dumps(Harmful(tmp_path / "harmed")),
        "nonsense": b"\xff\x00",
        "nested": "[" * 100_000,
        "other": '{"a": 1}',
        "half": '{"status_code": "?", "request": [], "raw": null, "headers": 7}',
    }
    with server(whole) as base:
        assert opened(base=base).ask("x").body == WHOLE
        assert opened(base=base).ask("x").body == WHOLE
        assert len(asked) == 1
        with closing(sqlite3.connect(tmp_path / "kept" / "answers-bdl.sqlite")) as kept, kept:
            row = kept.execute("UPDATE responses SET value = ?", (changed[way],))
            assert row.rowcount == 1
        assert opened(base=base).ask("x").body == WHOLE
    assert len(asked) == 2
    assert not (tmp_path / "harmed").exists()
