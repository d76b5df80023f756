"""The workbook splits the fee of a care home as the engine does."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.problems.loader import shipped_problems
from costmodel.problems.parts import Service
from costmodel.publish import workbook_prices
from costmodel.publish.formula import Formula, number
from costmodel.publish.workbook_inputs import InputCells
from costmodel.studies import prices
from costmodel.studies.values import Values

SAYING = cast(InputCells, SimpleNamespace(say=lambda key, label: f"{key} {label}"))


def care_home() -> Service:
    services = shipped_problems()["long_illness"].service
    return next(service for service in services if service.rule == "care_home_fee")


def split(values: Mapping[str, float], cost: float, months: float) -> list[Formula]:
    """Gmina, resident and family, in the cells of the workbook."""
    home, look = care_home(), lambda name: number(values[name])
    parts = workbook_prices._care_home_fee(home, SAYING, number(cost), number(months), look)
    return list(parts.values())


def known(income: float, share: float, family: float) -> dict[str, float]:
    fee = care_home().fee
    assert fee is not None
    return {fee.income: income, fee.share: share, fee.family: family}


@given(*[st.floats(0, 9_000)] * 2, st.floats(0, 1), st.floats(0, 9_000), st.floats(0, 12))
def test_each_pays_what_the_engine_says(
    cost: float, income: float, share: float, family: float, months: float
) -> None:
    values, fee = known(income, share, family), care_home().fee
    assert fee is not None
    look = cast(Values, lambda name: np.array([values[name]]))
    engine = prices._care_home_fee("dps", fee, np.array([cost]), np.array([months]), look)
    told = [part.value for part in split(values, cost, months)]
    np.testing.assert_allclose(told, np.concatenate(list(engine.values())), atol=1e-9)


@pytest.mark.parametrize(
    ("income", "family", "paid"),
    [
        (3_000.0, 500.0, [3_400.0, 2_100.0, 500.0]),  # 70 % of income, then the family
        (10_000.0, 500.0, [0.0, 6_000.0, 0.0]),  # no more than the home costs
        (3_000.0, 9_000.0, [0.0, 2_100.0, 3_900.0]),  # the family no more than the rest
    ],
)
def test_by_hand(income: float, family: float, paid: list[float]) -> None:
    told = [part.value for part in split(known(income, 0.7, family), 6_000.0, 1.0)]
    assert told == pytest.approx(paid)
