"""Take no more of an answer than a computer can bear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from costmodel.errors import Problem
from costmodel.live.failures import PublisherError

if TYPE_CHECKING:
    from requests import Response

LARGEST_ANSWER = 50_000_000
"""Bytes of an answer to one question, unpacked. An assumption: a page has at most 5,000 rows."""
LARGEST_DOWNLOAD = 2_000_000_000
"""Bytes of a file that is saved on disk. An assumption: no national report was measured."""
_CHUNK = 1 << 16
_MEND = "Wydawca mógł zmienić usługę: spróbuj później, a jeśli to się powtórzy, zgłoś to."


def chunks_of(response: Response, *, largest: int) -> Iterator[bytes]:
    """Yield the body of an answer, unpacked, piece by piece.

    Raises
    ------
    PublisherError
        As soon as there are more than ``largest`` bytes.
    OSError
        If the connection is cut.
    """
    size = 0
    for chunk in response.iter_content(_CHUNK):
        size += len(chunk)
        if size > largest:
            response.close()
            expected = f"najwyżej {largest} bajtów"
            problem = Problem(response.url, "", "dłuższa odpowiedź", expected, _MEND)
            raise PublisherError([problem])
        yield chunk


def take_body(response: Response, *, largest: int) -> None:
    """Read the body of an answer now, so that later ``response.content`` asks nobody.

    Raises
    ------
    PublisherError, OSError
        As :func:`chunks_of` does.
    """
    response._content = b"".join(chunks_of(response, largest=largest))
