from __future__ import annotations

import numpy as np
import pytest

from costmodel.sensitivity.convergence import error_against_width, running_means


def test_the_last_running_mean_is_that_of_all_draws() -> None:
    draws = np.arange(100.0)
    found = running_means(draws)
    assert [mean.n_draws for mean in found] == [25, 50, 100]
    assert [mean.mean for mean in found] == [12.0, 24.5, 49.5]


def test_a_single_draw_has_a_mean() -> None:
    assert {(mean.n_draws, mean.mean) for mean in running_means(np.array([3.0]))} == {(1, 3.0)}


def test_the_error_is_told_against_the_width() -> None:
    assert error_against_width(1.0, -20.0, 30.0) == pytest.approx(0.02)
