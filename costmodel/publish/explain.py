"""Walk a number of an annex back to what it was made from, as indented Polish text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from costmodel.annex.wording import Wording, load_wording
from costmodel.characters import visible
from costmodel.errors import InputError, ModelError, Problem
from costmodel.language import SOURCE
from costmodel.limits import read_limited
from costmodel.publish.explained_row import Row, facts_told, value_told
from costmodel.publish.trace_record import TRACE
from costmodel.statistics.whole_sets import fail_if_interrupted

INDENT = "  "
_ANNEX = "Podaj folder, w którym polecenie costmodel annex zapisało aneks."
_OTHER_FORM = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a record of another form may raise."""
NEAR = 5
"""Ids offered when the one asked for is not known."""


def explain(folder: Path, id_: str, *, depth: int | None = None) -> list[str]:
    """Return the tree of a number as lines of text.

    Parameters
    ----------
    folder : Path
        Of an annex, with pochodzenie.json.
    id_ : str
        Id in wyniki.json, or the number as it stands in the text: „1,48 mln zł”.
    depth : int, optional
        Levels below the number; all of them by default.

    Raises
    ------
    InputError
        If the folder has no annex, or the annex no such number: near ids are told.
    """
    lang, rows = _record(folder)
    try:
        if id_ not in rows:
            printed = _printed_as(id_, rows)
            if len(printed) != 1:
                raise InputError([_unknown(id_, rows, printed)])
            (id_,) = printed
        return [visible(line) for line in _tree(rows, id_, 0, depth, set(), load_wording(lang))]
    except (*_OTHER_FORM, ModelError) as error:
        raise _unreadable(folder / TRACE) from error


def _record(folder: Path) -> tuple[str, dict[str, Row]]:
    """Return the language of an annex, and its numbers by id."""
    fail_if_interrupted(folder)
    path = folder / TRACE
    try:
        record = json.loads(read_limited(path).decode("utf-8"))
        found: dict[str, Row] = record["liczby"]
        lang = str(record.get("jezyk", SOURCE))
    except OSError as error:
        told = error.strerror or "błąd odczytu"
        raise InputError([Problem(str(path), "", told, "plik aneksu", _ANNEX)]) from error
    except _OTHER_FORM as error:
        raise _unreadable(path) from error
    return lang, found


def _unreadable(path: Path) -> InputError:
    return InputError([Problem(str(path), "", "nieczytelny plik", f"{TRACE} aneksu", _ANNEX)])


def _printed_as(text: str, rows: Mapping[str, Row]) -> list[str]:
    """Return the ids of numbers that are printed just so, whatever its spaces."""
    wanted = _bare(text)
    return [id_ for id_, row in rows.items() if wanted in map(_bare, row["w_tekscie"])]


def _bare(text: str) -> str:
    return "".join(text.replace("\u2060", "").split())


def _unknown(id_: str, rows: Mapping[str, Row], printed: list[str]) -> Problem:
    near = printed or get_close_matches(id_, rows, n=NEAR, cutoff=0.5)
    near = near or [known for known in rows if id_ in known]
    mend = f"Najbliższe: {', '.join(near[:NEAR])}." if near else "Identyfikatory są w wyniki.json."
    told = "jeden identyfikator z wyniki.json"
    return Problem(TRACE, "", id_, told, mend)


def _tree(
    rows: Mapping[str, Row], id_: str, level: int, depth: int | None, seen: set[str], words: Wording
) -> Iterator[str]:
    row, pad = rows[id_], INDENT * level
    head = f"{pad}{row['opis']}: {value_told(row, words)}  [{id_}]"
    if id_ in seen:
        yield f"{head} {words.say('explain.above')}" if row["z"] or row["gdzie"] else head
        return
    seen.add(id_)
    yield head
    inner = pad + INDENT
    yield from (f"{inner}{fact}" for fact in facts_told(row, words))
    if row["z"] and depth == level:
        yield f"{inner}{words.say('explain.deeper', number=str(len(row['z'])))}"
        return
    for child in row["z"]:
        yield from _tree(rows, child, level + 1, depth, seen, words)
