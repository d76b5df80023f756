from __future__ import annotations

import math

import pytest

from costmodel.annex.numbers import percent
from costmodel.annex.signs import cell
from costmodel.errors import ModelError
from costmodel.tables import Status


def test_five_kinds_of_nothing_have_five_signs() -> None:
    shown = [
        cell(0),
        cell(0.4),
        cell(None, Status.MISSING),
        cell(math.nan, Status.SECRET),
        cell(None, Status.NOT_APPLICABLE),
    ]
    assert shown == ["–", "0", ".", "#", "x"]


def test_a_value_is_written_as_asked() -> None:
    assert cell(0.25, formatter=percent) == "25,0%"


@pytest.mark.parametrize(
    ("number", "status"),
    [(None, "observed"), (math.nan, "observed"), (3, "secret"), (0, "missing")],
)
def test_value_and_status_must_agree(number: float | None, status: str) -> None:
    with pytest.raises(ModelError, match="stands exactly where"):
        cell(number, status)
