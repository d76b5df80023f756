"""Look inside an XLSX file for what must not be in it: macros and formulas."""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from costmodel.errors import InputError, Problem

_LARGEST = 50_000_000
"""Bytes of an unpacked file; a filled workbook has a hundredth of that."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
            problems = _problems(parts, file)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        problem = Problem(file, "", "plik, którego nie da się odczytać", "skoroszyt XLSX", _SAVE)
        raise InputError([problem]) from error
    if problems:
        raise InputError(problems)


def _problems(parts: zipfile.ZipFile, file: str) -> list[Problem]:
    size = sum(entry.file_size for entry in parts.infolist())
    if size > _LARGEST:
        mend = "Przepisz liczby do nowego skoroszytu bez rysunków i dodatkowych arkuszy."
        return [Problem(file, "", f"{size} bajtów", f"najwyżej {_LARGEST} bajtów", mend)]
    if any("vbaproject" in name.lower() for name in parts.namelist()):
        return [Problem(file, "", "plik z makrami", "skoroszyt bez makr", _SAVE)]
    found = []
    for sheet, part in _sheets(parts).items():
        for cell in _formula_cells(parts, part):
            mend = "Wklej w tę komórkę samą wartość (Wklej specjalnie: wartości)."
            place = f"arkusz „{sheet}”, komórka {cell}"
            found.append(Problem(file, place, "wzór", "liczba albo znak – . x #", mend))
    return found


def _sheets(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    parts_of = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    return {
        sheet.get("name", ""): _part(parts_of[sheet.get(f"{{{_RELATIONS}}}id")])
        for sheet in book.iter(f"{{{_MAIN}}}sheet")
    }


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)


def _formula_cells(parts: zipfile.ZipFile, part: str) -> list[str]:
    if part not in parts.namelist():
        return []
    with parts.open(part) as content:
        return [
            cell.get("r", "")
            for _, cell in ElementTree.iterparse(content)
            if cell.tag == f"{{{_MAIN}}}c" and cell.find(f"{{{_MAIN}}}f") is not None
        ]
