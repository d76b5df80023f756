"""Where each number of a page is from: entries to link to, and lists of the numbers of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from costmodel.annex.document import Figure, Heading, PageBreak, Table, texts_of
from costmodel.annex.html_text import anchor_of
from costmodel.annex.marks import parts
from costmodel.annex.outline import Numbered
from costmodel.annex.printed import word

_SHORT = 6
"""So many inputs are told again; a longer list gives way to the first entry that has it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a number: its value and the facts as they are told, and what it is made of.

    ``inputs`` are ids of other origins.
    """

    id: str
    label: str
    value: str
    facts: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page to which a link leads, and what the link says."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An origin as the page shows it: with links to its inputs and to where it is printed.

    ``like`` holds an earlier entry with the very same inputs, in place of a long list of them.
    """

    origin: Origin
    anchor: str
    inputs: tuple[Spot, ...]
    like: tuple[Spot, ...]
    shown_at: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TableNumbers:
    """The numbers of a table in the order of its cells."""

    anchor: str
    table: Spot
    numbers: tuple[Origin, ...]


def ids_of(item: Numbered) -> tuple[str, ...]:
    """Return the numbers that a block shows, each once, in reading order."""
    found = (part.id for text in texts_of(item.block) for part in parts(text) if part.id)
    return tuple(dict.fromkeys(found))


def anchor_of_block(item: Numbered) -> str:
    """Return the name of the place on the page where a block stands.

    Examples
    --------
    >>> anchor_of_block(Numbered(Heading(2, "Ludność"), "1.2.", 7))
    'rozdzial-1.2'
    """
    match item.block:
        case Heading():
            return f"rozdzial-{item.number.rstrip('.')}"
        case Table():
            return f"tabela-{item.number}"
        case Figure():
            return f"wykres-{item.number}"
        case _:
            return f"tekst-{item.position}"


def entries(items: Sequence[Numbered], origins: Iterable[Origin]) -> tuple[Entry, ...]:
    """Return what the page tells of the numbers that it prints and of all they are made from.

    They stand in the order in which they are given.
    """
    known = {origin.id: origin for origin in origins}
    shown = _shown(items)
    reached = _reached(shown, known)
    first: dict[tuple[str, ...], str] = {}
    found = []
    for id_, origin in known.items():
        if id_ not in reached:
            continue
        inputs = _spots([known[i] for i in origin.inputs if i in known])
        alike = first.setdefault(origin.inputs, id_)
        like = (_spot(known[alike]),) if alike != id_ and len(inputs) > _SHORT else ()
        found.append(
            Entry(origin, anchor_of(id_), () if like else inputs, like, shown.get(id_, ()))
        )
    return tuple(found)


def _spot(origin: Origin) -> Spot:
    return Spot(anchor_of(origin.id), f"{origin.label} [{origin.id}]")


def _spots(origins: Iterable[Origin]) -> tuple[Spot, ...]:
    """Return links to origins; in a row of years the second and later say the year alone."""
    found: list[Spot] = []
    before = ("", "")
    for origin in origins:
        stem, _, last = origin.id.rpartition(".")
        is_next = last.isdigit() and (stem, origin.label) == before
        found.append(Spot(anchor_of(origin.id), last) if is_next else _spot(origin))
        before = (stem, origin.label)
    return tuple(found)


def _reached(ids: Iterable[str], known: Mapping[str, Origin]) -> set[str]:
    """Return the numbers of these ids and all that they are made from, step by step."""
    found, waiting = set[str](), [id_ for id_ in ids if id_ in known]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [id_ for id_ in known[here].inputs if id_ in known]
    return found


def numbers_of_tables(
    items: Iterable[Numbered], origins: Iterable[Origin]
) -> tuple[TableNumbers, ...]:
    """Return for each table that shows numbers with an origin which they are."""
    known = {origin.id: origin for origin in origins}
    found = []
    for item in items:
        numbers = tuple(known[id_] for id_ in ids_of(item) if id_ in known)
        if isinstance(item.block, Table) and numbers:
            told = f"{word('table')} {item.number}. {item.block.caption}"
            found.append(
                TableNumbers(
                    f"liczby-tabeli-{item.number}", Spot(anchor_of_block(item), told), numbers
                )
            )
    return tuple(found)


def _shown(items: Iterable[Numbered]) -> dict[str, tuple[Spot, ...]]:
    """Return where each number is printed: the table, or the chapter whose text holds it."""
    found: dict[str, dict[str, Spot]] = {}
    chapter = ""
    for item in items:
        match item.block:
            case Heading(text=text):
                chapter = f"{item.number} {text}"
                continue
            case Table():
                told = f"{word('table')} {item.number}"
            case Figure():
                told = f"{word('figure')} {item.number}"
            case PageBreak():
                continue
            case _:
                told = chapter
        for id_ in ids_of(item):
            found.setdefault(id_, {}).setdefault(told, Spot(anchor_of_block(item), told))
    return {id_: tuple(spots.values()) for id_, spots in found.items()}
