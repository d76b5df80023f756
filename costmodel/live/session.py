"""Ask a publisher and keep the answer: fresh ones at once, old ones checked, stale ones told."""

from __future__ import annotations

import json
import sqlite3
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from costmodel.errors import MissingExtraError, OutputError
from costmodel.live.answer_texts import answer_texts
from costmodel.live.failures import PublisherError, failure_of_status, no_connection
from costmodel.live.publishers import Publisher
from costmodel.live.quota import Clock, Quota, Sleep
from costmodel.live.retrying import Retrying, seconds_to_wait
from costmodel.refusals import refusal_of

if TYPE_CHECKING:
    from requests import Response
    from requests import Session as PlainSession
    from requests.adapters import BaseAdapter
    from requests_cache import CachedSession
    from requests_cache.models import AnyResponse

TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and seconds of silence."""
_ELSEWHERE = "Inny folder można wskazać w zmiennej COSTMODEL_CACHE."
_CLIENT = "costmodel (biblioteka kosztów zaniechania)"

Parameters = Mapping[str, str | int | Sequence[str | int]]


class StaleAnswerWarning(UserWarning):
    """An answer is older than it should be, because the publisher could not be asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer, its address, and when it was had from the publisher."""

    body: bytes
    address: str
    moment: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A publisher with its cache and its quota; made by :func:`open_session`.

    ``downloads`` asks for files that are saved as they come: the other way holds each answer in
    memory to look at it.
    """

    publisher: Publisher
    requests: CachedSession
    downloads: PlainSession
    offline: bool
    clock: Clock

    def ask(self, path: str, parameters: Parameters | None = None) -> Reply:
        """Return the answer to one question.

        Raises
        ------
        PublisherError
            If there is no usable answer, new or kept; :class:`ComeBackLaterError` if only
            now, :class:`NoSuchDataError` if the publisher has no such data.

        Warns
        -----
        StaleAnswerWarning
            If a kept answer past its expiry is given back.
        """
        address = f"{self.publisher.base}/{path.lstrip('/')}"
        try:
            response = self.requests.get(
                address,
                params=cast("dict[str, str]", dict(parameters or {})),
                timeout=TIMEOUT,
                only_if_cached=self.offline,
            )
        except sqlite3.Error as error:
            raise _unusable(self.requests.cache.db_path, error) from error
        except OSError as error:
            raise no_connection(address, f"brak odpowiedzi ({type(error).__name__})") from error
        if response.status_code != 200:
            raise self._failure(response, address)
        stale = bool(getattr(response, "is_expired", False))
        moment = _moment_of(response)
        if stale:
            warnings.warn(
                f"{address}: odpowiedź z {moment:%Y-%m-%d}, starsza niż "
                f"{self.publisher.expiry.days} dni, bo wydawcy nie dało się zapytać.",
                StaleAnswerWarning,
                stacklevel=2,
            )
        return Reply(response.content, response.url or address, moment, stale)

    def _failure(self, response: AnyResponse, address: str) -> PublisherError:
        if self.offline:
            return no_connection(address, "praca bez sieci, a tej odpowiedzi jeszcze nie pobrano")
        wait = seconds_to_wait(response.headers.get("Retry-After"), now=self.clock())
        return failure_of_status(address, response.status_code, wait=wait)

    def close(self) -> None:
        """Let go of connections and of the file of answers."""
        self.requests.close()  # type: ignore[no-untyped-call] # it has no types there
        self.downloads.close()


def open_session(
    publisher: Publisher,
    folder: Path,
    *,
    offline: bool = False,
    clock: Clock = time.time,
    sleep: Sleep = time.sleep,
    longest_wait: float = 30.0,
) -> Session:
    """Return a session that keeps answers and the count of requests in ``folder``.

    Parameters
    ----------
    folder : Path
        One for all workspaces: the limits hold for the whole computer.
    offline : bool
        Use kept answers only, whatever their age.
    longest_wait : float
        Longer waits end the work with the hour at which to come back. [s]

    Raises
    ------
    MissingExtraError
        If the packages that ask publishers are not installed.
    """
    try:
        from requests import Session as PlainSession
        from requests.adapters import HTTPAdapter
        from requests_cache import CachedSession
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or "requests", "fetch") from error
    answers = folder / f"answers-{publisher.id}.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        session = CachedSession(
            str(answers),
            backend="sqlite",
            serializer=answer_texts(),
            expire_after=publisher.expiry,
            allowable_codes=(200,),
            stale_if_error=True,
            filter_fn=_is_whole_json,
            ignored_parameters=("X-ClientId",),  # not kept in the file of answers
        )
    except OSError as error:
        raise OutputError(f"{refusal_of(error, file=str(folder))} {_ELSEWHERE}") from error
    except sqlite3.Error as error:
        raise _unusable(answers, error) from error
    quota = Quota(
        folder / f"quota-{publisher.id}.txt", publisher.windows, clock, sleep, longest_wait
    )
    polite = Retrying(HTTPAdapter().send, quota)
    downloads = PlainSession()
    for one in (session, downloads):
        one.headers["User-Agent"] = _CLIENT
        for prefix in ("http://", "https://"):
            one.mount(prefix, cast("BaseAdapter", polite))
    session.headers["Accept"] = "application/json"
    if publisher.key:
        session.headers["X-ClientId"] = publisher.key
    return Session(publisher, session, downloads, offline, clock)


def _unusable(path: object, error: sqlite3.Error) -> OutputError:
    return OutputError(
        f"{path}: nie można użyć pliku zachowanych odpowiedzi ({error}). Zwolnij miejsce na dysku, "
        "zakończ inne polecenia costmodel albo usuń ten plik: odpowiedzi zostaną pobrane "
        f"jeszcze raz. {_ELSEWHERE}"
    )


def _is_whole_json(response: Response) -> bool:
    """Return whether an answer may be kept; nonsense would come back until it expires."""
    try:
        json.loads(response.content or b"")
    except (ValueError, RecursionError):
        return False
    return True


def _moment_of(response: AnyResponse) -> datetime:
    moment = getattr(response, "created_at", None)
    return (moment if isinstance(moment, datetime) else datetime.now()).astimezone()
