from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.peers import FEATURES, MINIMUM_PEERS, peer_features, peer_group

CODES = [f"32150{n:02d}" + kind for n, kind in zip(range(1, 21), "12" * 10, strict=True)]
FEATURE_TABLE = pd.DataFrame(
    np.random.default_rng(5).normal(size=(20, 4)), index=CODES, columns=list(FEATURES)
)
KINDS = pd.Series([code[-1] for code in CODES], index=CODES)


def plain_nearest(teryt: str, size: int) -> list[str]:
    """The same search in plain loops: a yardstick."""
    alike = [code for code in CODES if KINDS[code] == KINDS[teryt]]
    rows = dict(zip(CODES, FEATURE_TABLE.to_numpy().tolist(), strict=True))
    spread = [float(np.std([rows[code][f] for code in alike])) for f in range(len(FEATURES))]

    def far(code: str) -> float:
        return sum(
            float(((a - b) / s) ** 2)
            for a, b, s in zip(rows[code], rows[teryt], spread, strict=True)
        )

    return sorted((code for code in alike if code != teryt), key=far)[:size]


@pytest.mark.parametrize("teryt", CODES[:6])
def test_agrees_with_the_plain_search(teryt: str) -> None:
    group = peer_group(FEATURE_TABLE, KINDS, teryt=teryt, size=6)
    assert group["teryt"].tolist() == plain_nearest(teryt, 6)


@settings(max_examples=20)
@given(st.permutations(range(20)), st.sampled_from(CODES))
def test_never_the_gmina_itself_and_the_order_of_rows_does_not_matter(
    order: list[int], teryt: str
) -> None:
    group = peer_group(FEATURE_TABLE.iloc[order], KINDS.iloc[order[::-1]], teryt=teryt, size=7)
    pd.testing.assert_frame_equal(group, peer_group(FEATURE_TABLE, KINDS, teryt=teryt, size=7))
    assert teryt not in set(group["teryt"])
    assert {code[-1] for code in group["teryt"]} == {teryt[-1]}
    assert group["distance"].is_monotonic_increasing


def test_the_unit_of_a_feature_does_not_matter() -> None:
    group = peer_group(FEATURE_TABLE, KINDS, teryt=CODES[0], size=5)
    scaled = peer_group(FEATURE_TABLE * [1, 100, 1000, 5], KINDS, teryt=CODES[0], size=5)
    assert group["teryt"].tolist() == scaled["teryt"].tolist()


def test_ties_are_ordered_by_code() -> None:
    same = FEATURE_TABLE * 0.0
    group = peer_group(same.iloc[::-1], KINDS, teryt=CODES[0], size=5)
    assert group["teryt"].tolist() == sorted(c for c in CODES[2:] if c[-1] == "1")[:5]


def test_a_gmina_without_a_feature_is_no_peer() -> None:
    near = plain_nearest(CODES[0], 1)[0]
    holed = FEATURE_TABLE.copy()
    holed.loc[near, FEATURES[0]] = np.nan
    assert near not in set(peer_group(holed, KINDS, teryt=CODES[0], size=8)["teryt"])
    with pytest.raises(ModelError, match=f"{near} lacks log_population"):
        peer_group(holed, KINDS, teryt=near, size=8)


