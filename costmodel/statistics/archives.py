"""Unpack an archive that someone sent: its sizes first, each part once, none of them locked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from costmodel.errors import InputError, Problem

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,  # a part that is not there, or has no name
    RuntimeError,  # a locked part, or one packed in a way that Python does not know
    OSError,
    EOFError,
    ValueError,
)
"""What reading a broken archive may raise."""
_LOCKED = 0x1
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MEND = "Zapisz plik jeszcze raz w programie, w którym powstał."


def unpacked(
    archive: bytes, *, file: str, expected: str, largest: int, most_parts: int = 2_000
) -> dict[str, bytes]:
    """Return the parts of an archive by name.

    Parameters
    ----------
    archive : bytes
        The whole file.
    file, expected : str
        Its name and what it should be, as told to the reader.
    largest : int
        The most bytes that all parts may have when unpacked.
    most_parts : int
        The most parts that there may be.

    Raises
    ------
    InputError
        If it is no archive, is damaged or locked, has a part twice or too much in it.

    Notes
    -----
    The sizes are those that the archive tells of itself; a part that turns out to be longer is
    read no further, and then fails by its checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as parts:
            entries = [entry for entry in parts.infolist() if not entry.is_dir()]
            problems = list(entry_problems(entries, file, expected, largest, most_parts))
            if problems:
                raise InputError(problems)
            return {entry.filename: parts.read(entry) for entry in entries}
    except UNREADABLE as error:
        value = "plik, którego nie da się odczytać"
        raise InputError([Problem(file, "", value, expected, _MEND)]) from error


def entry_problems(
    entries: list[zipfile.ZipInfo], file: str, expected: str, largest: int, most_parts: int
) -> Iterator[Problem]:
    """Yield what the list of contents alone says against an archive."""
    size = sum(entry.file_size for entry in entries)
    if size > largest:
        mend = "Usuń z pliku rysunki, dodatkowe arkusze i załączniki."
        yield Problem(file, "", f"{size} bajtów", f"najwyżej {largest} bajtów", mend)
    if len(entries) > most_parts:
        yield Problem(file, "", f"{len(entries)} części", f"najwyżej {most_parts} części", _MEND)
    if any(entry.flag_bits & _LOCKED for entry in entries):
        mend = "Zapisz plik bez hasła."
        yield Problem(file, "", "plik z hasłem", f"{expected} bez hasła", mend)
    if any(entry.compress_type not in _WAYS for entry in entries):
        yield Problem(file, "", "nieznany sposób pakowania", expected, _MEND)
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        yield Problem(file, "", "dwie części o tej samej nazwie", expected, _MEND)
    if any("\\" in name or ".." in name.split("/") or name.startswith("/") for name in names):
        yield Problem(file, "", "część o nazwie, która jest ścieżką poza plik", expected, _MEND)
