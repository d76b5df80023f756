from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from costmodel.uncertainty.textbook_shapes import (
    beta_quantile,
    gamma_quantile,
    lognormal_quantile,
    pert_quantile,
    triangular_quantile,
    uniform_quantile,
)

CHANCES = np.array([0.05, 0.5, 0.95])


def test_a_symmetric_pert_is_a_beta_of_threes() -> None:
    # density 30 p² (1 − p)² on 0–1: the chance below t is 10t³ − 15t⁴ + 6t⁵
    t = pert_quantile(low=0.0, mode=0.5, high=1.0, probability=CHANCES)
    np.testing.assert_allclose(10 * t**3 - 15 * t**4 + 6 * t**5, CHANCES)


def test_a_triangle_has_its_area_by_hand() -> None:
    # low 0, mode 1, high 4: below 1 lies (1 − 0) / (4 − 0) = 1/4; above t lies (4 − t)² / 12
    found = triangular_quantile(low=0.0, mode=1.0, high=4.0, probability=np.array([0.25, 0.88]))
    np.testing.assert_allclose(found, [1.0, 4 - (0.12 * 12) ** 0.5])


def test_a_gamma_of_shape_two_is_the_sum_of_two_waits() -> None:
    # two waits of mean 1: mean 2, error √2; the chance below t is 1 − (1 + t) exp(−t)
    t = gamma_quantile(mean=2.0, standard_error=2**0.5, probability=CHANCES)
    np.testing.assert_allclose(1 - (1 + t) * np.exp(-t), CHANCES)


def test_a_beta_with_the_moments_of_a_uniform_is_uniform() -> None:
    found = beta_quantile(mean=0.5, standard_error=12**-0.5, probability=CHANCES)
    np.testing.assert_allclose(found, CHANCES)
    np.testing.assert_allclose(uniform_quantile(low=0.0, high=1.0, probability=CHANCES), CHANCES)


@given(st.floats(0.1, 100), st.floats(0.05, 1.0))
@settings(max_examples=20, deadline=None)
def test_a_lognormal_has_the_moments_it_was_told_by(mean: float, spread: float) -> None:
    error = spread * mean

    def power(p: float, k: int) -> float:
        x = lognormal_quantile(mean=mean, standard_error=error, probability=np.array([p]))
        return float(x[0]) ** k

    first, _ = integrate.quad(power, 0, 1, args=(1,), epsrel=1e-6, limit=200)
    second, _ = integrate.quad(power, 0, 1, args=(2,), epsrel=1e-6, limit=200)
    assert first == pytest.approx(mean, rel=1e-4)
    assert second - first**2 == pytest.approx(error**2, rel=2e-3)
