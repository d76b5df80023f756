from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.forecast.candidates import CANDIDATES, Candidate, naive
from costmodel.forecast.rolling import rolling_errors

VALUES = np.array([90, 100, 80, 85, 95, 70, 75, 60, 66, 62, 58, 64.0])
NO_OFFSET = np.zeros(1)


def plain_naive_errors(values: NDArray[np.float64], first: int, h: int) -> list[float]:
    """The same errors one by one: a yardstick."""
    return [
        values[origin + h - 1] - values[origin - 1]
        for origin in range(first, len(values))
        if origin + h - 1 < len(values)
    ]


@pytest.mark.parametrize("h", [1, 2, 3])
def test_agrees_with_errors_taken_one_by_one(h: int) -> None:
    errors = rolling_errors(VALUES[None], 3, offset=NO_OFFSET).levels[0, :, 0, h - 1]
    np.testing.assert_allclose(errors[np.isfinite(errors)], plain_naive_errors(VALUES, 6, h))


def test_no_candidate_sees_the_future() -> None:
    seen: list[int] = []

    def spy(logs: NDArray[np.float64], horizon: int) -> NDArray[np.float64]:
        np.testing.assert_allclose(logs[0], np.log(VALUES[: logs.shape[1]]))
        seen.append(logs.shape[1])
        return naive(logs, horizon)

    rolling_errors(VALUES[None], 3, offset=NO_OFFSET, candidates=[Candidate("spy", "szpieg", spy)])
    assert seen == [6, 7, 8, 9, 10, 11]


def test_the_horizon_is_cut_to_what_leaves_three_origins() -> None:
    errors = rolling_errors(VALUES[None], 10, offset=NO_OFFSET).levels
    assert errors.shape == (len(CANDIDATES), 6, 1, 4)
    assert np.isfinite(errors[0, :, 0, 3]).sum() == 3


def test_errors_scale_with_the_series_and_series_do_not_know_each_other() -> None:
    both = np.stack([VALUES, 10 * VALUES])
    errors = rolling_errors(both, 3, offset=np.zeros(2))
    np.testing.assert_allclose(errors.levels[:, :, 1], 10 * errors.levels[:, :, 0])
    np.testing.assert_allclose(errors.logs[:, :, 1], errors.logs[:, :, 0], atol=1e-12)


def test_the_score_is_the_mean_over_horizons_of_the_mean_relative_error() -> None:
    scores = rolling_errors(VALUES[None], 3, offset=NO_OFFSET).scores()
    by_hand = [np.mean(np.abs(plain_naive_errors(np.log(VALUES), 6, h))) for h in (1, 2, 3)]
    assert scores[0, 0] == pytest.approx(np.mean(by_hand))
    larger = rolling_errors(10 * VALUES[None], 3, offset=NO_OFFSET).scores()
    np.testing.assert_allclose(larger, scores)
