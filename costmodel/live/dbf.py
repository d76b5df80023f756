"""Read a dBase table in blocks of rows: the Ministry of Finance packs its reports in this form."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from costmodel.errors import InputError, Problem

_HEAD, _FIELD, _END_OF_FIELDS = 32, 32, 0x0D
_LENGTH_AT, _NAME_BYTES = 16, 11
_DELETED = b"*"
_ROWS_AT_ONCE = 1 << 16
FLAG = " "
"""Name of the mark of deletion among the columns; no dBase column can have it."""

Block: TypeAlias = NDArray[np.void]


def dbf_blocks(stream: IO[bytes], *, file: str) -> Iterator[Block]:
    """Yield the rows of a dBase table, block by block, without the deleted ones.

    Parameters
    ----------
    stream : binary file
        Read from where it stands to the end of the table.
    file : str
        Name told to the user.

    Yields
    ------
    ndarray of shape (n_rows,)
        One field of bytes for each column, under the column's name, padded as in the file. An
        empty table yields one empty block, so that its columns can be told.

    Raises
    ------
    InputError
        If the header is not of a dBase table, or the table ends before its last row.

    References
    ----------
    dBase III table header: number of rows at byte 4, length of header at 8, of a row at 10; then
    32 bytes a column.
    """
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        raise _refused(file, "plik pusty albo urwany")
    n_rows, header_length, row_length = struct.unpack("<IHH", head[4:12])
    if header_length <= _HEAD:
        raise _refused(file, f"nagłówek ma {header_length} bajtów")
    columns = _columns(stream.read(header_length - _HEAD), file)
    form = np.dtype([(FLAG, "S1"), *columns])
    if form.itemsize != row_length:
        raise _refused(file, f"wiersz ma {row_length} bajtów, a kolumny {form.itemsize}")
    left = n_rows
    yield np.empty(0, dtype=form)
    while left:
        raw = stream.read(min(left, _ROWS_AT_ONCE) * row_length)
        if len(raw) < min(left, _ROWS_AT_ONCE) * row_length:
            raise _refused(file, f"brak wierszy: ostatnich {left} z {n_rows}")
        block: Block = np.frombuffer(raw, dtype=form)
        left -= len(block)
        yield block[block[FLAG] != _DELETED]


def _columns(described: bytes, file: str) -> list[tuple[str, str]]:
    """Return the name and the type of each column."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(described), _FIELD):
        column = described[start : start + _FIELD]
        if column[0] == _END_OF_FIELDS:
            if len({name for name, _ in found}) != len(found) or not all(n for n, _ in found):
                raise _refused(file, "kolumny bez nazwy albo o tej samej nazwie")
            return found
        if len(column) < _FIELD:
            break
        name = column[:_NAME_BYTES].split(b"\0")[0].decode("ascii", errors="replace").strip()
        found.append((name, f"S{column[_LENGTH_AT]}"))
    raise _refused(file, "opis kolumn bez końca")


def _refused(file: str, what: str) -> InputError:
    mend = "Pobierz plik jeszcze raz albo zapisz tabelę jako CSV."
    return InputError([Problem(file, "", what, "cała tabela dBase (DBF)", mend)])
