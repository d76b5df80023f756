"""How often the interval holds what came, on a draw of the national panel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.forecast.coverage import measured_coverage, read_coverage
from costmodel.forecast.spread import one_year_spread
from costmodel.resources import data_path
from tests.benchmarks.forecast_coverage import COUNTED, outcomes, panel_values

BAND = (0.75, 0.85)
N_GMINAS = 250


def test_the_interval_holds_four_outcomes_of_five_on_gminas_held_out() -> None:
    values, years = panel_values()
    chosen = np.random.default_rng(0).choice(len(values), N_GMINAS, replace=False)
    table = outcomes(values[chosen], years)
    near = table[table["horizon"] <= COUNTED]
    assert BAND[0] <= near["held"].mean() <= BAND[1]
    kept = measured_coverage().of("origin")["coverage"]
    by_origin = near.groupby("origin")["held"].mean()
    np.testing.assert_allclose(by_origin.to_numpy(), kept.to_numpy(), atol=0.08)


def test_the_kept_measurement_is_in_the_band_at_every_horizon() -> None:
    measured = measured_coverage()
    assert measured.of("all")["coverage"].between(*BAND).all()
    assert measured.of("horizon")["coverage"].between(BAND[0], 0.87).all()
    assert len(measured.of("horizon")) == 10


def test_the_kept_measurement_says_where_intervals_failed() -> None:
    by_origin = measured_coverage().of("origin")["coverage"]
    assert by_origin["2013"] < 0.6  # the fall of 2014-2019 was steeper than any before
    assert by_origin.max() > 0.9


def test_the_spread_of_the_panel_in_the_settings_is_the_panel_s() -> None:
    values, _ = panel_values()
    assert one_year_spread(np.log(values)) == pytest.approx(0.17, abs=0.005)


def test_mistakes_in_the_file_are_told(tmp_path: Path) -> None:
    text = data_path("forecast_coverage.toml").read_text(encoding="utf-8")
    file = tmp_path / "forecast_coverage.toml"
    text = text.replace('cut = "all"', 'cut = "everything"').replace(
        "coverage = 0.8", "coverage = 8"
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_coverage(file)
    places = " ".join(problem.place for problem in caught.value.problems)
    assert "cut" in places
    assert "coverage" in places
