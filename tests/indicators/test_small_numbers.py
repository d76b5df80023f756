from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.indicators.small_numbers import default_small_numbers, read_small_numbers
from costmodel.resources import data_path

SHIPPED = data_path("small_numbers.toml").read_text(encoding="utf-8")


def test_the_shipped_rule_hides_one_and_two_and_the_strict_one_up_to_four() -> None:
    rule, strict = default_small_numbers(), default_small_numbers(strict=True)
    assert (rule.hidden_from, rule.hidden_up_to, strict.hidden_up_to) == (1, 2, 4)
    assert (rule.interval_up_to, rule.interval_level) == (20, 0.95)
    assert strict.spread == 4


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
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
