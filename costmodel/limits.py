"""How large an input may be: far more than any real one, far less than a computer can bear."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from costmodel.errors import InputError, Problem

LARGEST_DECLARED = 2_000_000
"""Bytes of a TOML file that a person writes."""
LARGEST_TABLE = 200_000_000
"""Bytes of a table, workbook or map: the national exports have a tenth of that."""
MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
LONGEST_CELL = 20_000
"""Characters of a cell, and of a line of a TOML file."""
DEEPEST = 24
"""Tables within tables of a TOML file."""
_MEND = "Podziel plik albo usuń z niego to, czego aneks nie potrzebuje."


def read_limited(path: Path, *, largest: int = LARGEST_TABLE) -> bytes:
    """Return the bytes of a file that is not too large to be looked at.

    Parameters
    ----------
    largest : int
        The most bytes that it may have.

    Raises
    ------
    InputError
        If it has more.
    OSError
        If it cannot be read, or is a device or a pipe, which may never end.
    """
    found = path.stat()
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise OSError(errno.EINVAL, "to nie jest zwykły plik", str(path))
    fail_if_too_large(found.st_size, file=path.name, largest=largest)
    return path.read_bytes()


def fail_if_too_large(size: int, *, file: str, largest: int = LARGEST_TABLE) -> None:
    """Raise InputError where a file has more bytes than it may."""
    if size > largest:
        expected = f"najwyżej {largest} bajtów"
        raise InputError([Problem(file, "", f"{size} bajtów", expected, _MEND)])


def size_problem(cells: list[str], *, file: str, line: int) -> Problem | None:
    """Return what is too large in a row of a table, or ``None``.

    Examples
    --------
    >>> size_problem(["a", "b"], file="x.csv", line=1) is None
    True
    >>> size_problem(["a"] * 20_000, file="x.csv", line=1).value
    '20000 kolumn'
    """
    place = f"wiersz {line}"
    if len(cells) > MOST_COLUMNS:
        expected = f"najwyżej {MOST_COLUMNS} kolumn"
        return Problem(file, place, f"{len(cells)} kolumn", expected, _MEND)
    longest = max(map(len, cells), default=0)
    if longest > LONGEST_CELL:
        expected = f"komórka do {LONGEST_CELL} znaków"
        mend = "Skróć tekst; sprawdź też, czy cudzysłów w tym wierszu jest domknięty."
        return Problem(file, place, f"komórka ma {longest} znaków", expected, mend)
    return None