@pytest.mark.parametrize(
    ("teryt", "size", "says"),
    [("9999999", 20, "gmina 9999999 is not"), (CODES[0], MINIMUM_PEERS - 1, "size is 4")],
)
def test_a_senseless_question_is_refused(teryt: str, size: int, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        peer_group(FEATURE_TABLE, KINDS, teryt=teryt, size=size)


def test_too_few_gminas_of_a_kind_are_refused() -> None:
    with pytest.raises(ModelError, match="has 1 gminas of its kind"):
        peer_group(FEATURE_TABLE.iloc[:4], KINDS, teryt=CODES[0], size=5)


def test_features_by_hand() -> None:
    groups = [f"population_{a}_{a + 4}" for a in range(0, 85, 5)] + ["population_85_plus"]
    ages = pd.DataFrame([[10] * 18, [0] * 18], index=["3215011", "3215052"], columns=groups)
    features = peer_features(ages)
    assert features.iloc[0].to_list() == pytest.approx([np.log(180), 3 / 18, 5 / 18, 2 / 18])
    assert features.iloc[1].isna().all()


def test_a_feature_that_weighs_nothing_does_not_count() -> None:
    weights = dict.fromkeys(FEATURES, 1.0) | {FEATURES[3]: 0.0}
    weighed = peer_group(FEATURE_TABLE, KINDS, teryt=CODES[0], size=5, weights=weights)
    fewer = peer_group(FEATURE_TABLE[list(FEATURES[:3])], KINDS, teryt=CODES[0], size=5)
    pd.testing.assert_frame_equal(weighed, fewer)
    doubled = peer_group(
        FEATURE_TABLE, KINDS, teryt=CODES[0], size=5, weights=dict.fromkeys(FEATURES, 4.0)
    )
    plain = peer_group(FEATURE_TABLE, KINDS, teryt=CODES[0], size=5)
    assert doubled["distance"].to_list() == pytest.approx(2 * plain["distance"])


@pytest.mark.parametrize(
    "weights", [{FEATURES[0]: 1.0}, dict.fromkeys(FEATURES, 0.0), dict.fromkeys(FEATURES, -1.0)]
)
def test_senseless_weights_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ModelError, match="weights are"):
        peer_group(FEATURE_TABLE, KINDS, teryt=CODES[0], weights=weights)


def test_features_have_their_names_and_an_unknown_age_leaves_what_it_enters_unknown() -> None:
    groups = [f"population_{a}_{a + 4}" for a in range(0, 85, 5)] + ["population_85_plus"]
    ages = pd.DataFrame([[10.0] * 18, [0.0] * 18], index=CODES[:2], columns=groups)
    ages.loc[CODES[0], "population_0_4"] = np.nan
    ages.loc[CODES[1], "population_0_4"] = 1.0  # one person: the log of 1 is 0
    features = peer_features(ages)
    assert list(features) == list(FEATURES)
    assert features.iloc[0].isna().all()
    assert features.iloc[1].to_list() == [0, 1, 0, 0]


def test_distances_are_in_standard_deviations_of_all_of_the_kind() -> None:
    # six values of which three are 0 and three 4: the mean is 2 and the deviation 2
    codes = [f"32150{n:02d}1" for n in range(6)]
    features = pd.DataFrame({"x": [0.0, 0, 0, 4, 4, 4]}, index=codes)
    group = peer_group(features, pd.Series("1", index=codes), teryt=codes[0], size=5)
    assert list(group) == ["teryt", "distance"]
    assert group["teryt"].to_list() == codes[1:]
    assert group["distance"].to_list() == [0, 0, 2, 2, 2]
    assert group.index.to_list() == list(range(5))


def test_a_gmina_of_unknown_kind_has_no_peers() -> None:
    with pytest.raises(ModelError, match=f"gmina {CODES[0]} is not among"):
        peer_group(FEATURE_TABLE, KINDS.drop(CODES[0]), teryt=CODES[0])
    with pytest.raises(ModelError, match=f"gmina {CODES[0]} is not among"):
        peer_group(FEATURE_TABLE.drop(CODES[0]), KINDS, teryt=CODES[0])


def test_twenty_peers_unless_told_otherwise_and_all_where_there_are_fewer() -> None:
    codes = [f"32150{n:02d}1" for n in range(30)]
    features = pd.DataFrame({"x": range(30)}, index=codes, dtype=float)
    kinds = pd.Series("1", index=codes)
    assert len(peer_group(features, kinds, teryt=codes[0])) == 20
    assert len(peer_group(features.iloc[:6], kinds, teryt=codes[0])) == MINIMUM_PEERS
    with pytest.raises(ModelError, match="has 4 gminas of its kind"):
        peer_group(features.iloc[:5], kinds, teryt=codes[0])
