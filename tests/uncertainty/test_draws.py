from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from costmodel.errors import ModelError
from costmodel.uncertainty.distributions import Distribution
from costmodel.uncertainty.draws import EDGE, draw, stream, uniforms

WIDE = Distribution("uniform", low=0.0, high=1.0)
NAMES = st.text(min_size=1, max_size=12)


@pytest.mark.parametrize("seed", [0, 1, 99])
@pytest.mark.parametrize("n_draws", [128, 500, 1024])
def test_draws_fill_the_unit_interval_evenly(seed: int, n_draws: int) -> None:
    points = uniforms("exit", seed=seed, n_draws=n_draws)
    # A random sample has a discrepancy near 1/√n; Sobol' points are far better.
    assert stats.kstest(points, "uniform").statistic < 3 / n_draws**0.75
    assert points.mean() == pytest.approx(0.5, abs=3 / n_draws)


def test_a_full_set_has_one_draw_in_each_cell() -> None:
    cells = np.floor(uniforms("exit", seed=5, n_draws=256) * 256)
    np.testing.assert_array_equal(np.sort(cells), np.arange(256))


@pytest.mark.parametrize("n_draws", [256, 1000])
def test_draws_of_different_names_are_independent(n_draws: int) -> None:
    drawn = [uniforms(f"value {i}", seed=1, n_draws=n_draws) for i in range(12)]
    found = [abs(float(stats.spearmanr(a, b).statistic)) for a, b in combinations(drawn, 2)]
    # 66 pairs: the largest of so many independent ones stays under 4 standard errors.
    assert max(found) < 4 / np.sqrt(n_draws)


def test_draws_of_different_names_are_independent_within_corners_too() -> None:
    a, b = (uniforms(name, seed=2, n_draws=1024) for name in ("exit", "relapse"))
    table = np.histogram2d(a, b, bins=4, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(table.ravel()).pvalue > 1e-3


@given(NAMES, st.integers(0, 2**31), st.integers(1, 40))
@settings(max_examples=30)
def test_draws_keep_off_the_edges(name: str, seed: int, n_draws: int) -> None:
    points = uniforms(name, seed=seed, n_draws=n_draws)
    assert points.shape == (n_draws,)
    assert ((points >= EDGE) & (points <= 1 - EDGE)).all()


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True))
@settings(max_examples=20)
def test_u01_other_names_and_their_order_change_no_draw(names: list[str]) -> None:
    alone = {name: draw({name: WIDE}, seed=4, n_draws=16)[name] for name in names}
    together = draw(dict.fromkeys(reversed(names), WIDE), seed=4, n_draws=16)
    for name in names:
        np.testing.assert_array_equal(alone[name], together[name])


def test_u02_another_seed_gives_other_draws_with_the_same_mean() -> None:
    wide = Distribution("pert", low=0.0, mode=0.2, high=1.0)
    one, two = (draw({"exit": wide}, seed=s, n_draws=512)["exit"] for s in (1, 2))
    assert not np.array_equal(one, two)
    assert one.mean() == pytest.approx(two.mean(), abs=0.01)


@pytest.mark.parametrize(
    "dist",
    [
        Distribution("pert", low=0.0, mode=0.1, high=0.9),
        Distribution("triangular", low=0.0, mode=0.1, high=0.9),
        Distribution("beta", mean=0.3, standard_error=0.1),
        Distribution("gamma", mean=3.0, standard_error=1.0),
        Distribution("lognormal", mean=3.0, standard_error=1.0),
        Distribution("counts", successes=4, trials=30),
        Distribution("interval", low=0.6, high=1.1, level=0.95, on="log"),
    ],
    ids=lambda dist: dist.shape,
)
@pytest.mark.parametrize("n_draws", [200, 1000])
def test_i06_the_mean_of_draws_is_within_the_error_of_chance(
    dist: Distribution, n_draws: int
) -> None:
    values = draw({"x": dist}, seed=8, n_draws=n_draws)["x"]
    assert abs(values.mean() - dist.mean_value) < values.std() / np.sqrt(n_draws)


def test_a_stream_belongs_to_its_name_and_seed() -> None:
    first = stream("exit", seed=1).random(4)
    np.testing.assert_array_equal(first, stream("exit", seed=1).random(4))
    assert not np.array_equal(first, stream("exits", seed=1).random(4))
    assert not np.array_equal(first, stream("exit", seed=2).random(4))


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ModelError, match="seed is -1: it must be 0 or more"):
        stream("exit", seed=-1)


def test_no_draws_at_all_are_refused() -> None:
    with pytest.raises(ModelError, match="n_draws is 0: it must be 1 or more"):
        uniforms("exit", seed=1, n_draws=0)
