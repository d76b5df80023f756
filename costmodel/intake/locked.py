"""Lock the order and the names of the sheets of a finished workbook."""

from __future__ import annotations

import io
import zipfile

from costmodel.errors import ModelError

_PART = "xl/workbook.xml"
_BEFORE = b"<bookViews>"
_LOCK = b'<workbookProtection lockStructure="1"/>'
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can name: the same bytes on every day."""


def with_locked_structure(workbook: bytes) -> bytes:
    """Return the workbook with its structure locked, without a password.

    Parameters
    ----------
    workbook : bytes
        XLSX as XlsxWriter writes it, which itself locks only cells.

    Raises
    ------
    ModelError
        If the place for the lock is not found.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _PART:
                if content.count(_BEFORE) != 1:
                    raise ModelError(f"{_PART} has no single {_BEFORE!r} to put the lock before.")
                content = content.replace(_BEFORE, _LOCK + _BEFORE)
            new.writestr(_entry(name), content)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
