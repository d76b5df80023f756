"""A sheet in the making: lines with labels, then a formula for each year."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from costmodel.annex.workbook import Cell, Look, Sheet, place
from costmodel.publish.formula import Formula

HEAD_ROWS = 3


class Page:
    """Lines that are known by a key; a formula put in a place can be referred to.

    Parameters
    ----------
    name, title : str
        Of the sheet.
    labels, columns : sequence of str
        Heads of the columns of labels, then of the columns of formulas.
    """

    def __init__(
        self, name: str, title: str, *, labels: Sequence[str], columns: Sequence[str]
    ) -> None:
        self.name = name
        self.n_labels = len(labels)
        self._n_columns = len(columns)
        self._head: list[list[Cell | None]] = [
            [Cell(title, "title")],
            [],
            [Cell(text, "head") for text in (*labels, *columns)],
        ]
        self._lines: dict[Hashable, list[Cell | None]] = {}
        self._rows: dict[Hashable, int] = {}

    def line(self, key: Hashable, *labels: str) -> None:
        """Begin a line, if it is not there yet."""
        if key not in self._lines:
            self._rows[key] = HEAD_ROWS + len(self._lines)
            told: list[Cell | None] = [Cell(text) for text in labels]
            self._lines[key] = [*told, *[None] * (self.n_labels - len(told) + self._n_columns)]

    def put(
        self, key: Hashable, column: int, formula: Formula, *, look: Look = "factor"
    ) -> Formula:
        """Put a formula in a line and return the reference to it."""
        where = self.n_labels + column
        self._lines[key][where] = Cell(formula.value, look, formula.text)
        return Formula(place(self.name, self._rows[key], where), formula.value)

    def add_input(self, key: Hashable, column: int, value: float, *, name: str = "") -> Formula:
        """Put a number that may be changed in a line and return the reference to it."""
        where = self.n_labels + column
        self._lines[key][where] = Cell(value, "input", name=name)
        return Formula(name or place(self.name, self._rows[key], where), value)

    def row(self, key: Hashable) -> int:
        """Return the row of a line, counted from 0."""
        return self._rows[key]

    def label(self, key: Hashable, column: int, text: str) -> None:
        """Put a text in a line."""
        self._lines[key][column] = Cell(text)

    def span(self, column: int) -> str:
        """Return the range of a column over all lines."""
        first = place(self.name, HEAD_ROWS, column)
        last = place(self.name, HEAD_ROWS + len(self._lines) - 1, column)
        return f"{first}:{last.partition('!')[2]}"

    def sheet(self, *, widths: tuple[float, ...], note: str = "") -> Sheet:
        """Return the finished sheet."""
        head = self._head
        if note:
            head = [head[0], [Cell(note)], head[2]]
        return Sheet(self.name, [*head, *self._lines.values()], (HEAD_ROWS, 1), widths)
