from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from costmodel.annex.wording import Wording, load_wording, read_wording
from costmodel.errors import InputError

GOOD = """
[text]
headline = "Zaniechanie kosztuje {cost}, czyli {share} budżetu."
plain = "Bez pól, z klamrą {{tak}}."

[table.goals]
title = "Cele"
"""
PAYERS = [
    "gmina",
    "powiat",
    "voivodeship",
    "state",
    "labour_fund",
    "social_insurance",
    "health_fund",
    "pfron",
    "eu",
    "household",
    "public",
]


def words(folder: Path, text: str) -> Wording:
    path = folder / "pl.toml"
    path.write_text(text, encoding="utf-8")
    return read_wording(path, lang="pl")


def test_a_sentence_is_filled_with_its_fields(tmp_path: Path) -> None:
    wording = words(tmp_path, GOOD)
    assert wording.say("headline", cost="1 zł", share="2%") == (
        "Zaniechanie kosztuje 1 zł, czyli 2% budżetu."
    )
    assert wording.say("text.plain") == "Bez pól, z klamrą {tak}."
    assert wording.say("table.goals.title") == "Cele"
    assert wording.knows("plain")
    assert not wording.knows("table.goals.other")


def test_text_of_a_field_is_not_read_as_a_template(tmp_path: Path) -> None:
    said = words(tmp_path, GOOD).say("headline", cost="{share}", share="{0.x}")
    assert said == "Zaniechanie kosztuje {share}, czyli {0.x} budżetu."


def test_a_missing_key_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"pl\.toml, klucz text\.nagłówek: jest „brak”"):
        words(tmp_path, GOOD).say("nagłówek")


def test_missing_unused_and_unwritten_fields_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        words(tmp_path, GOOD).say("headline", cost=3, extra="x")  # type: ignore[arg-type]
    said = [problem.value for problem in caught.value.problems]
    assert said == ["pole {share} bez wartości", "wartość extra, której zdanie nie używa", "3"]


@pytest.mark.parametrize(
    "line",
    ['a = "{}"', 'a = "{0}"', 'a = "{x.y}"', 'a = "{x:.2f}"', 'a = "{x!r}"', 'a = "{x"', "a = 3"],
)
def test_only_plain_gaps_are_allowed(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"klucz text\.a: .*powinno być"):
        words(tmp_path, f"[text]\n{line}\n")


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        words(tmp_path, '[text]\na = 3\nb = "{}"\n[noun.kot]\none = "kot"\n')
    assert len(caught.value.problems) == 6


@pytest.mark.parametrize("content", [b"[text\n", "a = 'ż'".encode("cp1250")])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pl.toml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"poprawny plik TOML.*UTF-8"):
        read_wording(path, lang="pl")


@pytest.mark.parametrize("lang", ["xx", "../pl", ""])
def test_a_language_without_words_is_refused(lang: str) -> None:
    with pytest.raises(InputError, match="język, którego plik słów"):
        load_wording(lang)


@pytest.mark.parametrize("payer", PAYERS)
def test_every_payer_has_a_label(payer: str) -> None:
    assert load_wording().say(f"payer.{payer}")


def test_both_scenarios_have_their_names() -> None:
    assert load_wording().say("scenario.inaction") == "zaniechanie"
    assert load_wording().say("scenario.activation") == "działanie"


POLISH, ENGLISH = load_wording("pl"), load_wording("en")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_english_has_the_keys_of_polish_and_no_more() -> None:
    assert set(ENGLISH.texts) ^ set(POLISH.texts) == set()


def test_every_english_sentence_has_the_gaps_of_the_polish_one() -> None:
    found = {key for key, text in POLISH.texts.items() if gaps(text) != gaps(ENGLISH.texts[key])}
    assert not found


def test_every_noun_has_its_english_forms_in_the_same_cases() -> None:
    polish = {name: set(noun.forms) for name, noun in POLISH.nouns.items()}
    assert polish == {name: set(noun.forms) for name, noun in ENGLISH.nouns.items()}


def test_an_english_noun_without_its_plural_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text('[noun.osoba]\none = "person"\nfew = "people"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_wording(path, lang="en")
    assert [p.place for p in caught.value.problems] == ["noun.osoba.other", "noun.osoba.few"]


def test_no_english_sentence_is_left_empty_or_polish() -> None:
    names = re.compile("Kalkulator Kosztów Zaniechania|Wykluczenie|Źródło")
    wrong = {
        key: text
        for key, text in ENGLISH.texts.items()
        if not text.strip() or re.search("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„]", names.sub("", text))
    }
    assert not wrong
