"""Look inside an XLSX file for what must not be in it: macros and formulas."""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from costmodel.errors import InputError, Problem
from costmodel.statistics.spreadsheets import scanned_parts

_LARGEST = 50_000_000
"""Bytes of an unpacked file; a filled workbook has a hundredth of that."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIGURE, _PASTE = (
    "liczba albo znak – . x #",
    "Wklej w tę komórkę samą wartość (Wklej specjalnie: wartości).",
)
_SAVE = "Zapisz plik jako „Skoroszyt programu Excel (.xlsx)” i spróbuj ponownie."


def fail_if_unsafe(workbook: bytes, *, file: str) -> None:
    """Raise unless the file is an XLSX without macros and without a formula.

    Parameters
    ----------
    workbook : bytes
        The whole file.
    file : str
        Name told to the reader.

    Raises
    ------
    InputError
        With each formula by sheet and cell.

    Notes
    -----
    A formula is refused, and not read by the value that stands beside it: that value may be
    old, or come from a file that is not here.
    """
    parts = scanned_parts(workbook, file=file, largest=_LARGEST)
    if any("vbaproject" in name.lower() for name in parts):
        raise InputError([Problem(file, "", "plik z makrami", "skoroszyt bez makr", _SAVE)])
    names = _names_of_sheets(workbook)
    problems = [
        Problem(file, f"arkusz „{names.get(name, name)}”, komórka {cell}", "wzór", _FIGURE, _PASTE)
        for name, part in parts.items()
        for cell in part.formulas
    ]
    if problems:
        raise InputError(problems)


def _names_of_sheets(workbook: bytes) -> dict[str, str]:
    """Return the names of the sheets by the parts that hold them; only to tell where a cell is."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    parts_of = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found = {}
    for sheet in book.iter(f"{{{_MAIN}}}sheet"):
        target = parts_of.get(sheet.get(f"{{{_RELATIONS}}}id"), "")
        found[_part(target)] = sheet.get("name", "")
    return found


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
