"""Make the first cell of a row its header in a tagged PDF, which the typesetter cannot do yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATA_CELL = re.compile(
    rb"<</Type/StructElem/S/TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U(\d+)x(\d+)y0\)\])>>"
)
_ROW_SCOPE = b"/Scope/Row"


def with_row_headers(pdf: bytes, row_counts: Sequence[int]) -> bytes:
    """Return ``pdf`` with row headers in the tables that have them.

    Parameters
    ----------
    pdf : bytes
        A tagged PDF whose tables have column headers only.
    row_counts : sequence of int
        For each table in order of the text, how many rows with a header it has; 0 for a table
        without row headers.

    Returns
    -------
    bytes
        Of the same length, so that every address inside the file still holds. If the
        tags do not look as expected the file comes back as it was: without row
        headers it is still a valid PDF/UA.

    Notes
    -----
    In such a table the first cell of each row becomes a header cell with the scope *row*.
    The list of headers of its other cells is blanked out: it names the column only, and would
    hide the scope of row and column headers from a reader (ISO 32000-1, table 349).

    Examples
    --------
    >>> cell = b"<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1x0y0)]>>"
    >>> with_row_headers(cell, [1])
    b'<</Type/StructElem/S/TH/P 9 0 R/A[<</O/Table/Scope/Row        >>'
    """
    found = [0] * len(row_counts)
    for cell in _DATA_CELL.finditer(pdf):
        if int(cell[3]) <= len(found) and int(cell[4]) == 0:
            found[int(cell[3]) - 1] += 1
    if any(there != told for there, told in zip(found, row_counts, strict=True) if told):
        return pdf
    return _DATA_CELL.sub(lambda cell: _retold(cell, row_counts), pdf)


def _retold(cell: re.Match[bytes], row_counts: Sequence[int]) -> bytes:
    table, column = int(cell[3]), int(cell[4])
    if table > len(row_counts) or not row_counts[table - 1]:
        return cell[0]
    kind, scope = (b"TH", _ROW_SCOPE) if column == 0 else (b"TD", b"")
    blank = scope.ljust(len(cell[2]))
    return b"<</Type/StructElem/S/" + kind + cell[1] + blank + b">>"
