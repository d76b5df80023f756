from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.small_numbers import (
    Scope,
    SmallNumbers,
    default_small_numbers,
    read_small_numbers,
)
from costmodel.resources import data_path

SHIPPED = data_path("small_numbers.toml").read_text(encoding="utf-8")


def test_the_shipped_rule_hides_one_and_two_and_the_strict_one_up_to_four() -> None:
    rule, strict = default_small_numbers(), default_small_numbers(strict=True)
    assert (rule.hidden_from, rule.hidden_up_to, strict.hidden_up_to) == (1, 2, 4)
    assert (rule.interval_up_to, rule.interval_level) == (20, 0.95)
    assert strict.spread == 4


@pytest.mark.parametrize(
    ("variable", "unit", "covered"),
    [
        ("homeless_persons", "osoba", True),
        ("blue_cards_started", "szt.", True),  # each tells of a family
        ("unemployed_registered", "osoba", False),  # GUS publishes it
        ("social_workers", "osoba", False),  # staff
        ("wtz_places", "szt.", False),  # nobody
        ("spending_852", "zł", False),
        ("of_our_own", "rodzina", True),
        ("of_our_own", "zł", False),
    ],
)
def test_the_rule_covers_people_of_registers(variable: str, unit: str, covered: bool) -> None:
    declared = default_catalogue().declared
    assert default_small_numbers().scope.covers(variable, unit, declared=declared) is covered


def test_the_staff_of_the_rule_stand_in_the_catalogue() -> None:
    scope, catalogue = default_small_numbers().scope, default_catalogue()
    assert scope.staff <= set(catalogue.declared)
    assert scope.bases <= set(catalogue.bases)


def test_what_stands_for_a_hidden_count_and_to_what_moves_are_rounded() -> None:
    rule, strict = default_small_numbers(), default_small_numbers(strict=True)
    assert (rule.stand_in, strict.stand_in) == (1.5, 2.5)
    assert (rule.rounding, strict.rounding) == (3, 5)
    counts = pd.Series([0.0, 0.5, 1.0, 2.0, 2.9, 3.0, float("nan")])
    assert rule.hides(counts).tolist() == [False, True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('units = ["osoba"', 'unit = ["osoba"', "units"),
        ("value = 0.95", "value = 95", "liczba między 0 a 1"),
        ("value = 1\n", "value = 3\n", "od mniejszej do większej"),
        ("value = 20", "value = -1", "liczba większa od 0"),
        ('title = "CDC', 'titel = "CDC', "source"),
    ],
)
def test_a_mistake_in_the_rule_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SHIPPED
    file = tmp_path / "small_numbers.toml"
    file.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_small_numbers(file)


RULE = """
[interval_up_to]
value = 9
[interval_level]
value = 0.9
[hidden_from]
value = 3
[hidden_up_to]
value = 3
[hidden_up_to_strict]
value = 7
[scope]
bases = ["osoby"]
units = ["osoba", "rodzina"]
public_sources = ["GUS", "NSP"]
staff = ["workers"]
"""
SOURCE = 'source = { title = "Przykład", locator = "strona 1" }'


@pytest.mark.parametrize(("strict", "up_to"), [(False, 3), (True, 7)])
def test_a_rule_holds_what_its_file_says(tmp_path: Path, strict: bool, up_to: int) -> None:
    file = tmp_path / "small_numbers.toml"
    body = RULE.replace("value = ", f'{SOURCE}\nunit = "u"\nvalue = ') + SOURCE
    file.write_text(body, encoding="utf-8")
    scope = Scope(
        frozenset({"osoby"}),
        frozenset({"osoba", "rodzina"}),
        ("GUS", "NSP"),
        frozenset({"workers"}),
    )
    assert read_small_numbers(file, strict=strict) == SmallNumbers(9, 0.9, 3, up_to, scope)


def test_a_level_of_one_is_no_level(tmp_path: Path) -> None:
    file = tmp_path / "small_numbers.toml"
    file.write_text(SHIPPED.replace("value = 0.95", "value = 1.0"), encoding="utf-8")
    with pytest.raises(InputError, match="liczba między 0 a 1"):
        read_small_numbers(file)
