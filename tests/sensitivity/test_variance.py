from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import qmc

from costmodel.errors import ModelError
from costmodel.sensitivity.variance import explained_share, first_order, split_by_group

Floats = NDArray[np.float64]
N_DRAWS = 2**13


def standard_normals(n_values: int, *, n_draws: int = N_DRAWS, seed: int = 5) -> Floats:
    return np.random.default_rng(seed).normal(size=(n_draws, n_values))


def ishigami(x: Floats) -> Floats:
    """Ishigami and Homma (1990), with a = 7 and b = 0.1."""
    return np.asarray(
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


@pytest.mark.parametrize(("value", "share"), [(0, 0.3139), (1, 0.4424), (2, 0.0)])
def test_ishigami_has_its_known_indices(value: int, share: float) -> None:
    # closed form: Saltelli et al. (2000), Sensitivity Analysis, sec. 2.9
    points = qmc.Sobol(3, rng=np.random.default_rng(2)).random(N_DRAWS)
    x = np.asarray(np.pi * (2 * points - 1))
    assert first_order(x[:, value], ishigami(x)) == pytest.approx(share, abs=0.015)


def test_a_linear_result_splits_by_squared_weights() -> None:
    x, weights = standard_normals(3), np.array([3.0, 2.0, 1.0])
    found = [first_order(x[:, i], x @ weights) for i in range(3)]
    assert found == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.02)


def test_the_index_is_that_of_a_plain_loop_over_bins() -> None:
    x = standard_normals(2, n_draws=400)
    y = x[:, 0] ** 2 + x[:, 1]
    order = sorted(range(400), key=lambda i: float(x[i, 0]))
    bins = [[float(y[i]) for i in order[k : k + 40]] for k in range(0, 400, 40)]
    mean = sum(map(sum, bins)) / 400
    within = sum(sum((v - sum(b) / 40) ** 2 for v in b) for b in bins)
    between = sum(40 * (sum(b) / 40 - mean) ** 2 for b in bins)
    expected = (between - 9 * within / 390) / (between + within)
    assert first_order(x[:, 0], y) == pytest.approx(expected)


def test_a_value_without_effect_has_none_on_average() -> None:
    found = [
        first_order(*standard_normals(2, n_draws=400, seed=seed).T.copy()) for seed in range(60)
    ]
    # without the correction ten bins would give 9 / 399
    assert np.mean(found) == pytest.approx(0.0, abs=0.006)


def test_nothing_varies_then_nothing_has_a_share() -> None:
    x = standard_normals(1)[:, 0]
    assert first_order(np.ones(N_DRAWS), x) == 0.0
    assert first_order(x, np.full(N_DRAWS, 0.1)) == 0.0
    assert explained_share(np.empty((N_DRAWS, 0)), x) == 0.0


@given(st.floats(0.5, 1e6), st.floats(-1e6, 1e6))
@settings(max_examples=20, deadline=None)
def test_units_do_not_change_an_index(scale: float, shift: float) -> None:
    x, y = standard_normals(2, n_draws=300).T
    result = x + y
    moved = first_order(scale * x + shift, scale * result + shift)
    assert moved == pytest.approx(first_order(x, result), abs=1e-6)


def test_groups_of_a_linear_result_have_their_shares_and_leave_nothing() -> None:
    x = standard_normals(4)
    groups = {"assumed": x[:, :2], "measured": x[:, 2:3], "forecast": x[:, 3:]}
    found = split_by_group(groups, x @ np.array([2.0, 2.0, 1.0, 1.0]))
    assert found.shares == pytest.approx(
        {"assumed": 0.8, "measured": 0.1, "forecast": 0.1}, abs=0.02
    )
    assert found.together + found.unexplained == pytest.approx(0.0, abs=0.02)


def test_a_product_of_two_groups_is_told_as_theirs_together() -> None:
    x = standard_normals(2)
    found = split_by_group({"a": x[:, :1], "b": x[:, 1:]}, x[:, 0] * x[:, 1])
    assert found.together == pytest.approx(1.0, abs=0.02)
    assert max(found.shares.values()) < 0.01


def test_what_no_group_holds_stays_unexplained() -> None:
    x = standard_normals(3)
    found = split_by_group({"a": x[:, :1], "b": x[:, 1:2]}, x.sum(axis=1))
    assert found.unexplained == pytest.approx(1 / 3, abs=0.03)


@given(st.integers(0, 10_000), st.integers(30, 300))
@settings(max_examples=25, deadline=None)
def test_the_parts_make_the_whole(seed: int, n_draws: int) -> None:
    x = standard_normals(5, n_draws=n_draws, seed=seed)
    result = x[:, 0] * x[:, 2] + x[:, 1] + x[:, 4] ** 2
    groups = {"a": x[:, :2], "b": x[:, 2:4], "none": np.empty((n_draws, 0))}
    found = split_by_group(groups, result)
    parts = [*found.shares.values(), found.together, found.unexplained]
    assert sum(parts) == pytest.approx(1.0)
    assert min(parts) >= 0
    assert found.shares["none"] == 0


def test_draws_of_another_run_are_refused() -> None:
    with pytest.raises(ModelError, match="same draws"):
        first_order(np.ones(3), np.ones(4))
    with pytest.raises(ModelError, match=r"\(3, 1\)"):
        split_by_group({"a": np.ones((3, 1))}, np.ones(4))
