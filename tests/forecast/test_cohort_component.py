from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.forecast.cohort_component import Rates, projected, yearly
from costmodel.forecast.demography import default_demography
from costmodel.forecast.survival import person_years, survival

Floats = NDArray[np.float64]
NONE = np.zeros((2, 18))
STILL = Rates(np.ones((2, 18)), np.ones(2), np.zeros(18), 0.5, NONE)
START = np.arange(1.0, 37.0).reshape(2, 18)


def fertile(rate: float) -> Floats:
    rates = np.zeros(18)
    rates[3:10] = rate
    return rates


def national(fertility: Floats) -> Rates:
    alive = [survival(person_years(row)) for row in default_demography().life_expectancy]
    by_age = np.stack([ages for ages, _ in alive])
    return Rates(by_age, np.array([births for _, births in alive]), fertility, 0.515, NONE)


def leslie(rates: Rates) -> Floats:
    """One step as one matrix over women then men, migration left out: a yardstick."""
    matrix = np.zeros((36, 36))
    for s, sex in enumerate((1, 0)):
        for a in range(17):
            matrix[18 * s + a + 1, 18 * s + a] = rates.survival[sex, a]
        matrix[18 * s + 17, 18 * s + 17] = rates.survival[sex, 17]
        share = rates.boys if sex == 0 else 1 - rates.boys
        for a in range(18):
            later = rates.fertility[a + 1] * rates.survival[1, a] if a < 17 else 0.0
            births = 5 * (rates.fertility[a] + later) / 2
            matrix[18 * s, a] = births * share * rates.birth_survival[sex]
    return matrix


def test_agrees_with_the_power_of_a_leslie_matrix() -> None:
    rates = national(fertile(0.04))
    found = projected(START, rates, n_steps=4)[-1]
    stacked = np.concatenate([START[1], START[0]])
    expected = np.linalg.matrix_power(leslie(rates), 4) @ stacked
    np.testing.assert_allclose(np.concatenate([found[1], found[0]]), expected)


def test_nobody_dies_is_born_or_moves() -> None:
    found = projected(START, STILL, n_steps=3)
    np.testing.assert_allclose(found.sum(axis=(1, 2)), START.sum())
    np.testing.assert_allclose(found[1, 0, 1:17], START[0, :16])  # all are five years older
    assert found[1, 0, 17] == START[0, 16] + START[0, 17]
    assert found[-1, :, :3].sum() == 0


def test_a_stationary_population_stays_as_it_is() -> None:
    alive = [person_years(row) for row in default_demography().life_expectancy]
    men, women = (np.append(x[:17], x[17:].sum()) for x in alive)
    start = 1000 * np.stack([1.06 * men, women])  # 1000 girls and 1060 boys a year
    boys = 1.06 / 2.06
    rates = replace(national(fertile(2060 / start[1, 3:10].sum())), boys=boys)
    found = projected(start, rates, n_steps=5)
    np.testing.assert_allclose(found, np.broadcast_to(start, found.shape), rtol=1e-9)


def test_everybody_dies_and_only_the_newborn_are_left() -> None:
    rates = replace(STILL, survival=NONE, fertility=fertile(0.1))
    after = projected(np.ones((2, 18)), rates, n_steps=1)[1]
    # women at the start only: 7 groups, half of five years' births of each
    assert after.sum() == pytest.approx(5 * 0.1 * 7 / 2)
    assert after[:, 1:].sum() == 0


def test_who_moves_in_is_a_share_of_those_who_reach_the_age() -> None:
    coming = replace(STILL, migration=np.full((2, 18), 0.1))
    found = projected(START, coming, n_steps=2)
    np.testing.assert_allclose(found.sum(axis=(1, 2)), START.sum() * np.array([1, 1.1, 1.21]))


@settings(max_examples=25)
@given(hnp.arrays(float, (2, 18), elements=st.floats(0, 1e4)), st.floats(0.1, 10))
def test_twice_the_people_have_twice_the_future(start: Floats, factor: float) -> None:
    rates = national(fertile(0.03))
    one, other = (projected(x, rates, n_steps=3) for x in (start, factor * start))
    np.testing.assert_allclose(other, factor * one, atol=1e-6)


def test_years_between_lie_on_the_line_and_steps_stay_as_they_are() -> None:
    steps = projected(START, national(fertile(0.04)), n_steps=2)
    years = yearly(steps)
    assert len(years) == 11
    np.testing.assert_allclose(years[::5], steps)
    np.testing.assert_allclose(years[2], 0.6 * steps[0] + 0.4 * steps[1])


@pytest.mark.parametrize(
    ("rates", "says"),
    [
        (replace(STILL, survival=np.full((2, 18), 1.2)), "between 0 and 1"),
        (replace(STILL, migration=np.full((2, 18), -1.2)), "migration must be finite"),
        (replace(STILL, fertility=np.ones(17)), r"fertility has shape \(17,\)"),
        (replace(STILL, fertility=np.ones(18)), "fertility of those aged 0-4"),
    ],
)
def test_rates_that_cannot_be_are_refused(rates: Rates, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        projected(START, rates, n_steps=1)
