from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.calibration.peers import Borrowed, borrowed_shares
from costmodel.errors import ModelError
from costmodel.uncertainty.dirichlet import dirichlet_shares

Floats = NDArray[np.float64]
TARGETS = ("stay", "worse", "better", "independent", "left")
SHARES = np.array([0.5, 0.2, 0.15, 0.1, 0.05])


def borrowed(own: Floats, peers: Floats, *, seed: int = 1, n_draws: int = 256) -> Borrowed:
    return borrowed_shares(own, peers, targets=TARGETS, name="x", seed=seed, n_draws=n_draws)


def world(
    rng: np.random.Generator, *, worth: float, peers: int, people: int
) -> tuple[Floats, Floats, Floats]:
    """The true shares of a gmina, what it counted, and what its peers did."""
    truth = rng.dirichlet(worth * SHARES, peers + 1)
    counts = [
        rng.multinomial(n, row)
        for n, row in zip(rng.integers(10, 60, peers), truth[1:], strict=True)
    ]
    own = rng.multinomial(people, truth[0])
    return truth[0], own.astype(float), np.stack(counts).astype(float)


@pytest.mark.parametrize(
    ("worth", "peers", "people"),
    [(8.0, 5, 5), (8.0, 3, 30), (30.0, 3, 0), (30.0, 5, 5), (30.0, 12, 30), (100.0, 5, 30)],
)
def test_true_shares_lie_in_the_intervals_as_often_as_stated(
    worth: float, peers: int, people: int
) -> None:
    rng = np.random.default_rng(5)
    held = []
    for seed in range(80):
        truth, own, counts = world(rng, worth=worth, peers=peers, people=people)
        low, high = np.quantile(borrowed(own, counts, seed=seed).shares, [0.1, 0.9], axis=0)
        held.append((low <= truth) & (truth <= high))
    assert 0.73 <= np.mean(held) <= 0.93


@pytest.mark.parametrize("worth", [30.0, 100.0])
def test_small_counts_stray_less_with_peers_than_alone_and_than_peers_alone(worth: float) -> None:
    rng = np.random.default_rng(6)
    errors = []
    for seed in range(120):
        truth, own, counts = world(rng, worth=worth, peers=8, people=15)
        alone = (own + 0.5) / (own.sum() + 2.5)
        common = counts.sum(axis=0) / counts.sum()
        found = borrowed(own, counts, seed=seed).shares.mean(axis=0)
        errors.append([np.abs(guess - truth).sum() for guess in (found, alone, common)])
    with_peers, own_alone, peers_alone = np.mean(errors, axis=0)
    assert with_peers < 0.75 * own_alone
    assert with_peers < 1.02 * peers_alone


def test_many_own_people_need_no_peers() -> None:
    # 50 000 of one's own: what peers say is worth a thousandth of it
    own, peers = 50_000 * SHARES[::-1], np.array([30 * SHARES, 40 * SHARES, 20 * SHARES])
    found = borrowed(own, peers)
    assert found.own_weight > 0.95
    np.testing.assert_allclose(found.shares.mean(axis=0), SHARES[::-1], atol=0.01)


def test_a_gmina_that_counted_nobody_is_told_by_its_peers_alone() -> None:
    peers = np.array([40 * SHARES, 20 * SHARES, 60 * SHARES])
    found = borrowed(np.zeros(5), peers, n_draws=1024)
    assert found.own_weight == 0
    expected = (peers.sum(axis=0) + 0.5) / (120 + 2.5)
    np.testing.assert_allclose(found.shares.mean(axis=0), expected, atol=0.02)


def test_a_gmina_unlike_its_peers_borrows_less() -> None:
    peers = np.array([40 * SHARES, 20 * SHARES, 60 * SHARES, 30 * SHARES])
    like, unlike = borrowed(20 * SHARES, peers), borrowed(20 * SHARES[::-1], peers)
    assert unlike.own_weight > 1.5 * like.own_weight


def test_the_shares_of_peers_stay_uncertain_where_peers_are_few() -> None:
    few = np.array([30 * SHARES, 30 * SHARES, 30 * SHARES])
    many = np.tile(30 * SHARES, (20, 1))
    wide, narrow = (np.ptp(borrowed(np.zeros(5), p).shares, axis=0) for p in (few, many))
    assert (wide > narrow).all()


def test_peers_without_people_change_nothing() -> None:
    own, peers = 10 * SHARES, np.array([40 * SHARES, 20 * SHARES])
    beside = np.vstack([peers, np.zeros(5)])
    np.testing.assert_array_equal(borrowed(own, peers).shares, borrowed(own, beside).shares)


def test_each_draw_sums_to_one_and_stands_beside_the_draw_without_peers() -> None:
    own = 20 * SHARES
    found = borrowed(own, np.array([40 * SHARES, 20 * SHARES, 60 * SHARES])).shares
    np.testing.assert_allclose(found.sum(axis=1), 1)
    alone = dict(zip(TARGETS, own, strict=True))
    same = dirichlet_shares(alone, "x", seed=1, n_draws=256)
    assert np.corrcoef(found[:, 0], same[:, 0])[0, 1] > 0.4  # the same streams by target


@pytest.mark.parametrize(
    ("own", "peers", "says"),
    [
        (np.ones(4), np.ones((3, 5)), r"own has shape \(4,\)"),
        (np.ones(5), np.ones((3, 4)), r"peers \(3, 4\)"),
        (np.zeros(5), np.ones((1, 5)), "1 places have cases"),
    ],
)
def test_counts_that_cannot_be_used_are_refused(own: Floats, peers: Floats, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        borrowed(own, peers)
