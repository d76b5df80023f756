from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from costmodel.evidence.loader import load_findings
from costmodel.language import using
from costmodel.problems.loader import shipped_problems
from costmodel.resources import data_path
from costmodel.translation import LABELS, PHRASES, texts_of, told_content, translated

POLISH = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")


@pytest.fixture
def english() -> Callable[[str], str]:
    def told(text: str) -> str:
        with using("en"):
            return translated(text)

    return told


def test_in_polish_every_text_stays_as_it_is() -> None:
    assert translated("koszt planu") == "koszt planu"
    assert told_content({"label": "koszt planu"}) == {"label": "koszt planu"}


def test_a_text_that_nobody_translated_stays_polish(english: Callable[[str], str]) -> None:
    assert english("słowo spoza katalogu") == "słowo spoza katalogu"
    assert english("") == ""


def test_what_fills_a_gap_is_told_too(english: Callable[[str], str]) -> None:
    told = english("wartość poznania liczby: prognoza liczby osób")
    assert told == "value of learning the number: forecast of the number of people"


def test_the_phrase_that_says_most_is_taken_first(english: Callable[[str], str]) -> None:
    # the general „{what}, {year} r.” would fit as well
    assert english("ludność gminy, 2024 r.") == "population of the municipality, 2024"
    assert english("koszt planu, 2024 r.") == "cost of the plan, 2024"


def test_only_prose_of_a_data_file_is_told() -> None:
    content = {
        "id": "zaniechanie",
        "value": 3,
        "inner": {"label": "zaniechanie", "unit": "osoba"},
        "rows": [{"note": "zaniechanie", "names": ["zaniechanie"]}],
        "limits": ["zaniechanie", "słowo"],
    }
    with using("en"):
        told = told_content(content)
    assert told == {
        "id": "zaniechanie",
        "value": 3,
        "inner": {"label": "inaction", "unit": "osoba"},
        "rows": [{"note": "inaction", "names": ["zaniechanie"]}],
        "limits": ["inaction", "słowo"],
    }


@pytest.mark.parametrize("table", [LABELS, PHRASES])
def test_no_english_text_is_empty_or_polish(table: str) -> None:
    def is_wrong(text: str) -> bool:
        words = re.findall(r"\w+", re.sub("“[^”]*”", "", text))
        # a Polish word may be quoted; a name keeps its letters: Świecie, Ostrołęka
        return not text.strip() or any(POLISH.search(w) and not w[0].isupper() for w in words)

    wrong = {polish: said for polish, said in texts_of("en", table).items() if is_wrong(said)}
    assert not wrong


def test_a_phrase_has_the_same_gaps_in_both_languages() -> None:
    def gaps(text: str) -> list[str]:
        return sorted(gap for _, gap, _, _ in Formatter().parse(text) if gap)

    pairs = texts_of("en", PHRASES).items()
    assert not [polish for polish, said in pairs if gaps(polish) != gaps(said)]


def test_numbers_and_ids_of_data_are_the_same_in_both_languages() -> None:
    polish = shipped_problems()
    with using("en"):
        english = shipped_problems()
    assert list(polish) == list(english)
    for name, problem in polish.items():
        mine, theirs = problem.model_dump(), english[name].model_dump()
        assert without_words(mine) == without_words(theirs)


def without_words(content: object) -> object:
    """Return what is left of a form when its texts with spaces or Polish letters go."""
    match content:
        case dict():
            return {k: without_words(v) for k, v in content.items() if k not in ("label", "note")}
        case list() | tuple():
            return [without_words(v) for v in content]
        case str() if " " in content or POLISH.search(content):
            return ""
        case _:
            return content


def test_sources_stay_as_they_are() -> None:
    file = data_path("evidence", "unemployment.toml")
    polish = load_findings(file)
    with using("en"):
        english = load_findings(file)
    assert {i: f.source for i, f in polish.items()} == {i: f.source for i, f in english.items()}


NAMED = ("label", "name", "stock_label", "unit_label", "definition", "meaning", "description")
"""Keys whose texts must be translated."""
ENGLISH = {
    "Assumption of the project, evidence grade E: inflation at the NBP target once projections end."
}
"""Texts that are English in the file."""
NOT_PRINTED = {"forms", "live", "municipalities", "reference", "wording", "workspace"}
"""Folders whose names stand in no annex: forms to fill in and the interfaces of publishers."""


def names_in(key: str, content: object) -> Iterator[str]:
    match content:
        case dict():
            for name, inner in content.items():
                yield from names_in(name, inner)
        case list():
            for inner in content:
                yield from names_in(key, inner)
        case str() if key in NAMED and not re.fullmatch(r"[a-z0-9_]+", content):
            yield content.strip()


def data_files() -> list[Path]:
    root = data_path("wording").parent
    paths = sorted(root.rglob("*.toml"))
    return [path for path in paths if not NOT_PRINTED & set(path.relative_to(root).parts)]


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.stem)
def test_every_name_of_the_data_has_its_english(path: Path) -> None:
    known = {text.strip() for table in (LABELS, PHRASES) for text in texts_of("en", table)}
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(names_in("", content)) <= known | ENGLISH
