from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError, ProbabilityError
from costmodel.evidence.attribution import (
    drop_off,
    from_gross_to_attributable,
    net_of_deadweight,
)

SHARES = st.floats(0, 1)
EFFECTS = st.floats(-1, 1)


def test_the_whole_way_by_hand() -> None:
    # 40 % succeed, 25 % would have anyway; 80 % of the rest is ours, a quarter of it cut
    net = net_of_deadweight(0.40, 0.25)
    assert net == pytest.approx(0.15)
    ours = from_gross_to_attributable(net, attribution=0.8, haircut=0.25)
    assert ours == pytest.approx(0.09)
    np.testing.assert_allclose(drop_off(ours, yearly=0.5, n_years=3), [0.09, 0.045, 0.0225])


@given(SHARES)
@settings(max_examples=20)
def test_full_deadweight_leaves_nothing(rate: float) -> None:
    assert net_of_deadweight(rate, rate) == 0.0


def test_a_programme_can_do_worse_than_nothing() -> None:
    assert net_of_deadweight(0.095, 0.25) == pytest.approx(-0.155)


@given(EFFECTS, SHARES, SHARES)
@settings(max_examples=50)
def test_only_a_positive_effect_shrinks(net: float, attribution: float, haircut: float) -> None:
    ours = float(from_gross_to_attributable(net, attribution=attribution, haircut=haircut))
    if net <= 0:
        assert ours == net  # harm is kept whole
    else:
        assert 0 <= ours <= net


@given(EFFECTS, EFFECTS, SHARES, SHARES)
@settings(max_examples=50)
def test_a_better_effect_stays_better(
    one: float, other: float, attribution: float, haircut: float
) -> None:
    low, high = from_gross_to_attributable(
        sorted((one, other)), attribution=attribution, haircut=haircut
    )
    assert low <= high


@given(SHARES, SHARES, SHARES)
@settings(max_examples=50)
def test_a_larger_haircut_never_helps(net: float, one: float, other: float) -> None:
    small, large = sorted((one, other))
    kept_more = from_gross_to_attributable(net, attribution=1.0, haircut=small)
    assert from_gross_to_attributable(net, attribution=1.0, haircut=large) <= kept_more


@pytest.mark.parametrize(
    ("yearly", "path"),
    [
        (0.0, [0.2, 0.2, 0.2]),  # nothing fades
        (1.0, [0.2, 0.0, 0.0]),  # all is gone after the first year
        (0.1, [0.2, 0.18, 0.162]),
    ],
)
def test_drop_off_limits(yearly: float, path: list[float]) -> None:
    np.testing.assert_allclose(drop_off(0.2, yearly=yearly, n_years=3), path)


def test_drop_off_keeps_the_axes_of_draws() -> None:
    effect = np.array([[0.1, 0.2], [0.3, -0.4]])
    path = drop_off(effect, yearly=np.array([[0.5], [0.0]]), n_years=2)
    assert path.shape == (2, 2, 2)
    np.testing.assert_allclose(path[..., 0], effect)
    np.testing.assert_allclose(path[..., 1], [[0.05, 0.1], [0.3, -0.4]])


@pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
def test_what_is_no_share_is_named(share: float) -> None:
    with pytest.raises(ProbabilityError, match="gross is"):
        net_of_deadweight(share, 0.1)
    with pytest.raises(ProbabilityError, match="without is"):
        net_of_deadweight(0.1, share)
    with pytest.raises(ProbabilityError, match="attribution is"):
        from_gross_to_attributable(0.1, attribution=share, haircut=0.0)
    with pytest.raises(ProbabilityError, match="haircut is"):
        from_gross_to_attributable(0.1, attribution=1.0, haircut=share)
    with pytest.raises(ProbabilityError, match="yearly is"):
        drop_off(0.1, yearly=share, n_years=2)


def test_an_unknown_effect_is_no_zero() -> None:
    with pytest.raises(ModelError, match="net holds a value that is no finite number"):
        from_gross_to_attributable([0.1, float("nan")], attribution=1.0, haircut=0.0)


def test_at_least_one_year_is_needed() -> None:
    with pytest.raises(ModelError, match="n_years is 0"):
        drop_off(0.1, yearly=0.1, n_years=0)
