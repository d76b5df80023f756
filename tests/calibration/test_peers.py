from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.calibration.overdispersion import rate_weight, share_weight
from costmodel.calibration.peers import borrowed_told, peer_row, shrunk_rates, shrunk_shares
from costmodel.errors import ModelError

RNG = np.random.default_rng(9)
N_PLACES = 300
TRIALS = RNG.integers(3, 120, N_PLACES).astype(float)
TRUE_K, TRUE_SHARE = 30.0, 0.25


def beta_binomial() -> tuple[pd.Series, pd.Series, pd.Series]:
    truth = RNG.beta(TRUE_K * TRUE_SHARE, TRUE_K * (1 - TRUE_SHARE), N_PLACES)
    counts = RNG.binomial(TRIALS.astype(int), truth).astype(float)
    return pd.Series(truth), pd.Series(counts), pd.Series(TRIALS)


def test_the_true_shares_lie_in_the_intervals_as_often_as_stated() -> None:
    truth, counts, trials = beta_binomial()
    found = shrunk_shares(counts, trials)
    held = (truth >= found["low"]) & (truth <= found["high"])
    assert 0.74 <= held.mean() <= 0.86
    own_error = (counts / trials - truth).abs().mean()
    assert (found["estimate"] - truth).abs().mean() < 0.8 * own_error


def test_the_true_rates_lie_in_the_intervals_as_often_as_stated() -> None:
    people = RNG.uniform(300, 20_000, N_PLACES)
    truth = RNG.gamma(4.0, 0.004 / 4.0, N_PLACES)
    events = pd.Series(RNG.poisson(truth * people).astype(float))
    found = shrunk_rates(events, pd.Series(people))
    held = (truth >= found["low"]) & (truth <= found["high"])
    assert 0.74 <= held.mean() <= 0.86
    assert rate_weight(events.to_numpy(), people) == pytest.approx(4.0 / 0.004, rel=0.5)


def test_the_weight_that_made_the_data_is_found_again() -> None:
    found = []
    for _ in range(20):
        _, counts, trials = beta_binomial()
        found.append(share_weight(np.stack([counts, trials - counts], axis=1)))
    assert np.median(found) == pytest.approx(TRUE_K, rel=0.2)


def test_with_two_targets_the_weight_is_the_textbook_one() -> None:
    # places 2/10, 5/10, 8/20: Ridout et al. (1999), the analysis of variance for two targets
    x, n = np.array([2.0, 5.0, 8.0]), np.array([10.0, 10.0, 20.0])
    p, common = x / n, x.sum() / n.sum()
    between = (n * (p - common) ** 2).sum() / 2
    within = (n * p * (1 - p)).sum() / (n.sum() - 3)
    typical = (n.sum() - (n**2).sum() / n.sum()) / 2
    rho = (between - within) / (between + (typical - 1) * within)
    found = share_weight(np.stack([x, n - x], axis=1))
    assert found == pytest.approx(1 / rho - 1) if rho > 0 else np.isinf(found)
    wider = share_weight(np.array([[1.0, 9.0], [9.0, 1.0], [5.0, 5.0]]))
    b, w, n0 = 10 * (0.16 + 0.16) / 2, 10 * (0.09 + 0.09 + 0.25) / 27, 10.0
    rho = (b - w) / (b + (n0 - 1) * w)
    assert wider == pytest.approx(1 / rho - 1)


def test_the_weight_of_a_common_rate_by_hand() -> None:
    # rates 2, 8 and 5 of 100: mean 0.05, variance 0.0006, of which chance 0.05 / 100
    events, people = np.array([2.0, 8.0, 5.0]), np.full(3, 100.0)
    assert rate_weight(events, people) == pytest.approx(0.05 / (0.0006 - 0.0005))


def test_a_place_without_cases_is_told_by_its_peers_alone() -> None:
    found = shrunk_shares(pd.Series([0.0, 10, 30]), pd.Series([0.0, 40, 60]))
    assert np.isnan(found["own"].iloc[0])
    assert found["weight_of_peers"].iloc[0] == 1
    assert found["estimate"].iloc[0] == pytest.approx(0.4)


def test_more_cases_of_its_own_borrow_less() -> None:
    _, counts, trials = beta_binomial()
    found = shrunk_shares(counts, trials).assign(trials=trials).sort_values("trials")
    assert (np.diff(found["weight_of_peers"]) <= 1e-12).all()
    assert ((found["estimate"] - found["own"]).abs() <= 1).all()


def test_places_that_differ_by_chance_alone_are_all_told_the_common_share() -> None:
    trials = pd.Series(np.full(6, 50.0))
    found = shrunk_shares(pd.Series([9.0, 10, 11, 10, 10, 10]), trials)
    np.testing.assert_allclose(found["estimate"], 10 / 50, rtol=1e-3)
    assert (found["weight_of_peers"] > 0.99).all()


def test_the_row_of_peers_is_worth_no_more_than_their_people() -> None:
    alike = np.array([[30.0, 10.0, 0.0], [60.0, 20.0, 0.0]])
    np.testing.assert_allclose(peer_row(alike), [90, 30, 0])
    unlike = np.array([[30.0, 10.0], [10.0, 30.0]])
    row = peer_row(unlike)
    assert row.sum() < 10
    np.testing.assert_allclose(row / row.sum(), [0.5, 0.5])


def test_what_was_borrowed_is_told() -> None:
    assert "38%" in borrowed_told(0.38, place="Nędza")


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (np.array([[1.0, 2.0]]), "1 places have cases"),
        (np.array([[1.0, 2.0], [0.0, 0.0]]), "1 places have cases"),
        (np.array([[1.0, -2.0], [3.0, 4.0]]), "none negative"),
    ],
)
def test_peers_that_cannot_teach_are_refused(counts: np.ndarray, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        share_weight(counts)


def test_a_rate_without_events_is_refused() -> None:
    with pytest.raises(ModelError, match="at least one event"):
        rate_weight(np.zeros(3), np.ones(3))
