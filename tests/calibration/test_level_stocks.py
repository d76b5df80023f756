from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from costmodel.calibration.level_stocks import reweighted_by_levels, walked_levels
from costmodel.calibration.settings import calibration_settings
from costmodel.errors import InputError, ModelError

Floats = NDArray[np.float64]
RNG = np.random.default_rng(5)
N_DRAWS = 120
MATRICES = RNG.dirichlet(np.ones(4), size=(N_DRAWS, 4))
ENTRY = RNG.dirichlet(np.ones(2), size=N_DRAWS)
START = np.array([60.0, 40.0])
TOTALS = np.array([90.0, 120.0, 70.0])


def plain_walk(matrix: Floats, entry: Floats) -> list[list[float]]:
    """One draw, one year and one level at a time: a yardstick."""
    people, years = [*START, 0.0, 0.0], []
    for total in TOTALS:
        people = [sum(people[i] * matrix[i][j] for i in range(4)) for j in range(4)]
        new = max(0.0, total - people[0] - people[1])
        people = [people[0] + new * entry[0], people[1] + new * entry[1], *people[2:]]
        years.append(people[:2])
    return years


def test_agrees_with_a_plain_walk() -> None:
    found = walked_levels(START, MATRICES, TOTALS, entry=ENTRY)
    expected = [plain_walk(*draw) for draw in zip(MATRICES, ENTRY, strict=True)]
    np.testing.assert_allclose(found, expected)


@settings(max_examples=20)
@given(st.floats(0.0, 1000.0))
def test_new_people_fill_the_total_and_never_leave_it(total: float) -> None:
    found = walked_levels(START, MATRICES, np.array([total]), entry=ENTRY)[:, 0].sum(axis=1)
    assert (found >= total - 1e-9).all()
    if total > START.sum():  # nobody can be too many then
        np.testing.assert_allclose(found, total)


def test_where_nobody_moves_the_levels_stay() -> None:
    still = np.tile(np.eye(4), (N_DRAWS, 1, 1))
    found = walked_levels(START, still, np.full(2, START.sum()), entry=ENTRY)
    np.testing.assert_array_equal(found, np.tile(START, (N_DRAWS, 2, 1)))


def table(*rows: list[float], first: int = 2024) -> pd.DataFrame:
    return pd.DataFrame(list(rows), index=range(first, first + len(rows)), columns=["a", "b"])


def test_weights_agree_with_likelihoods_multiplied_one_by_one() -> None:
    walked = np.tile([[[100.0, 40.0]], [[90.0, 50.0]], [[95.0, 45.0]]], (30, 1, 1))
    seen = table([96.0, 44.0])
    expected = np.ones(len(walked))
    for draw, (people,) in enumerate(walked):
        for counted, told in zip((96.0, 44.0), people, strict=True):
            variance = calibration_settings().stock_spread ** 2 + 1 / (counted + 0.5)
            gap = np.log(counted + 0.5) - np.log(told + 0.5)
            expected[draw] *= np.exp(-(gap**2) / variance / 2)
    found = reweighted_by_levels(walked, seen, file="levels.csv", place="bezrobocie")
    np.testing.assert_allclose(found.weights, expected / expected.sum())
    assert found.years == (2024,)


def test_few_people_weigh_less_than_many() -> None:
    shares = np.linspace(0.2, 0.8, 400)

    def effective(people: float) -> float:
        walked = people * np.stack([shares, 1 - shares], axis=1)[:, None]
        seen = table([people / 2, people / 2])
        found = reweighted_by_levels(walked, seen, file="levels.csv", place="x")
        return found.effective

    assert effective(4.0) > effective(40.0) > effective(4000.0)


def test_a_level_where_nobody_is_counted_can_be_told() -> None:
    walked = np.tile([[0.0, 10.0]], (N_DRAWS, 1, 1))
    found = reweighted_by_levels(walked, table([0.0, 10.0]), file="levels.csv", place="x")
    np.testing.assert_allclose(found.weights, 1 / N_DRAWS)  # every draw says the same


def test_draws_of_which_few_agree_are_refused_with_what_to_do() -> None:
    walked = np.stack([np.geomspace(1, 1e6, N_DRAWS), np.full(N_DRAWS, 10.0)], axis=1)[:, None]
    with pytest.raises(InputError) as caught:
        reweighted_by_levels(walked, table([1000.0, 10.0]), file="levels.csv", place="bezrobocie")
    (problem,) = caught.value.problems
    assert (problem.file, problem.place) == ("levels.csv", "bezrobocie, lata 2023–2024")
    assert "z 120" in problem.value
    assert problem.expected.startswith("co najmniej 50 ")
    assert "transitions.csv" in problem.mend


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ModelError, match=r"must be \(2,\)"):
        walked_levels(np.ones(3), MATRICES, TOTALS, entry=ENTRY)
    with pytest.raises(ModelError, match="as observed"):
        reweighted_by_levels(np.ones((3, 2, 2)), table([1.0, 1.0]), file="x", place="x")
