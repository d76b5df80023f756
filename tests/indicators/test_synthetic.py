from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.synthetic import synthetic_measure

CODES = [f"32150{n:02d}1" for n in range(6)]
TABLE = pd.DataFrame(
    np.random.default_rng(2).normal(size=(6, 3)), index=CODES, columns=["a", "b", "c"]
)
SIDES = {"a": "up", "b": "down", "c": "up"}


def plain_measure(table: pd.DataFrame, weights: list[float]) -> list[float]:
    """The same in loops: a yardstick."""
    columns = [table[name].tolist() for name in table]
    scores = [
        [(x - float(np.mean(column))) / float(np.std(column)) for x in column] for column in columns
    ]
    best = [max(s) if SIDES[str(n)] == "up" else min(s) for s, n in zip(scores, table, strict=True)]
    far = [
        sum(w * (s[i] - b) ** 2 for w, s, b in zip(weights, scores, best, strict=True)) ** 0.5
        for i in range(len(table))
    ]
    limit = float(np.mean(far)) + 2 * float(np.std(far))
    return [1 - d / limit for d in far]


def test_by_hand() -> None:
    # one indicator 0, 1, 2: z-scores of distance sqrt(1.5) apart; distances 2, 1, 0 of these,
    # mean 1 and deviation sqrt(2/3), so the measures are 1 - d / (1 + 2 * 0.8165)
    found = synthetic_measure(pd.DataFrame({"a": [0.0, 1, 2]}), {"a": "up"}).table
    assert found["distance"].tolist() == pytest.approx([2 * 1.5**0.5, 1.5**0.5, 0])
    measure = found["measure"]
    limit = 1 + 2 * np.sqrt(2 / 3)
    assert measure.tolist() == pytest.approx([1 - 2 / limit, 1 - 1 / limit, 1.0])


@pytest.mark.parametrize("weights", [[1 / 3] * 3, [0.5, 0.3, 0.2]])
def test_agrees_with_plain_loops(weights: list[float]) -> None:
    found = synthetic_measure(TABLE, SIDES, weights=dict(zip("abc", weights, strict=True)))
    assert found.table["measure"].tolist() == pytest.approx(plain_measure(TABLE, weights))


def test_the_best_in_everything_is_the_pattern() -> None:
    table = TABLE.copy()
    table.loc[CODES[0]] = [9.0, -9.0, 9.0]
    found = synthetic_measure(table, SIDES)
    assert found.table[["measure", "rank"]].iloc[0].to_list() == [1.0, 1.0]
    assert found.pattern.tolist() == [9.0, -9.0, 9.0]
    assert found.parts.iloc[0].to_list() == [0, 0, 0]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0.01, 1000), min_size=3, max_size=3),
    st.lists(st.floats(-1000, 1000), min_size=3, max_size=3),
    st.lists(st.floats(0.1, 50), min_size=3, max_size=3),
)
def test_units_do_not_matter_and_weights_sum_to_one(
    scale: list[float], shift: list[float], weights: list[float]
) -> None:
    given_weights = dict(zip("abc", weights, strict=True))
    one = synthetic_measure(TABLE, SIDES, weights=given_weights)
    other = synthetic_measure(TABLE * scale + shift, SIDES, weights=given_weights)
    np.testing.assert_allclose(one.table["measure"], other.table["measure"], atol=1e-7)
    assert one.weights.sum() == pytest.approx(1)
    np.testing.assert_allclose(one.parts.sum(axis=1)[one.table["distance"] > 0], 1)


def test_turning_a_side_is_turning_the_sign() -> None:
    turned = synthetic_measure(TABLE.assign(b=-TABLE["b"]), SIDES | {"b": "up"})
    same = synthetic_measure(TABLE, SIDES)
    pd.testing.assert_series_equal(turned.table["measure"], same.table["measure"])


def test_a_weight_of_zero_leaves_an_indicator_out() -> None:
    without = synthetic_measure(TABLE[["a", "b"]], SIDES)
    nothing = synthetic_measure(TABLE, SIDES, weights={"a": 1, "b": 1, "c": 0})
    pd.testing.assert_frame_equal(without.table, nothing.table)


@pytest.mark.parametrize(
    ("change", "sides", "weights", "says"),
    [
        ({"a": np.nan}, SIDES, None, "a has no value in 3215000"),
        ({"a": 1.0}, SIDES, None, "a is 1 everywhere"),
        ({}, SIDES | {"a": "context"}, None, "a has direction context"),
        ({}, {"a": "up"}, None, "b has direction None"),
        ({}, SIDES, {"a": 1}, "must have one"),
        ({}, SIDES, {"a": 1, "b": 1, "c": -1}, "none negative"),
        ({}, SIDES, {"a": 0, "b": 0, "c": 0}, "not all zero"),
    ],
)
def test_a_senseless_measure_is_refused(
    change: dict[str, float], sides: dict[str, str], weights: dict[str, float] | None, says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        synthetic_measure(TABLE.assign(**change), sides, weights=weights)


def test_two_places_make_no_pattern() -> None:
    with pytest.raises(ModelError, match="2 areas are given"):
        synthetic_measure(TABLE.iloc[:2], SIDES)


def test_ranks_and_parts_by_hand() -> None:
    # both indicators have a deviation of 2: distances are those of 3-4-5 triangles over 2
    table = pd.DataFrame({"a": [4.0, 0, 4, 0], "b": [0.0, 4, 0, 4]}, index=CODES[:4])
    found = synthetic_measure(table, {"a": "up", "b": "up"}, weights={"a": 3, "b": 1})
    assert list(found.table) == ["measure", "distance", "rank"]
    assert found.table.index.to_list() == CODES[:4]
    assert found.table["distance"].to_list() == pytest.approx([1, 3**0.5, 1, 3**0.5])
    assert found.table["rank"].to_list() == [1.5, 3.5, 1.5, 3.5]
    assert found.weights.to_dict() == {"a": 0.75, "b": 0.25}
    assert found.parts.to_numpy().tolist() == [[0, 1], [1, 0], [0, 1], [1, 0]]
    assert found.pattern.to_dict() == {"a": 4, "b": 4}


def test_parts_are_shares_of_the_squared_distance() -> None:
    # gaps of 3 and 1 against a deviation each: the shares are those of the weighted squares
    table = pd.DataFrame({"a": [0.0, 3, 3, 0], "b": [1.0, 2, 1, 2]}, index=CODES[:4])
    found = synthetic_measure(table, {"a": "up", "b": "up"})
    assert found.parts.iloc[0].to_list() == pytest.approx([0.5, 0.5])  # the worst in both
    assert found.parts.iloc[1].to_list() == [0, 0]
    assert found.parts.iloc[2].to_list() == [0, 1]


def test_three_places_make_a_pattern_and_a_weight_of_another_indicator_is_refused() -> None:
    assert len(synthetic_measure(TABLE.iloc[:3], SIDES).table) == 3
    with pytest.raises(ModelError, match="must have one"):
        synthetic_measure(TABLE, SIDES, weights={"a": 1, "b": 1, "c": 1, "d": 1})
