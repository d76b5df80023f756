from __future__ import annotations

import numpy as np
import pytest

from costmodel.sensitivity.regression import (
    DRAWS_PER_TERM,
    FOLDS,
    MOST_TERMS,
    curve_terms,
    fitted,
    predicted,
    surface_terms,
)


def test_a_curve_holds_every_straight_line() -> None:
    x = np.random.default_rng(1).gamma(2.0, size=500)
    np.testing.assert_allclose(fitted(curve_terms(x), 3 - 2 * x), 3 - 2 * x, rtol=1e-6)


def test_a_curve_follows_a_bend() -> None:
    x = np.linspace(-2.0, 2.0, 2_001)
    assert np.abs(fitted(curve_terms(x), np.sin(x)) - np.sin(x)).max() < 0.1


def test_a_curve_is_straight_beyond_its_last_knots() -> None:
    x = np.linspace(0.0, 1.0, 1_001)
    far = fitted(curve_terms(x), x**3)[-40:]  # the last knot stands at 0.95
    np.testing.assert_allclose(np.diff(far, 2), 0.0, atol=1e-9)


def test_a_value_of_two_kinds_has_the_mean_of_each() -> None:
    x = np.array([0.0, 1.0] * 50)
    result = np.arange(100.0)
    np.testing.assert_allclose(fitted(curve_terms(x), result), np.where(x == 0, 49.0, 50.0))


def test_a_fit_is_that_of_plain_least_squares() -> None:
    rng = np.random.default_rng(2)
    terms, result = rng.normal(size=(200, 4)), rng.normal(size=200)
    plain = terms @ np.linalg.lstsq(terms, result, rcond=None)[0]
    np.testing.assert_allclose(fitted(terms, result), plain)


def test_a_prediction_is_that_of_a_plain_loop_over_folds() -> None:
    rng = np.random.default_rng(3)
    terms, result = rng.normal(size=(97, 4)), rng.normal(size=97)
    expected = np.empty(97)
    for fold in range(FOLDS):
        own = np.arange(97) % FOLDS == fold
        solved = np.linalg.lstsq(terms[~own], result[~own], rcond=None)[0]
        expected[own] = terms[own] @ solved
    np.testing.assert_allclose(predicted(terms, result), expected)


@pytest.mark.parametrize("n_draws", [20, 200, 4_000])
def test_a_surface_has_few_terms_for_few_draws(n_draws: int) -> None:
    rng = np.random.default_rng(4)
    terms = surface_terms(rng.normal(size=(n_draws, 30)), rng.normal(size=n_draws))
    assert terms.shape[1] == max(2, min(n_draws // DRAWS_PER_TERM, MOST_TERMS))


def test_a_surface_begins_with_the_strongest_value() -> None:
    x = np.random.default_rng(5).normal(size=(100, 3))
    terms = surface_terms(x, 5 * x[:, 2] + x[:, 0])
    np.testing.assert_allclose(terms[:, 1], (x[:, 2] - x[:, 2].mean()) / x[:, 2].std())
