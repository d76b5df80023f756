from __future__ import annotations

import numpy as np
import pytest

from costmodel.forecast.choice import chosen
from costmodel.forecast.settings import default_settings

NAMES = ("naive", "drift", "average")
GAIN = default_settings().gain_over_average


@pytest.mark.parametrize(
    ("naive", "drift", "average", "wins"),
    [
        (10.0, 9.0, 9.0, "average"),
        (10.0, 9.0 * (1 - GAIN) - 0.1, 9.0, "drift"),  # a clear gain
        (10.0, 9.0 * (1 - GAIN) + 0.1, 9.0, "average"),  # a gain that may be luck
        (8.0, 8.5, 9.0, "naive"),  # nothing beats a flat copy by enough
        (5.0, 5.0, 9.0, "naive"),  # as good: the simpler
        (0.0, 0.0, 0.0, "naive"),  # a constant series
        (1e-13, 0.0, 0.0, "naive"),  # rounding is no error
    ],
)
def test_the_rule(naive: float, drift: float, average: float, wins: str) -> None:
    scores = np.array([[naive], [drift], [average]])
    assert NAMES[chosen(scores, NAMES)[0]] == wins


def test_nothing_is_chosen_that_was_worse_than_a_flat_copy() -> None:
    scores = np.random.default_rng(1).uniform(1, 10, (3, 500))
    picked = chosen(scores, NAMES)
    assert (scores[picked, np.arange(500)] <= scores[0]).all()
