"""An effect says which chance it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from costmodel.publish.effects import chance_label
from costmodel.studies.municipality import Study


@pytest.mark.parametrize(
    ("field", "source", "target", "says"),
    [
        ("inflow", "unemployment.inflow", "unemployment.inflow", "napływ nowych osób"),
        (
            "emergence",
            "unemployment.over_24_months",
            "unemployment.long_term_assisted",
            "problem powiązany: ",
        ),
        (
            "moves",
            "unemployment.independent_1",
            "unemployment.over_24_months",
            "powrót do problemu",
        ),
        (
            "moves",
            "unemployment.over_24_months",
            "unemployment.independent_1",
            "wyjście z problemu",
        ),
        (
            "moves",
            "unemployment.under_12_months",
            "unemployment.over_24_months",
            "poziom: w rejestrze dłużej niż 2 lata",
        ),
    ],
)
def test_each_chance_has_its_words(
    study: Study,
    field: Literal["moves", "emergence", "inflow"],
    source: str,
    target: str,
    says: str,
) -> None:
    step = replace(study.inputs.steps[0], field=field, source=source, target=target)
    assert says in chance_label(study.inputs, step)
