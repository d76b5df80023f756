from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.uncertainty.distributions import Distribution

MIDDLES = (np.arange(20_000) + 0.5) / 20_000

# (distribution, mean, standard deviation): the deviation by the formulas of the textbooks
KNOWN = [
    (Distribution("fixed", mode=3.0), 3.0, 0.0),
    (Distribution("uniform", low=2.0, high=8.0), 5.0, 6 / 12**0.5),
    # (a² + b² + c² − ab − ac − bc) / 18 with 0, 3, 6: (9 + 36 − 18) / 18 = 1.5
    (Distribution("triangular", low=0.0, mode=3.0, high=6.0), 3.0, 1.5**0.5),
    # the same with 2, 3, 7: (4 + 9 + 49 − 6 − 14 − 21) / 18 = 21 / 18
    (Distribution("triangular", low=2.0, mode=3.0, high=7.0), 4.0, (21 / 18) ** 0.5),
    # mean (0 + 4 · 1 + 6) / 6 = 10/6; variance (mean − low)(high − mean) / 7
    (Distribution("pert", low=0.0, mode=1.0, high=6.0), 10 / 6, (10 / 6 * 26 / 6 / 7) ** 0.5),
    (Distribution("beta", mean=0.3, standard_error=0.1), 0.3, 0.1),
    (Distribution("beta", mean=0.5, standard_error=0.3), 0.5, 0.3),  # up to half is possible
    (Distribution("gamma", mean=900.0, standard_error=300.0), 900.0, 300.0),
    (Distribution("lognormal", mean=900.0, standard_error=300.0), 900.0, 300.0),
    # Beta(3.5, 3.5): variance 3.5 · 3.5 / (49 · 8)
    (Distribution("counts", successes=3, trials=6), 0.5, 32**-0.5),
    # 2 · 1.959964 standard deviations between the ends
    (Distribution("interval", low=-1.0, high=3.0, level=0.95, on="normal"), 1.0, 2 / 1.959964),
]


@pytest.mark.parametrize(
    ("dist", "mean", "deviation"), KNOWN, ids=lambda x: getattr(x, "shape", "")
)
def test_i05_moments_are_those_of_the_textbook(
    dist: Distribution, mean: float, deviation: float
) -> None:
    values = dist.quantile(MIDDLES)
    assert dist.mean_value == pytest.approx(mean)
    assert values.mean() == pytest.approx(mean, rel=1e-3)
    assert values.std() == pytest.approx(deviation, rel=1e-2)


@pytest.mark.parametrize("dist", [dist for dist, _, _ in KNOWN], ids=lambda dist: dist.shape)
def test_a_higher_probability_never_gives_a_lower_value(dist: Distribution) -> None:
    assert (np.diff(dist.quantile(MIDDLES)) >= 0).all()


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform"])
def test_bounds_are_kept_and_nearly_reached(shape: str) -> None:
    mode = None if shape == "uniform" else 0.3
    dist = Distribution(shape, low=0.1, mode=mode, high=0.9)  # type: ignore[arg-type]
    values = dist.quantile(np.array([0.0, 1e-9, 0.5, 1 - 1e-9, 1.0]))
    assert values.min() == pytest.approx(0.1)
    assert values.max() == pytest.approx(0.9)


@pytest.mark.parametrize(
    "point",
    [
        Distribution("fixed", mode=0.4),
        Distribution("pert", low=0.4, mode=0.4, high=0.4),
        Distribution("triangular", low=0.4, mode=0.4, high=0.4),
        Distribution("uniform", low=0.4, high=0.4),
        Distribution("beta", mean=0.4, standard_error=0.0),
        Distribution("gamma", mean=0.4, standard_error=0.0),
        Distribution("lognormal", mean=0.4, standard_error=0.0),
        Distribution("interval", low=0.4, high=0.4, level=0.95, on="logit"),
    ],
    ids=lambda dist: dist.shape,
)
def test_u04_without_width_every_draw_is_the_value(point: Distribution) -> None:
    np.testing.assert_array_equal(point.quantile(MIDDLES[::1000]), 0.4)


@given(st.floats(-10, 10), st.floats(0, 5), st.floats(0.01, 5))
def test_the_mode_of_a_pert_may_lie_on_a_bound(low: float, to_mode: float, to_high: float) -> None:
    high = low + to_mode + to_high
    dist = Distribution("pert", low=low, mode=low + to_mode, high=high)
    values = dist.quantile(MIDDLES[::2000])
    assert ((values >= low) & (values <= high)).all()


IMPOSSIBLE = [
    ({"shape": "fixed"}, "fixed .* needs 'mode'"),
    ({"shape": "pert", "low": 0.0, "mode": 0.5}, "pert distribution needs 'low' and 'high': gi"),
    ({"shape": "pert", "low": 1.0, "mode": 0.5, "high": 0.0}, "low 1 above high 0"),
    ({"shape": "pert", "low": 0.0, "mode": 2.0, "high": 1.0}, "mode 2.0: it must lie between 0"),
    ({"shape": "triangular", "low": 0.0, "high": 1.0}, "mode None"),
    ({"shape": "uniform", "low": 2.0, "high": 1.0}, "low 2 above high 1"),
    (
        {"shape": "beta", "mean": 0.5},
        "beta distribution needs 'mean' and a non-negative 'standard_er",
    ),
    ({"shape": "beta", "mean": 0.5, "standard_error": -0.1}, "non-negative 'standard_error'"),
    ({"shape": "beta", "mean": 1.2, "standard_error": 0.1}, "between 0 and 1"),
    ({"shape": "beta", "mean": 0.0, "standard_error": 0.1}, "between 0 and 1"),
    ({"shape": "beta", "mean": 1.0, "standard_error": 0.1}, "between 0 and 1"),
    ({"shape": "beta", "mean": 0.5, "standard_error": 0.5}, "must be below 0.5"),
    ({"shape": "gamma", "mean": 0.0, "standard_error": 1.0}, "must be positive"),
    ({"shape": "lognormal", "mean": -1.0, "standard_error": 1.0}, "must be positive"),
    ({"shape": "uniform", "low": float("nan"), "high": 1.0}, "low nan: it must be finite"),
    ({"shape": "gamma", "mean": float("inf"), "standard_error": 1.0}, "mean inf: it must be fin"),
    ({"shape": "fixed", "mode": 1.0, "low": 0.5, "high": 2.0}, "does not use low, high"),
    ({"shape": "pert", "low": 0.0, "mode": 1.0, "high": 2.0, "mean": 1.0}, "does not use mean"),
]


@pytest.mark.parametrize(("numbers", "says"), IMPOSSIBLE)
def test_i05_an_impossible_distribution_is_refused(numbers: dict[str, float], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Distribution(**numbers)  # type: ignore[arg-type]
