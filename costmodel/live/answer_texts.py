"""Write answers down as text: what somebody puts into a file of answers is never run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from requests_cache import SerializerPipeline

_SPOILED = (RecursionError, LookupError, ExceptionGroup)
"""What reading raises beside a ValueError, which alone ``requests_cache`` takes as no answer."""

_ANEW = "this holds no answer: the publisher is asked anew"
_NAME = "json"
"""Part of the key of an answer: another name would have everything asked anew."""


def answer_texts() -> SerializerPipeline:
    """Return how answers are written down and read: as JSON, and not pickled as by default."""
    from requests_cache import SerializerPipeline, Stage, json_serializer

    def read(text: str | bytes) -> Any:
        try:
            answer = json_serializer.loads(text)
        except _SPOILED as error:
            raise ValueError(_ANEW) from error
        if getattr(answer, "status_code", 0) != 200:  # no other is ever kept
            raise ValueError(_ANEW)
        return answer

    form = Stage(dumps=json_serializer.dumps, loads=read)
    return SerializerPipeline([form], name=_NAME)
