from __future__ import annotations

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.markov.arrays import (
    blocks,
    common_draws,
    fail_if_negative,
    fail_if_not_finite,
    fail_if_shape,
    locked,
    of_draws,
    one_per_draw,
)


def test_what_is_locked_is_neither_copied_nor_written_to() -> None:
    values = np.ones((2, 3))
    seen = locked(values)
    assert np.shares_memory(seen, values)
    assert values.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        seen[0, 0] = 2.0


def test_blocks_cover_all_draws_once() -> None:
    covered = [d for low, high in blocks(3, 11, 3) for d in range(low, high)]
    assert covered == list(range(3, 11))


def test_one_draw_is_shared_by_all() -> None:
    shared, own = np.ones((2, 1)), np.arange(10.0).reshape(2, 5)
    assert of_draws(shared, 2, 4).shape == (2, 1)
    assert of_draws(own[:, :2], 1, 2).tolist() == [[1.0], [6.0]]
    assert of_draws(own, 2, 4).tolist() == [[2.0, 3.0], [7.0, 8.0]]


def test_states_alone_are_read_as_one_draw() -> None:
    assert one_per_draw([1.0, 2.0], 2).tolist() == [[1.0], [2.0]]
    assert one_per_draw(np.ones((4, 2, 3)), 3).shape == (4, 2, 3)


def test_a_shape_that_does_not_fit_is_told_with_what_fits() -> None:
    with pytest.raises(ModelError, match=r"start has the shape \(3, 1\).*n_states \(2\)"):
        fail_if_shape("start", np.ones((3, 1)), [("n_states", (2,)), ("n_draws or 1", (1, 5))])


def test_a_missing_number_is_named_and_not_made_zero() -> None:
    with pytest.raises(ModelError, match=r"amounts\[0, 1\] is nan.*1 of 2.*decided first"):
        fail_if_not_finite("amounts", np.array([[1.0, np.nan]]))


def test_a_negative_number_of_people_is_named() -> None:
    with pytest.raises(ModelError, match=r"start\[1\] is -2.*0 or more"):
        fail_if_negative("start", np.array([1.0, -2.0]))


def test_two_numbers_of_draws_do_not_go_together() -> None:
    assert common_draws({"start": 1, "inflow": 1}) == 1
    with pytest.raises(ModelError, match=r"'start': 3, 'transitions': 4.*1 or the same"):
        common_draws({"start": 3, "transitions": 4, "inflow": 1})
