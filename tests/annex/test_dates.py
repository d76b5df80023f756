from __future__ import annotations

from datetime import date

import pytest

from costmodel.annex.dates import long_date, year_list, year_range
from costmodel.annex.nbsp import HARD
from costmodel.errors import ModelError


def test_years_have_an_en_dash_and_no_groups() -> None:
    assert year_range(2026, 2033) == "2026–2033"
    assert year_range(2026, 2026) == "2026"


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ModelError, match="from 2033 to 2026"):
        year_range(2033, 2026)


def test_runs_of_years_are_drawn_together() -> None:
    assert year_list([2026, 2027, 2028, 2031, 2030, 2030, 2033]) == "2026–2028, 2030, 2031, 2033"
    assert year_list([]) == ""


def test_a_day_has_its_month_in_the_genitive() -> None:
    assert long_date(date(2026, 10, 3)) == f"3{HARD}października{HARD}2026{HARD}r."
