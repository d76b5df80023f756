from __future__ import annotations

import pandas as pd
import pytest

from costmodel.calibration.registers import moves
from costmodel.errors import InputError

STATES = ("short", "long", "independent", "left")


def rows(*given: tuple[str, str, str, object]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["problem", "from", "to", "count"])


def test_moves_of_one_problem_add_up_over_years() -> None:
    table = rows(
        ("x", "short", "long", 3),
        ("x", "short", "long", 4),
        ("y", "short", "long", 99),
        ("x", "long", "left", 2),
    )
    counts = moves(table, "x", STATES)
    assert counts[0, 1] == 7
    assert counts[1, 3] == 2
    assert counts.sum() == 9


def test_every_mistake_is_told_with_its_place() -> None:
    table = rows(("x", "shrt", "long", 3), ("x", "short", "long", -1), ("x", "short", "left", 2.5))
    with pytest.raises(InputError) as caught:
        moves(table, "x", STATES)
    told = str(caught.value)
    assert "wiersz danych 0, kolumna from: jest „shrt”" in told
    assert "wiersz danych 1, kolumna count: jest „-1" in told
    assert "2.5" in told
    assert len(caught.value.problems) == 3


def test_a_table_without_its_columns_is_told() -> None:
    with pytest.raises(InputError, match="Dopisz kolumny: to, count"):
        moves(pd.DataFrame({"problem": ["x"], "from": ["short"]}), "x", STATES)
