from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.forecast.backtest import backtest, ranked
from costmodel.forecast.candidates import CANDIDATES, Candidate, drift, naive

SIMPLE = CANDIDATES[:3]
VALUES = np.array([90, 100, 80, 85, 95, 70, 75, 60, 66, 62, 58, 64.0])


def plain_naive_errors(values: NDArray[np.float64], first: int, h: int) -> list[float]:
    """The same errors one by one: a yardstick."""
    return [
        abs(values[origin + h - 1] - values[origin - 1])
        for origin in range(first, len(values))
        if origin + h - 1 < len(values)
    ]


def test_agrees_with_errors_taken_one_by_one() -> None:
    table = backtest(VALUES, 3, candidates=SIMPLE).table
    mine = table[table["method"] == "naive"].set_index("horizon")
    for h in (1, 2, 3):
        errors = plain_naive_errors(VALUES, 6, h)
        assert mine.loc[h, "mae"] == pytest.approx(np.mean(errors))
        assert mine.loc[h, "n_origins"] == len(errors)


def test_by_hand() -> None:
    # 8 years, training of at least 5: origins after years 5, 6 and 7, one year ahead.
    values = np.array([10, 10, 10, 10, 10, 12, 15, 15.0])
    table = backtest(values, 1, candidates=CANDIDATES[:1]).table
    assert table.loc[0, "n_origins"] == 3
    assert table.loc[0, "mae"] == pytest.approx((2 + 3 + 0) / 3)
    assert table.loc[0, "mape"] == pytest.approx(100 * (2 / 12 + 3 / 15) / 3)
    # mean yearly change in training: 0 (undefined), 2/5, 5/6
    assert table.loc[0, "mase"] == pytest.approx((3 / (2 / 5) + 0) / 2)


def test_no_candidate_sees_the_future() -> None:
    seen: list[int] = []

    def spy(logs: NDArray[np.float64], horizon: int) -> NDArray[np.float64]:
        np.testing.assert_allclose(logs, np.log(VALUES[: len(logs)]))
        seen.append(len(logs))
        return naive(logs, horizon)

    backtest(VALUES, 3, candidates=[Candidate("spy", "szpieg", spy)])
    assert seen == [6, 7, 8, 9, 10, 11]


def test_a_line_in_logs_is_won_by_drift() -> None:
    values = np.exp(np.linspace(5, 7, 15))
    assert backtest(values, 4).ranking[0].path is drift


def test_a_candidate_that_fails_is_left_out() -> None:
    failing = Candidate("failing", "zawodna", lambda logs, horizon: None)
    tried = backtest(VALUES, 2, candidates=[*SIMPLE, failing])
    assert set(tried.scores) == {"naive", "drift", "robust"}


def test_a_gain_within_the_tie_share_does_not_pay_for_complexity() -> None:
    order = [c.name for c in ranked(SIMPLE, {"naive": 10.19, "drift": 10.3, "robust": 10.0})]
    assert order == ["naive", "robust", "drift"]


def test_the_horizon_is_cut_to_what_leaves_three_origins() -> None:
    table = backtest(VALUES, 10, candidates=SIMPLE).table
    assert table["horizon"].max() == 4
    assert table["n_origins"].min() == 3


def test_errors_scale_with_the_series() -> None:
    one, ten = (backtest(VALUES * k, 3, candidates=SIMPLE).table for k in (1, 10))
    np.testing.assert_allclose(ten["mae"], 10 * one["mae"])
    np.testing.assert_allclose(ten["mase"], one["mase"])
