from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest
from pydantic import ValidationError

from costmodel.problems.uncertain import NEEDS, UncertainRecord
from costmodel.uncertainty.distributions import Shape

ABOUT = {
    "label": "udział",
    "unit": "udział",
    "kind": "derived",
    "grade": "C",
    "source": {"title": "rejestr przykładowy"},
}


def record(**numbers: Any) -> UncertainRecord:
    return UncertainRecord.model_validate({**ABOUT, **numbers})


def test_every_shape_says_what_it_needs() -> None:
    assert set(NEEDS) == set(get_args(Shape))


def test_counts_are_read_as_a_share() -> None:
    found = record(shape="counts", successes=3, trials=9).distribution()
    assert found.mean_value == pytest.approx(3.5 / 10)


def test_a_published_interval_is_read_with_its_level_and_scale() -> None:
    found = record(shape="interval", low=0.62, high=0.98, level=0.95, on="log").distribution()
    np.testing.assert_allclose(found.quantile(np.array([0.025, 0.975])), [0.62, 0.98])


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({"shape": "counts", "successes": 7, "trials": 5}, "0 ≤ successes ≤ trials"),
        ({"shape": "counts", "successes": 1, "trials": 5, "mean": 0.2}, "żadnych innych liczb"),
        ({"shape": "interval", "low": 0.5, "high": 2.0, "on": "log"}, "level między 0 a 1"),
        ({"shape": "interval", "low": 0.0, "high": 2.0, "level": 0.95, "on": "log"}, "przy „log”"),
        ({"shape": "interval", "low": 0.1, "high": 2.0, "level": 0.95, "on": "pro"}, "'logit'"),
        ({"shape": "beta", "mean": 0.5, "standard_error": 0.1, "on": "log"}, "żadnych innych"),
    ],
)
def test_i05_numbers_that_do_not_fit_the_shape_are_told_in_polish(
    numbers: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        record(**numbers)
