from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy import stats

from costmodel.errors import ModelError
from costmodel.uncertainty.counted_share import share_mean, share_quantile
from costmodel.uncertainty.dirichlet import dirichlet_shares
from costmodel.uncertainty.draws import uniforms

Floats = NDArray[np.float64]
MOVES = np.array([[80.0, 15.0, 5.0], [10.0, 60.0, 0.0], [0.0, 0.0, 0.0]])
COUNTS = hnp.arrays(float, (3, 4), elements=st.integers(0, 5_000).map(float))


def drawn_rows(counts: Floats, *, seed: int, n_draws: int) -> Floats:
    """A matrix drawn row by row, as a study draws the moves of a register."""
    rows = [
        dirichlet_shares(
            {str(j): float(n) for j, n in enumerate(row)}, f"moves.{i}", seed=seed, n_draws=n_draws
        )
        for i, row in enumerate(counts)
    ]
    return np.stack(rows, axis=1)


def test_u07_the_moments_are_those_of_the_textbook() -> None:
    # counts 80, 15, 5 with ½ each: alphas 80.5, 15.5, 5.5 of 101.5; var = m (1 − m) / 102.5
    found = drawn_rows(MOVES, seed=1, n_draws=4096)[:, 0]
    mean = np.array([80.5, 15.5, 5.5]) / 101.5
    np.testing.assert_allclose(found.mean(axis=0), mean, atol=5e-4)
    np.testing.assert_allclose(found.var(axis=0), mean * (1 - mean) / 102.5, rtol=0.05)


@given(COUNTS, st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_u07_rows_make_one_in_every_draw(counts: Floats, n_draws: int) -> None:
    rows = drawn_rows(counts, seed=3, n_draws=n_draws)
    assert rows.shape == (n_draws, 3, 4)
    assert (rows >= 0).all()
    np.testing.assert_allclose(rows.sum(axis=-1), 1.0)


def test_the_draws_are_those_of_a_plain_loop() -> None:
    rows = drawn_rows(MOVES, seed=5, n_draws=16)
    for i in range(3):
        streams = [uniforms(f"moves.{i}.{j}", seed=5, n_draws=16) for j in range(3)]
        for draw in range(16):
            gammas = [stats.gamma(MOVES[i, j] + 0.5).ppf(streams[j][draw]) for j in range(3)]
            np.testing.assert_allclose(rows[draw, i], [g / sum(gammas) for g in gammas])


def test_two_targets_are_the_share_of_a_count() -> None:
    shares = dirichlet_shares({"yes": 12, "no": 28}, "asked", seed=2, n_draws=4096)[:, 0]
    assert shares.mean() == pytest.approx(share_mean(12, 40), abs=1e-3)
    tails = np.array([0.1, 0.9])
    expected = share_quantile(12, 40, probability=tails)
    np.testing.assert_allclose(np.quantile(shares, tails), expected, atol=4e-3)


def test_a_row_without_counts_is_open_and_equal_on_average() -> None:
    row = drawn_rows(MOVES, seed=1, n_draws=2048)[:, 2]
    np.testing.assert_allclose(row.mean(axis=0), 1 / 3, atol=0.01)
    assert row.min() < 0.001
    assert row.max() > 0.99


def test_u01_another_row_or_target_changes_no_gamma_of_the_first() -> None:
    alone = drawn_rows(MOVES[:2], seed=1, n_draws=32)
    np.testing.assert_array_equal(alone, drawn_rows(MOVES, seed=1, n_draws=32)[:, :2])
    two = dirichlet_shares({"a": 4, "b": 6}, "s", seed=1, n_draws=32)
    three = dirichlet_shares({"a": 4, "c": 9, "b": 6}, "s", seed=1, n_draws=32)
    np.testing.assert_allclose(three[:, 0] / three[:, 2], two[:, 0] / two[:, 1])


def test_rows_are_independent_of_each_other() -> None:
    rows = drawn_rows(MOVES, seed=1, n_draws=1024)
    assert abs(float(stats.spearmanr(rows[:, 0, 0], rows[:, 1, 0]).statistic)) < 4 / 32


def test_u08_nobody_is_lost_or_born_in_any_draw() -> None:
    chain = drawn_rows(MOVES, seed=1, n_draws=128)
    people = np.tile([[50.0, 30.0, 20.0]], (128, 1))
    for _ in range(10):
        people = np.einsum("di,dij->dj", people, chain)
        np.testing.assert_allclose(people.sum(axis=-1), 100.0)
        assert (people >= 0).all()


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({}, r"asked has counts \{\}: there must be at least one"),
        ({"yes": -1.0, "no": 2.0}, r"asked has counts \{'yes': -1.0\}"),
        ({"yes": float("nan"), "no": 2.0}, r"'yes': nan"),
    ],
)
def test_counts_that_are_none_are_refused(counts: dict[str, float], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        dirichlet_shares(counts, "asked", seed=1, n_draws=4)
