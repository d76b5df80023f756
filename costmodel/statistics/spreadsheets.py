"""Open a workbook that someone sent, once it is known to fit into memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from costmodel.errors import InputError, Problem
from costmodel.statistics.archives import unpacked

Raw = int | float | str | bool | date | datetime | time | timedelta
"""What a cell may hold."""
EXPECTED = "skoroszyt XLSX"
LARGEST = 400_000_000
"""Bytes of an unpacked workbook; the largest exports of GUS have half of that."""
MOST_CELLS, MOST_CHARACTERS = 4_000_000, 200_000_000
"""Cells from A1 to the last one of a sheet, empty ones too; characters in them."""
_MEND = "Zapisz plik jeszcze raz jako .xlsx, bez innych arkuszy i pustych wierszy."
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_STRINGS, _SHEET = "sst", "worksheet"


class BrokenPartError(Exception):
    """A part of a workbook cannot be read or trusted; the text says why, in Polish."""


@dataclass(slots=True)
class Part:
    """What was seen in one XML part.

    Parameters
    ----------
    root : str
        Name of its first element.
    rows, columns : int
        The last cell of a sheet.
    lengths : list of int
        Characters of each shared text.
    used : list of str
        Number of the shared text that each cell shows.
    formulas : list of str
        Cells with formulas.
    """

    root: str = ""
    rows: int = 0
    columns: int = 0
    lengths: list[int] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    cell: str = ""
    column: int = 0
    shared: bool = False
    inside: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element, by its name without the namespace."""
        local = name.rpartition(":")[2]
        self.root = self.root or local
        if self.root == _SHEET:
            self._in_sheet(local, attributes)
        elif self.root == _STRINGS and local == "si":
            self.lengths.append(0)
        self.inside = local

    def _in_sheet(self, local: str, attributes: dict[str, str]) -> None:
        if local == "row":
            given = attributes.get("r", "")
            self.rows = max(self.rows + 1, int(given) if given.isdigit() else 0)
            self.column = 0
        elif local == "c":
            self._cell(attributes.get("r", ""))
            self.shared = attributes.get("t") == "s"
            if self.shared:
                self.used.append("")
        elif local == "f":
            self.formulas.append(self.cell)

    def _cell(self, at: str) -> None:
        self.cell = at
        found = _CELL.fullmatch(at)
        if at and not found:
            raise BrokenPartError("komórka o nazwie, której nie ma")
        self.column = column_number(found[1]) if found else self.column + 1
        self.rows = max(self.rows, int(found[2]) if found else 1)
        self.columns = max(self.columns, self.column)

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self.lengths:
            self.lengths[-1] += len(text)
        elif self.shared and self.inside == "v":
            self.used[-1] += text

    def doctype(self, *_: object) -> None:
        """Refuse a part that declares entities of its own."""
        raise BrokenPartError("DOCTYPE")


def column_number(letters: str) -> int:
    """Return the number of a column, the first being 1.

    Examples
    --------
    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def scanned(content: bytes) -> Part:
    """Return what stands in an XML part, without keeping it.

    Raises
    ------
    BrokenPartError
        If it is no XML, or has a DOCTYPE.
    """
    part, parser = Part(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = part.doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError, RecursionError) as error:
        raise BrokenPartError("część, której nie da się odczytać") from error
    return part


def scanned_parts(archive: bytes, *, file: str, largest: int = LARGEST) -> dict[str, Part]:
    """Return what stands in each part of a workbook, nothing for one that is no XML.

    Raises
    ------
    InputError
        If the archive is not to be opened, or a part is broken, has a DOCTYPE or a sheet that
        is too large.
    """
    return _scanned(unpacked(archive, file=file, expected=EXPECTED, largest=largest), file)


def _scanned(parts: Mapping[str, bytes], file: str) -> dict[str, Part]:
    if "xl/workbook.xml" not in parts or _RELATIONS not in parts or "content.xml" in parts:
        raise InputError([Problem(file, "", "inny rodzaj pliku", EXPECTED, _MEND)])
    found: dict[str, Part] = {}
    for name, content in parts.items():
        is_xml = name.lower().endswith((".xml", ".rels"))
        try:
            found[name] = scanned(content) if is_xml else Part()
        except BrokenPartError as error:
            raise InputError([Problem(file, name, str(error), EXPECTED, _MEND)]) from error
    others = re.findall(rb'Target\s*=\s*["\']([^"\']*)["\']', parts[_RELATIONS])
    strange = [one for one in others if not one.lower().endswith(b".xml")]
    if strange:
        told = strange[0].decode("utf-8", errors="replace")
        raise InputError([Problem(file, _RELATIONS, told, "części XML", _MEND)])
    _fail_if_too_large(found, file)
    return found


def _fail_if_too_large(parts: Mapping[str, Part], file: str) -> None:
    lengths = [length for part in parts.values() for length in part.lengths]
    for name, part in parts.items():
        cells = part.rows * part.columns
        shown = [int(at) if at.strip().isdecimal() and len(at) < 9 else -1 for at in part.used]
        characters = sum(lengths[at] for at in shown if 0 <= at < len(lengths))
        for count, most, what in (
            (cells, MOST_CELLS, "komórek"),
            (characters, MOST_CHARACTERS, "znaków"),
        ):
            if count > most:
                told, expected = f"{count} {what}", f"najwyżej {most} {what}"
                raise InputError([Problem(file, name, told, expected, _MEND)])


def opened(archive: bytes, *, file: str) -> CalamineWorkbook:
    """Return a workbook that is known to fit into memory.

    Raises
    ------
    InputError
        If it is none, is damaged, or is too large.

    Notes
    -----
    The parts are packed anew, so that what is opened is what was looked at, however odd the
    archive is.
    """
    parts = unpacked(archive, file=file, expected=EXPECTED, largest=LARGEST)
    _scanned(parts, file)
    anew = io.BytesIO()
    with zipfile.ZipFile(anew, "w") as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(anew.getvalue()))
    except CalamineError as error:
        raise _damaged(file, "") from error


def cells_of(book: CalamineWorkbook, sheet: str, *, file: str) -> list[list[Raw]]:
    """Return the cells of a sheet from A1 to the last one.

    Raises
    ------
    InputError
        If the sheet is damaged, or is no sheet of cells.
    """
    try:
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _damaged(file, f"arkusz „{sheet}”") from error


def _damaged(file: str, place: str) -> InputError:
    return InputError([Problem(file, place, "uszkodzony plik", EXPECTED, _MEND)])
