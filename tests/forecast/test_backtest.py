from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.forecast.backtest import backtest_table, mean_error
from costmodel.forecast.rolling import rolling_errors


def table_of(values: list[float], horizon: int) -> pd.DataFrame:
    series = np.array(values)
    return backtest_table(series, rolling_errors(series[None], horizon, offset=np.zeros(1)))


def test_by_hand() -> None:
    # 8 years, training of at least 5: origins after years 5, 6 and 7, one year ahead.
    table = table_of([10, 10, 10, 10, 10, 12, 15, 15.0], 1)
    naive = table[table["method"] == "naive"].iloc[0]
    assert naive["n_origins"] == 3
    assert naive["mae"] == pytest.approx((2 + 3 + 0) / 3)
    assert naive["mape"] == pytest.approx(100 * (2 / 12 + 3 / 15) / 3)
    # mean yearly change in training: 0 (undefined), 2/5, 5/6
    assert naive["mase"] == pytest.approx((3 / (2 / 5) + 0) / 2)


def test_a_line_in_logs_is_won_by_drift() -> None:
    table = table_of(np.exp(np.linspace(5, 7, 15)).tolist(), 4)
    assert mean_error(table, "drift", "mae") == pytest.approx(0, abs=1e-9)
    assert mean_error(table, "naive", "mae") > 1


def test_a_year_of_zero_has_no_relative_error() -> None:
    values = np.array([4, 3, 2, 1, 2, 1, 1, 0.0])
    table = backtest_table(values, rolling_errors(values[None], 1, offset=np.ones(1)))
    naive = table[table["method"] == "naive"].iloc[0]
    assert naive["mape"] == pytest.approx(100 * (1 / 1 + 0) / 2)


def test_without_a_back_test_there_is_no_error() -> None:
    assert np.isnan(mean_error(pd.DataFrame(), "naive", "mae"))
