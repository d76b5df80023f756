"""Write a file whole or not at all, and pack archives that are the same every time."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from costmodel.errors import OutputError
from costmodel.refusals import refusal_of

_EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_FIRST_IN_PACKAGE = "[Content_Types].xml"


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: under another name first, then moved into place.

    Raises
    ------
    OutputError
        If the folder is not there or cannot be written to; nothing is left behind.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):  # what cannot be removed was not written either
            unfinished.unlink(missing_ok=True)
        raise OutputError(
            f"Nie można zapisać pliku. {refusal_of(error, file=str(path))}"
        ) from error


def fail_if_missing(paths: Iterable[Path]) -> None:
    """Raise :class:`OutputError` naming every file of ``paths`` that is not there."""
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise OutputError(
            f"Brakuje plików wykresów: {', '.join(missing)}. Najpierw zapisz wykresy, "
            "potem dokument."
        )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of ``parts`` in a fixed order, without any time of day.

    Examples
    --------
    >>> packed({"b": b"2", "a": b"1"}) == packed({"a": b"1", "b": b"2"})
    True
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(parts, key=lambda part: (part != _FIRST_IN_PACKAGE, part)):
            entry = zipfile.ZipInfo(name, _EPOCH_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return whole.getvalue()


def repacked(archive: bytes) -> bytes:
    """Return the same archive with nothing in it that depends on when it was made."""
    with zipfile.ZipFile(io.BytesIO(archive)) as original:
        return packed({name: original.read(name) for name in original.namelist()})
