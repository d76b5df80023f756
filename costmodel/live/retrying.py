"""Ask again where that may help: a publisher that is busy, a connection that was cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from costmodel.live.bounded import LARGEST_ANSWER, take_body
from costmodel.live.quota import Quota

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

Transport = Callable[..., "Response"]
_BUSY = frozenset({429, 500, 502, 503, 504})
_PAUSES = (1.0, 3.0)
"""Waits before the second and the third try. [s]"""


def seconds_to_wait(header: str | None, *, now: float) -> float | None:
    """Return what a ``Retry-After`` header asks for, or ``None`` where it says nothing. [s]

    Notes
    -----
    The standard knows seconds or a date; BDL writes seconds with a Polish unit.

    References
    ----------
    RFC 9110, sec. 10.2.3.

    Examples
    --------
    >>> seconds_to_wait("396 sek", now=0.0), seconds_to_wait("12", now=0.0)
    (396.0, 12.0)
    >>> seconds_to_wait("Thu, 01 Jan 1970 00:01:00 GMT", now=0.0)
    60.0
    >>> seconds_to_wait("za chwilę", now=0.0) is None
    True
    """
    text = (header or "").strip()
    if found := re.fullmatch(r"(\d+)\s*(s|sek|sekund\w*|seconds?)?\.?", text):
        return float(found[1])
    try:
        moment: datetime = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - now)


@dataclass(frozen=True, slots=True)
class Retrying:
    """A way to send requests that spends quota, waits when asked to and tries three times.

    Parameters
    ----------
    send_once : callable
        Sends one request over the network.
    """

    send_once: Transport
    quota: Quota

    def send(self, request: PreparedRequest, **given: Any) -> Response:
        """Return the last answer, whatever its status.

        Raises
        ------
        OSError
            If the third connection failed too.
        ComeBackLaterError
            If the quota is used up.
        PublisherError
            If the answer is longer than any real one.
        """
        for pause in _PAUSES:
            self.quota.spend()
            try:
                response = self._answer(request, **given)
            except OSError:
                self.quota.sleep(pause)
                continue
            if response.status_code not in _BUSY:
                return response
            asked = seconds_to_wait(response.headers.get("Retry-After"), now=self.quota.clock())
            if (asked or 0.0) > self.quota.longest_wait:
                return response
            response.close()
            self.quota.sleep(pause if asked is None else asked)
        self.quota.spend()
        return self._answer(request, **given)

    def _answer(self, request: PreparedRequest, **given: Any) -> Response:
        response = self.send_once(request, **given)
        if not given.get("stream") or response.is_redirect:
            take_body(response, largest=LARGEST_ANSWER)  # a cut body must fail here
        return response

    def close(self) -> None:
        """Do nothing: the connections belong to the way requests are sent."""
