"""One study and one annex of the example, shared by all tests that look at them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings

FEW_DRAWS = 200
HERE = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves this computer, in all tests."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        # a datagram socket that connects sends nothing: it only learns its own address
        streams = self.type == socket.SOCK_STREAM and self.family != getattr(
            socket, "AF_UNIX", None
        )
        if streams and address[0] not in HERE:
            raise AssertionError(f"a test asks the network for {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(scope="session")
def study() -> Study:
    """The shipped example with few draws."""
    return study_municipality(load_place("3215011"), settings=Settings(n_draws=FEW_DRAWS))


@pytest.fixture(scope="session")
def annex(study: Study, tmp_path_factory: pytest.TempPathFactory) -> AnnexFiles:
    """The annex of that study. Tests read it; none may change it."""
    return write_annex(study, tmp_path_factory.mktemp("annex") / "szczecinek")
