from __future__ import annotations

from math import gamma

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from costmodel.errors import ModelError
from costmodel.uncertainty.counted_share import share_fault, share_mean, share_quantile
from costmodel.uncertainty.distributions import Distribution

MIDDLES = (np.arange(20_000) + 0.5) / 20_000
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_three_of_six_lie_evenly_around_a_half() -> None:
    # Beta(3.5, 3.5): mean 1/2, variance 3.5 · 3.5 / (49 · 8) = 1/32
    values = share_quantile(3, 6, probability=MIDDLES)
    assert share_mean(3, 6) == 0.5
    assert values.mean() == pytest.approx(0.5, abs=1e-6)
    assert values.var() == pytest.approx(1 / 32, rel=1e-3)


def test_none_of_nine_leaves_a_share_possible_and_nine_of_nine_leaves_doubt() -> None:
    assert share_mean(0, 9) == pytest.approx(0.5 / 10)
    assert share_quantile(0, 9, probability=np.array([0.975]))[0] == pytest.approx(0.238, abs=5e-4)
    assert share_mean(9, 9) < 1


def test_the_chance_below_a_quantile_is_that_of_a_plain_integral() -> None:
    size = gamma(2.5) * gamma(4.5) / gamma(7)  # of the density p^1.5 (1 − p)^3.5: 2 of 6
    for chance in (0.1, 0.5, 0.9):
        top = float(share_quantile(2, 6, probability=np.array([chance]))[0])
        area, _ = integrate.quad(lambda p: p**1.5 * (1 - p) ** 3.5 / size, 0, top)
        assert area == pytest.approx(chance, abs=1e-8)


def test_i05_intervals_hold_the_true_share_as_often_as_they_say() -> None:
    # Brown, Cai, DasGupta (2001), fig. 4: the cover of Jeffreys' interval lies near its level
    true, n = 0.3, 50
    successes = np.arange(n + 1)
    ends = np.array(
        [share_quantile(int(s), n, probability=np.array([0.1, 0.9])) for s in successes]
    )
    holds = (ends[:, 0] <= true) & (true <= ends[:, 1])
    assert stats.binom.pmf(successes, n, true)[holds].sum() == pytest.approx(0.8, abs=0.05)


@given(COUNTS)
@settings(max_examples=40, deadline=None)
def test_i06_the_mean_of_the_draws_is_the_mean(counts: tuple[int, int]) -> None:
    dist = Distribution("counts", successes=counts[0], trials=counts[1])
    values = dist.quantile(MIDDLES)
    assert values.mean() == pytest.approx(dist.mean_value, abs=1e-4)
    assert ((values >= 0) & (values <= 1)).all()


@given(COUNTS)
@settings(max_examples=40)
def test_failures_are_the_mirror_of_successes(counts: tuple[int, int]) -> None:
    successes, trials = counts
    mirror = share_quantile(trials - successes, trials, probability=1 - MIDDLES[::2000])
    own = share_quantile(successes, trials, probability=MIDDLES[::2000])
    np.testing.assert_allclose(own, 1 - mirror, atol=1e-9)


@pytest.mark.parametrize(
    ("successes", "trials", "says"),
    [
        (None, 5, "needs 'successes' and 'trials'"),
        (5, None, "needs 'successes' and 'trials'"),
        (1.5, 5, "must be whole"),
        (-1, 5, "at least one trial"),
        (0, 0, "at least one trial"),
        (6, 5, "6 successes of 5 trials: there cannot be more"),
    ],
)
def test_i05_impossible_counts_are_refused(
    successes: float | None, trials: float | None, says: str
) -> None:
    assert says in share_fault(successes, trials)
    with pytest.raises(ModelError, match=says) as caught:
        Distribution("counts", successes=successes, trials=trials)
    assert str(caught.value).startswith(("counts distribution needs", "counts distribution has"))


def test_possible_counts_have_no_fault() -> None:
    assert not share_fault(0, 1)
    assert not share_fault(1, 1)
