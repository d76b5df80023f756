from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.forecast.migration import net_migration_from_totals
from costmodel.forecast.population import population_outlook


def total_in_2027(net_migration: float) -> float:
    found = population_outlook(
        np.full(18, 1000.0),
        men=8800.0,
        women=9200.0,
        base_year=2020,
        last_year=2027,
        net_migration_per_1000=net_migration,
        children_per_woman=0.21,
    )
    return float(found.table.query("year == 2027")["persons"].sum())


@settings(max_examples=5, deadline=None)
@given(st.floats(-20, 20))
def test_the_rate_that_made_a_total_is_found_again(rate: float) -> None:
    found = net_migration_from_totals(total_in_2027, total_in_2027(rate), year=2027)
    assert found == pytest.approx(rate, abs=1e-6)


def test_a_total_that_nothing_explains_is_refused() -> None:
    with pytest.raises(InputError, match="tę samą bazę spisu"):
        net_migration_from_totals(total_in_2027, 90_000.0, year=2027)
