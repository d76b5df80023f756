"""What is wrong with the shape of a table: rows, alignments or widths do not fit its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from costmodel.annex.text_problems import empty_problems
from costmodel.errors import Problem


def shape_problems(
    file: str,
    place: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    align: Sequence[str],
    widths: Sequence[float] | None,
) -> Iterator[Problem]:
    """Yield everything wrong with the shape of a table that stands at ``place`` of ``file``.

    Examples
    --------
    >>> found = shape_problems("dokument", "blok 1", ["Rok"], [["2026", "5"]], ["left"], None)
    >>> [problem.place for problem in found]
    ['blok 1, wiersz 1']
    """
    columns = len(header)
    if not columns or not rows:
        size = f"{columns} kolumn, {len(rows)} wierszy"
        yield Problem(file, place, size, "tabela z kolumnami i wierszami", "Uzupełnij tabelę.")
    lengths = {f"wiersz {n}": len(row) for n, row in enumerate(rows, start=1)}
    lengths["wyrównanie"] = len(align)
    if widths is not None:
        lengths["szerokości"] = len(widths)
    for part, length in lengths.items():
        if length != columns:
            expected = f"{columns} (tyle, ile kolumn w główce)"
            yield Problem(file, f"{place}, {part}", str(length), expected, "Wyrównaj tabelę.")
    for cell in header:
        yield from empty_problems(file, f"{place}, główka tabeli", cell, "Nazwij każdą kolumnę.")
    for width in widths or ():
        if not 0 < width < float("inf"):
            yield Problem(file, f"{place}, szerokości", f"{width}", "liczba dodatnia", "Popraw ją.")
