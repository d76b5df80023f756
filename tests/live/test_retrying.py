from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from costmodel.live.failures import ComeBackLaterError, PublisherError
from costmodel.live.retrying import seconds_to_wait
from tests.live.conftest import Hours, Opened


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("396 sek", 396.0),
        ("396 sek.", 396.0),
        ("5", 5.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 20.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),  # a moment gone by asks for no wait
        ("5 minut", None),  # not seconds: not guessed at
        ("wkrótce", None),
        ("-4", None),
        ("", None),
        (None, None),
    ],
)
def test_what_retry_after_asks_for(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header, now=100.0) == seconds


def answers(server: HTTPServer, *responses: Response) -> None:
    left = list(responses)
    server.expect_request("/api/x").respond_with_handler(lambda _: left.pop(0))


def ok() -> Response:
    return Response('{"a": 1}', content_type="application/json")


def test_a_busy_publisher_is_asked_again_after_the_time_it_names(
    httpserver: HTTPServer, opened: Opened, hours: Hours
) -> None:
    answers(httpserver, Response(status=429, headers={"Retry-After": "7 sek"}), ok())
    assert opened().ask("x").body == b'{"a": 1}'
    assert hours.slept == [7.0]


def test_a_server_error_is_tried_three_times_and_told(
    httpserver: HTTPServer, opened: Opened, hours: Hours
) -> None:
    answers(httpserver, *(Response("<html>", status=500) for _ in range(3)))
    with pytest.raises(ComeBackLaterError, match=r"500 \(błąd serwera\).*jeszcze raz później"):
        opened().ask("x")
    assert hours.slept == [1.0, 3.0]


def test_a_long_wait_is_told_and_not_slept_through(
    httpserver: HTTPServer, opened: Opened, hours: Hours
) -> None:
    answers(httpserver, Response(status=429, headers={"Retry-After": "396 sek"}))
    says = r"429 \(za dużo zapytań\).*prosi, żeby poczekać 396 s"
    with pytest.raises(ComeBackLaterError, match=says):
        opened().ask("x")
    assert hours.slept == []


def test_what_does_not_exist_is_asked_for_once(httpserver: HTTPServer, opened: Opened) -> None:
    answers(httpserver, Response(status=404))
    with pytest.raises(PublisherError, match=r"404 \(brak takich danych\)"):
        opened().ask("x")


def test_a_refused_key_is_told(httpserver: HTTPServer, opened: Opened) -> None:
    answers(httpserver, Response(status=403))
    with pytest.raises(PublisherError, match=r"403.*Sprawdź klucz"):
        opened().ask("x")


@contextmanager
def raw_server(*answers: bytes) -> Iterator[str]:
    """A server that sends these bytes, one after another, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for answer in answers:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65_536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(timeout=5)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n"


def test_a_body_cut_on_the_way_is_asked_for_again(opened: Opened, hours: Hours) -> None:
    with raw_server(HEAD + b'{"a":', HEAD + b'{"a": 1}') as base:
        assert opened(base=base).ask("x").body == b'{"a": 1}'
    assert hours.slept == [1.0]


def test_a_connection_cut_three_times_is_told(opened: Opened, hours: Hours) -> None:
    server = raw_server(b"", HEAD, HEAD + b"{")
    told = pytest.raises(ComeBackLaterError, match="brak odpowiedzi")
    with server as base, told:
        opened(base=base).ask("x")
    assert hours.slept == [1.0, 3.0]


def test_nobody_there_is_told_with_the_cure(opened: Opened) -> None:
    with pytest.raises(ComeBackLaterError, match=r"brak odpowiedzi.*użyj --offline"):
        opened(base="http://127.0.0.1:9/api").ask("x")


def test_each_try_spends_quota(httpserver: HTTPServer, opened: Opened, hours: Hours) -> None:
    answers(httpserver, Response(status=503), Response(status=503), ok())
    opened(windows=((20, 2),)).ask("x")
    assert sum(hours.slept) == 20.0  # 1 and 3 of patience, 16 until the first leaves the window
