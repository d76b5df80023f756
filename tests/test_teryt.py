from __future__ import annotations

import pytest

from costmodel.teryt import (
    FICTIONAL_GMINA,
    GMINA_KINDS,
    has_powiat_rights,
    is_fictional,
    kind_of,
    level_of,
    powiat_of,
)


@pytest.mark.parametrize(
    ("teryt", "level"),
    [
        ("0000000", "country"),
        ("3200000", "voivodeship"),
        ("3262000", "powiat"),
        ("3215011", "gmina"),
        ("3215042", "gmina"),
        ("3215033", "gmina"),
        ("3215034", "part"),
        ("3215035", "part"),
        ("1465028", "part"),
        ("1465000", "powiat"),
    ],
)
def test_the_level_is_read_from_the_code(teryt: str, level: str) -> None:
    assert level_of(teryt) == level


def test_a_city_with_powiat_rights_lies_in_its_own_powiat() -> None:
    assert powiat_of("3262011") == "3262000"
    assert has_powiat_rights("3262011")
    assert not has_powiat_rights("3260011")


def test_the_fictional_gmina_is_a_whole_gmina_in_a_powiat_of_its_own() -> None:
    assert kind_of(FICTIONAL_GMINA) in GMINA_KINDS
    assert not has_powiat_rights(FICTIONAL_GMINA)
    assert is_fictional(powiat_of(FICTIONAL_GMINA))
    assert not is_fictional("0000000")
    assert not is_fictional("3215011")
