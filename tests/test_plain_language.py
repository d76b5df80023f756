"""What the library says is short and plain: its wording, its data files and a whole annex."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from costmodel.annex.document import Bullets, Paragraph
from costmodel.studies.municipality import Study
from tests.plain_language import avoided_in, longer_than, phrases, sentences, words
from tests.publish.composing import composed

DATA = Path(__file__).parents[1] / "data"
PROSE = {"label", "stock_label", "name", "meaning", "description", "definition", "limits",
         "caution", "note", "trap", "mend", "answer", "finding"}  # fmt: skip
LONGEST = 20
"""Words of a sentence of the wording: the upper end of what the list asks for."""
LONGEST_FILLED = 30
"""Words of a printed sentence, in which a gap may have become a name of several words."""
OFFICIAL = re.compile(
    r"badani\w+ liczby osób bezdomnych|ogrzewal\w+|„[^”]*”|rehabilitacji[^.]*niepełnosprawnych",
    re.IGNORECASE,
)
"""Names that others gave, and what stands between quotation marks."""


def own(text: str) -> str:
    """Return a text without the names that others gave."""
    return OFFICIAL.sub("", text.replace("\u00a0", " "))


def leaves(content: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield from leaves(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from leaves(value, key)
    elif isinstance(content, str):
        yield key, content


def prose() -> list[tuple[str, str]]:
    """Texts that readers see, of the data files of the library, by file."""
    told = []
    for path in sorted(DATA.rglob("*.toml")):
        if {"wording", "workspace", "municipalities"} & set(path.parts):
            continue
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        told += [(path.name, text) for key, text in leaves(content) if key in PROSE]
    return told


def wording() -> list[str]:
    content = tomllib.loads((DATA / "wording" / "pl.toml").read_text(encoding="utf-8"))
    return [text for _, text in leaves(content)]


def test_a_sentence_ends_where_a_reader_would_say_so() -> None:
    text = "Pomaga art. 16b ust. 2 pkt 3. W 2027 r. Gmina płaci 3 tys. zł. Kto jeszcze? Nikt."
    assert sentences(text) == [
        "Pomaga art. 16b ust. 2 pkt 3.",
        "W 2027 r.",
        "Gmina płaci 3 tys. zł.",
        "Kto jeszcze?",
        "Nikt.",
    ]
    assert words("Gmina {name} wyda 3,5 mln zł na usługi społeczno-zawodowe") == 8
    assert list(longer_than("Raz dwa trzy. Raz dwa.", 2)) == ["Raz dwa trzy."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Należy niezwłocznie uiścić", 2),
        ("pomoc dla osób bezdomnych", 1),
        ("osoba w kryzysie bezdomności", 0),
        ("ofiary przemocy", 1),
        ("ofiarność mieszkańców", 0),
        ("środki finansowe na okres czasu", 2),
        ("W ramach posiadanych środków", 1),
    ],
)
def test_phrases_of_the_list_are_found_in_any_form(text: str, found: int) -> None:
    assert len(list(avoided_in(text))) == found


def test_what_to_say_instead_is_itself_plain() -> None:
    assert [say for say in phrases().values() if list(avoided_in(say))] == []


def test_each_sentence_of_the_wording_is_short() -> None:
    assert [s for text in wording() for s in longer_than(text, LONGEST)] == []


def test_the_wording_and_the_data_say_nothing_of_the_list() -> None:
    told = [*(("pl.toml", text) for text in wording()), *prose()]
    assert [(file, found) for file, text in told for found in avoided_in(own(text))] == []


def test_each_printed_sentence_is_short_and_plain(study: Study) -> None:
    printed: list[str] = []
    listed: list[str] = []
    for block in composed(study).blocks:
        if isinstance(block, Paragraph) and block.role != "source":
            printed.append(block.text)
        elif isinstance(block, Bullets):
            listed.extend(block.items)
    assert len(printed) > 50
    assert [s for text in printed for s in longer_than(text, LONGEST_FILLED)] == []
    assert [f for text in (*printed, *listed) for f in avoided_in(own(text))] == []
