from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
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


MODEL = {
    "people": Distribution("gamma", mean=200.0, standard_error=40.0),
    "price": Distribution("pert", low=5.0, mode=8.0, high=20.0),
    "effect": Distribution("beta", mean=0.2, standard_error=0.05),
}


def test_u03_the_mean_of_a_product_is_the_product_of_means() -> None:
    drawn = draw(MODEL, seed=3, n_draws=4096)
    cost = drawn["people"] * drawn["price"] * drawn["effect"]
    middle = float(np.prod([dist.mean_value for dist in MODEL.values()]))
    assert abs(cost.mean() - middle) < 3 * cost.std() / 64


def test_u03_the_gap_of_a_bent_result_is_that_of_its_bend() -> None:
    people = draw(MODEL, seed=3, n_draws=4096)["people"]
    # E[x²] − E[x]² is the variance: 40²
    assert (people**2).mean() - 200.0**2 == pytest.approx(40.0**2, rel=0.02)


def test_u04_without_width_each_draw_is_the_deterministic_run() -> None:
    sure = {name: Distribution("fixed", mode=dist.mean_value) for name, dist in MODEL.items()}
    drawn = draw(sure, seed=3, n_draws=16)
    found = drawn["people"] * drawn["price"] * drawn["effect"]
    middle = float(np.prod([dist.mean_value for dist in MODEL.values()]))
    np.testing.assert_allclose(found, middle, rtol=1e-14)


def test_u05_pathways_that_share_draws_differ_by_the_effect_alone() -> None:
    def bill(seed: int) -> NDArray[np.float64]:
        drawn = draw(MODEL, seed=seed, n_draws=1024)
        return np.asarray(drawn["people"] * drawn["price"])

    left = 1 - draw(MODEL, seed=1, n_draws=1024)["effect"]
    shared, apart = bill(1) - bill(1) * left, bill(1) - bill(2) * left
    assert stats.pearsonr(bill(1), bill(1) * left).statistic > 0.9
    width = [float(np.diff(np.quantile(x, [0.1, 0.9]))[0]) for x in (shared, apart)]
    assert width[0] < width[1] / 3


def test_u01_the_number_of_workers_changes_no_draw() -> None:
    alone = draw(MODEL, seed=1, n_draws=64)
    with ThreadPoolExecutor(3) as workers:
        one_each = workers.map(lambda name: draw({name: MODEL[name]}, seed=1, n_draws=64), MODEL)
        for found in one_each:
            for name, values in found.items():
                np.testing.assert_array_equal(values, alone[name])


def test_no_point_lies_nearer_to_0_or_1_than_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("costmodel.uncertainty.draws.EDGE", 0.125)  # some points lie beyond it
    points = uniforms("exit", seed=1, n_draws=256)
    assert (points.min(), points.max()) == (0.125, 0.875)
