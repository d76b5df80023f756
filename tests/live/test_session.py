from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from costmodel.errors import MissingExtraError
from costmodel.live.failures import ComeBackLaterError
from costmodel.live.publishers import publisher
from costmodel.live.session import StaleAnswerWarning, open_session
from tests.live.conftest import Opened

SHORT = 0.05


class Counter:
    """A publisher that counts, knows ETags, and can be switched off."""

    def __init__(self, server: HTTPServer) -> None:
        self.seen: list[str | None] = []
        self.keys: list[str | None] = []
        self.off = False
        server.expect_request("/api/x").respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        self.seen.append(request.headers.get("If-None-Match"))
        self.keys.append(request.headers.get("X-ClientId"))
        if self.off:
            return Response(status=500)
        if self.seen[-1] == '"v1"':
            return Response(status=304)
        return Response('{"a": 1}', content_type="application/json", headers={"ETag": '"v1"'})


def test_a_fresh_answer_is_not_asked_for_again(httpserver: HTTPServer, opened: Opened) -> None:
    counter = Counter(httpserver)
    for session in (opened(), opened()):  # the second one is a later run
        reply = session.ask("x", {"var-id": [1, 2]})
        assert (reply.body, reply.stale) == (b'{"a": 1}', False)
    assert len(counter.seen) == 1


def test_another_question_is_another_answer(httpserver: HTTPServer, opened: Opened) -> None:
    counter = Counter(httpserver)
    session = opened()
    session.ask("x", {"var-id": [1, 2]})
    session.ask("x", {"var-id": [1, 3]})
    assert len(counter.seen) == 2


def test_an_old_answer_is_checked_by_its_etag(httpserver: HTTPServer, opened: Opened) -> None:
    counter = Counter(httpserver)
    session = opened(expiry=SHORT)
    session.ask("x")
    time.sleep(2 * SHORT)
    reply = session.ask("x")
    assert (reply.body, reply.stale) == (b'{"a": 1}', False)
    assert counter.seen == [None, '"v1"']


def test_an_old_answer_serves_with_a_warning_where_the_publisher_is_down(
    httpserver: HTTPServer, opened: Opened
) -> None:
    counter = Counter(httpserver)
    session = opened(expiry=SHORT)
    session.ask("x")
    time.sleep(2 * SHORT)
    counter.off = True
    with pytest.warns(StaleAnswerWarning, match="bo wydawcy nie dało się zapytać"):
        reply = session.ask("x")
    assert (reply.body, reply.stale) == (b'{"a": 1}', True)


def test_without_a_network_any_kept_answer_serves(httpserver: HTTPServer, opened: Opened) -> None:
    counter = Counter(httpserver)
    opened(expiry=SHORT).ask("x")
    time.sleep(2 * SHORT)
    offline = opened(expiry=SHORT, offline=True)
    with pytest.warns(StaleAnswerWarning):
        assert offline.ask("x").body == b'{"a": 1}'
    with pytest.raises(ComeBackLaterError, match="praca bez sieci"):
        offline.ask("x", {"page": 1})
    assert len(counter.seen) == 1


def test_nonsense_is_not_kept(httpserver: HTTPServer, opened: Opened) -> None:
    bodies = ["<html>konserwacja</html>", '{"a": 1}']
    httpserver.expect_request("/api/x").respond_with_handler(lambda _: Response(bodies.pop(0)))
    session = opened()
    assert session.ask("x").body == b"<html>konserwacja</html>"
    assert session.ask("x").body == b'{"a": 1}'


def test_the_key_is_sent_and_never_kept(
    httpserver: HTTPServer, opened: Opened, tmp_path: Path
) -> None:
    counter = Counter(httpserver)
    opened(key="TAJNY-KLUCZ").ask("x")
    assert counter.keys == ["TAJNY-KLUCZ"]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "kept").iterdir())
    assert b"TAJNY-KLUCZ" not in kept
    assert len(kept) > 100


def test_a_fresh_answer_warns_of_nothing(httpserver: HTTPServer, opened: Opened) -> None:
    Counter(httpserver)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not opened().ask("x").stale


def test_missing_packages_are_named_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "requests_cache", None)
    with pytest.raises(MissingExtraError, match=r"requests_cache.*install 'costmodel\[fetch\]'"):
        open_session(publisher("bdl", environment={}), tmp_path)
