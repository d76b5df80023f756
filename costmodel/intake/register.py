"""Read a register of cases without personal data; anything that looks personal is refused.

Columns: person (a hash made by :mod:`costmodel.intake.pseudonyms`), problem, level, start,
end, reason. One row is one stay of a person on one level. No message repeats what stands in a
cell: it may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from costmodel.declared import Declared, DeclaredSource, read_declared
from costmodel.errors import InputError, ModelError, Problem
from costmodel.intake.personal import personal_kind
from costmodel.intake.pseudonyms import is_pseudonym
from costmodel.intake.register_cells import COLUMNS, register_cells
from costmodel.resources import data_path
from costmodel.statistics.levels import level_ids

LeadsTo = Literal["independent", "left", "level"]
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
_HASHED = "Zamień numery osób na skróty: costmodel hash-register."
Row = tuple[int, dict[str, str]]


class _Reason(Declared):
    word: str
    leads_to: LeadsTo


class _Forbidden(Declared):
    word: str
    what: str


class _Rules(Declared):
    smallest_printed: int
    source: DeclaredSource
    reason: list[_Reason]
    forbidden_column: list[_Forbidden]


@cache
def register_rules() -> _Rules:
    """Return the reasons of exit, forbidden columns and the rule of small counts.

    Examples
    --------
    >>> register_rules().smallest_printed
    3
    """
    return read_declared(data_path("forms", "register.toml"), _Rules)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a person on one level; ``end`` is the first day that is no longer part of it."""

    line: int
    person: str
    problem: str
    level: str
    start: date
    end: date | None
    leads_to: LeadsTo | None


def read_register(path: Path, *, today: date) -> list[Stay]:
    """Return the stays in a register, checked.

    Parameters
    ----------
    path : Path
        CSV or XLSX (first sheet), without any personal data.
    today : date
        No date may be later.

    Raises
    ------
    InputError
        If a column or a cell looks like data of a person, a person is no hash, a level, date or
        reason is not allowed, or two stays of a person in one problem overlap.
    """
    head, lines = register_cells(path)
    problems = _head_problems(path.name, head)
    if problems:
        raise InputError(problems)
    rows = [(line, dict(zip(head, cells, strict=False))) for line, cells in lines]
    known = frozenset(level_ids(path.parent))
    reasons = {reason.word: reason.leads_to for reason in register_rules().reason}
    problems = [p for row in rows for p in _cell_problems(path.name, row, known, reasons)]
    if problems:
        raise InputError(problems)
    stays = [_stay(row, reasons) for row in rows]
    problems = [*_date_problems(path.name, stays, today), *_order_problems(path.name, stays)]
    if problems:
        raise InputError(problems)
    return stays


def _head_problems(file: str, head: Sequence[str]) -> list[Problem]:
    found = []
    for column, name in enumerate(head, 1):
        what = next((f.what for f in register_rules().forbidden_column if f.word in name), None)
        what = what or personal_kind(name)
        if name in COLUMNS and head.count(name) == 1:
            continue
        value = f"kolumna z danymi osobowymi ({what})" if what else "inna kolumna"
        mend = "Usuń tę kolumnę: do liczenia nie są potrzebne żadne dane osobowe."
        expected = "kolumny: " + ", ".join(COLUMNS)
        found.append(Problem(file, f"wiersz 1, kolumna {column}", value, expected, mend))
    for name in COLUMNS:
        if name not in head:
            mend = "Dopisz brakującą kolumnę do nagłówka i do każdego wiersza."
            found.append(Problem(file, "wiersz 1", "brak", f"kolumna „{name}”", mend))
    return found


def _cell_problems(
    file: str, row: Row, known: frozenset[str], reasons: Mapping[str, LeadsTo]
) -> Iterator[Problem]:
    line, cells = row
    place = f"{cells.get('problem', '')}.{cells.get('level', '')}"
    ended = bool(cells.get("end"))
    rules: tuple[tuple[str, Callable[[str], bool], str, str], ...] = (
        ("person", is_pseudonym, "skrót osoby (32 znaki 0–9 i a–f)", _HASHED),
        ("level", lambda _: place in known, "problem i poziom z listy", "Nazwy: costmodel list."),
        ("start", lambda text: _day(text) is not None, "data RRRR-MM-DD", "Popraw datę."),
        ("end", lambda text: not text or _day(text) is not None, "data albo puste", "Popraw datę."),
        (
            "reason",
            lambda text: text in reasons if ended else not text,
            "powód zakończenia: " + ", ".join(reasons) + " (puste, gdy nie ma daty end)",
            "Wpisz jeden z tych powodów.",
        ),
    )
    for column, kept, expected, mend in rules:
        text = cells.get(column, "")
        if not kept(text):
            kind = personal_kind(text)
            value = f"dane osobowe ({kind})" if kind else ("inna treść" if text else "brak")
            yield Problem(file, f"wiersz {line}, kolumna {column}", value, expected, mend)
    for column in ("problem", "level"):
        if place not in known and (kind := personal_kind(cells.get(column, ""))):
            value = f"dane osobowe ({kind})"
            yield Problem(file, f"wiersz {line}, kolumna {column}", value, "nazwa z listy", _HASHED)


def _day(text: str) -> date | None:
    for form in _DATES:
        if found := form.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def _stay(row: Row, reasons: Mapping[str, LeadsTo]) -> Stay:
    line, cells = row
    start = _day(cells["start"])
    if start is None:
        raise ModelError(f"line {line} has no start: cells must be checked before this.")
    leads_to = reasons.get(cells["reason"])
    level, problem = cells["level"], cells["problem"]
    return Stay(line, cells["person"], problem, level, start, _day(cells["end"]), leads_to)


def _date_problems(file: str, stays: Sequence[Stay], today: date) -> Iterator[Problem]:
    for stay in stays:
        if stay.start > today or (stay.end or today) > today:
            mend = "Popraw datę: rejestr nie zna przyszłości."
            yield Problem(file, f"wiersz {stay.line}", "data z przyszłości", f"do {today}", mend)
        if stay.end is not None and stay.end <= stay.start:
            mend = "Popraw datę: end to pierwszy dzień po pobycie na poziomie."
            yield Problem(file, f"wiersz {stay.line}", "end nie po start", "end po start", mend)


def histories(stays: Sequence[Stay]) -> dict[tuple[str, str], list[Stay]]:
    """Return the stays of each person in each problem, earliest first."""
    found: dict[tuple[str, str], list[Stay]] = {}
    for stay in sorted(stays, key=lambda one: (one.start, one.line)):
        found.setdefault((stay.person, stay.problem), []).append(stay)
    return found


def _order_problems(file: str, stays: Sequence[Stay]) -> Iterator[Problem]:
    for history in histories(stays).values():
        for stay, after in zip(history, [*history[1:], None], strict=True):
            if after and (stay.end is None or stay.end > after.start):
                place = f"wiersze {stay.line} i {after.line}"
                mend = "Wpisz datę end pierwszego pobytu, nie późniejszą niż start następnego."
                told = "jeden poziom problemu naraz"
                yield Problem(file, place, "dwa pobyty tej samej osoby naraz", told, mend)
            gap = (after.start - stay.end).days if after and stay.end else None
            if stay.leads_to == "level" and (gap is None or gap > 1):
                mend = "Dopisz pobyt na nowym poziomie od tego dnia albo popraw powód."
                told = "następny pobyt tej osoby"
                yield Problem(
                    file, f"wiersz {stay.line}", "zmiana poziomu bez dalszego ciągu", told, mend
                )
