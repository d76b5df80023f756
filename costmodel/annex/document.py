"""A neutral document: what an annex says, before anyone decides how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from costmodel.annex.table_shape import shape_problems
from costmodel.annex.text_problems import character_problems, empty_problems
from costmodel.errors import InputError, Problem
from costmodel.language import tag

Role = Literal["body", "lead", "caution", "note", "source"]
Align = Literal["left", "right"]

_FILE = "dokument"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; ``level`` is 1, 2 or 3 and never skips one on the way down."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a sentence is from, told at the foot of its page.

    Its mark follows ``after``, a part of the paragraph; it stands at the end where that is empty.
    """

    text: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``role`` says what it does, not how it looks."""

    text: str
    role: Role = "body"
    notes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order carries no meaning."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts already formatted, with its caption and its source.

    ``align`` and ``widths`` have one entry a column; ``widths`` are relative (None: equal
    to what the texts need). ``row_header`` makes the first column the header of its row.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...]
    source: str
    note: str = ""
    row_header: bool = True
    widths: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture drawn twice (PNG, SVG), with its caption, its text alternative and its source."""

    path_png: Path
    path_svg: Path
    caption: str
    alt: str
    source: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; it is checked when it is made.

    ``date`` is the only day a rendering may know: the clock is never asked.

    Raises
    ------
    InputError
        With everything that is wrong: skipped heading levels, tables that are not
        rectangular, missing text alternatives or sources, characters no file can hold.

    Examples
    --------
    >>> Document(
    ...     title="Aneks", subtitle="", place="Przykładowo", date=date(2026, 3, 15),
    ...     author="OPS", blocks=(Heading(2, "Diagnoza"),),
    ... )
    Traceback (most recent call last):
    ...
    costmodel.errors.InputError: dokument, blok 1: jest „nagłówek poziomu 2”, a powinno być: ...
    """

    title: str
    subtitle: str
    place: str
    date: date
    author: str
    blocks: tuple[Block, ...]
    lang: str = field(default_factory=tag)

    def __post_init__(self) -> None:
        _fail_if_unsound(self)


def texts_of(block: Block) -> tuple[str, ...]:
    """Return every text of a block, in reading order.

    Examples
    --------
    >>> texts_of(Bullets(("staż", "kontrakt socjalny")))
    ('staż', 'kontrakt socjalny')
    """
    match block:
        case Heading():
            return (block.text,)
        case Paragraph():
            return (block.text, *(note.text for note in block.notes))
        case Bullets():
            return block.items
        case Table():
            cells = (cell for row in block.rows for cell in row)
            return (block.caption, *block.header, *cells, block.note, block.source)
        case Figure():
            return (block.caption, block.alt, block.source)
        case PageBreak():
            return ()


def texts_of_document(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with the place where it stands, in Polish."""
    front = {
        "tytuł": document.title,
        "podtytuł": document.subtitle,
        "miejsce": document.place,
        "autor": document.author,
    }
    yield from front.items()
    for number, block in enumerate(document.blocks, start=1):
        for text in texts_of(block):
            yield f"blok {number}", text


def _fail_if_unsound(document: Document) -> None:
    problems = [*_front_problems(document), *_level_problems(document.blocks)]
    for number, block in enumerate(document.blocks, start=1):
        problems += _block_problems(f"blok {number}", block)
    problems += character_problems(_FILE, texts_of_document(document))
    if problems:
        raise InputError(problems)


def _front_problems(document: Document) -> Iterator[Problem]:
    for place, text in (("tytuł", document.title), ("autor", document.author)):
        yield from empty_problems(_FILE, place, text, "Podaj go: czytnik ekranu czyta go najpierw.")
    if not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", document.lang):
        yield Problem(_FILE, "język", document.lang, "kod w rodzaju „pl-PL”", "Popraw kod języka.")
    if not document.blocks:
        yield Problem(_FILE, "treść", "brak", "co najmniej jeden blok", "Dodaj treść dokumentu.")


def _level_problems(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    above = 0
    for number, block in enumerate(blocks, start=1):
        if not isinstance(block, Heading):
            continue
        if not 1 <= block.level <= min(above + 1, 3):
            value, expected = (
                f"nagłówek poziomu {block.level}",
                f"poziom od 1 do {min(above + 1, 3)}",
            )
            mend = "Nie pomijaj poziomów nagłówków."
            yield Problem(_FILE, f"blok {number}", value, expected, mend)
        above = block.level


def _block_problems(place: str, block: Block) -> Iterator[Problem]:
    match block:
        case Heading() | Paragraph():
            yield from empty_problems(_FILE, place, block.text, "Wpisz tekst albo usuń blok.")
            if isinstance(block, Paragraph):
                yield from _note_problems(place, block)
        case Bullets():
            yield from empty_problems(
                _FILE, place, "".join(block.items), "Dodaj punkty albo usuń listę."
            )
            for item in block.items:
                yield from empty_problems(_FILE, f"{place}, punkt", item, "Wpisz tekst punktu.")
        case Table():
            yield from empty_problems(
                _FILE, f"{place}, podpis tabeli", block.caption, "Podpisz tabelę."
            )
            yield from empty_problems(
                _FILE, f"{place}, źródło tabeli", block.source, "Podaj źródło."
            )
            yield from shape_problems(
                _FILE, place, block.header, block.rows, block.align, block.widths
            )
        case Figure():
            yield from empty_problems(
                _FILE, f"{place}, podpis wykresu", block.caption, "Podpisz wykres."
            )
            yield from empty_problems(
                _FILE, f"{place}, źródło wykresu", block.source, "Podaj źródło."
            )
            yield from empty_problems(
                _FILE,
                f"{place}, tekst alternatywny",
                block.alt,
                "Opisz wykres osobie, która go nie widzi.",
            )
            for path, suffix in ((block.path_png, ".png"), (block.path_svg, ".svg")):
                if path.suffix != suffix:
                    expected = f"plik {suffix}"
                    yield Problem(
                        _FILE, place, path.name, expected, "Podaj najpierw PNG, potem SVG."
                    )
        case PageBreak():
            pass


def _note_problems(place: str, paragraph: Paragraph) -> Iterator[Problem]:
    for note in paragraph.notes:
        yield from empty_problems(_FILE, f"{place}, przypis", note.text, "Podaj źródło.")
        if note.after not in paragraph.text:
            expected = "część tekstu akapitu"
            yield Problem(_FILE, f"{place}, przypis", note.after, expected, "Popraw miejsce.")
