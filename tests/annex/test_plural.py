from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.annex.nbsp import HARD
from costmodel.annex.nouns import categories
from costmodel.annex.plural import count, form
from costmodel.annex.wording import load_wording
from costmodel.errors import InputError


def plain_rule(number: int) -> str:
    """The rule of school grammars, without Babel: a yardstick."""
    if number == 1:
        return "osoba"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "osoby"
    return "osób"


@given(st.integers(0, 2_000_000))
@settings(max_examples=200)
def test_agrees_with_the_rule_of_school_grammars(number: int) -> None:
    assert form(number, "osoba") == plain_rule(number)
    assert form(float(number), "osoba") == plain_rule(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 rok"), (2, "2 lata"), (5, "5 lat"), (12, "12 lat"), (22, "22 lata"), (112, "112 lat")],
)
def test_years_change_their_stem(number: int, text: str) -> None:
    assert count(number, "rok") == text.replace(" ", HARD)


def test_a_fraction_takes_the_genitive_singular() -> None:
    assert count(2.5, "etat") == f"2,5{HARD}etatu"
    assert count(2, "etat", places=1) == f"2,0{HARD}etatu"
    assert form(Decimal("0.5"), "osoba") == "osoby"


def test_the_noun_follows_the_number_that_is_printed() -> None:
    # 1.4 printed without decimals is 1, and „1 etatu” would be wrong
    assert count(1.4, "etat", places=0) == f"1{HARD}etat"
    assert count(2.0, "etat") == f"2{HARD}etaty"


def test_a_fall_is_counted_like_a_rise() -> None:
    assert count(-2, "osoba") == f"−2{HARD}osoby"


def test_other_cases_have_their_own_forms() -> None:
    assert count(1, "osoba", case="genitive") == f"1{HARD}osoby"
    assert count(2, "gmina", case="locative") == f"2{HARD}gminach"


def test_a_noun_or_case_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"data/wording/pl\.toml, noun\.smok.*Dopisz"):
        count(3, "smok")
    with pytest.raises(InputError, match=r"noun\.etat\.dative"):
        count(3, "etat", case="dative")


@pytest.mark.parametrize("noun", sorted(load_wording().nouns))
def test_every_noun_has_a_form_for_every_number(noun: str) -> None:
    forms = load_wording().nouns[noun].forms
    assert {"nominative", "genitive"} <= set(forms)
    assert all(set(rows) == set(categories("pl")) for rows in forms.values())
    assert all(text.strip() == text for rows in forms.values() for text in rows.values())
