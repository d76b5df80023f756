"""What is mixed in one indicator: each mistake with its whole message."""

from __future__ import annotations

from typing import Any

import pytest

from costmodel.errors import Problem
from costmodel.indicators.bases import base_problems
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.indicator import Indicator

BASES = {"osoby": "count", "rodziny": "count", "zł": "amount"}
SHARE = {"id": "one", "formula": "ratio", "unit": "%", "base": "osoby", "interval": "share"}
RATE = SHARE | {"unit": "na 100 osób", "base": "rodziny / osoby", "interval": "rate"}
LEVEL = SHARE | {"formula": "level", "unit": "osoby", "interval": "none"}


def found(fields: dict[str, Any], numerator: str, denominator: str | None) -> list[Problem]:
    shipped = default_catalogue()["refusal_rate"].model_dump()
    indicator = Indicator.model_validate(shipped | fields)
    return [*base_problems("plik.toml", indicator, numerator, denominator, bases=BASES)]


@pytest.mark.parametrize(
    ("fields", "numerator", "denominator"),
    [
        (SHARE, "osoby", "osoby"),
        (SHARE | {"interval": "none"}, "osoby", "osoby"),
        (RATE, "rodziny", "osoby"),
        (RATE | {"interval": "none"}, "rodziny", "osoby"),
        (LEVEL, "osoby", None),
        (LEVEL | {"base": "osoby / osoby", "unit": "%"}, "osoby / osoby", None),
    ],
)
def test_what_is_not_mixed_has_no_problem(
    fields: dict[str, Any], numerator: str, denominator: str | None
) -> None:
    assert found(fields, numerator, denominator) == []


def test_a_share_of_families_among_persons_is_told_whole() -> None:
    assert found(SHARE, "rodziny", "osoby") == [
        Problem(
            "plik.toml",
            "klucz indicator (one), base",
            "osoby",
            "rodziny / osoby",
            "Wpisz bazy licznika i mianownika.",
        ),
        Problem(
            "plik.toml",
            "klucz indicator (one), unit",
            "% przy bazie rodziny / osoby",
            "ta sama baza w liczniku i mianowniku udziału",
            "Zmień jednostkę na „… na 100 …” albo weź mianownik o tej samej bazie.",
        ),
        Problem(
            "plik.toml",
            "klucz indicator (one), interval",
            "share",
            "rate albo none przy różnych bazach",
            "Udział jest częścią tej samej całości: popraw.",
        ),
    ]


@pytest.mark.parametrize(
    ("fields", "numerator", "denominator"),
    [
        (LEVEL | {"interval": "rate"}, "osoby", None),  # a count, but nothing below
        (RATE | {"base": "zł / osoby"}, "zł", "osoby"),  # money above
    ],
)
def test_an_interval_needs_a_ratio_with_a_count_above(
    fields: dict[str, Any], numerator: str, denominator: str | None
) -> None:
    assert found(fields, numerator, denominator) == [
        Problem(
            "plik.toml",
            "klucz indicator (one), interval",
            "rate",
            "none, bo przedział mają tylko ilorazy z liczbą osób lub rzeczy w liczniku",
            "Wpisz none.",
        )
    ]
