"""Short Polish texts of data files and of code, said in the language of the context."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType

from costmodel.language import SOURCE, current
from costmodel.resources import data_path

LABELS, PHRASES = "labels", "phrases"
"""Texts of data files, said as they stand; texts of code, which may have gaps."""
PROSE = frozenset(
    {
        *("answer", "caution", "definition", "description", "design", "formula", "label", "limits"),
        *(
            "meaning",
            "measured_after",
            "mend",
            "method",
            "name",
            "norm",
            "note",
            "population",
            "reason",
        ),
        *("reason", "scope", "short", "stock_label", "trap", "unit_label", "where"),
    }
)
"""Keys of data files whose texts users read, in whatever language they do."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A text with gaps: how it is known in Polish, and what is said for it."""

    begin: str
    pattern: re.Pattern[str]
    said: str


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Everything that one language says for short Polish texts."""

    whole: Mapping[str, str]
    with_gaps: tuple[_Phrase, ...]


def translated(text: str) -> str:
    """Return a short Polish text in the current language; the text itself if it is not known.

    Parameters
    ----------
    text : str
        A label, a unit, a note: as it stands in a data file, or as code has put it together.
        What fills the gaps of a phrase is told in turn.

    Examples
    --------
    >>> from costmodel.language import using
    >>> with using("en"):
    ...     translated("uczestnicy: CIS, 2027 r.")
    'participants: CIS, 2027'
    """
    return text if current() == SOURCE or not text else _translated(current(), text)


def told_content(content: dict[str, object]) -> dict[str, object]:
    """Return the content of a data file with the texts that users read in the current language."""
    return content if current() == SOURCE else {k: _within(k, v) for k, v in content.items()}


def _within(key: str, value: object) -> object:
    match value:
        case dict():
            return {name: _within(name, inner) for name, inner in value.items()}
        case list():
            return [_within(key, inner) for inner in value]
        case str() if key in PROSE:
            return translated(value)
        case _:
            return value


@cache
def _translated(lang: str, text: str) -> str:
    catalogue = _catalogue_of(lang)
    plain = text.strip()
    if plain in catalogue.whole:
        return catalogue.whole[plain]
    for phrase in catalogue.with_gaps:
        if not plain.startswith(phrase.begin):
            continue
        found = phrase.pattern.fullmatch(plain)
        if found:
            return phrase.said.format(
                **{gap: _translated(lang, filled) for gap, filled in found.groupdict().items()}
            )
    return text


@cache
def _catalogue_of(lang: str) -> _Catalogue:
    """Return the catalogue of a language; the phrases that say most are tried first."""
    whole: dict[str, str] = {}
    gapped: list[tuple[int, _Phrase]] = []
    for table in (LABELS, PHRASES):
        for polish, said in texts_of(lang, table).items():
            if table == PHRASES and "{" in polish:
                gapped.append(_phrase(polish, said))
            else:
                whole[polish.strip()] = said.strip()
    ordered = sorted(gapped, key=lambda pair: -pair[0])
    return _Catalogue(MappingProxyType(whole), tuple(phrase for _, phrase in ordered))


def texts_of(lang: str, table: str) -> Mapping[str, str]:
    """Return the texts of ``data/wording/<table>_<lang>.toml``, by their Polish text."""
    path = data_path("wording", f"{table}_{lang}.toml")
    content: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return content


def _phrase(polish: str, said: str) -> tuple[int, _Phrase]:
    parts = list(Formatter().parse(polish))
    escape: Callable[[str], str] = re.escape
    pattern = "".join(
        escape(literal) + (f"(?P<{gap}>.+?)" if gap else "") for literal, gap, _, _ in parts
    )
    length = sum(len(literal) for literal, *_ in parts)
    return length, _Phrase(parts[0][0], re.compile(pattern, re.DOTALL), said)
