"""A publisher on this machine, a clock that stands still, and a workspace to complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from costmodel.live.publishers import Windows, publisher
from costmodel.live.session import Session, open_session
from costmodel.statistics.workspace import new_workspace
from tests.live.fake_bdl import FakeBdl

GMINA = "3215011"


@dataclass
class Hours:
    """A clock for limits: sleeping moves it, nothing else does."""

    now: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


Opened = Callable[..., Session]


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    return ("127.0.0.1", 0)


@pytest.fixture
def opened(httpserver: HTTPServer, tmp_path: Path, hours: Hours) -> Iterator[Opened]:
    """Open a session with the server of this test; ``expiry`` in seconds."""
    sessions: list[Session] = []

    def open_one(
        name: str = "bdl",
        *,
        expiry: float = 3600.0,
        offline: bool = False,
        windows: Windows = ((1, 1000),),
        page_size: int = 100,
        key: str = "",
        base: str = "",
    ) -> Session:
        described = replace(
            publisher(name, environment={}, base=base or httpserver.url_for("/api"), key=key),
            expiry=timedelta(seconds=expiry),
            windows=windows,
            page_size=page_size,
        )
        sessions.append(
            open_session(
                described,
                tmp_path / "kept",
                offline=offline,
                clock=hours.clock,
                sleep=hours.sleep,
            )
        )
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.close()


@pytest.fixture
def bdl(httpserver: HTTPServer) -> FakeBdl:
    """A small BDL behind the server."""
    fake = FakeBdl()
    fake.behind(httpserver, "/api")
    return fake


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "gmina"
    new_workspace(folder, GMINA, today=date(2026, 3, 31))
    return folder


@pytest.fixture
def workspace(made_once: Path, tmp_path: Path) -> Path:
    """A workspace of one's own, as ``costmodel new`` makes it."""
    return Path(shutil.copytree(made_once, tmp_path / "gmina"))
