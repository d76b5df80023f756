from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.errors import ModelError
from costmodel.sensitivity.convergence import (
    error_against_width,
    is_settled,
    replicated_mean,
    running_means,
)
from costmodel.uncertainty.distributions import Distribution
from costmodel.uncertainty.draws import draw
from costmodel.uncertainty.summary import monte_carlo_error

Floats = NDArray[np.float64]
COST = Distribution("gamma", mean=10.0, standard_error=5.0)


def study(seed: int, *, n_draws: int = 256) -> Floats:
    drawn = draw({"cost": COST, "use": COST}, seed=seed, n_draws=n_draws)
    return drawn["cost"] * drawn["use"]


def test_the_last_running_mean_is_that_of_all_draws() -> None:
    draws = np.arange(100.0)
    found = running_means(draws)
    assert [mean.n_draws for mean in found] == [25, 50, 100]
    assert [mean.mean for mean in found] == [12.0, 24.5, 49.5]


def test_a_single_draw_has_a_mean() -> None:
    assert {(mean.n_draws, mean.mean) for mean in running_means(np.array([3.0]))} == {(1, 3.0)}


def test_the_error_is_told_against_the_width() -> None:
    assert error_against_width(1.0, -20.0, 30.0) == pytest.approx(0.02)


def test_u13_the_error_of_replicates_is_that_of_the_hand() -> None:
    found = replicated_mean(lambda seed: np.array([float(seed)] * 3), seeds=(2, 4, 9))
    # means 2, 4, 9: mean 5, deviation √((9 + 1 + 16) / 2) = √13
    assert found.mean == 5.0
    assert found.error_of_one == pytest.approx(13**0.5)
    assert found.error == pytest.approx((13 / 3) ** 0.5)
    assert found.n_runs == 3


def test_u13_the_true_mean_lies_within_the_error() -> None:
    found = replicated_mean(study, seeds=range(16))
    assert abs(found.mean - 100.0) < 4 * found.error  # independent: 10 · 10
    # Sobol' points: the plain error, which takes the draws as independent, says too much
    assert found.error_of_one < monte_carlo_error(study(0)) / 1.5


def test_u13_more_draws_settle_the_mean() -> None:
    few = replicated_mean(study, seeds=range(12))
    many = replicated_mean(lambda seed: study(seed, n_draws=4096), seeds=range(12))
    assert many.error < few.error / 3


def test_u02_runs_of_other_seeds_agree_within_their_error() -> None:
    one = replicated_mean(study, seeds=range(10))
    other = replicated_mean(study, seeds=range(100, 110))
    assert one.mean != other.mean
    assert abs(one.mean - other.mean) < 4 * np.hypot(one.error, other.error)


@pytest.mark.parametrize("seeds", [(), (1,), (1, 1)])
def test_runs_that_tell_no_error_are_refused(seeds: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match="there must be two or more, each once"):
        replicated_mean(study, seeds=seeds)


def test_u13_a_mean_is_settled_only_below_the_tolerance() -> None:
    assert is_settled(0.5, low=-10.0, high=40.0, tolerance=0.01)
    assert not is_settled(0.6, low=-10.0, high=40.0, tolerance=0.01)
    assert is_settled(0.0, low=5.0, high=5.0, tolerance=0.01)  # nothing is uncertain
    assert not is_settled(monte_carlo_error(np.ones(1)), low=0.0, high=1.0, tolerance=0.5)
