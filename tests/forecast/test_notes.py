from __future__ import annotations

import pandas as pd

from costmodel.forecast.coverage import measured_coverage
from costmodel.forecast.notes import coverage_remarks, history_remarks, method_remarks
from costmodel.forecast.settings import default_settings


def test_a_falling_forecast_warns_that_the_fall_may_stop() -> None:
    assert "jeśli spadek ustanie" in method_remarks("drift", 20, tried=True, slope=-0.1)[0]
    assert "wzrost" in method_remarks("drift", 20, tried=True, slope=0.1)[0]
    assert method_remarks("ses", 20, tried=True, slope=0.0) == []


def test_naive_says_that_nothing_was_better_or_that_nothing_could_be_tried() -> None:
    assert "lepszy od powtórzenia" in method_remarks("naive", 20, tried=True, slope=0)[0]
    assert "lat z danymi: 4" in method_remarks("naive", 4, tried=False, slope=0)[0]


def test_zeros_and_years_set_aside_are_told() -> None:
    remarks = history_remarks(pd.Series({2020: 0.0, 2021: 3.0}), n_given=3, breaks=())
    assert len(remarks) == 2


def test_the_measured_coverage_stands_beside_the_interval_it_was_measured_for() -> None:
    remark = coverage_remarks(default_settings().coverage_interval)[0]
    measured = measured_coverage()
    for share in (measured.of("all")["coverage"].iloc[0], measured.of("origin")["coverage"].min()):
        assert f"{round(100 * share)}%" in remark
    assert coverage_remarks(0.95) == []
