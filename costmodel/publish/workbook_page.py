"""A sheet in the making: lines with labels, then a formula for each year, then notes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from costmodel.annex.workbook import Cell, Limits, Look, Sheet, place
from costmodel.publish.formula import Formula

HEAD_ROWS = 3
SMALL = 10
"""Inputs below this show four digits after the comma."""
MOST_LETTERS = 8192
"""The longest formula that a spreadsheet takes."""


class Page:
    """Lines that are known by a key; a formula put in a place can be referred to.

    Parameters
    ----------
    name, title : str
        Of the sheet.
    labels, columns, notes : sequence of str
        Heads of the columns of labels, of formulas, and of the texts after them.
    """

    def __init__(
        self,
        name: str,
        title: str,
        *,
        labels: Sequence[str],
        columns: Sequence[str],
        notes: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.n_labels = len(labels)
        self._n_columns = len(columns)
        self._head: list[list[Cell | None]] = [
            [Cell(title, "title")],
            [],
            [Cell(text, "head") for text in (*labels, *columns, *notes)],
        ]
        self._lines: dict[Hashable, list[Cell | None]] = {}
        self._rows: dict[Hashable, int] = {}
        self.too_long = 0
        """Formulas so far that are too long for a cell: their results stand as numbers."""

    def line(self, key: Hashable, *labels: str, notes: Sequence[str] = ()) -> None:
        """Begin a line, if it is not there yet."""
        if key not in self._lines:
            self._rows[key] = HEAD_ROWS + len(self._lines)
            told: list[Cell | None] = [Cell(text) for text in labels]
            room = [None] * (self.n_labels - len(told) + self._n_columns)
            self._lines[key] = [*told, *room, *(Cell(text) for text in notes)]

    def put(
        self, key: Hashable, column: int, formula: Formula, *, look: Look = "factor"
    ) -> Formula:
        """Put a formula in a line and return the reference to it."""
        where, text = self.n_labels + column, formula.text
        if len(text) >= MOST_LETTERS:
            text = ""
            self.too_long += 1
        self._lines[key][where] = Cell(formula.value, look, text)
        return Formula(place(self.name, self._rows[key], where), formula.value)

    def add_input(
        self,
        key: Hashable,
        column: int,
        value: float,
        *,
        name: str = "",
        limits: Limits | None = None,
    ) -> Formula:
        """Put a number that may be changed in a line and return the reference to it."""
        where = self.n_labels + column
        look: Look = "small_input" if abs(value) < SMALL else "input"
        self._lines[key][where] = Cell(value, look, name=name, limits=limits)
        return Formula(name or place(self.name, self._rows[key], where), value)

    def span(self, column: int) -> str:
        """Return the range of a column over all lines."""
        first = place(self.name, HEAD_ROWS, column)
        last = place(self.name, HEAD_ROWS + len(self._lines) - 1, column)
        return f"{first}:{last.partition('!')[2]}"

    def block(self, first: Hashable, last: Hashable, *, columns: tuple[int, int]) -> str:
        """Return the range between two lines and two columns of formulas, ends included."""
        begin = place(self.name, self._rows[first], self.n_labels + columns[0])
        end = place(self.name, self._rows[last], self.n_labels + columns[1])
        return f"{begin}:{end.partition('!')[2]}"

    def sheet(self, *, widths: tuple[float, ...], note: str = "", printed: int = 0) -> Sheet:
        """Return the finished sheet; the last width is that of all further columns."""
        head = self._head
        if note:
            head = [head[0], [Cell(note, "note")], head[2]]
        return Sheet(
            self.name, [*head, *self._lines.values()], (HEAD_ROWS, 1), widths, printed=printed
        )
