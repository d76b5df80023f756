"""The plain-language list as a check: how long a sentence is, and what it had better not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).with_name("plain_language.toml")
_END = re.compile(r"(?<=[.!?])[\s\u00a0]+(?=[„(]?[A-ZĄĆĘŁŃÓŚŹŻ{])|\n")
_SHORTENED = re.compile(
    r"\b(?:art|ust|pkt|poz|Dz|nr|r|m|in|np|tys|proc|t|j|ok|św)\.", re.IGNORECASE
)
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+(?:-[^\W\d_]+)*")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a full stop of an abbreviation ends none.

    Examples
    --------
    >>> sentences("Zgodnie z art. 16b. To pierwszy krok.")
    ['Zgodnie z art. 16b.', 'To pierwszy krok.']
    """
    joined, parts = "", []
    for part in _END.split(text):
        joined = f"{joined} {part}".strip()
        last = joined.rsplit(maxsplit=1)[-1] if joined else ""
        if not _SHORTENED.fullmatch(last.lstrip("(„")) or last == "r.":
            parts.append(joined)
            joined = ""
    return [part for part in (*parts, joined) if part]


def words(sentence: str) -> int:
    """Return how many words a sentence has; a gap for a value is one."""
    return len(_WORD.findall(sentence))


def longer_than(text: str, limit: int) -> Iterator[str]:
    """Yield each sentence of more than ``limit`` words."""
    yield from (s for s in sentences(text) if words(s) > limit)


def phrases() -> dict[str, str]:
    """Return what to say instead, by the pattern of what to avoid."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {entry["avoid"]: entry["say"] for entry in listed["phrase"]}


def avoided_in(text: str) -> Iterator[str]:
    """Yield „found → say this”, for each phrase of the list."""
    for pattern, say in phrases().items():
        for found in re.finditer(pattern, text, flags=re.IGNORECASE):
            yield f"{found[0]} → {say}"
