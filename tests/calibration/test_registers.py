from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from costmodel.calibration.registers import matrix_draws, moves
from costmodel.errors import InputError, ModelError

Floats = NDArray[np.float64]
STATES = ("short", "long", "independent", "left")
TRUE = np.array(
    [
        [0.45, 0.25, 0.20, 0.10],
        [0.05, 0.75, 0.08, 0.12],
        [0.10, 0.05, 0.80, 0.05],
        [0.00, 0.00, 0.00, 1.00],
    ]
)
N_TRUTHS, N_PEOPLE, N_DRAWS = 80, 60, 256


def rows(*given: tuple[str, str, str, object]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["problem", "from", "to", "count"])


def test_moves_of_one_problem_add_up_over_years() -> None:
    table = rows(
        ("x", "short", "long", 3),
        ("x", "short", "long", 4),
        ("y", "short", "long", 99),
        ("x", "long", "left", 2),
    )
    counts = moves(table, "x", STATES)
    assert counts[0, 1] == 7
    assert counts[1, 3] == 2
    assert counts.sum() == 9


def test_every_mistake_is_told_with_its_place() -> None:
    table = rows(("x", "shrt", "long", 3), ("x", "short", "long", -1), ("x", "short", "left", 2.5))
    with pytest.raises(InputError) as caught:
        moves(table, "x", STATES)
    told = str(caught.value)
    assert "wiersz danych 0, kolumna from: jest „shrt”" in told
    assert "wiersz danych 1, kolumna count: jest „-1" in told
    assert "2.5" in told
    assert len(caught.value.problems) == 3


def test_a_table_without_its_columns_is_told() -> None:
    with pytest.raises(InputError, match="Dopisz kolumny: to, count"):
        moves(pd.DataFrame({"problem": ["x"], "from": ["short"]}), "x", STATES)


def test_the_matrix_of_a_register_is_found_again_with_the_stated_coverage() -> None:
    rng = np.random.default_rng(11)
    possible = TRUE > 0
    held = []
    for truth in range(N_TRUTHS):
        counts = np.stack([rng.multinomial(N_PEOPLE, row) for row in TRUE]).astype(float)
        drawn = matrix_draws(counts, f"truth {truth}", seed=1, n_draws=N_DRAWS, possible=possible)
        low, high = np.quantile(drawn, [0.1, 0.9], axis=0)
        inside = (low <= TRUE) & (high >= TRUE)
        held.append(inside[:3][possible[:3]])
    assert 0.7 <= np.mean(held) <= 0.9


def test_many_moves_leave_little_doubt_and_none_leave_all() -> None:
    counts = np.array([[8e5, 2e5], [0.0, 0.0]])
    drawn = matrix_draws(counts, "m", seed=1, n_draws=512)
    np.testing.assert_allclose(drawn[:, 0, 1], 0.2, atol=0.002)
    assert np.ptp(drawn[:, 1, 1]) > 0.9


def test_peers_come_in_as_moves_of_their_own() -> None:
    counts, peers = np.array([[3.0, 1.0]] * 2), np.array([[60.0, 40.0]] * 2)
    with_peers = matrix_draws(counts, "m", seed=1, n_draws=64, prior=peers)
    counted = matrix_draws(counts + peers, "m", seed=1, n_draws=64)
    np.testing.assert_allclose(with_peers, counted)


def test_a_prior_of_another_shape_is_refused() -> None:
    with pytest.raises(ModelError, match=r"must have the shape \(2, 2\)"):
        matrix_draws(np.ones((2, 2)), "m", seed=1, n_draws=4, prior=np.ones((2, 3)))
