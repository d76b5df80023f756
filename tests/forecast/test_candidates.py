from __future__ import annotations

import numpy as np
import pytest

from costmodel.forecast.candidates import CANDIDATES, Candidate, drift, naive, robust
from costmodel.forecast.settings import default_settings

LINE = np.arange(12, dtype=np.float64)
WAVY = np.log([500, 480, 520, 610, 580, 530, 470, 450, 460, 440, 400, 390, 380, 410.0])


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.name)
def test_every_candidate_answers_with_one_log_a_year(candidate: Candidate) -> None:
    path = candidate.path(WAVY, 7)
    assert path is not None
    assert path.shape == (7,)
    assert np.isfinite(path).all()


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda c: c.name)
def test_a_constant_series_stays_flat_or_is_refused(candidate: Candidate) -> None:
    path = candidate.path(np.full(12, 3.0), 4)
    assert path is None or path.tolist() == [3.0] * 4


def test_drift_goes_on_with_the_exact_slope_of_a_line() -> None:
    np.testing.assert_allclose(drift(LINE, 3), [12.0, 13.0, 14.0])


def test_naive_repeats_the_last_value() -> None:
    np.testing.assert_allclose(naive(LINE, 2), [11.0, 11.0])


def test_the_robust_slope_fades_and_ignores_one_wild_year() -> None:
    wild = LINE.copy()
    wild[8] = 40.0
    keep = default_settings().robust_damping
    np.testing.assert_allclose(robust(wild, 2), [11 + keep, 11 + keep + keep**2])


def test_drift_is_the_random_walk_with_drift_of_statsmodels() -> None:
    from statsmodels.tsa.ar_model import AutoReg  # type: ignore[import-untyped]

    steps = AutoReg(np.diff(WAVY), lags=0, trend="c").fit().forecast(5)
    np.testing.assert_allclose(drift(WAVY, 5), WAVY[-1] + np.cumsum(steps))
