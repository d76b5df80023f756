from __future__ import annotations

import numpy as np
import pytest

from costmodel.markov import numpy_tier
from costmodel.markov.numpy_tier import walk_with_numpy
from tests.markov.models import Floats, some_model


@pytest.mark.parametrize(("fewest", "at_once"), [(3, 2), (256, 8), (256, 100)])
def test_blocks_and_points_kept_do_not_change_the_stays(
    fewest: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numpy_tier, "FEWEST_DRAWS", fewest)
    monkeypatch.setattr(numpy_tier, "BLOCK_BYTES", 1)
    monkeypatch.setattr(numpy_tier, "POINTS_AT_ONCE", at_once)
    walk = some_model(21, n_draws=17, n_cycles=9, n_states=4).walk
    weights: Floats = np.random.default_rng(1).random((2, 10, 4))
    walked = walk_with_numpy(walk, weights, low=0, high=walk.n_draws, with_people=True)
    expected = np.einsum("kts,tsd->ksd", weights, walked.people)
    np.testing.assert_allclose(walked.stays, expected, rtol=1e-12)


def test_weights_alike_in_all_states_and_others_give_the_same() -> None:
    walk = some_model(21, n_draws=5, n_cycles=9, n_states=4).walk
    alike = np.repeat(np.linspace(1, 2, 10)[None, :, None], 4, axis=2)
    both = np.concatenate([alike, np.random.default_rng(1).random((1, 10, 4))])
    alone, beside = (
        walk_with_numpy(walk, weights, low=0, high=walk.n_draws, with_people=False).stays[0]
        for weights in (alike, both)
    )
    np.testing.assert_allclose(beside, alone, rtol=1e-12)
