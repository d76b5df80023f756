"""Find the rows of one budget in an Rb-28S file: CSV or dBase, packed or not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import InputError, Problem
from costmodel.limits import fail_if_too_large
from costmodel.live.dbf import FLAG, Block, dbf_blocks
from costmodel.live.rb28s_layout import CHAPTER, CODES, SPENT, WIDTHS, columns_at
from costmodel.statistics.archives import UNREADABLE, entry_problems
from costmodel.statistics.bdl_ctab import DECIMAL_OF
from costmodel.statistics.csv_rows import csv_rows
from costmodel.statistics.decoding import decoded_bytes

_EXPECTED = "archiwum ZIP"
LARGEST_UNPACKED, LARGEST_TEXT = 4_000_000_000, 600_000_000
"""Bytes of a table: dBase is read in blocks, a text whole."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row as it is written: where it stands, its chapter, what was spent, the decimal mark."""

    line: int
    chapter: str
    spent: str
    decimal: str


Read = Callable[[IO[bytes], str, Collection[str]], Iterator[BudgetRow]]


def rows_of_budget(path: Path, *, codes: Collection[str]) -> list[BudgetRow]:
    """Return the rows that stand under one of the codes.

    Parameters
    ----------
    path : Path
        A CSV file or a dBase table (``.dbf``), or a ZIP with one of them in it.
    codes : collection of str
        Codes of 7 digits.

    Raises
    ------
    InputError
        If the file is damaged or its columns are not known.
    """
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                return list(_reader(path.name)(file, path.name, codes))
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            problems = list(entry_problems(entries, path.name, _EXPECTED, LARGEST_UNPACKED, 100))
            if problems:
                raise InputError(problems)
            member = _member([entry.filename for entry in entries], path.name)
            with archive.open(member) as packed:
                return list(_reader(member)(packed, path.name, codes))
    except UNREADABLE as error:
        mend = "Pobierz plik jeszcze raz."
        raise InputError([Problem(path.name, "", str(error), "cały plik", mend)]) from error


def _member(names: list[str], file: str) -> str:
    tables = [name for name in names if name.lower().endswith((".csv", ".dbf"))]
    if len(tables) == 1:
        return tables[0]
    mend = "Rozpakuj archiwum i podaj właściwy plik: --budget-file."
    stands = ", ".join(names) or "puste archiwum"
    raise InputError([Problem(file, "", stands, "jeden plik CSV albo DBF w archiwum", mend)])


def _reader(name: str) -> Read:
    return _dbf_rows if name.lower().endswith(".dbf") else _csv_rows


def _csv_rows(file: IO[bytes], name: str, codes: Collection[str]) -> Iterator[BudgetRow]:
    raw = file.read(LARGEST_TEXT + 1)
    fail_if_too_large(len(raw), file=name, largest=LARGEST_TEXT)
    text = decoded_bytes(raw, file=name)
    separator = ";" if text.split("\n", 1)[0].count(";") else ","
    (_, header), *rows = csv_rows(text, separator=separator, file=name)
    at = columns_at(header, name)
    for line, row in rows:
        if row and len(row) != len(header):
            raise _wrong_width(name, line, len(row), len(header))
        if row and "".join(row[at[role]].strip().zfill(WIDTHS[role]) for role in CODES) in codes:
            yield BudgetRow(line, row[at[CHAPTER]], row[at[SPENT]], DECIMAL_OF[separator])


def _dbf_rows(file: IO[bytes], name: str, codes: Collection[str]) -> Iterator[BudgetRow]:
    wanted = [code.encode("ascii") for code in codes]
    line = 0
    for block in dbf_blocks(file, file=name):
        columns = [column for column in block.dtype.names or () if column != FLAG]
        at = {role: columns[place] for role, place in columns_at(columns, name).items()}
        mine = np.isin(_codes(block, at), wanted)
        for place in np.flatnonzero(mine):
            chapter, spent = (
                str(block[at[role]][place], "ascii", "replace") for role in (CHAPTER, SPENT)
            )
            yield BudgetRow(line + int(place) + 1, chapter, spent, ".")
        line += len(block)


def _codes(block: Block, at: Mapping[str, str]) -> NDArray[np.bytes_]:
    """Return the TERYT code of each row, with the zeros that a spreadsheet may have taken."""
    whole = np.zeros(len(block), dtype="S7")
    if len(block):  # numpy fills up no empty column
        parts = [np.char.zfill(np.char.strip(block[at[role]]), WIDTHS[role]) for role in CODES]
        whole = reduce(np.char.add, parts)
    return whole


def _wrong_width(file: str, line: int, stands: int, expected: int) -> InputError:
    mend = "Wiersz jest urwany albo ma zbędny separator: pobierz plik jeszcze raz."
    place = f"wiersz {line}"
    return InputError(
        [Problem(file, place, f"liczba pól: {stands}", f"liczba pól: {expected}", mend)]
    )
